/** The fixed scales of density and hexagons: greys that look like no grade, the same wherever the map looks. */
import type { GradeKey } from '../../data/grade.ts';
import type { Theme } from '../../tiles/tokens.ts';

/** Score per km² at which each grey of the ramp begins. */
export const DENSITY_STOPS = [0, 25, 75, 150, 300] as const;
/** Objects in a hexagon from which each grey is used. */
export const HEXAGON_COUNTS = [1, 5, 20, 80, 300] as const;

const RAMPS = {
  heat: {
    light: ['rgba(185,191,199,0)', '#b9bfc7', '#858e99', '#4f5864', '#1f262e'],
    dark: ['rgba(59,69,80,0)', '#3b4550', '#66727f', '#9aa6b2', '#e6ebf0'],
  },
  hexagons: {
    light: ['#e3e6e9', '#c3c9cf', '#98a2ac', '#67727e', '#333c46'],
    dark: ['#28303a', '#3b4652', '#596675', '#8593a1', '#c6d0d9'],
  },
} as const satisfies Record<string, Record<Theme, readonly string[]>>;

export const densityRamp = (theme: Theme): readonly string[] => RAMPS.heat[theme];
export const hexagonRamp = (theme: Theme): readonly string[] => RAMPS.hexagons[theme];

/** What one object of a grade adds to the score, as in the index of regions; what is not assessed adds nothing. */
export const SCORE: Readonly<Record<GradeKey, number>> = { '1': 100, '2': 60, '3': 25, '4': 5, null: 0 };

/** Which grey a hexagon with so many objects gets: 0 … 4; −1 for none. */
export function hexagonClass(count: number): number {
  return HEXAGON_COUNTS.findLastIndex((from) => count >= from);
}
