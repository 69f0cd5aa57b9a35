/** External safety distances of a unit and its enterprise: the process `safety-distance`, method by GB/T 37243-2019. */
import type { z } from '@hono/zod-openapi';
import type { MultiLineString } from 'geojson';
import { contoursOf } from '../data/risk/contours.ts';
import { type Grid, gridOf, offsetM } from '../data/risk/field.ts';
import { contourDistances, largestDistanceM } from '../data/risk/siting.ts';
import {
  codesFor,
  type DistanceMethod,
  groupOf,
  METHOD_SOURCE,
  type MethodChoice,
  type MethodLine,
  methodOf,
  OVERPRESSURES,
  outsideStandard,
  overpressureDistanceM,
} from '../data/safety/distance-method.ts';
import type { Session, Who } from './db/database.ts';
import { NotFound } from './failure.ts';
import { declareProcess } from './process.ts';
import { type Box, findReading, readingOf } from './reading.ts';
import type { ReadyUnit } from './risk-kernels.ts';
import { sumField } from './risk-sum.ts';
import type { Services } from './services.ts';
import { basisOf, readyIn } from './siting-basis.ts';
import { DistanceInputs, DistanceOutputs } from './siting-contract.ts';
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
const ASSUMPTIONS = [
  {
    zh: '按登记的最大存量作为设计最大量；同一企业（企业编号相同）且可见的单元作为整体',
    en: 'Registered quantities count as design maxima; the units of the same enterprise (same id) that you may see are taken as one',
  },
  {
    zh: '采用设计规范距离的单元，具体数值须查所列规范，本系统不给出',
    en: 'Where codes decide, the distance is read in them; none is given here',
  },
];

/** The process: which method, why, and what comes out. */
export const safetyDistance = declareProcess({
  id: 'safety-distance',
  title: { zh: '外部安全防护距离', en: 'External safety distance' },
  description: {
    zh: '按 GB/T 37243-2019 选定方法（爆炸物：事故后果法；有毒、易燃气体达到临界量：定量风险评价法；其余：相关标准规范）并说明理由，给出单元和企业的距离与范围；官方评估报告优先。决策参考。',
    en: 'The method by GB/T 37243-2019 (explosives: consequence; toxic or flammable gases at or above the threshold: quantitative risk assessment; else design codes) with its reason, and distances and zones of the unit and its enterprise; official reports come first. Decision support.',
  },
  inputs: DistanceInputs,
  outputs: DistanceOutputs,
  run: async (services, who, { unitId }) => JSON.stringify(await answer(services, who, unitId)),
});

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly sector: string | null;
  readonly enterpriseId: string | null;
  readonly enterpriseName: string | null;
  readonly lon: number;
  readonly lat: number;
}

async function answer(services: Services, who: Who, unitId: string): Promise<Output> {
  readingOf('major_hazards', who);
  const { units, lines, official } = await services.database.as(
    who,
    (session) => readEnterprise(session, who, unitId),
    { readOnly: true },
  );
  const unit = units.find(({ id }) => id === unitId)!;
  const own = lines.filter((line) => line.unitId === unitId);
  const choice = chosen(methodOf(own, 'unit'), unit);
  const whole = chosen(methodOf(lines, 'enterprise'), unit);
  const box = boxAround(units);
  const ready = await readyIn(services, who, box, { add: [], remove: [], pipelines: false });
  const mine = ready.units.filter(({ id }) => units.some((one) => one.id === id));
  const self = mine.filter(({ id }) => id === unitId);
  const parts = [
    await riskZones('unit', self, choice.method),
    ...(units.length > 1 ? [await riskZones('enterprise', mine, whole.method)] : []),
    blastZones(unit, own, choice.method),
  ];
  return {
    unit: { unitId, name: unit.name, ...described(choice, unit, own) },
    enterprise: {
      enterpriseId: unit.enterpriseId,
      name: unit.enterpriseName,
      unitIds: units.map(({ id }) => id),
      ...described(whole, unit, lines),
    },
    distances: parts.flatMap(({ distances }) => distances),
    zones: { type: 'FeatureCollection', features: parts.flatMap(({ features }) => features) },
    official: { type: 'FeatureCollection', features: official },
    ...basisOf(
      services,
      { ...ready, units: mine },
      { assumptions: ASSUMPTIONS, literature: [METHOD_SOURCE] },
    ),
  };
}

