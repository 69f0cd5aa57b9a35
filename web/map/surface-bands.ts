/** From a coarse grid of the risk index to a picture of four bands with crisp, smooth edges. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { AREA_ALPHAS, GRADE_LOOKS, type Theme } from '../../tiles/tokens.ts';

/** Bounds of the bands on the index 0–100. */
export const BAND_FROM = [25, 50, 75] as const;
/** A node without an assessed object within reach. */
const NO_DATA = 255;
/** Below half a point nothing near is left to show: the map stays free there, and blue ends in a smooth line. */
const LEAST_SHOWN = 0.5;

export interface Grid {
  readonly width: number;
  readonly height: number;
  /** 0–100 row by row from the north; 255 = no data. */
  readonly values: Uint8Array;
}

/** The band of an index, named as the grade whose colour it has. */
export function bandOf(index: number): GradeKey {
  if (index >= BAND_FROM[2]) return '1';
  if (index >= BAND_FROM[1]) return '2';
  return index >= BAND_FROM[0] ? '3' : '4';
}

/** Bands of the grid on a canvas `finer` times as fine: interpolated first, so that edges do not show its cells. */
export function bandsOf(grid: Grid, finer: number): (GradeKey | null)[] {
  const width = grid.width * finer;
  const height = grid.height * finer;
  const bands: (GradeKey | null)[] = new Array(width * height).fill(null);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // nodes lie in the middle of their cells
      const index = interpolated(grid, (x + 0.5) / finer - 0.5, (y + 0.5) / finer - 0.5);
      if (index !== null && index >= LEAST_SHOWN) bands[y * width + x] = bandOf(index);
    }
  }
  return bands;
}

/** Bilinear between the four nodes around; null where none has data. */
function interpolated({ width, height, values }: Grid, x: number, y: number): number | null {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  let sum = 0;
  let known = false;
  for (const [dx, dy] of CORNERS) {
    const column = Math.min(width - 1, Math.max(0, x0 + dx));
    const row = Math.min(height - 1, Math.max(0, y0 + dy));
    const value = values[row * width + column] ?? NO_DATA;
    const share = (dx ? x - x0 : 1 - (x - x0)) * (dy ? y - y0 : 1 - (y - y0));
    // beyond every influence the index falls to 0: no step at the edge of the data
    if (value === NO_DATA) continue;
    sum += value * share;
    known = true;
  }
  return known ? sum : null;
}
const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** RGBA pixels of the bands: fills with the alphas of areas, and a line in the outline's ink where bands meet. */
export function paintBands(
  bands: readonly (GradeKey | null)[],
  width: number,
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(bands.length * 4);
  const fills = inks((grade) => GRADE_LOOKS[grade].fill);
  const lines = inks((grade) => GRADE_LOOKS[grade].stroke[theme]);
  for (let i = 0; i < bands.length; i++) {
    const band = bands[i];
    if (!band) continue;
    const right = (i + 1) % width === 0 ? band : bands[i + 1];
    const below = i + width < bands.length ? bands[i + width] : band;
    const worse = [right, below].find((other) => other && other !== band);
    // the line is the worse one's
    const edge = worse ? GRADE_KEYS.find((grade) => grade === worse || grade === band) : null;
    const [r = 0, g = 0, b = 0] = edge ? lines[edge] : fills[band];
    pixels.set([r, g, b, Math.round(255 * (edge ? 0.7 : AREA_ALPHAS[band]))], i * 4);
  }
  return pixels;
}

function inks(colour: (grade: GradeKey) => string): Record<GradeKey, readonly number[]> {
  const of = (grade: GradeKey) => [1, 3, 5].map((at) => Number.parseInt(colour(grade).slice(at, at + 2), 16));
  return { '1': of('1'), '2': of('2'), '3': of('3'), '4': of('4'), null: of('null') };
}
