/** Light patterns of areas that carry no grade: sparse and neutral, so that none reads as the hatch of a grade. */
import { OBJECT_COLOURS, type Theme } from './tokens.ts';

/** Side of a tile, px; it repeats without a seam. */
export const PATTERN_SIDE_PX = 16;

const PATTERNS = {
  horizontal: 'M0 4H16M0 12H16',
  vertical: 'M4 0V16M12 0V16',
  grid: 'M0 8H16M8 0V16',
  plus: 'M4 1.5v5M1.5 4h5M12 9.5v5M9.5 12h5',
  rings: 'M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0M10 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  peaks: 'M1 6l3-4 3 4M9 14l3-4 3 4',
  waves:
    'M0 4c2-2.5 3-2.5 4 0s2 2.5 4 0 3-2.5 4 0 2 2.5 4 0M0 12c2-2.5 3-2.5 4 0s2 2.5 4 0 3-2.5 4 0 2 2.5 4 0',
  ticks: 'M4 2v4M2.5 4.5L4 2l1.5 2.5M12 10v4M10.5 12.5L12 10l1.5 2.5',
} as const satisfies Record<string, string>;
export type PatternId = keyof typeof PATTERNS;
export const PATTERN_IDS = Object.keys(PATTERNS) as PatternId[];

export function isPattern(word: string): word is PatternId {
  return Object.hasOwn(PATTERNS, word);
}

/** One tile of the pattern as SVG text. */
export function patternTile(pattern: PatternId, theme: Theme): string {
  const s = PATTERN_SIDE_PX;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${s}" height="${s}" viewBox="0 0 ${s} ${s}">` +
    `<path d="${PATTERNS[pattern]}" fill="none" stroke="${OBJECT_COLOURS[theme].slate}" stroke-width="1" stroke-linecap="round"/></svg>`
  );
}
