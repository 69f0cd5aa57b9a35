/** New schedules: for the measures of a risk point, for all measures of an object, or for the object itself. */
import type { z } from '@hono/zod-openapi';
import type { Season } from '../../data/ledger/words.ts';
import { cycleOfDays, type RegularCycle } from '../../data/loop/schedule.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { type Placed, placed } from './place.ts';
import type { NewSchedule } from './schedules.ts';

type Asked = z.output<typeof NewSchedule>;

interface Measure {
  readonly id: string;
  readonly text: string;
  readonly cycleDays: number | null;
  readonly season: Season | null;
  readonly seasonCycleDays: number | null;
  readonly riskPointId: string;
  readonly pointName: string;
  readonly regionCode: string | null;
  readonly sector: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** What is inserted beside what all schedules of one request share. */
interface Row {
  readonly measureId: string | null;
  readonly riskPointId: string | null;
  readonly sector: string | null;
  readonly regionCode: string | null;
  readonly title: string;
  readonly cycle: RegularCycle;
  readonly season: Season | null;
  readonly seasonCycle: RegularCycle | null;
  readonly items: readonly string[];
  readonly lon: number;
  readonly lat: number;
}

/**
 * Adds the schedules and answers their ids. Measures that are not looked at by schedule are left out; so are, for a whole
 * object, those that have one already.
 * @throws {Invalid} nothing follows, or the object, risk point or measure is not seen
 */
export async function addSchedules(session: Session, asked: Asked): Promise<string[]> {
  const riskPointId = asked.objectLayer === 'risk_points' ? asked.objectId : asked.riskPointId;
  const { objectLayer, objectId } = asked;
  const place = await placed(
    session,
    riskPointId === undefined ? { objectLayer, objectId } : { riskPointId },
  );
  const rows =
    riskPointId === undefined && asked.items && asked.items.length > 0
      ? [await ofObject(session, asked, asked.items, place)]
      : (await measuresOf(session, asked, riskPointId)).flatMap((measure) => ofMeasure(asked, measure));
  if (rows.length === 0)
    throw new Invalid(
      valueProblem(riskPointId === undefined ? '/objectId' : '/riskPointId', 'required', NO_MEASURE),
    );
  return insert(session, asked, rows, {
    objectLayer: place.objectLayer ?? 'risk_points',
    objectId: place.objectId ?? riskPointId ?? '',
    objectName: place.objectName,
  });
}

const NO_MEASURE = {
  zh: '没有按周期检查、还没有计划的管控措施；请给出周期，或写出检查项',
  en: 'No measure is looked at by schedule, or all are planned already; give a cycle, or items to check',
};

async function measuresOf(session: Session, asked: Asked, riskPointId?: string): Promise<Measure[]> {
  const measures = await session.query<Measure>(
    `select m.id::text, m.text, m.cycle_days as "cycleDays", m.season, m.season_cycle_days as "seasonCycleDays",
  p.id as "riskPointId", p.name as "pointName", p.region_code as "regionCode", p.sector, st_x(p.geom) as lon,
  st_y(p.geom) as lat
from fourcolor.control_measures as m
join fourcolor.risk_points as p on p.id = m.risk_point_id
where m.active
  and ($1::text is null or p.id = $1::text)
  and ($1::text is not null or (p.owner_layer = $2::text and p.owner_id = $3::text))
  and ($4::text[] is null or m.id::text = any ($4::text[]))
  and ($1::text is not null or not exists (
    select from fourcolor.task_schedules as s
    where s.measure_id = m.id::text
      and s.active
  ))
order by p.name collate "C", p.id, m.position, m.fid
limit 2000`,
    [riskPointId ?? null, asked.objectLayer ?? null, asked.objectId ?? null, asked.measureIds ?? null],
  );
  const known = new Set(measures.map(({ id }) => id));
  const unknown = asked.measureIds?.findIndex((id) => !known.has(id)) ?? -1;
  if (unknown >= 0) throw new Invalid(valueProblem(`/measureIds/${unknown}`, 'unknown'));
  return measures;
}

function ofMeasure(asked: Asked, measure: Measure): Row[] {
  const cycle = asked.cycle ?? (measure.cycleDays === null ? undefined : cycleOfDays(measure.cycleDays));
  if (cycle === undefined) return [];
  const season = asked.season === undefined ? measure.season : asked.season;
  const seasonCycle =
    asked.seasonCycle ?? (measure.seasonCycleDays === null ? null : cycleOfDays(measure.seasonCycleDays));
  return [
    {
      measureId: measure.id,
      riskPointId: measure.riskPointId,
      sector: measure.sector,
      regionCode: measure.regionCode,
      title: `${measure.pointName}排查`.slice(0, 200),
      cycle,
      ...both(season, seasonCycle),
      items: asked.items ?? itemsOf(measure.text),
      lon: measure.lon,
      lat: measure.lat,
    },
  ];
}

async function ofObject(
  session: Session,
  asked: Asked,
  items: readonly string[],
  place: Placed,
): Promise<Row> {
  const { cycle } = asked;
  if (cycle === undefined) throw new Invalid(valueProblem('/cycle', 'required'));
  const { objectLayer, sector, lon, lat } = place;
  const [region] = await session.query<{ code: string | null }>(
    `select region_code as code from fourcolor.${objectLayer} where id = $1::text`,
    [place.objectId],
  );
  return {
    measureId: null,
    riskPointId: null,
    sector,
    regionCode: region?.code ?? null,
    title: `${place.objectName ?? ''}检查`.slice(0, 200),
    cycle,
    ...both(asked.season ?? null, asked.seasonCycle ?? null),
    items,
    lon,
    lat,
  };
}

/** A season without its rhythm, or a rhythm without its season, says nothing. */
const both = (season: Season | null, seasonCycle: RegularCycle | null) =>
  season !== null && seasonCycle !== null ? { season, seasonCycle } : { season: null, seasonCycle: null };

async function insert(
  session: Session,
  { fromOn, untilOn, department, inspector }: Asked,
  rows: readonly Row[],
  {
    objectLayer,
    objectId,
    objectName,
  }: Pick<Placed, 'objectName'> & Record<'objectLayer' | 'objectId', string>,
): Promise<string[]> {
  const made = await session.query<{ id: string }>(
    `insert into fourcolor.task_schedules (
  measure_id, risk_point_id, object_layer, object_id, object_name, sector, region_code, title, cycle, season,
  season_cycle, from_on, until_on, department, inspector, items, geom
)
select "measureId", "riskPointId", $2::text, $3::text, $4::text, sector, "regionCode", title, cycle, season,
  "seasonCycle", $5::date, $6::date, $7::text, $8::text, items, st_setsrid(st_point(lon, lat), 4326)
from jsonb_to_recordset($1::jsonb) as r (
  "measureId" text, "riskPointId" text, sector text, "regionCode" text, title text, cycle text, season text,
  "seasonCycle" text, items jsonb, lon double precision, lat double precision
)
returning id::text`,
    [
      JSON.stringify(rows),
      objectLayer,
      objectId,
      objectName,
      fromOn,
      untilOn ?? null,
      department ?? null,
      inspector ?? null,
    ],
  );
  return made.map(({ id }) => id);
}

/** A measure written as several sentences is looked at one by one. */
export function itemsOf(measure: string): string[] {
  const parts = measure
    .split(/[；;。\n]+/)
    .map((part) => part.trim().slice(0, 500))
    .filter((part) => part !== '');
  return parts.length > 0 ? parts.slice(0, 100) : [measure.slice(0, 500)];
}
