/**
 * The continuous risk surface: an index 0–100 at every place, from counted cells of assessed objects.
 *
 * R = M + (100 − M)·(1 − e^(−D/D0)). M is the strongest single influence, max of score·e^(−d²/2σ²); D is the
 * density of all the others, their scores spread by the same Gaussian normalised per km² (kernel density
 * estimation, Silverman 1986, eq. 4.1). M keeps one red enterprise red wherever it stands; D lets many small ones
 * add up. The scale is fixed, so a place has one value whatever the map shows; another object never lowers it.
 * The index is for looking, not a probability: scores and constants are conventions of this map.
 */

/** Scores of the grades red, orange, yellow, blue. Not assessed objects have none and do not count. */
export const SCORES = [100, 60, 25, 5] as const;
/** Width of the Gaussian on the ground, metres. */
export const SIGMA_M = 600;
/** Beyond this distance an object has no influence, metres. */
export const REACH_M = 3.5 * SIGMA_M;
/** Density at which 63 % of what is left to 100 is filled, score per km². */
export const DENSITY_SCALE = 400;
/** A node without an assessed object within reach: unknown, never blue. */
export const NO_DATA = 255;
/** More nodes than this are computed from cells of the next coarser level. */
const MAX_NODES = 4_000_000;

/** Assessed objects counted in one cell of the Web Mercator quadtree. */
export interface CountedCell {
  readonly x: number;
  readonly y: number;
  /** Numbers of red, orange, yellow and blue objects. */
  readonly counts: readonly [number, number, number, number];
}

export interface SurfaceGrid {
  /** [west, south, east, north], lon/lat degrees; columns and rows are equal steps in Web Mercator. */
  readonly bbox: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
}

