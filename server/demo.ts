/** Fills the database with the invented demo city (模拟数据), in one transaction, and publishes it. */
import type { DemoCity } from '../data/demo/city.ts';
import { demoCity } from '../data/demo/city.ts';
import type { Text } from '../data/layer.ts';
import { TABLES, tableById } from '../data/layers/all.ts';
import { DETAILS } from '../data/layers/details.ts';
import type { Database, Session } from './db/database.ts';
import { servant } from './db/database.ts';
import { createDemoAccounts, removeDemoAccounts } from './demo-accounts.ts';
import { insertDetails, insertObjects } from './demo-objects.ts';
import { insertDemoLedger } from './grading/demo-ledger.ts';
import { regradeCity } from './grading/engine.ts';
import { forgetDemoPast, openDemoPast, writeDemoPast } from './history/demo-past.ts';
import { clearDemoIndicators, fillDemoIndicators } from './indicators/demo.ts';
import { clearDemoLoop, insertDemoLoop } from './loop/demo-loop.ts';
import { publish } from './publication.ts';
import { refreshRegionShapes } from './regions.ts';
import { connectRoads } from './roads.ts';

/** Share of the whole city that the first start fills, so that it stays within a minute on two busy cores. */
export const FIRST_START_SCALE = 0.1;
export const DEMO_SOURCE = 'demo';
const CHUNK = 2_000;
/** A whole city at scale 100 takes minutes; the transaction ends with the process if that dies. */
const TIMEOUT_MS = 3_600_000;

export type Report = (step: Text, percent: number) => void;

