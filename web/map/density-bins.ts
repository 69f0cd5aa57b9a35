/** Points summed in hexagons, squares or clusters that lie still on the ground at every whole zoom. */
import { type Counts, totalOf } from '../../tiles/donut.ts';
import { type CountedPoint, sumOf } from './density-points.ts';
import { latOfWorldY, worldX, worldY } from './mercator.ts';
import type { Density, LonLat } from './props.ts';

/** A cell with what lies in it. */
export interface Bin {
  readonly key: string;
  readonly ring: readonly LonLat[];
  /** Where it is marked: its middle, or of a cluster the middle of what lies in it. */
  readonly centre: LonLat;
  readonly counts: Counts;
}

export type BinKind = Exclude<Density['as'], 'heat'>;

/** px of the map at a whole zoom: centre to corner of a hexagon, side of a square, side of a cluster's ground. */
const SIZE_PX = { hexagons: 26, grid: 44, clusters: 84 } as const;
const TILE_PX = 512;

/** The grid begins at the corner of the world, so it stays where it is whatever part of the data is loaded. */
export function binsOf(points: readonly CountedPoint[], as: BinKind, zoom: number): Bin[] {
  const size = SIZE_PX[as] / (TILE_PX * 2 ** Math.floor(zoom));
  const cells = new Map<string, { at: Cell; points: CountedPoint[] }>();
  for (const point of points) {
    const x = worldX(point.at[0]) / size;
    const y = worldY(point.at[1]) / size;
    const at = as === 'hexagons' ? hexagonAt(x, y) : squareAt(x, y);
    const cell = cells.get(at.key);
    if (cell) cell.points.push(point);
    else cells.set(at.key, { at, points: [point] });
  }
  return [...cells.values()].map(({ at, points }) => ({
    key: at.key,
    ring: at.ring.map(([x, y]) => placeOf(x * size, y * size)),
    centre: as === 'clusters' ? middleOf(points) : placeOf(at.middle[0] * size, at.middle[1] * size),
    counts: sumOf(points),
  }));
}

/** A cell in units of its size. */
interface Cell {
  readonly key: string;
  readonly middle: readonly [number, number];
  readonly ring: readonly (readonly [number, number])[];
}

function squareAt(x: number, y: number): Cell {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  return {
    key: `${i} ${j}`,
    middle: [i + 0.5, j + 0.5],
    ring: [
      [i, j],
      [i, j + 1],
      [i + 1, j + 1],
      [i + 1, j],
    ],
  };
}

const WIDTH = Math.sqrt(3);
const ROW = 1.5;
const CORNERS = Array.from({ length: 6 }, (_, i) => {
  const angle = (i * Math.PI) / 3;
  return [Math.sin(angle), -Math.cos(angle)] as const;
});

/** The hexagon whose middle is nearest: of the two rows around, each with its nearest column. */
function hexagonAt(x: number, y: number): Cell {
  const row = Math.floor(y / ROW);
  const near = [row, row + 1].map((j) => {
    const shift = (j & 1) / 2;
    const i = Math.round(x / WIDTH - shift);
    const middle = [(i + shift) * WIDTH, j * ROW] as const;
    return { key: `${i} ${j}`, middle, far: Math.hypot(x - middle[0], y - middle[1]) };
  });
  const [a, b] = near;
  const nearest = b && a && b.far < a.far ? b : a;
  if (!nearest) throw new Error('A place lies between two rows');
  const { key, middle } = nearest;
  return { key, middle, ring: CORNERS.map(([dx, dy]) => [middle[0] + dx, middle[1] + dy] as const) };
}

const placeOf = (x: number, y: number): LonLat => [(x - 0.5) * 360, latOfWorldY(y)];

/** Of the objects, each with the same weight. */
function middleOf(points: readonly CountedPoint[]): LonLat {
  let [lon, lat, n] = [0, 0, 0];
  for (const { at, counts } of points) {
    const weight = totalOf(counts);
    [lon, lat, n] = [lon + at[0] * weight, lat + at[1] * weight, n + weight];
  }
  return n > 0 ? [lon / n, lat / n] : (points[0]?.at ?? [0, 0]);
}
