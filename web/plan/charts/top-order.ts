/** By what a top list ranks a layer, and the question to the server whose answer is the list. */
import type { LayerId } from '../../../data/layers/all.ts';
import type { LayerShown, Shown } from '../../map/props.ts';
import type { FieldFacts } from '../filter/answers.ts';
import { conditionOf, type Drawn, drawnQuery } from '../list/drawn-query.ts';

export const LENGTHS = [5, 10, 20, 50] as const;

/** `worst` = by grade; otherwise a field, the greatest or latest first with a minus. */
export type TopOrder = 'worst' | (string & {});

export const fieldOfOrder = (order: TopOrder) => (order === 'worst' ? null : order.replace(/^-/, ''));

/** Numbers and days by which a layer can be ranked; of days those that fall due come first. */
export function rankedFields(fields: readonly FieldFacts[]): FieldFacts[] {
  const isDue = ({ name, as }: FieldFacts) => as === 'date' && /(_due|due_on|_until)$/.test(name);
  const offered = fields.filter(({ as }) => as === 'range' || as === 'date');
  return [...offered.filter((field) => !isDue(field)), ...offered.filter(isDue)];
}

/** What is offered where nobody chose: grades, else a score, else the first number; null = nothing to rank by. */
export function usualOrder(graded: boolean, fields: readonly FieldFacts[]): TopOrder | null {
  if (graded) return 'worst';
  const first =
    fields.find(({ name }) => name.endsWith('score')) ?? fields.find(({ as }) => as === 'range') ?? fields[0];
  return first ? (first.as === 'date' ? first.name : `-${first.name}`) : null;
}

/** Objects without the value are in no list of it. Of one grade the worse score is worse, where the layer has one. */
export function topQuery(
  order: TopOrder,
  most: number,
  asked: {
    readonly id: LayerId;
    readonly layer: LayerShown;
    readonly fields: readonly FieldFacts[];
    readonly time: Shown['time'];
    readonly view: Drawn['view'] | null;
  },
): URLSearchParams {
  const { id, layer, fields, time, view } = asked;
  const query = drawnQuery({ id, layer, graded: true, level: 'township', time, view: view ?? [0, 0, 0, 0] });
  if (!view) query.delete('bbox');
  query.set('limit', String(most));
  const field = fieldOfOrder(order);
  const score = fields.find(({ name }) => name === 'residual_score') ?? fields.find(isScore);
  query.set(
    'sortby',
    field ? `${order},name` : ['grade', score && `-${score.name}`, 'name'].filter(Boolean).join(),
  );
  const filter = [conditionOf(id, layer, 'township'), `${field ?? 'grade'} is not null`].filter(Boolean);
  query.set('filter', filter.join(' and '));
  return query;
}

const isScore = ({ name, as }: FieldFacts) => as === 'range' && name.endsWith('score');
