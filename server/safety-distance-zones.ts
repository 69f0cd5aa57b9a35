/** Distances and lines about units: of individual risk from the field, of overpressure about explosives. */
import type { z } from '@hono/zod-openapi';
import type { MultiLineString } from 'geojson';
import { contoursOf } from '../data/risk/contours.ts';
import { type Grid, gridOf, offsetM } from '../data/risk/field.ts';
import { contourDistances, largestDistanceM } from '../data/risk/siting.ts';
import {
  type DistanceMethod,
  groupOf,
  type MethodLine,
  OVERPRESSURES,
  overpressureDistanceM,
} from '../data/safety/distance-method.ts';
import type { Box } from './reading.ts';
import type { ReadyUnit } from './risk-kernels.ts';
import { sumField } from './risk-sum.ts';
import type { DistanceOutputs } from './safety-distance-contract.ts';
import { boxAround } from './societal-risk.ts';

type Output = z.input<typeof DistanceOutputs>;

/** Limits of GB 36894-2018 and for whom each of them is. */
const LIMITS = [
  {
    irPerYr: 3e-7,
    zh: '新建：高敏感、重要、一般（一类）防护目标',
    en: 'New: highly sensitive, important, general class one',
  },
  {
    irPerYr: 3e-6,
    zh: '新建：一般（二类）；在役：高敏感、重要、一般（一类）',
    en: 'New: general class two; in service: highly sensitive, important, general class one',
  },
  {
    irPerYr: 1e-5,
    zh: '新建：一般（三类）；在役：一般（二类）',
    en: 'New: general class three; in service: general class two',
  },
  { irPerYr: 3e-5, zh: '在役：一般（三类）', en: 'In service: general class three' },
] as const;

const QRA_CONFIDENCE = {
  zh: '本系统按通用频率计算的等值线，因子 3–10；有官方评估报告的以报告为准',
  en: 'Lines of this system by generic frequencies, uncertain by a factor 3–10; an official report comes first',
};
const BLAST_CONFIDENCE = {
  zh: '超压公式取自爆炸物工程规范的常用形式，GB/T 37243-2019 第 5 章原式与阈值未核对；TNT 当量按存量 1:1，按实际爆热换算后再用',
  en: 'The overpressure has the form of the codes for explosive works; equation and levels of GB/T 37243-2019, chapter 5, were not read; one kilogram counts as one of TNT, convert by the heat of explosion before use',
};
interface Zones {
  readonly distances: Output['distances'];
  readonly features: Output['zones']['features'];
}

/** Cells of the grid whose lines are drawn. */
const CELLS = 250_000;
const FINEST_M = 5;

/** Lines of individual risk of units together, with their largest distances. */
export async function riskZones(
  of: 'unit' | 'enterprise',
  units: readonly ReadyUnit[],
  method: DistanceMethod,
): Promise<Zones> {
  const computed = units.filter(({ kernel }) => kernel.nodes > 0);
  if (computed.length === 0) return { distances: [], features: [] };
  const reaches = computed.map(({ kernel }) => contourDistances(kernel)[0]!.distanceM * 1.3 + 200);
  const grid = gridAround(computed, Math.max(...reaches) * (computed.length > 1 ? 1.5 : 1));
  const values = await sumField(computed, [], grid);
  const lines = contoursOf(
    values,
    grid,
    LIMITS.map(({ irPerYr }) => irPerYr),
  );
  const cellM = ((grid.bbox[3] - grid.bbox[1]) / grid.height) * 111_195;
  const distanceOf = (irPerYr: number) =>
    computed.length === 1
      ? largest(computed[0]!, irPerYr)
      : farthest(lines.features.find((line) => line.properties.irPerYr === irPerYr)?.geometry, computed);
  const distances = LIMITS.map(({ irPerYr, zh, en }) => ({
    of,
    basis: 'individual-risk' as const,
    required: method === 'qra',
    irPerYr,
    overpressurePa: null,
    applies: { zh, en },
    distanceM: distanceOf(irPerYr),
    confidence: QRA_CONFIDENCE,
  }));
  return {
    distances,
    features: lines.features.map((line) => ({
      ...line,
      properties: {
        of,
        basis: 'individual-risk',
        irPerYr: line.properties.irPerYr,
        distanceM: distances.find(({ irPerYr }) => irPerYr === line.properties.irPerYr)!.distanceM,
        cellM: Math.round(cellM),
      },
    })),
  };
}

const largest = ({ kernel }: ReadyUnit, irPerYr: number): number =>
  Math.round(largestDistanceM(kernel, irPerYr));

/** Farthest point of a line from the unit nearest to it, m. */
function farthest(line: MultiLineString | undefined, units: readonly ReadyUnit[]): number {
  let most = 0;
  for (const part of line?.coordinates ?? [])
    for (const [lon, lat] of part)
      most = Math.max(most, Math.min(...units.map((unit) => Math.hypot(...offsetM(unit, lon!, lat!)))));
  return Math.round(most);
}

/** A grid so many metres around some places. */
export function gridAround(
  places: readonly { readonly lon: number; readonly lat: number }[],
  aroundM: number,
  cells = CELLS,
): Grid {
  const [west, south, east, north] = boxAround(places);
  const dLat = aroundM / 111_195;
  const dLon = dLat / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const bbox: Box = [west - dLon, south - dLat, east + dLon, north + dLat];
  const fine = gridOf(bbox, FINEST_M);
  const factor = Math.max(1, Math.sqrt((fine.width * fine.height) / cells));
  return gridOf(bbox, FINEST_M * factor);
}

/** Circles of overpressure about explosives, taken as one charge of TNT. */
export function blastZones(
  unit: { readonly lon: number; readonly lat: number },
  lines: readonly MethodLine[],
  method: DistanceMethod,
): Zones {
  const tntKg =
    1000 * lines.reduce((sum, line) => sum + (groupOf(line) === 'explosive' ? line.quantityT : 0), 0);
  if (tntKg === 0) return { distances: [], features: [] };
  const distances = OVERPRESSURES.map(({ pa, applies }) => ({
    of: 'unit' as const,
    basis: 'overpressure' as const,
    required: method === 'consequence',
    irPerYr: null,
    overpressurePa: pa,
    applies,
    distanceM: Math.round(overpressureDistanceM(tntKg, pa)),
    confidence: BLAST_CONFIDENCE,
  }));
  return {
    distances,
    features: distances.map(({ overpressurePa, distanceM }) => ({
      type: 'Feature',
      properties: { of: 'unit', basis: 'overpressure', overpressurePa, distanceM },
      geometry: { type: 'MultiLineString', coordinates: [circle(unit, distanceM)] },
    })),
  };
}

function circle(
  { lon, lat }: { readonly lon: number; readonly lat: number },
  radiusM: number,
): [number, number][] {
  const perLon = 111_195 * Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: 73 }, (_, i): [number, number] => {
    const angle = ((i % 72) * Math.PI) / 36;
    return [
      Number((lon + (radiusM * Math.sin(angle)) / perLon).toFixed(7)),
      Number((lat + (radiusM * Math.cos(angle)) / 111_195).toFixed(7)),
    ];
  });
}
