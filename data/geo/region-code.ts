/** Division codes: 6, 9, 12 or 14 digits in; 12 digits right-padded with 0 (grid cells 14) inside (GB/T 2260, GB/T 10114). */
import type { RegionLevel } from '../layers/regions.ts';

/** Municipalities under the State Council: the city is the province-level code, 市辖区/县 groups in between are no places. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

/** Digits that a code of each level uses, deepest first. */
const WIDTHS = [
  ['village', 12],
  ['township', 9],
  ['county', 6],
  ['city', 4],
] as const satisfies readonly (readonly [RegionLevel, number])[];

/** The code as it is stored, or undefined when the text is not 6, 9, 12 or 14 digits. */
export function normalRegionCode(text: string): string | undefined {
  if (!/^(\d{6}|\d{9}|\d{12}|\d{14})$/.test(text)) return undefined;
  return text.length === 14 ? text : text.padEnd(12, '0');
}

/** The level that a stored code says, or undefined for a province and for the groups of a municipality. */
export function levelOfRegion(code: string): RegionLevel | undefined {
  if (code.length === 14) return 'cell';
  const level = WIDTHS.find(([, width]) => !isZero(code.slice(widthAbove(width), width)))?.[0];
  if (!MUNICIPALITIES.has(code.slice(0, 2))) return level;
  if (level === 'city') return undefined;
  return level ?? (isZero(code.slice(2)) ? 'city' : undefined);
}

/** The code of the region around a stored code; null for a city, a province and what has no city above it. */
export function parentOfRegion(code: string): string | null {
  if (code.length === 14) return code.slice(0, 12);
  const own = WIDTHS.find(([, width]) => !isZero(code.slice(widthAbove(width), width)));
  if (own === undefined || own[0] === 'city') return null;
  for (const [level, width] of WIDTHS) {
    if (width >= own[1]) continue;
    if (level === 'city' && MUNICIPALITIES.has(code.slice(0, 2))) return code.slice(0, 2).padEnd(12, '0');
    if (!isZero(code.slice(widthAbove(width), width))) return code.slice(0, width).padEnd(12, '0');
  }
  return null;
}

/** Digits used by the level above the one that uses `width`. */
function widthAbove(width: number): number {
  return { 12: 9, 9: 6, 6: 4 }[width] ?? 2;
}

const isZero = (digits: string) => /^0*$/.test(digits);
