/** The individual-risk field: the kernels of all sources summed on a grid of lon/lat cells, or at a point. */
import type { Text } from '../layer.ts';
import type { WindRose } from '../tables/wind-rose.ts';
import { type Holding, type InventoryLine, type UnitKind, understand } from './holding.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';
import { footprintsOf, type Kernel, kernelOf, riskOf, towardsOf } from './polar.ts';

/** A unit as the register has it. */
export interface RiskUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly lon: number;
  readonly lat: number;
  readonly inventory: readonly InventoryLine[];
}

/** A unit with its outcomes, and what could not be computed. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly outcomes: readonly (Outcome & { readonly substance: Text })[];
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}

/** A kernel at its place: all that the sum on a grid needs. */
export interface Placed {
  readonly lon: number;
  readonly lat: number;
  readonly kernel: Kernel;
}

/** The same with its kernel. */
export interface ReadySource extends Source, Placed {}

/** Cells of equal size; rows from the north, of equal height in degrees, or on the map (Web Mercator). */
export interface Grid {
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly width: number;
  readonly height: number;
  readonly rows?: 'degrees' | 'mercator';
}

const EARTH_M = 6_371_008.8;
export const DEGREE_M = (Math.PI / 180) * EARTH_M;
/** East and north of b from a, m: flat, with the scale of the source's parallel; 0.1 % at the 10 km that matter. */
export function offsetM(
  source: { lon: number; lat: number },
  lon: number,
  lat: number,
): readonly [number, number] {
  return [
    (lon - source.lon) * DEGREE_M * Math.cos((source.lat * Math.PI) / 180),
    (lat - source.lat) * DEGREE_M,
  ];
}

/** What a unit holds that can be computed, and what cannot. */
export interface Stock {
  readonly holdings: readonly Holding[];
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}

/** Understands the inventory of a unit. */
export function stockOf(unit: Pick<RiskUnit, 'kind' | 'inventory'>): Stock {
  const holdings: Holding[] = [];
  const notes: Text[] = [];
  const missing: Text[] = [];
  if (unit.inventory.length === 0) missing.push({ zh: '没有物质存量数据', en: 'No inventory' });
  for (const line of unit.inventory) {
    const understood = understand(unit.kind, line);
    if ('missing' in understood) missing.push(understood.missing);
    else {
      holdings.push(understood.holding);
      notes.push(...understood.notes);
    }
  }
  return { holdings, notes, missing };
}

/** What a unit may do, from its inventory. */
export function sourceOf(unit: RiskUnit): Source {
  const { id, name, lon, lat } = unit;
  const { holdings, notes, missing } = stockOf(unit);
  const outcomes = holdings.flatMap((holding) => {
    const { zh, en } = holding.substance;
    return outcomesOf(holding).map((outcome) => ({ ...outcome, substance: { zh, en } }));
  });
  return { id, name, lon, lat, outcomes, notes, missing };
}

/** Computes the kernel of a source under a rose. */
export function readySource(source: Source, rose: WindRose): ReadySource {
  return { ...source, kernel: kernelOf(footprintsOf(source.outcomes, rose.weather), towardsOf(rose)) };
}

/** The kernel of one vessel of a holding; the holding has `vessels` times that. */
export function vesselKernel(holding: Holding, rose: WindRose): Kernel {
  const outcomes = outcomesOf({ ...holding, vessels: 1 });
  return kernelOf(footprintsOf(outcomes, rose.weather), towardsOf(rose));
}

/** What decides the kernel of a vessel. */
export const vesselKey = ({ substance, storage, vesselKg, failures, probit }: Holding): string =>
  JSON.stringify([substance.id, storage, vesselKg, failures.id, probit]);

/** A grid that covers a box with cells of about the given size. */
export function gridOf(bbox: Grid['bbox'], cellM: number): Grid {
  const [west, south, east, north] = bbox;
  const middle = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return {
    bbox,
    width: Math.max(1, Math.round(((east - west) * DEGREE_M * middle) / cellM)),
    height: Math.max(1, Math.round(((north - south) * DEGREE_M) / cellM)),
  };
}

/** Centre of a cell, degrees. */
export const cellLon = ({ bbox, width }: Grid, column: number) =>
  bbox[0] + ((column + 0.5) / width) * (bbox[2] - bbox[0]);
export function cellLat({ bbox, height, rows }: Grid, row: number): number {
  const down = (row + 0.5) / height;
  if (rows !== 'mercator') return bbox[3] - down * (bbox[3] - bbox[1]);
  const north = mercatorY(bbox[3]);
  return (Math.atan(Math.sinh(north - down * (north - mercatorY(bbox[1])))) * 180) / Math.PI;
}

/** Northing of a latitude on the Web Mercator map, in radii. */
export const mercatorY = (lat: number) => Math.asinh(Math.tan((lat * Math.PI) / 180));

/** Position of a latitude among the rows, counted from the north edge. */
export function rowAt({ bbox, height, rows }: Grid, lat: number): number {
  const y = rows === 'mercator' ? mercatorY : (degrees: number) => degrees;
  return ((y(bbox[3]) - y(Math.max(-89, Math.min(89, lat)))) / (y(bbox[3]) - y(bbox[1]))) * height;
}

/** Individual risk per year at the centres of the cells, row by row from the north-west. */
export function fieldOf(sources: readonly Placed[], grid: Grid): Float64Array {
  const values = new Float64Array(grid.width * grid.height);
  addField(values, sources, grid);
  return values;
}

/** Adds sources, `times` over, to the cells of some rows of a grid; `times` −1 takes them away again. */
export function addField(
  values: Float64Array,
  sources: readonly Placed[],
  grid: Grid,
  [fromRow, toRow]: readonly [number, number] = [0, grid.height],
  times = 1,
): void {
  const { bbox, width } = grid;
  const stepLon = (bbox[2] - bbox[0]) / width;
  for (const { kernel, lon, lat } of sources) {
    if (kernel.nodes === 0) continue;
    const perLon = DEGREE_M * Math.cos((lat * Math.PI) / 180);
    const reachLat = kernel.reachM / DEGREE_M;
    // only the cells within reach
    const first = Math.max(fromRow, Math.floor(rowAt(grid, lat + reachLat)));
    const last = Math.min(toRow - 1, Math.ceil(rowAt(grid, lat - reachLat)));
    for (let row = first; row <= last; row++) {
      const northM = (cellLat(grid, row) - lat) * DEGREE_M;
      const acrossM = Math.sqrt(Math.max(0, kernel.reachM ** 2 - northM ** 2));
      const left = Math.max(0, Math.floor((lon - acrossM / perLon - bbox[0]) / stepLon));
      const right = Math.min(width - 1, Math.ceil((lon + acrossM / perLon - bbox[0]) / stepLon));
      for (let column = left; column <= right; column++)
        values[row * width + column]! +=
          times * riskOf(kernel, (cellLon(grid, column) - lon) * perLon, northM);
    }
  }
}

/** Individual risk per year at a point. */
export function riskAt(sources: readonly Placed[], lon: number, lat: number): number {
  return sources.reduce((sum, source) => sum + riskOf(source.kernel, ...offsetM(source, lon, lat)), 0);
}
