/** External safety distances of a unit and its enterprise: the process `safety-distance`, method by GB/T 37243-2019. */
import type { z } from '@hono/zod-openapi';
import { codesFor } from '../data/safety/codes.ts';
import {
  METHOD_SOURCE,
  type MethodChoice,
  type MethodLine,
  methodOf,
  outsideStandard,
} from '../data/safety/distance-method.ts';
import type { Session, Who } from './db/database.ts';
import { NotFound } from './failure.ts';
import { declareProcess } from './process.ts';
import { findReading, readingOf } from './reading.ts';
import { DistanceInputs, DistanceOutputs } from './safety-distance-contract.ts';
import { blastZones, riskZones } from './safety-distance-zones.ts';
import type { Services } from './services.ts';
import { basisOf, readyIn } from './siting-basis.ts';
import { boxAround } from './societal-risk.ts';

type Output = z.input<typeof DistanceOutputs>;

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
