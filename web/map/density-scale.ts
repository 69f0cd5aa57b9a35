/** The fixed scales of sums over the ground: greys that look like no grade, the same wherever the map looks. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { Counts } from '../../tiles/donut.ts';
import { GRADE_LOOKS, type Theme } from '../../tiles/tokens.ts';
import type { Density } from './props.ts';

/** Of density: score, or objects, per km² at which each grey of the ramp begins. */
export const HEAT_STOPS = { score: [0, 25, 75, 150, 300], count: [0, 2, 6, 12, 24] } as const;
/** Equal steps of those ramps, as fine as the finest stop: colours of the scale stand at their stops. */
export const HEAT_STEP = { score: 25, count: 2 } as const;
/** Of cells: objects, or their score, from which each grey is used. */
export const CELL_STEPS = { count: [1, 5, 20, 80, 300], score: [1, 50, 250, 1000, 4000] } as const;

const RAMPS = {
  heat: {
    light: ['rgba(185,191,199,0)', '#b9bfc7', '#858e99', '#4f5864', '#1f262e'],
    dark: ['rgba(59,69,80,0)', '#3b4550', '#66727f', '#9aa6b2', '#e6ebf0'],
  },
  cells: {
    light: ['#e3e6e9', '#c3c9cf', '#98a2ac', '#67727e', '#333c46'],
    dark: ['#28303a', '#3b4652', '#596675', '#8593a1', '#c6d0d9'],
  },
} as const satisfies Record<string, Record<Theme, readonly string[]>>;

export const densityRamp = (theme: Theme): readonly string[] => RAMPS.heat[theme];
export const cellRamp = (theme: Theme): readonly string[] => RAMPS.cells[theme];

/** What one object of a grade adds to the score, as in the index of regions; what is not assessed adds nothing. */
export const SCORE: Readonly<Record<GradeKey, number>> = { '1': 100, '2': 60, '3': 25, '4': 5, null: 0 };

export const scoreOf = (counts: Counts): number =>
  GRADE_KEYS.reduce((sum, key) => sum + counts[key] * SCORE[key], 0);

/** Which grey a cell with this value gets: 0 … 4; −1 for none. */
export function cellClass(by: 'count' | 'score', value: number): number {
  return CELL_STEPS[by].findLastIndex((from) => value >= from);
}

/** The worst grade that occurs; `null` where nothing is assessed. */
export function worstOf(counts: Counts): GradeKey {
  return GRADE_KEYS.find((key) => counts[key] > 0) ?? 'null';
}

/** `#rrggbb` of a cell; null where its value is below the scale. */
export function cellColour(by: Density['by'], counts: Counts, total: number, theme: Theme): string | null {
  if (by === 'worst') return total > 0 ? GRADE_LOOKS[worstOf(counts)].fill : null;
  const grey = cellClass(by, by === 'count' ? total : scoreOf(counts));
  return cellRamp(theme)[grey] ?? null;
}