interface Window {
  readonly level: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Columns and rows of cells at a level that can influence the box: the box and the reach around it. */
export function cellsWithinReach(bbox: SurfaceGrid['bbox'], level: number): Window {
  const side = 2 ** level;
  const [west, south, east, north] = bbox;
  const marginM = REACH_M / smallestCell(bbox, level) + 2;
  const clamp = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  return {
    level,
    x0: clamp(columnOf(west, side) - marginM),
    x1: clamp(columnOf(east, side) + marginM),
    y0: clamp(rowOf(north, side) - marginM),
    y1: clamp(rowOf(south, side) + marginM),
  };
}

/**
 * Values of the grid's pixel centres, row by row from the north: 0–100, or NO_DATA.
 * `cells` are at `level` and must include those of `cellsWithinReach`. Where pixels are wider than half of SIGMA_M
 * a pixel has the highest value inside it, so that zooming out hides no hot spot.
 */
export function surface(cells: readonly CountedCell[], level: number, grid: SurfaceGrid): Uint8Array {
  const values = new Uint8Array(grid.width * grid.height).fill(NO_DATA);
  let shown = cells.filter(({ counts }) => counts.some((count) => count > 0));
  let window = occupied(shown, cellsWithinReach(grid.bbox, level));
  while (window && (window.x1 - window.x0 + 1) * (window.y1 - window.y0 + 1) > MAX_NODES) {
    shown = coarser(shown);
    window = occupied(shown, cellsWithinReach(grid.bbox, window.level - 1));
  }
  if (!window) return values;
  const field = fieldOf(shown, window);
  sample(field, window, grid, values);
  return values;
}

/** The part of the window that holds cells, widened by their reach: everywhere else there is no data. */
function occupied(cells: readonly CountedCell[], window: Window): Window | undefined {
  const inside = cells.filter(
    ({ x, y }) => x >= window.x0 && x <= window.x1 && y >= window.y0 && y <= window.y1,
  );
  if (inside.length === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
  for (const { x, y } of inside) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  const side = 2 ** window.level;
  const margin = Math.ceil(REACH_M / Math.min(cellM(y0, window.level), cellM(y1, window.level))) + 1;
  return {
    level: window.level,
    x0: Math.max(0, x0 - margin),
    y0: Math.max(0, y0 - margin),
    x1: Math.min(side - 1, x1 + margin),
    y1: Math.min(side - 1, y1 + margin),
  };
}

function coarser(cells: readonly CountedCell[]): CountedCell[] {
  const parents = new Map<string, { x: number; y: number; counts: [number, number, number, number] }>();
  for (const { x, y, counts } of cells) {
    const key = `${x >> 1} ${y >> 1}`;
    const parent = parents.get(key) ?? { x: x >> 1, y: y >> 1, counts: [0, 0, 0, 0] };
    counts.forEach((count, index) => {
      parent.counts[index] = parent.counts[index]! + count;
    });
    parents.set(key, parent);
  }
  return [...parents.values()];
}

interface Field {
  readonly width: number;
  /** Index 0–100 at each cell's centre; NaN = no data. */
  readonly index: Float64Array;
}

/** Three separable passes, first along rows, then along columns: strongest, sum and nearness. */
function fieldOf(cells: readonly CountedCell[], { level, x0, y0, x1, y1 }: Window): Field {
  const width = x1 - x0 + 1;
  const height = y1 - y0 + 1;
  const strongestInRow = new Float64Array(width * height);
  const sumInRow = new Float64Array(width * height);
  const nearInRow = new Float64Array(width * height);
  for (const { x, y, counts } of cells) {
    if (x < x0 || x > x1 || y < y0 || y > y1) continue;
    const best = SCORES[counts.findIndex((count) => count > 0)]!;
    const total = counts.reduce((sum, count, index) => sum + count * SCORES[index]!, 0);
    const weights = gaussian(cellM(y, level));
    for (let dx = 1 - weights.length; dx < weights.length; dx++) {
      const column = x - x0 + dx;
      if (column < 0 || column >= width) continue;
      const at = (y - y0) * width + column;
      const weight = weights[Math.abs(dx)]!;
      strongestInRow[at] = Math.max(strongestInRow[at]!, best * weight);
      sumInRow[at] = sumInRow[at]! + total * weight;
      nearInRow[at] = Math.max(nearInRow[at]!, weight);
    }
  }
  const index = new Float64Array(width * height).fill(Number.NaN);
  const nearest = Math.exp(-(3.5 ** 2) / 2);
  for (let row = 0; row < height; row++) {
    const weights = gaussian(cellM(y0 + row, level));
    const first = Math.max(0, row - weights.length + 1);
    const last = Math.min(height - 1, row + weights.length - 1);
    for (let column = 0; column < width; column++) {
      let strongest = 0;
      let sum = 0;
      let near = 0;
      for (let from = first; from <= last; from++) {
        const at = from * width + column;
        if (nearInRow[at] === 0) continue;
        const weight = weights[Math.abs(from - row)]!;
        strongest = Math.max(strongest, strongestInRow[at]! * weight);
        sum += sumInRow[at]! * weight;
        near = Math.max(near, nearInRow[at]! * weight);
      }
      if (near >= nearest) index[row * width + column] = riskIndex(strongest, sum - strongest);
    }
  }
  return { width, index };
}

/** e^(−d²/2σ²) at 0, 1, 2 … cells, up to the reach. */
function gaussian(stepM: number): Float64Array {
  const weights = new Float64Array(Math.floor(REACH_M / stepM) + 1);
  return weights.map((_, cells) => Math.exp(-((cells * stepM) ** 2) / (2 * SIGMA_M ** 2)));
}

/** R of the file's first comment; `others` = Σ score·e^(−d²/2σ²) of all but the strongest. */
function riskIndex(strongest: number, others: number): number {
  const kernelKm2 = 2 * Math.PI * (SIGMA_M / 1000) ** 2;
  const density = Math.max(0, others) / kernelKm2;
  return strongest + (100 - strongest) * (1 - Math.exp(-density / DENSITY_SCALE));
}

function sample(
  field: Field,
  window: Window,
  { bbox, width, height }: SurfaceGrid,
  values: Uint8Array,
): void {
  const side = 2 ** window.level;
  const [west, east] = [columnOf(bbox[0], side), columnOf(bbox[2], side)];
  const [north, south] = [rowOf(bbox[3], side), rowOf(bbox[1], side)];
  const stepX = (east - west) / width;
  const stepY = (south - north) / height;
  for (let row = 0; row < height; row++) {
    const y = north + (row + 0.5) * stepY;
    const wide = Math.max(stepX, stepY) * cellM(Math.floor(y), window.level) > SIGMA_M / 2;
    for (let column = 0; column < width; column++) {
      const x = west + (column + 0.5) * stepX;
      const point = interpolated(field, window, x, y);
      const value = wide ? highest(field, window, x, y, stepX, stepY, point) : point;
      if (!Number.isNaN(value)) values[row * width + column] = Math.round(Math.min(100, Math.max(0, value)));
    }
  }
}

/** Between the four cell centres around a place; unknown where the nearest of them is. */
function interpolated(field: Field, window: Window, x: number, y: number): number {
  const nearest = indexAt(field, window, Math.floor(x), Math.floor(y));
  if (Number.isNaN(nearest)) return nearest;
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  const [fx, fy] = [x - 0.5 - left, y - 0.5 - top];
  const corner = (dx: number, dy: number) => indexAt(field, window, left + dx, top + dy) || 0; // NaN: nothing near
  const upper = corner(0, 0) * (1 - fx) + corner(1, 0) * fx;
  const lower = corner(0, 1) * (1 - fx) + corner(1, 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

function highest(
  field: Field,
  window: Window,
  x: number,
  y: number,
  w: number,
  h: number,
  start: number,
): number {
  let best = start;
  const [left, right] = [
    Math.max(window.x0, Math.ceil(x - w / 2 - 0.5)),
    Math.min(window.x1, x + w / 2 - 0.5),
  ];
  const [top, bottom] = [
    Math.max(window.y0, Math.ceil(y - h / 2 - 0.5)),
    Math.min(window.y1, y + h / 2 - 0.5),
  ];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = indexAt(field, window, column, row);
      if (!(value <= best)) best = Number.isNaN(value) ? best : value;
    }
  }
  return best;
}

function indexAt(field: Field, window: Window, x: number, y: number): number {
  if (x < window.x0 || x > window.x1 || y < window.y0 || y > window.y1) return Number.NaN;
  return field.index[(y - window.y0) * field.width + (x - window.x0)]!;
}

// Web Mercator on the WGS 84 sphere of radius 6,378,137 m (EPSG:3857); lengths on the ground shrink by cos(latitude).
const EQUATOR_M = 2 * Math.PI * 6_378_137;

function cellM(row: number, level: number): number {
  const y = Math.PI * (1 - (2 * (row + 0.5)) / 2 ** level);
  return EQUATOR_M / 2 ** level / Math.cosh(y);
}

function smallestCell(bbox: SurfaceGrid['bbox'], level: number): number {
  const side = 2 ** level;
  const last = (lat: number) => Math.max(0, Math.min(side - 1, Math.floor(rowOf(lat, side))));
  return Math.min(cellM(last(bbox[1]), level), cellM(last(bbox[3]), level));
}

const columnOf = (lon: number, side: number) => ((lon + 180) / 360) * side;

function rowOf(lat: number, side: number): number {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
}