/** The unit with the others of its enterprise, their inventories, and what official reports say. Throws NotFound. */
async function readEnterprise(session: Session, who: Who, unitId: string) {
  const { table } = readingOf('major_hazards', who);
  // a zero byte is in no id, and PostgreSQL refuses it
  if (unitId.includes('\0')) throw new NotFound();
  const units = await session.query<Unit>(
    `with asked as (
  select id, enterprise_id
  from ${table}
  where id = $1::text
)
select unit.id, unit.name, unit.kind, unit.sector, unit.enterprise_id as "enterpriseId",
  unit.enterprise_name as "enterpriseName", st_x(unit.geom) as lon, st_y(unit.geom) as lat
from ${table} as unit
join asked on unit.id = asked.id or unit.enterprise_id = asked.enterprise_id
order by unit.id collate "C"`,
    [unitId],
  );
  if (units.length === 0) throw new NotFound();
  const lines = await session.query<MethodLine>(
    `select owner_id as "unitId", substance, cas, class_symbol as "classSymbol", quantity_t as "quantityT",
  threshold_t as "thresholdT"
from fourcolor.inventories
where owner_id = any($1::text[])
order by owner_id collate "C", fid`,
    [units.map(({ id }) => id)],
  );
  const enterprise = units.find(({ id }) => id === unitId)!.enterpriseId;
  const reading = findReading('risk_contours', who);
  const rows =
    reading && enterprise
      ? await session.query<{ shape: string; properties: object }>(
          `select st_asgeojson(geom, 7) as shape,
  json_build_object('id', id, 'name', name, 'irPerYr', ir_per_yr, 'report', report, 'reportNo', report_no,
    'agency', agency, 'reportedOn', reported_on, 'validUntil', valid_until) as properties
from ${reading.table}
where enterprise_id = $1::text
order by ir_per_yr, id collate "C"`,
          [enterprise],
        )
      : [];
  return {
    units,
    lines,
    official: rows.map(({ shape, properties }) => ({
      type: 'Feature' as const,
      properties,
      geometry: JSON.parse(shape) as object,
    })),
  };
}

/** The choice, or that the standard leaves this sector to other rules. */
function chosen(choice: MethodChoice, unit: Unit): MethodChoice {
  const outside = outsideStandard(unit.sector);
  return outside ? { ...choice, method: 'code', reason: outside } : choice;
}

const described = (choice: MethodChoice, unit: Unit, lines: readonly MethodLine[]) => ({
  method: choice.method,
  reason: choice.reason,
  ratio: choice.ratio,
  inputs: choice.inputs.map(({ classSymbol: _, ...input }) => input),
  codes: codesFor({ kind: unit.kind, sector: unit.sector, lines }),
});

interface Zones {
  readonly distances: Output['distances'];
  readonly features: Output['zones']['features'];
}

/** Cells of the grid whose lines are drawn. */
const CELLS = 250_000;
const FINEST_M = 5;

async function riskZones(
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
function blastZones(unit: Unit, lines: readonly MethodLine[], method: DistanceMethod): Zones {
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

function circle({ lon, lat }: Unit, radiusM: number): [number, number][] {
  const perLon = 111_195 * Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: 73 }, (_, i): [number, number] => {
    const angle = ((i % 72) * Math.PI) / 36;
    return [
      Number((lon + (radiusM * Math.sin(angle)) / perLon).toFixed(7)),
      Number((lat + (radiusM * Math.cos(angle)) / 111_195).toFixed(7)),
    ];
  });
}
