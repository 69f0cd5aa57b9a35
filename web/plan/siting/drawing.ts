/** What siting lays over the map: the field with the plants in it, the proposals to drag, the targets that a plant harms. */
import type { Proposal } from '../../../data/risk/proposal.ts';
import { CLASS_LIMITS } from '../../../data/risk/verdict.ts';
import type { DrawnShape, FieldDrawing, Handle } from '../../map/drawn.ts';
import { valueAt } from '../../map/field-values.ts';
import { perYear } from '../risk/per-year.ts';
import type { ProposalVerdict, Study } from './answers.ts';
import { letterOf } from './comparison.ts';
import { markOf } from './draft.ts';
import { timesOf } from './numbers.ts';
import type { SitingTexts } from './texts.ts';

/** The proposals as handles; while one is dragged its risk is read from the field under it. */
export function handlesOf(
  proposals: readonly Proposal[],
  verdicts: ReadonlyMap<string, ProposalVerdict>,
  moving: string | null,
  field: FieldDrawing | null,
  texts: SitingTexts,
): readonly Handle[] {
  return proposals.map((one) => {
    const tag = tagOf(one, verdicts.get(one.id), one.id === moving, field);
    return {
      id: one.id,
      at: one.at,
      mark: markOf(one),
      label: texts.handle(one.name),
      draggable: true,
      ...(tag && { tag }),
    };
  });
}

function tagOf(
  one: Proposal,
  verdict: ProposalVerdict | undefined,
  moving: boolean,
  field: FieldDrawing | null,
): string | null {
  if (one.kind === 'plant') return one.name;
  const limitPerYr = CLASS_LIMITS[one.class].new;
  const words = (irPerYr: number) =>
    `${perYear(irPerYr)}${irPerYr > limitPerYr ? ` > ${perYear(limitPerYr)} (× ${timesOf(irPerYr / limitPerYr)})` : ` ≤ ${perYear(limitPerYr)}`}`;
  if (moving && field) return `≈ ${words(valueAt(field, one.at[0], one.at[1]))}`;
  return verdict?.kind === 'building' ? words(verdict.irPerYr) : null;
}

/** Where compared alternatives lie, told apart by their letters. */
export const comparedHandles = (studies: readonly Study[]): readonly Handle[] =>
  studies.flatMap(({ id, name, proposals }, index) =>
    proposals.map((one) => ({
      id: `${id} ${one.id}`,
      at: one.at,
      mark: markOf(one),
      label: `${letterOf(index)} ${name} ${one.name}`,
      tag: `${letterOf(index)} ${one.name}`,
      draggable: false,
    })),
  );

/** Targets that exceed their limit because of a plant, or more than before. */
export function breachesOf(verdicts: readonly ProposalVerdict[]): readonly DrawnShape[] {
  const shapes = new Map<string, DrawnShape>();
  for (const one of verdicts)
    if (one.kind === 'plant')
      for (const { id, at, stateAfter } of one.targets.changed)
        if (stateAfter === 'exceeding')
          shapes.set(id, { id, look: 'breach', geometry: { type: 'Point', coordinates: [...at] } });
  return [...shapes.values()];
}
