/** Numbers of regions equal what counting the items one by one gives, for every reader; theme maps and their rights. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { indicatorValue } from '../data/regions/indicators.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine } from './harness/engines.ts';
import { fillSmallCity, smallEnterprises, TOWNSHIP } from './harness/small-city.ts';

const CITY = '990100000000';
const COUNTY = '990105000000';

interface Row {
  readonly code: string;
  readonly level: string;
  readonly enterprises: Record<string, number>;
  readonly hazards: Record<string, number>;
  readonly dangers: { general: number; major: number; overdue: number };
  readonly rectified: { done: number; found: number };
  readonly tasks: { overdue: number };
  readonly worst: { id: string; name: string; grade: number }[];
  readonly value: number | null;
}
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  let town: string;
  beforeAll(async () => {
    const opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(400));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      // dangers of every state beside enterprises of two counties, and one place outside the city
      await session.query(
        `insert into fourcolor.hidden_dangers
  (source, source_id, id, name, class, state, due_state, found_at, closed_at, deadline, liable_person, geom)
select 'test', e.source_id || s.state, '', e.name, 'general', s.state, s.due, now() - interval '1 minute',
  case when s.state = 'closed' then now() end, current_date - 2, '某人', e.geom
from fourcolor.enterprises as e
cross join (values ('verified', 'overdue'), ('closed', 'done'), ('rejected', 'done')) as s (state, due)
where e.source_id::integer < 40`,
      );
      await session.query(
        `insert into fourcolor.tasks (source, source_id, id, name, state, due_state, planned_on, due_on, geom)
select 'test', e.source_id, '', e.name, 'to_do', 'overdue', current_date - 9, current_date - 2, e.geom
from fourcolor.enterprises as e
where e.source_id::integer < 30`,
      );
      await session.query(
        `insert into fourcolor.enterprises (source, source_id, id, name, sector, grade, grade_state, geom)
values ('test', 'outside', '', '城外企业', 'mine', 1, 'current', ST_SetSRID(ST_Point(10, 10), 4326))`,
      );
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    town = await api.signIn('town', 'field', { regions: [TOWNSHIP] });
  }, 400_000);
  afterAll(() => api?.close());

  const numbers = (query: string, cookie: string) => api.json(`/api/region-numbers?${query}`, { cookie });
  const items = async (layer: string, filter: string, cookie: string): Promise<number> =>
    (
      await api.json(`/ogc/collections/${layer}/items?limit=1&filter=${encodeURIComponent(filter)}&f=json`, {
        cookie,
      })
    ).numberMatched;

  it('each region counts what its items are, and the rows with the rest are the whole', async () => {
    const found = await numbers(`parent=${COUNTY}`, planner);
    expect(found).toMatchObject({ level: 'township', parent: { code: COUNTY } });
    expect(found.path.map(({ code }: Row) => code)).toEqual([CITY]);
    const rows: Row[] = found.rows;
    expect(rows).toHaveLength(9);
    for (const { code, enterprises } of rows.slice(0, 3)) {
      const inside = `region_code like '${code.slice(0, 9)}%'`;
      for (const grade of ['1', '2', '3', '4'])
        expect(enterprises[grade]).toBe(
          await items('enterprises', `${inside} and grade = ${grade}`, planner),
        );
      expect(enterprises.null).toBe(await items('enterprises', `${inside} and grade is null`, planner));
    }
    const whole = sum(found.whole.enterprises);
    expect(whole).toBe(await items('enterprises', `region_code like '990105%'`, planner));
    expect(rows.reduce((all, row) => all + sum(row.enterprises), sum(found.elsewhere.enterprises))).toBe(
      whole,
    );
  });

  it('the whole is what the catalogue counts, with what lies in no region', async () => {
    const { layers } = await api.json('/api/layers', { cookie: planner });
    const found = await numbers('', planner);
    const counted = layers.find(({ id }: { id: string }) => id === 'enterprises');
    expect(found.parent.code).toBe(CITY);
    expect(found.whole.enterprises).toEqual(counted.byGrade);
    expect(sum(found.elsewhere.enterprises)).toBe(1);
    expect(found.rows.reduce((all: number, row: Row) => all + row.dangers.general, 0)).toBe(40);
    expect(found.rows.reduce((all: number, row: Row) => all + row.dangers.overdue, 0)).toBe(40);
    expect(found.rows.reduce((all: number, row: Row) => all + row.tasks.overdue, 0)).toBe(30);
    expect(
      found.whole.sectors.reduce(
        (all: number, one: { byGrade: Record<string, number> }) => all + sum(one.byGrade),
        0,
      ),
    ).toBe(counted.count);
  });

  it('rectification is that of the indicators', async () => {
    const { rows }: { rows: Row[] } = await numbers('indicator=rectification_rate', planner);
    const ranking = await api.json('/api/indicators/dangers_rectified/ranking?span=year', {
      cookie: planner,
    });
    for (const { code, value, rectified } of rows) {
      const same = ranking.rows.find((row: { code: string }) => row.code === code);
      expect([rectified.done, rectified.found]).toEqual([same.counted, same.among]);
      expect(value === null ? null : Number(value.toFixed(6))).toBe(
        same.value === null ? null : Number(same.value.toFixed(6)),
      );
    }
    expect(rows.some(({ value }) => value === 50)).toBe(true);
  });

  it('an indicator follows from the numbers of its row; nothing to divide by is not 0', async () => {
    const { rows } = await numbers(`parent=${COUNTY}&indicator=not_assessed_share&sector=fireworks`, planner);
    for (const row of rows) expect(row.value).toBe(indicatorValue('not_assessed_share', row));
    expect(rows.some(({ enterprises, value }: Row) => sum(enterprises) === 0 && value === null)).toBe(true);
    const all = await numbers(`level=township&indicator=index`, planner);
    expect(all.rows).toHaveLength(81);
    expect(all.rows.every(({ value }: Row) => value === null)).toBe(true);
  });

  it('the worst objects of a region come first by grade', async () => {
    const { rows, whole }: { rows: Row[]; whole: Row } = await numbers(`parent=${COUNTY}`, planner);
    for (const { worst, enterprises } of rows) {
      expect(worst).toHaveLength(Math.min(3, sum(enterprises) - (enterprises.null ?? 0)));
      expect(worst.map(({ grade }) => grade)).toEqual(worst.map(({ grade }) => grade).sort());
    }
    expect(whole.worst[0]?.grade).toBe(1);
  });

  it('a person of a township sees the township alone, and visitors see nothing', async () => {
    const found = await numbers('', town);
    expect(found.parent.code).toBe(TOWNSHIP);
    expect(sum(found.whole.enterprises)).toBe(await items('enterprises', 'name is not null', town));
    expect((await numbers(`parent=${TOWNSHIP}`, planner)).whole.enterprises).toEqual(found.whole.enterprises);
    expect((await api.ask(`/api/region-numbers?parent=${COUNTY}`, { cookie: town })).status).toBe(404);
    expect((await api.ask('/api/region-numbers')).status).toBe(404);
  });

  it('the past tells what it knows, and not what it does not', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const now = await numbers('', planner);
    const past = await numbers(`at=${today}`, planner);
    expect(past.whole.enterprises).toEqual(now.whole.enterprises);
    expect(past.rows[0]).toMatchObject({ dangers: null, tasks: null, rectified: null });
  });

  it('management areas count what lies in them', async () => {
    await api.services.database.as(servant('admin', 'test'), (session) =>
      session.query(
        `insert into fourcolor.management_areas (source, source_id, id, name, kind, geom)
select 'test', 'zone', '', '测试开发区', 'development_zone', geom
from fourcolor.regions
where code = $1`,
        [COUNTY],
      ),
    );
    const { rows, whole, elsewhere } = await numbers('by=management_area', planner);
    expect(rows).toHaveLength(1);
    expect(elsewhere).toBeNull();
    const county = (await numbers('', planner)).rows.find(({ code }: Row) => code === COUNTY);
    expect(rows[0].enterprises).toEqual(county.enterprises);
    expect(sum(whole.enterprises)).toBe(401);
  });

  it('a theme map is made, drawn and filled from a table by its planner, and colleagues read what lies in their scope', async () => {
    const categories = [
      { id: 'first', name: '先行', tint: 'jade' },
      { id: 'later', name: '跟进', tint: 'violet' },
    ];
    const body = { name: '百日攻坚', level: 'township', categories };
    expect((await api.ask('/api/theme-maps', { cookie: town, body })).status).toBe(403);
    expect((await api.ask('/api/theme-maps', { body })).status).toBe(404);
    const made = await api.ask('/api/theme-maps', { cookie: planner, body });
    expect(made.status).toBe(201);
    const { id, version } = (await made.json()) as { id: string; version: number };
    const region = { category: 'first', progress: 40, note: null, due: '2026-12-31' };
    const put = (of: object, cookie = planner) =>
      api.ask(`/api/theme-maps/${id}/regions`, { cookie, method: 'PUT', body: of });
    const drawn = await put({
      version,
      regions: [
        { code: TOWNSHIP, ...region },
        { code: '990105001000', ...region },
      ],
    });
    expect(drawn.status).toBe(200);
    expect(await drawn.json()).toMatchObject({ version: 2, regions: [{ progress: 40 }, { code: TOWNSHIP }] });
    expect((await put({ version, regions: [{ code: TOWNSHIP, ...region }] })).status).toBe(409);
    expect((await put({ version: 2, regions: [{ code: COUNTY, ...region }] })).status).toBe(422);
    expect((await put({ version: 2, regions: [{ code: TOWNSHIP, ...region, category: 'x' }] })).status).toBe(
      422,
    );

    const table = (text: string) =>
      api.ask(`/api/theme-maps/${id}/table`, { cookie: planner, body: { version: 2, table: text } });
    const wrong = await table(
      '区划代码\t区域\t类别\t进度\t期限\n990105002\t\t先行\t120\t\n\t不存在街道\t跟进\t5\t\n\t测试5区3街道\t没有\t5\t明天\n',
    );
    expect(wrong.status).toBe(422);
    const { errors } = (await wrong.json()) as { errors: { pointer: string; remedy: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/table/2/progress',
      '/table/3/name',
      '/table/4/category',
      '/table/4/due',
    ]);
    expect(errors.every(({ remedy }) => remedy.length > 0)).toBe(true);
    const whole = () => api.json(`/api/theme-maps/${id}`, { cookie: planner });
    // all or nothing
    expect((await whole()).regions).toHaveLength(2);
    expect((await table('region,category,done,total\n测试5区3街道,跟进,3,4\n')).status).toBe(200);
    expect((await whole()).regions.find(({ code }: Row) => code === '990105003000')).toMatchObject({
      category: 'later',
      progress: 75,
    });

    const seen = (cookie: string) => api.ask(`/api/theme-maps/${id}`, { cookie });
    expect((await seen(town)).status).toBe(404);
    const patch = (of: object, cookie = planner) =>
      api.ask(`/api/theme-maps/${id}`, { cookie, method: 'PATCH', body: of });
    expect((await patch({ version: 3, shared: true })).status).toBe(200);
    const shared = (await (await seen(town)).json()) as { mine: boolean; regions: Row[] };
    expect(shared.mine).toBe(false);
    expect(shared.regions.map(({ code }) => code)).toEqual([TOWNSHIP]);
    const other = await api.signIn('other', 'planner');
    expect((await patch({ version: 4, name: 'x' }, other)).status).toBe(404);
    expect((await put({ version: 4, regions: [{ code: TOWNSHIP, ...region }] }, other)).status).toBe(404);
    expect((await patch({ version: 4, categories: [categories[0]] })).status).toBe(200);
    expect(
      (await whole()).regions.filter(({ category }: { category: string | null }) => category === 'later'),
    ).toEqual([]);
    expect((await patch({ version: 5, deleted: true })).status).toBe(200);
    expect((await seen(planner)).status).toBe(404);
    expect((await patch({ version: 6, deleted: false })).status).toBe(200);
    expect((await seen(planner)).status).toBe(200);
  });
});
