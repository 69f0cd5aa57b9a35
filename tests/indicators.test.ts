/** Indicators, closed months, the scorecard and assessment rounds through the API. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chinaDay } from '../data/china-day.ts';
import { INDICATORS } from '../data/indicators/definitions.ts';
import { monthLater } from '../data/indicators/figure.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const MONTH = monthLater(chinaDay(new Date()).slice(0, 7), -1);
const LAST_YEAR = monthLater(MONTH, -12);
/** Day, sector, deaths. */
const ACCIDENTS = [
  [`${MONTH}-03`, 'construction', 2],
  [`${MONTH}-20`, 'road_transport', 0],
  [`${LAST_YEAR}-11`, 'construction', 4],
  [`${LAST_YEAR}-12`, 'fishery', 1],
  [`${monthLater(MONTH, -40)}-01`, 'mine', 9],
] as const;

/** Sums in another order differ in the last digits. */
const rounded = (value: number | null | undefined) => (value == null ? null : Number(value.toFixed(9)));

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  let second: string;
  let township: string;
  let commander: string;
  let city: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(40));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      for (const [i, [day, sector, deaths]] of ACCIDENTS.entries())
        await session.query(
          `insert into fourcolor.accidents (source, source_id, id, name, happened_at, type, class, sector, deaths, injured, geom)
           values ('test', $1, '', $1, ($2 || 'T15:30:00Z')::timestamptz, 'fall', 'general', $3, $4, 0,
             st_setsrid(st_point($5::float8, $6::float8), 4326))`,
          [`a${i}`, day, sector, deaths, WEST + SIDE / 2, SOUTH + SIDE / 2],
        );
      const [row] = await session.query<{ code: string }>(
        `select code from fourcolor.regions where level = 'city'`,
      );
      city = row!.code;
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    second = await api.signIn('second', 'planner');
    township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    commander = await api.signIn('commander', 'commander');
  });
  afterAll(async () => {
    await api?.close();
    await opened?.close();
  });

  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of the answer
  const figure = async (id: string, query = `month=${MONTH}&span=month`, cookie = planner): Promise<any> => {
    const { figures } = await api.json(`/api/indicators?${query}`, { cookie });
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return figures.find((one: any) => one.id === id);
  };

  it('count the month by China’s calendar and compare it with the same month before', async () => {
    expect(await figure('accidents')).toMatchObject({ value: 2, before: 2, changePercent: 0 });
    expect(await figure('deaths')).toMatchObject({ value: 2, before: 5, changePercent: -60 });
    expect(await figure('construction_deaths')).toMatchObject({ value: 2, before: 4, changePercent: -50 });
    expect((await figure('road_deaths')).value).toBe(0);
    const { trend } = await figure('deaths');
    expect(trend).toHaveLength(24);
    expect(trend.at(-13)).toEqual({ month: LAST_YEAR, value: 5, frozen: false });
  });

  it('all answer, and none invents a value where there is nothing to divide by', async () => {
    const { figures } = await api.json('/api/indicators', { cookie: planner });
    expect(figures.map(({ id }: { id: string }) => id)).toEqual(INDICATORS.map(({ id }) => id));
    expect((await figure('deaths_per_gdp')).value).toBeNull();
    expect((await figure('dangers_rectified')).value).toBeNull();
  });

  it('rest on rows that sum to the figure', async () => {
    for (const id of ['accidents', 'deaths', 'assessed', 'insured', 'plans_current']) {
      const { counted, among, kind } = await figure(id);
      const { rows, total } = await api.json(
        `/api/indicators/${id}/rows?month=${MONTH}&span=month&limit=10000`,
        {
          cookie: planner,
        },
      );
      expect(rows).toHaveLength(total);
      const sum = (only: boolean) =>
        rows.reduce(
          (all: number, row: { counted: boolean; weight: number }) =>
            all + (row.counted || !only ? row.weight : 0),
          0,
        );
      expect([id, sum(true)]).toEqual([id, counted]);
      if (kind === 'ratio') expect([id, sum(false)]).toEqual([id, among]);
    }
  });

  it('are computed within the reader’s own region, and hidden from visitors', async () => {
    const all = await figure('assessed');
    const own = await figure('assessed', `month=${MONTH}&span=month`, township);
    expect(own.among).toBeLessThan(all.among);
    const { rows } = await api.json('/api/indicators/assessed/rows?limit=10000', { cookie: township });
    expect(rows.every((row: { regionCode: string }) => row.regionCode.startsWith(TOWNSHIP.slice(0, 9)))).toBe(
      true,
    );
    expect((await api.ask('/api/indicators')).status).toBe(404);
    expect((await api.ask(`/api/indicators?region=${city}`, { cookie: township })).status).toBe(404);
  });

  it('judge targets, and divide by the product only when every month of it is known', async () => {
    const target = {
      indicator: 'deaths',
      year: Number(MONTH.slice(0, 4)),
      region: city,
      measure: 'change',
      comparator: '<',
      target: -15,
      source: 'test',
    };
    for (const cookie of [township, commander])
      expect((await api.ask('/api/indicator-targets', { cookie, method: 'PUT', body: target })).status).toBe(
        403,
      );
    await api.json('/api/indicator-targets', { cookie: planner, method: 'PUT', body: target });
    expect((await figure('deaths')).targets).toMatchObject([{ comparator: '<', target: -15, met: true }]);
    const gdp = {
      name: 'gdp_100m_yuan',
      region: city,
      month: MONTH,
      value: 400,
      state: 'provisional',
      source: 'test',
      cutoff: chinaDay(new Date()),
    };
    await api.json('/api/indicator-inputs', { cookie: planner, method: 'PUT', body: gdp });
    expect((await figure('deaths_per_gdp')).value).toBe(0.005);
    const stray = await api.ask('/api/indicator-inputs', {
      cookie: planner,
      method: 'PUT',
      body: { ...gdp, region: '110000000000' },
    });
    expect(stray.status).toBe(422);
  });

  it('rank counties without inventing a rank for those that have no value', async () => {
    const { level, rows } = await api.json(`/api/indicators/accidents/ranking?month=${MONTH}&span=month`, {
      cookie: planner,
    });
    expect(level).toBe('county');
    expect(rows.reduce((all: number, row: { value: number }) => all + row.value, 0)).toBe(2);
    const dangers = await api.json(`/api/indicators/dangers_rectified/ranking?month=${MONTH}`, {
      cookie: planner,
    });
    expect(dangers.rows.every((row: { rank: number | null }) => row.rank === null)).toBe(true);
  });

  it('are closed once a month in each state, and stay whatever happens afterwards', async () => {
    const body = { month: MONTH, state: 'provisional', cutoff: chinaDay(new Date()) };
    expect((await api.ask('/api/indicators/freeze', { cookie: township, body })).status).toBe(403);
    const ahead = { ...body, month: monthLater(MONTH, 1) };
    expect((await api.ask('/api/indicators/freeze', { cookie: planner, body: ahead })).status).toBe(409);
    expect((await api.json('/api/indicators/freeze', { cookie: planner, body })).kept).toBeGreaterThan(0);
    expect((await api.ask('/api/indicators/freeze', { cookie: planner, body })).status).toBe(409);
    // what was kept of the city and each county is what each shows by itself
    const kept = await opened.database.as(servant('admin', 'test'), (session) =>
      session.query<{ indicator: string; code: string; value: number | null; under: number | null }>(
        `select indicator, region_code as code, value, under
from fourcolor.indicator_values
where month = ($1 || '-01')::date`,
        [MONTH],
      ),
    );
    const regions = [...new Set(kept.map(({ code }) => code))];
    expect([regions.length > 1, kept.length]).toEqual([true, regions.length * INDICATORS.length]);
    for (const code of regions) {
      const { figures } = await api.json(`/api/indicators?month=${MONTH}&span=month&region=${code}`, {
        cookie: planner,
      });
      for (const { id, value, among } of figures) {
        const own = kept.find((one) => one.code === code && one.indicator === id);
        expect([code, id, rounded(own?.value), rounded(own?.under)]).toEqual([
          code,
          id,
          rounded(value),
          rounded(among),
        ]);
      }
    }
    await opened.database.as(servant('admin', 'a late report'), (session) =>
      session.query(`update fourcolor.accidents set deaths = 7 where source_id = 'a0'`),
    );
    const deaths = await figure('deaths');
    expect(deaths.value).toBe(7);
    expect(deaths.frozen).toMatchObject([{ state: 'provisional', value: 2 }]);
    expect(deaths.trend.at(-1)).toEqual({ month: MONTH, value: 2, frozen: true });
    await expect(
      opened.database.as(servant('admin', 'cheat'), (session) =>
        session.query('update fourcolor.indicator_values set value = 0'),
      ),
    ).rejects.toThrow();
  });

  it('leave an event for every target, input and closed figure', async () => {
    const [row] = await opened.database.as(servant('audit', 'test'), (session) =>
      session.query<{ n: number }>(
        `select count(distinct layer) as n from fourcolor.events
         where layer in ('indicator_targets', 'indicator_inputs', 'indicator_values') and user_id is not null`,
      ),
    );
    expect(row?.n).toBe(3);
  });

  it('keep a scorecard: at most the points of a criterion, removed and restored', async () => {
    const criterion = {
      aspect: 'prevention',
      title: '全面评定企业安全风险',
      points: 8,
      indicator: 'assessed',
      source: 'test',
    };
    const created = await api.ask('/api/scorecard', { cookie: planner, body: criterion });
    expect(created.status).toBe(201);
    const { id } = await created.json();
    const judgement = { score: 9, note: null, evidence: [], judgedOn: chinaDay(new Date()) };
    const path = `/api/scorecard/${id}`;
    expect((await api.ask(path, { cookie: planner, method: 'PUT', body: judgement })).status).toBe(422);
    await api.json(path, { cookie: planner, method: 'PUT', body: { ...judgement, score: 6 } });
    expect(await api.json('/api/scorecard', { cookie: commander })).toMatchObject({
      points: 8,
      score: 6,
      withoutEvidence: 1,
    });
    expect((await api.ask('/api/scorecard', { cookie: township })).status).toBe(403);
    expect((await api.ask(path, { cookie: planner, method: 'DELETE' })).status).toBe(204);
    expect((await api.json('/api/scorecard', { cookie: planner })).criteria).toEqual([]);
    await api.json(`${path}/restore`, { cookie: planner, method: 'POST', body: {} });
    expect((await api.json('/api/scorecard', { cookie: planner })).criteria).toHaveLength(1);
  });

  it('make a round of the whole map that a second person approves and nobody changes afterwards', async () => {
    const today = chinaDay(new Date());
    const begin = await api.ask('/api/rounds', { cookie: planner, body: { name: '年度评估', asOf: today } });
    expect(begin.status).toBe(201);
    const { id } = await begin.json();
    const post = (step: string, cookie = planner, body: unknown = {}) =>
      api.ask(`/api/rounds/${id}/${step}`, { cookie, body });
    expect((await post('submit')).status).toBe(409);
    const taken = await (await post('take')).json();
    expect(taken.byLayer.enterprises).toEqual(await gradesOf('enterprises'));
    const form = new FormData();
    form.set('kind', 'report');
    form.set('file', new File([new TextEncoder().encode('%PDF-1.7 x')], '评估报告.pdf'));
    const attached = await api.ask(`/api/rounds/${id}/files`, { cookie: planner, method: 'POST' });
    expect(attached.status).toBe(422);
    expect((await post('submit')).status).toBe(200);
    expect((await post('approve', planner, { opinion: '同意' })).status).toBe(403);
    expect((await post('approve', township, { opinion: '同意' })).status).toBe(403);
    const approved = await (await post('approve', second, { opinion: '同意' })).json();
    expect(approved).toMatchObject({
      state: 'approved',
      createdBy: 'planner',
      approvedBy: 'second',
      may: [],
    });
    expect((await post('take')).status).toBe(409);
    for (const sql of [
      `update fourcolor.assessment_rounds set note = 'x' where id = '${id}'`,
      `update fourcolor.round_objects set grade = 4 where round_id = '${id}'`,
      `delete from fourcolor.assessment_rounds where id = '${id}'`,
    ])
      await expect(
        opened.database.as(servant('admin', 'cheat'), (session) => session.query(sql)),
      ).rejects.toThrow();

    await opened.database.as(servant('admin', 'test'), (session) =>
      session.query(
        `update fourcolor.enterprises set grade = 1, grade_state = 'current'
         where id = (select id from fourcolor.enterprises where grade = 3 order by id limit 1)`,
      ),
    );
    const next = await (
      await api.ask('/api/rounds', { cookie: planner, body: { name: '下一轮', asOf: today } })
    ).json();
    await api.json(`/api/rounds/${next.id}/take`, { cookie: planner, method: 'POST', body: {} });
    const compared = await api.json(`/api/rounds/${next.id}/compare?with=${id}&layer=enterprises`, {
      cookie: planner,
    });
    expect(compared.total).toBe(1);
    expect(compared.changes).toMatchObject([{ before: 3, after: 1, was: 'present', is: 'present' }]);
    const { features } = await api.json(`/api/rounds/${id}/map?layer=regions&level=city`, {
      cookie: planner,
    });
    expect(features).toMatchObject([{ id: city, geometry: { type: 'MultiPolygon' } }]);
  });

  /** Enterprises by grade as the register has them. */
  async function gradesOf(layer: string): Promise<Record<string, number>> {
    const { layers } = await api.json('/api/layers', { cookie: planner });
    return layers.find(({ id }: { id: string }) => id === layer).byGrade;
  }
});