/** Replaces what an earlier demo left. Never touches objects of another source. */
export async function fillDemo(
  database: Database,
  options: { readonly scale: number; readonly today: string },
  report: Report = () => {},
): Promise<{ regions: number; objects: number }> {
  report({ zh: '正在生成模拟城市', en: 'making up the demo city' }, 0);
  const city = demoCity(options);
  const township = city.regions.find((region) => region.level === 'township' && region.grade !== null)?.code;
  if (!township) throw new Error('The demo city has no graded township');
  let objects = 0;
  await database.as(
    servant('admin', `demo ${options.scale}`),
    async (session) => {
      await session.query("select set_config('fourcolor.today', $1, true)", [options.today]);
      await openDemoPast(session, options.today);
      await clear(session);
      report({ zh: '正在写入区域', en: 'writing regions' }, 15);
      await inChunks(city.regions, (part) => insertRegions(session, part));
      report({ zh: '正在化简边界', en: 'simplifying borders' }, 40);
      await refreshRegionShapes(session);
      report({ zh: '正在写入企业', en: 'writing enterprises' }, 50);
      await inChunks(city.enterprises, (part) => insertEnterprises(session, part));
      objects = city.enterprises.length;
      const total = Object.values(city.objects.layers).reduce((sum, list) => sum + list.length, 0);
      let written = 0;
      for (const [id, list] of Object.entries(city.objects.layers)) {
        const layer = tableById(id);
        if (!layer) throw new Error(`The demo city fills an unknown layer ${id}`);
        await inChunks(list, async (part) => {
          report(
            { zh: `正在写入${layer.label.zh}`, en: `writing ${layer.label.en.toLowerCase()}` },
            55 + (30 * written) / total,
          );
          await insertObjects(session, layer, DEMO_SOURCE, options.today, part);
          written += part.length;
        });
      }
      objects += written;
      await connectRoads(session);
      for (const detail of DETAILS)
        await inChunks(city.objects.details[detail.id], (part) => insertDetails(session, detail, part));
      await insertDemoLedger(session, DEMO_SOURCE, city.objects.assessments);
      await insertDemoLoop(session, DEMO_SOURCE, city.objects.loop);
      report({ zh: '正在评定风险等级', en: 'grading' }, 86);
      await regradeCity(session, '首次评定（模拟） / first grading');
      report({ zh: '正在写入底图', en: 'writing the base map' }, 87);
      await inChunks(city.base, (part) => insertBase(session, part));
      await session.query(
        `
        insert into published.city (name_zh, name_en, demo, demo_scale)
        values ($1, $2, true, $3)
        on conflict (only_one) do update
          set name_zh = excluded.name_zh, name_en = excluded.name_en, demo = true, demo_scale = excluded.demo_scale
        `,
        [city.name.zh, city.name.en, options.scale],
      );
      // after everything that grades: the past ends in today's grades
      report({ zh: '正在写入历史', en: 'writing the past' }, 90);
      await writeDemoPast(session, DEMO_SOURCE, options.today);
      await fillDemoIndicators(session, options.today);
      report({ zh: '正在发布', en: 'publishing' }, 92);
      await publish(session);
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await createDemoAccounts(database, township);
  return { regions: city.regions.length, objects };
}

/** Takes the demo city, its accounts and its publication away; objects of other sources stay. */
export async function clearDemo(database: Database): Promise<void> {
  await database.as(
    servant('admin', 'demo --clear'),
    async (session) => {
      await clear(session);
      await session.query('delete from published.city where demo');
      await refreshRegionShapes(session);
      await publish(session);
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await removeDemoAccounts(database);
}

async function clear(session: Session): Promise<void> {
  await clearDemoIndicators(session);
  await clearDemoLoop(session, DEMO_SOURCE);
  // objects first: without them new borders have nothing to assign
  for (const table of [...TABLES].reverse())
    await session.query(`delete from fourcolor.${table.id} where source = $1`, [DEMO_SOURCE]);
  await forgetDemoPast(session, DEMO_SOURCE);
  await session.query('delete from published.base_map');
  await session.query("select fourcolor.bump_version('base', null)");
}

async function inChunks<T>(
  rows: readonly T[],
  write: (part: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await write(rows.slice(start, start + CHUNK));
}

function insertRegions(session: Session, regions: readonly DemoCity['regions'][number][]) {
  return session.query(
    `
    insert into fourcolor.regions (
      source, source_id, id, code, name, name_en, level, parent_code, population, score, grade, grade_state, assessed_on,
      review_due, geom
    )
    select
      $2, code, code, code, name, "nameEn", level, "parentCode", population, score, grade, "gradeState", "assessedOn",
      "reviewDue", ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326))
    from jsonb_to_recordset($1::jsonb) as r (
      code text, name text, "nameEn" text, level text, "parentCode" text, population integer, score double precision,
      grade smallint, "gradeState" text, "assessedOn" date, "reviewDue" date, geometry text
    )
    `,
    [
      JSON.stringify(regions.map((region) => ({ ...region, geometry: JSON.stringify(region.geometry) }))),
      DEMO_SOURCE,
    ],
  );
}

function insertEnterprises(session: Session, enterprises: readonly DemoCity['enterprises'][number][]) {
  return session.query(
    `
    insert into fourcolor.enterprises (
      source, source_id, id, name, credit_code, sector, industry_code, address, people, contact_name, contact_phone,
      grade, grade_state, assessed_on, review_due, supervision, evaluation, insurance, insurance_until, credit_list,
      standardisation, geom
    )
    select
      $2, "sourceId", "sourceId", name, "creditCode", sector, "industryCode", address, people, "contactName",
      "contactPhone", grade, "gradeState", "assessedOn", "reviewDue", supervision, evaluation, insurance,
      "insuranceUntil", "creditList", standardisation,
      ST_SetSRID(ST_Point((point ->> 0)::double precision, (point ->> 1)::double precision), 4326)
    from jsonb_to_recordset($1::jsonb) as e (
      "sourceId" text, name text, "creditCode" text, sector text, "industryCode" text, address text, people integer,
      "contactName" text, "contactPhone" text, grade smallint, "gradeState" text, "assessedOn" date,
      "reviewDue" date, supervision text, evaluation text, insurance text, "insuranceUntil" date,
      "creditList" text, standardisation smallint, point jsonb
    )
    `,
    [JSON.stringify(enterprises), DEMO_SOURCE],
  );
}

function insertBase(session: Session, features: readonly DemoCity['base'][number][]) {
  return session.query(
    `
    insert into published.base_map (kind, class, name, name_en, min_zoom, geom)
    select kind, class, name, "nameEn", "minZoom", ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)
    from jsonb_to_recordset($1::jsonb) as b (
      kind text, class text, name text, "nameEn" text, "minZoom" smallint, geometry text
    )
    `,
    [JSON.stringify(features.map((one) => ({ ...one, geometry: JSON.stringify(one.geometry) })))],
  );
}
