/** The answer of a question as rows of one list: what they show, how they sort, and what they add up to. */
import { GRADE_KEYS, GRADE_STATES, type GradeKey } from '../../data/grade.ts';
import { type LayerId, layerById } from '../../data/layers/all.ts';
import { INSPECTION_STATES } from '../../data/layers/common.ts';
import { LAYER_FACTS } from '../../tiles/layer-facts.ts';
import type { Item, WithinAnswer } from '../api.ts';
import type { Counts } from '../explore/grade-counts.tsx';
import type { Lang } from '../map/props.ts';
import { nameIn } from '../parts/names.ts';
import type { Texts } from '../text/zh.ts';

export interface Row {
  readonly layer: LayerId;
  readonly id: string;
  readonly item: Item;
  /** Null in a layer without grades. */
  readonly grade: GradeKey | null;
  readonly name: string;
  /** Word of the layer's kind field; level of a region. */
  readonly kind: string;
  readonly distanceM: number;
  /** Code of the township around an object, of the parent of a region; null = in none. */
  readonly township: string | null;
  readonly assessed: string | null;
  readonly state: State;
}

/** What is said of the grade, or of the inspection where there is no grade; null = neither. */
export type State = 'current' | 'overdue' | 'not_assessed' | 'inspected' | 'not_inspected' | null;

export function rowsOf(answer: WithinAnswer, lang: Lang): Row[] {
  return layersOf(answer).flatMap((layer) => {
    const kindField = layer === 'regions' ? 'level' : LAYER_FACTS[layer].kindField;
    const graded = LAYER_FACTS[layer].graded;
    const words = kindField === undefined ? [] : (layerById(layer)?.fields[kindField]?.dictionary ?? []);
    return answer.layers[layer]!.features.features.map((item): Row => {
      const { properties } = item;
      const kind = kindField === undefined ? null : properties[kindField];
      const day = graded ? properties.assessed_on : properties.last_inspected_on;
      return {
        layer,
        id: item.id,
        item,
        grade: graded ? (String(properties.grade) as GradeKey) : null,
        name: nameIn(lang, String(properties.name ?? item.id), properties.name_en),
        kind: words.find(({ id }) => id === kind)?.[lang] ?? '–',
        distanceM: properties.distanceM ?? 0,
        township: around(item, layer),
        assessed: typeof day === 'string' ? day : null,
        state: stateOf(properties[graded ? 'grade_state' : 'inspection_state']),
      };
    });
  });
}

/** The word of the row's kind field as the register holds it. */
export const kindIdOf = ({ layer, item }: Row): string => {
  const field = LAYER_FACTS[layer].kindField;
  return field === undefined ? '' : String(item.properties[field]);
};

/** The state of a row in words. */
export function stateWord({ state }: Pick<Row, 'state'>, t: Texts): string {
  switch (state) {
    case 'current':
      return t.stateCurrent;
    case 'overdue':
      return t.overdue;
    case 'not_assessed':
      return t.stateNotAssessed;
    case 'inspected':
    case 'not_inspected':
      return t.inspectionState[state];
    default:
      return '–';
  }
}

/** The layers of an answer, in its own order. */
export const layersOf = (answer: WithinAnswer): LayerId[] =>
  Object.keys(answer.layers).filter((id): id is LayerId => Object.hasOwn(LAYER_FACTS, id));

export interface Total {
  readonly count: number;
  /** Of layers that have grades. */
  readonly byGrade: Counts;
  /** Objects of layers that have grades. */
  readonly graded: number;
}

/** All that was found, added over the layers, or of one layer. */
export function totals(answer: WithinAnswer, only: LayerId | null = null): Total {
  const layers = layersOf(answer).filter((layer) => only === null || layer === only);
  const parts = layers.map((layer) => answer.layers[layer]!);
  const graded = layers.filter((layer) => LAYER_FACTS[layer].graded).map((layer) => answer.layers[layer]!);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    graded: graded.reduce((sum, { count }) => sum + count, 0),
    byGrade: Object.fromEntries(
      GRADE_KEYS.map((key) => [key, graded.reduce((sum, { byGrade }) => sum + byGrade[key], 0)]),
    ) as Counts,
  };
}

/** The commonest kinds among the rows, most first. */
export function commonKinds(
  rows: readonly Row[],
  most: number,
): { readonly kind: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** The townships of the rows with their counts by grade, fullest first; `example` is one row of each. */
export function byTownship(
  rows: readonly Row[],
  most: number,
): {
  readonly code: string;
  readonly count: number;
  readonly byGrade: Counts;
  readonly ungraded: number;
  readonly example: Row;
}[] {
  const found = new Map<
    string,
    { count: number; ungraded: number; byGrade: Record<GradeKey, number>; example: Row }
  >();
  for (const row of rows) {
    if (row.township === null) continue;
    const before = found.get(row.township);
    const part = before ?? {
      count: 0,
      ungraded: 0,
      byGrade: { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 },
      example: row,
    };
    part.count++;
    if (row.grade === null) part.ungraded++;
    else part.byGrade[row.grade]++;
    if (!before) found.set(row.township, part);
  }
  return [...found]
    .map(([code, part]) => ({ code, ...part }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

function around({ properties }: Item, layer: LayerId): string | null {
  const code = layer === 'regions' ? properties.parent_code : properties.region_code;
  if (typeof code !== 'string') return null;
  // the first nine digits of a code name its township
  return layer === 'regions' ? code : `${code.slice(0, 9)}000`;
}

function stateOf(value: unknown): State {
  const known = [...GRADE_STATES, ...INSPECTION_STATES].map(({ id }) => id as Exclude<State, null>);
  return known.find((id) => id === value) ?? null;
}
