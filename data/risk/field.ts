/** The individual-risk field: the kernels of all sources summed on a grid of lon/lat cells, or at a point. */
import type { Text } from '../layer.ts';
import type { WindRose } from '../tables/wind-rose.ts';
import { type InventoryLine, type UnitKind, understand } from './holding.ts';
import { type Outcome, type OutcomeId, outcomesOf } from './outcomes.ts';
import { footprintsOf, type Kernel, kernelOf, riskOf, towardsOf } from './polar.ts';
import type { ScenarioId } from './release.ts';

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

/** The same with its kernel. */
export interface ReadySource extends Source {
  readonly kernel: Kernel;
}

/** Cells of equal size in degrees, about `cellM` metres; rows from the north. */
export interface Grid {
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly width: number;
  readonly height: number;
}

const EARTH_M = 6_371_008.8;
const DEGREE_M = (Math.PI / 180) * EARTH_M;
/** East and north of b from a, m: flat, with the scale of the source's parallel; 0.1 % at the 10 km that matter. */
function offsetM(source: { lon: number; lat: number }, lon: number, lat: number): readonly [number, number] {
  return [
    (lon - source.lon) * DEGREE_M * Math.cos((source.lat * Math.PI) / 180),
    (lat - source.lat) * DEGREE_M,
  ];
}

/** What a unit may do, from its inventory. */
export function sourceOf(unit: RiskUnit): Source {
  const { id, name, lon, lat } = unit;
  const outcomes: Source['outcomes'][number][] = [];
  const notes: Text[] = [];
  const missing: Text[] = [];
  if (unit.inventory.length === 0) missing.push({ zh: '没有物质存量数据', en: 'No inventory' });
  for (const line of unit.inventory) {
    const understood = understand(unit.kind, line);
    if ('missing' in understood) {
      missing.push(understood.missing);
      continue;
    }
    notes.push(...understood.notes);
    const { zh, en } = understood.holding.substance;
    for (const outcome of outcomesOf(understood.holding))
      outcomes.push({ ...outcome, substance: { zh, en } });
  }
  return { id, name, lon, lat, outcomes, notes, missing };
}

/** Computes the kernel of a source under a rose. */
export function readySource(source: Source, rose: WindRose): ReadySource {
  return { ...source, kernel: kernelOf(footprintsOf(source.outcomes, rose.weather), towardsOf(rose)) };
}

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
export const cellLat = ({ bbox, height }: Grid, row: number) =>
  bbox[3] - ((row + 0.5) / height) * (bbox[3] - bbox[1]);

/** Individual risk per year at the centres of the cells, row by row from the north-west. */
export function fieldOf(sources: readonly ReadySource[], grid: Grid): Float64Array {
  const { bbox, width, height } = grid;
  const values = new Float64Array(width * height);
  const stepLon = (bbox[2] - bbox[0]) / width;
  const stepLat = (bbox[3] - bbox[1]) / height;
  for (const source of sources) {
    const { kernel } = source;
    const perLon = DEGREE_M * Math.cos((source.lat * Math.PI) / 180);
    const reachLon = kernel.reachM / perLon;
    const reachLat = kernel.reachM / DEGREE_M;
    // only the cells within reach
    const first = Math.max(0, Math.floor((bbox[3] - source.lat - reachLat) / stepLat));
    const last = Math.min(height - 1, Math.ceil((bbox[3] - source.lat + reachLat) / stepLat));
    const left = Math.max(0, Math.floor((source.lon - reachLon - bbox[0]) / stepLon));
    const right = Math.min(width - 1, Math.ceil((source.lon + reachLon - bbox[0]) / stepLon));
    for (let row = first; row <= last; row++) {
      const northM = (cellLat(grid, row) - source.lat) * DEGREE_M;
      for (let column = left; column <= right; column++) {
        const risk = riskOf(kernel, (cellLon(grid, column) - source.lon) * perLon, northM);
        if (risk > 0) values[row * width + column]! += risk;
      }
    }
  }
  return values;
}

/** Individual risk per year at a point. */
export function riskAt(sources: readonly ReadySource[], lon: number, lat: number): number {
  return sources.reduce((sum, source) => sum + riskOf(source.kernel, ...offsetM(source, lon, lat)), 0);
}

/** What one outcome of one unit adds at a point. */
export interface Contributor {
  readonly unitId: string;
  readonly name: string;
  readonly substance: Text;
  readonly scenario: ScenarioId;
  readonly outcome: OutcomeId;
  readonly irPerYr: number;
  readonly share: number;
}

/** The kernel of each outcome of a source, in their order. */
export function outcomeKernels(source: Source, rose: WindRose): Kernel[] {
  const towards = towardsOf(rose);
  return source.outcomes.map((outcome) => kernelOf(footprintsOf([outcome], rose.weather), towards));
}

/** Who makes the risk at a point, greatest first; the parts add up to the whole (to the precision of the kernels). */
export function contributorsAt(
  sources: readonly ReadySource[],
  rose: WindRose,
  lon: number,
  lat: number,
  kernels: (source: ReadySource) => readonly Kernel[] = (source) => outcomeKernels(source, rose),
): Contributor[] {
  const found: Omit<Contributor, 'share'>[] = [];
  for (const source of sources) {
    const offset = offsetM(source, lon, lat);
    if (riskOf(source.kernel, ...offset) === 0) continue;
    const parts = kernels(source);
    for (const [i, outcome] of source.outcomes.entries()) {
      const irPerYr = riskOf(parts[i]!, ...offset);
      const { substance, scenario, outcome: kind } = outcome;
      if (irPerYr > 0)
        found.push({ unitId: source.id, name: source.name, substance, scenario, outcome: kind, irPerYr });
    }
  }
  const whole = found.reduce((sum, { irPerYr }) => sum + irPerYr, 0);
  return found
    .map((one) => ({ ...one, share: one.irPerYr / whole }))
    .sort((a, b) => b.irPerYr - a.irPerYr || (a.unitId < b.unitId ? -1 : 1));
}
