/** 管控层级: who inside a company holds a risk of a grade; a level's risks are carried by every lower level too. */
import type { Grade } from '../grade.ts';
import type { CONTROL_LEVELS } from '../layers/risk-points.ts';

export type ControlLevel = (typeof CONTROL_LEVELS)[number]['id'];

/** The split of published LEC tables: red to the company, orange to the workshop, the rest to team and post. */
export const CONTROL_LEVEL_OF_GRADE: Readonly<Record<Grade, ControlLevel>> = {
  1: 'company',
  2: 'workshop',
  3: 'team',
  4: 'post',
};

const DOWNWARD = ['company', 'workshop', 'team', 'post'] as const satisfies readonly ControlLevel[];

/** The level that leads, and all below it that carry the risk too; none while the risk is not assessed. */
export function controlLevels(
  grade: Grade | null,
  levels: Readonly<Record<Grade, ControlLevel>> = CONTROL_LEVEL_OF_GRADE,
): readonly ControlLevel[] {
  return grade === null ? [] : DOWNWARD.slice(DOWNWARD.indexOf(levels[grade]));
}
