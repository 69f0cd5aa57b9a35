/** Lines of equal individual risk: marching squares on the logarithm of a grid. */
import type { FeatureCollection, MultiLineString } from 'geojson';
import { cellLat, cellLon, type Grid } from './field.ts';

/** Limits of GB 36894-2018 (3e-7, 3e-6, 1e-5, 3e-5) and 1e-6 (Netherlands, United Kingdom), per year. */
export const RISK_LEVELS = [3e-7, 1e-6, 3e-6, 1e-5, 3e-5] as const;
/** What stands for zero on the logarithmic scale. */
const NOTHING = 1e-12;

/** Edges of a square that a line joins, by which of its corners (nw 8, ne 4, se 2, sw 1) are at least the level. */
const SEGMENTS: readonly (readonly (readonly [Edge, Edge])[])[] = [
  [],
  [['w', 's']],
  [['s', 'e']],
  [['w', 'e']],
  [['n', 'e']],
  [
    ['n', 'e'],
    ['w', 's'],
  ],
  [['n', 's']],
  [['w', 'n']],
  [['w', 'n']],
  [['n', 's']],
  [
    ['w', 'n'],
    ['s', 'e'],
  ],
  [['n', 'e']],
  [['w', 'e']],
  [['s', 'e']],
  [['w', 's']],
  [],
];
type Edge = 'n' | 'e' | 's' | 'w';

/**
 * A feature for each level that occurs, its lines through the centres of the cells; closed but at the border of the
 * grid. Between two corners the line runs where the logarithm reaches the level.
 */
export function contoursOf(
  values: Float64Array,
  grid: Grid,
  levels: readonly number[] = RISK_LEVELS,
): FeatureCollection<MultiLineString, { irPerYr: number }> {
  return {
    type: 'FeatureCollection',
    features: levels.flatMap((irPerYr) => {
      const coordinates = linesAt(values, grid, irPerYr);
      return coordinates.length === 0
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { irPerYr },
              geometry: { type: 'MultiLineString' as const, coordinates },
            },
          ];
    }),
  };
}

function linesAt(values: Float64Array, grid: Grid, level: number): [number, number][][] {
  const { width, height } = grid;
  const target = Math.log(level);
  const log = (column: number, row: number) => Math.log(Math.max(NOTHING, values[row * width + column]!));
  /** Key of an edge: horizontal ones between columns, vertical ones between rows. */
  const keyOf = (column: number, row: number, edge: Edge): number => {
    switch (edge) {
      case 'n':
        return 2 * (row * width + column);
      case 's':
        return 2 * ((row + 1) * width + column);
      case 'w':
        return 2 * (row * width + column) + 1;
      case 'e':
        return 2 * (row * width + column + 1) + 1;
    }
  };
  const pointOf = (key: number): [number, number] => {
    const index = key >> 1;
    const [column, row] = [index % width, Math.floor(index / width)];
    const down = key % 2 === 1;
    const from = log(column, row);
    const to = down ? log(column, row + 1) : log(column + 1, row);
    const t = (target - from) / (to - from);
    const position = down
      ? [cellLon(grid, column), cellLat(grid, row + t)]
      : [cellLon(grid, column + t), cellLat(grid, row)];
    return position.map((degrees) => Number(degrees.toFixed(7))) as [number, number];
  };
  const neighbours = new Map<number, number[]>();
  const join = (a: number, b: number) => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  };
  for (let row = 0; row + 1 < height; row++)
    for (let column = 0; column + 1 < width; column++) {
      const at = row * width + column;
      const inside =
        (values[at]! >= level ? 8 : 0) +
        (values[at + 1]! >= level ? 4 : 0) +
        (values[at + width + 1]! >= level ? 2 : 0) +
        (values[at + width]! >= level ? 1 : 0);
      for (const [a, b] of SEGMENTS[inside]!) join(keyOf(column, row, a), keyOf(column, row, b));
    }
  return stitched(neighbours).map((keys) => keys.map(pointOf));
}

/** Joins segments to lines: those with ends first, then the rings. */
function stitched(neighbours: Map<number, number[]>): number[][] {
  const lines: number[][] = [];
  const walk = (start: number) => {
    const line = [start];
    for (let at = start; ; ) {
      const next = neighbours.get(at)?.pop();
      if (next === undefined) break;
      const back = neighbours.get(next)!;
      back.splice(back.indexOf(at), 1);
      line.push(next);
      at = next;
    }
    if (line.length > 1) lines.push(line);
  };
  for (const [key, ends] of neighbours) if (ends.length === 1) walk(key);
  for (const key of neighbours.keys()) walk(key);
  return lines;
}
