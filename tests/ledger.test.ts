/** The ledger and the grade engine through the API: written with rights and versions, graded at once, explained, kept. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGION_INDEX } from '../data/grading/region.ts';
import { DEFAULT_SETTINGS, type GradingSettings } from '../data/ledger/settings.ts';
import { servant } from '../server/db/database.ts';
import { ledgerDocument } from '../server/ledger/ledger-document.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

const at = [WEST + SIDE / 2, SOUTH + SIDE / 2] as const;
const ENTERPRISES = [
  { sourceId: 'here', name: '中心化工', lon: at[0], lat: at[1], sector: 'machinery', grade: null },
  { sourceId: 'beside', name: '旁边商贸', lon: at[0] + 0.01, lat: at[1], sector: 'retail', grade: 4 },
  { sourceId: 'away', name: '远处机械', lon: WEST + 0.02, lat: SOUTH + 0.02, sector: 'machinery', grade: 3 },
] as const;
const HERE = 'test:here';
const LEC = (l: number, e: number, c: number) => ({ l, e, c });

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  const cookies: Record<string, string> = {};
  const explain = (layer: string, id: string, more: Record<string, unknown> = {}, cookie = cookies.planner) =>
    api.ask('/ogc/processes/grade-explain/execution', {
      ...(cookie ? { cookie } : {}),
      body: { inputs: { layer, id, ...more } },
    });
  const ask = <R>(sql: string, params: unknown[] = []) =>
    opened.database.as(servant('admin', 'test'), (session) => session.query<R>(sql, params));
  const gradeOf = async (table: string, id: string) =>
    (await ask<{ grade: number | null }>(`select grade from fourcolor.${table} where id = $1`, [id]))[0]
      ?.grade;
  const addPoint = async (body: Record<string, unknown>, cookie = cookies.planner!) => {
    const answer = await api.ask('/api/risk-points', { cookie, body });
    return { status: answer.status, body: await answer.json() };
  };
  let point = '';

  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, ENTERPRISES);
    api = await openApi(opened);
    for (const role of ['planner', 'commander', 'field', 'admin', 'audit', 'security'] as const)
      cookies[role] = await api.signIn(role, role);
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    cookies.retail = await api.signIn('retail', 'planner', { sectors: ['retail'] });
  });
  afterAll(() => api.close());

  it('adds a risk point whose grade, the enterprise’s and the township’s follow at once', async () => {
    const { status, body } = await addPoint({
      name: '反应装置',
      ownerLayer: 'enterprises',
      ownerId: HERE,
      unit: '反应装置',
      event: '超压爆炸',
      accidentType: 'vessel_explosion',
      method: 'LEC',
      scheme: 'LEC-4',
      inputs: { inherent: LEC(6, 6, 15), residual: LEC(3, 6, 15) },
      measures: [
        { class: 'engineering', text: '联锁', cycleDays: 30, season: 'heat', seasonCycleDays: 7 },
        { class: 'training', text: '培训' },
      ],
      responsibilities: [{ kind: 'official', name: '模拟某人', duties: '每季督查' }],
    });
    expect(status, JSON.stringify(body)).toBe(201);
    point = body.id;
    expect(body).toMatchObject({
      inherentScore: 540,
      inherentGrade: 1,
      score: 270,
      grade: 2,
      state: 'current',
    });
    expect(body.measures).toMatchObject([{ season: 'heat', seasonCycleDays: 7 }, { season: null }]);
    expect(body.responsibilities).toMatchObject([{ kind: 'official', duties: '每季督查' }]);
    expect(await gradeOf('enterprises', HERE)).toBe(2);
    const [township] = await ask<{ score: number }>('select score from fourcolor.regions where code = $1', [
      TOWNSHIP,
    ]);
    expect(township!.score).toBeGreaterThanOrEqual(REGION_INDEX.objectScores[2]);
  });

  it('explains the point with its numbers, the enterprise by its worst point, the township by its contributors', async () => {
    const ofPoint = await (await explain('risk_points', point)).json();
    expect(ofPoint).toMatchObject({ grade: 2, score: 270, scheme: 'LEC-4', method: { id: 'LEC' } });
    expect(ofPoint.numbers).toContain('3 × 6 × 15 = 270');
    expect(ofPoint.toLower[0].grade).toBeGreaterThan(2);
    const ofEnterprise = await (await explain('enterprises', HERE)).json();
    expect(ofEnterprise.grade).toBe(2);
    expect(ofEnterprise.rule.zh).toContain('反应装置');
    expect(ofEnterprise.history[0]).toMatchObject({ grade: 2, previousGrade: null });
    const ofRegion = await (await explain('regions', TOWNSHIP)).json();
    expect(ofRegion.contributors[0]).toMatchObject({ layer: 'enterprises', id: HERE, grade: 2 });
    const shares = ofRegion.contributors.map((one: { share: number }) => one.share);
    expect(shares.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(1, 2);
    const stated = await (await explain('enterprises', 'test:away')).json();
    expect(stated).toMatchObject({ grade: 3, method: { id: 'stated' } });
    expect(stated.rule.zh).toContain('test');
  });

  it('hides grades from visitors, from people of other regions and sectors, and the names of hidden contributors', async () => {
    expect((await explain('enterprises', HERE, {}, '')).status).toBe(404);
    expect((await explain('regions', TOWNSHIP, {}, '')).status).toBe(404);
    expect((await explain('enterprises', 'test:away', {}, cookies.township)).status).toBe(404);
    expect((await explain('enterprises', HERE, {}, cookies.retail)).status).toBe(404);
    const region = await (await explain('regions', TOWNSHIP, {}, cookies.retail)).json();
    expect(region.contributors.map((one: { name: string }) => one.name)).toEqual(['', '旁边商贸']);
  });

  it('lets planners and administrators write, others only read, visitors neither', async () => {
    for (const role of ['planner', 'commander', 'field', 'admin', 'audit'] as const) {
      const cookie = cookies[role]!;
      expect((await api.ask('/api/ledger', { cookie })).status, role).toBe(200);
      const writes = role === 'planner' || role === 'admin';
      const answer = await api.ask(`/api/risk-points/${point}`, {
        cookie,
        method: 'PUT',
        body: { unit: role },
      });
      expect(answer.status, role).toBe(writes ? 200 : 403);
    }
    for (const cookie of [cookies.security!, '']) {
      expect((await api.ask('/api/ledger', { cookie })).status).toBe(404);
      const answer = await api.ask(`/api/risk-points/${point}`, {
        cookie,
        method: 'PUT',
        body: { unit: 'x' },
      });
      expect(answer.status).toBe(404);
    }
    const scoped = await api.ask('/api/objects/enterprises/test:away', {
      cookie: cookies.township!,
      method: 'PUT',
      body: { fields: { people: 3 } },
    });
    expect(scoped.status).toBe(404);
  });

  it('refuses to write over what somebody else changed, and says what', async () => {
    const cookie = cookies.planner!;
    const { version } = await api.json(`/api/risk-points/${point}`, { cookie });
    await api.json(`/api/risk-points/${point}`, {
      cookie: cookies.admin!,
      method: 'PUT',
      body: { unit: '一号反应装置', version },
    });
    const answer = await api.ask(`/api/risk-points/${point}`, {
      cookie,
      method: 'PUT',
      body: { event: '泄漏', version },
    });
    expect(answer.status).toBe(409);
    const problem = await answer.json();
    expect(problem.errors).toMatchObject([{ pointer: '/unit', code: 'changed' }]);
    expect(problem.errors[0].message).toContain('一号反应装置');
    const byHeader = await api.ask(`/api/risk-points/${point}`, {
      cookie,
      method: 'PUT',
      body: { event: '泄漏' },
      headers: { 'If-Match': `"${version}"` },
    });
    expect(byHeader.status).toBe(409);
  });

  it('changes many rows or none, naming row, field and remedy', async () => {
    const cookie = cookies.planner!;
    const other = (await addPoint({ name: '仓库', ownerLayer: 'enterprises', ownerId: HERE })).body.id;
    const refused = await api.ask('/api/ledger', {
      cookie,
      method: 'PATCH',
      body: {
        rows: [
          { id: point, set: { unit: '不应写入' } },
          { id: other, set: { control_level: 'boss', review_due: 'tomorrow' } },
          { id: 'nobody', set: { unit: 'x' } },
        ],
      },
    });
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(errors).toMatchObject([
      { pointer: '/rows/1/set/control_level', row: 2, field: 'control_level', code: 'choice' },
      { pointer: '/rows/1/set/review_due', row: 2, code: 'format' },
      { pointer: '/rows/2/id', row: 3, code: 'unknown' },
    ]);
    expect(errors[0].remedy).toContain('workshop');
    expect((await api.json(`/api/risk-points/${point}`, { cookie })).unit).toBe('一号反应装置');
    const done = await api.json('/api/ledger', {
      cookie,
      method: 'PATCH',
      body: { rows: [point, other].map((id) => ({ id, set: { control_level: 'workshop' } })) },
    });
    expect(done.changed).toBe(2);
    const list = await api.json(`/api/ledger?owner=enterprises/${HERE}&sort=name`, { cookie });
    expect(list.rows.map((row: { controlLevel: string }) => row.controlLevel)).toEqual([
      'workshop',
      'workshop',
    ]);
    expect((await api.ask(`/api/risk-points/${other}`, { cookie, method: 'DELETE' })).status).toBe(204);
  });

  it('counts the rows of a question by grade as the register does', async () => {
    const cookie = cookies.planner!;
    for (const layer of ['risk_points', 'enterprises', 'places', 'parks', 'major_hazards', 'hazard_points']) {
      const all = await api.json(`/api/ledger?layer=${layer}&size=500`, { cookie });
      const [counted] = await ask<{ n: number }>(`select count(*) as n from fourcolor.${layer}`);
      expect(all.total, layer).toBe(counted!.n);
      expect(all.rows).toHaveLength(counted!.n);
      const sum = Object.values(all.byGrade as Record<string, number>).reduce((a, b) => a + b, 0);
      expect(sum).toBe(all.total);
    }
    const orange = await api.json('/api/ledger?layer=enterprises&grade=2', { cookie });
    expect(orange.rows.map((row: { id: string }) => row.id)).toEqual([HERE]);
    const inside = await api.json(`/api/ledger?layer=enterprises&region=${TOWNSHIP}&q=商贸`, { cookie });
    expect(inside.rows.map((row: { id: string }) => row.id)).toEqual(['test:beside']);
    expect((await api.ask('/api/ledger?colour=red', { cookie })).status).toBe(400);
  });

  it('grades both places again when an enterprise is moved on the map', async () => {
    const cookie = cookies.planner!;
    const scores = async () =>
      new Map(
        (await ask<{ code: string; score: number | null }>('select code, score from fourcolor.regions')).map(
          ({ code, score }) => [code, score],
        ),
      );
    const away = { type: 'Point', coordinates: [WEST + 0.02, SOUTH + 0.021] };
    const moved = await api.json(`/api/objects/enterprises/${HERE}`, {
      cookie,
      method: 'PUT',
      body: { geometry: away },
    });
    expect(moved.geometry.coordinates[0]).toBeCloseTo(away.coordinates[0]!, 6);
    const after = await scores();
    const target = moved.fields.region_code as string;
    expect(target).not.toBe(TOWNSHIP);
    expect(after.get(target)).toBeGreaterThanOrEqual(60);
    expect(after.get(TOWNSHIP)).toBeLessThan(25);
    await api.json(`/api/objects/enterprises/${HERE}`, {
      cookie,
      method: 'PUT',
      body: { geometry: { type: 'Point', coordinates: [...at] } },
    });
    expect((await scores()).get(TOWNSHIP)).toBeGreaterThanOrEqual(60);
    const outside = await api.ask(`/api/objects/enterprises/${HERE}`, {
      cookie: cookies.township!,
      method: 'PUT',
      body: { geometry: away },
    });
    expect(outside.status).toBe(403);
    const shape = await api.ask(`/api/objects/enterprises/${HERE}`, {
      cookie,
      method: 'PUT',
      body: { geometry: { type: 'LineString', coordinates: [[...at], [122.4, 30.4]] } },
    });
    expect(shape.status).toBe(422);
  });

  it('raises an object while a major danger is open, and lets it fall back afterwards', async () => {
    const danger = (n: number) =>
      opened.owner.run(async (session) => {
        await session.query('set local role fc_owner');
        await session.query(
          `create or replace function fourcolor.open_major_dangers(layer text, id text) returns integer
           language sql stable parallel safe as 'select case when $2 in (''${point}'', ''test:away'') then ${n} else 0 end'`,
        );
      });
    const objects = [
      { layer: 'risk_points', id: point },
      { layer: 'enterprises', id: 'test:away' },
    ];
    const cookie = cookies.planner!;
    await danger(1);
    await api.json('/api/regrade', { cookie, body: { objects, why: '重大隐患' } });
    expect(await gradeOf('risk_points', point)).toBe(1);
    expect(await gradeOf('enterprises', HERE)).toBe(1);
    expect(await gradeOf('enterprises', 'test:away')).toBe(2);
    const why = await (await explain('risk_points', point)).json();
    expect(why.rule.zh).toContain('重大隐患');
    expect(why.toLower[0]).toMatchObject({ grade: 2 });
    await danger(0);
    await api.json('/api/regrade', { cookie, body: { objects, why: '销号' } });
    expect(await gradeOf('risk_points', point)).toBe(2);
    expect(await gradeOf('enterprises', 'test:away')).toBe(3);
    const { history } = await (await explain('enterprises', HERE)).json();
    expect(
      history.slice(0, 2).map((one: { grade: number; cause: string }) => [one.grade, one.cause]),
    ).toEqual([
      [2, '销号'],
      [1, '重大隐患'],
    ]);
  });

  it('writes nothing when nothing changed, leaves what nobody assessed alone, and never changes an entry', async () => {
    const cookie = cookies.admin!;
    await api.json('/api/regrade', { cookie, body: {} });
    const again = await api.json('/api/regrade', { cookie, body: {} });
    expect(again).toMatchObject({ objects: 0, regions: 0, areas: 0 });
    const [unassessed] = await ask<{ n: number }>(
      "select count(*) as n from fourcolor.regions where grade is null and grade_state = 'not_assessed'",
    );
    expect(unassessed!.n).toBe(9);
    expect((await api.ask('/api/regrade', { cookie: cookies.township!, body: {} })).status).toBe(403);
    expect((await api.ask('/api/regrade', { cookie: cookies.audit!, body: {} })).status).toBe(403);
    for (const sql of ['update fourcolor.gradings set grade = 4', 'delete from fourcolor.gradings'])
      await expect(
        opened.owner.run(async (session) => {
          await session.query('set local role fc_owner');
          await session.query(sql);
        }),
      ).rejects.toThrow(/never changed/);
    const listed = await api.json('/api/gradings?layer=enterprises&limit=5', { cookie });
    expect(listed.gradings[0]).toMatchObject({ layer: 'enterprises', method: expect.any(String) });
  });

  it('keeps the numbers of grading as versions, and grades the city by new ones', async () => {
    const cookie = cookies.admin!;
    const { version } = await api.json('/api/grading-settings', { cookie });
    const settings = structuredClone(DEFAULT_SETTINGS);
    settings.region.thresholds = { 1: 75, 2: 65, 3: 25 };
    const put = (body: unknown, who = cookie) =>
      api.ask('/api/grading-settings', { cookie: who, method: 'PUT', body });
    expect((await put({ version, settings }, cookies.planner!)).status).toBe(403);
    expect(await gradeOf('regions', TOWNSHIP)).toBe(2);
    const set = await put({ version, settings, note: '试行' });
    expect(set.status).toBe(200);
    expect((await set.json()).regraded.regions).toBeGreaterThan(0);
    expect(await gradeOf('regions', TOWNSHIP)).toBe(3);
    expect((await put({ version, settings })).status).toBe(409);
    const unordered = structuredClone(settings);
    unordered.region.thresholds = { 1: 25, 2: 65, 3: 75 };
    expect((await put({ version: version + 1, settings: unordered })).status).toBe(422);
  });

  it('grades by a city’s own bounds of a method, names them with the result, and puts the published ones back', async () => {
    const cookie = cookies.admin!;
    const read = () => api.json('/api/grading-settings', { cookie });
    const put = async (settings: GradingSettings) =>
      (
        await api.json('/api/grading-settings', {
          cookie,
          method: 'PUT',
          body: { version: (await read()).version, settings },
        })
      ).version as number;
    const own = structuredClone(DEFAULT_SETTINGS);
    own.scoring.schemes['LEC-4'] = { 1: 320, 2: 300, 3: 70 };
    const before = await (await explain('risk_points', point)).json();
    expect([before.grade, before.scheme]).toEqual([2, 'LEC-4']);
    const version = await put(own);
    const after = await (await explain('risk_points', point)).json();
    expect(after).toMatchObject({ grade: 3, scheme: `LEC-4-city-v${version}`, settingsVersion: version });
    expect(after.rule.zh).toContain('70');
    const holder = await (await explain('enterprises', HERE)).json();
    expect(holder).toMatchObject({ grade: 3, settingsVersion: version });
    expect(holder.formulaEn).toContain('risk points');
    expect(holder.numbersEn).toContain('general (yellow)');
    expect(await (await explain('enterprises', 'test:away')).json()).not.toHaveProperty('settingsVersion');
    const [entry] = await ask<{ scheme: string; version: number }>(
      `select explanation ->> 'scheme' as scheme, (explanation ->> 'settingsVersion')::integer as version
from fourcolor.gradings
where layer = 'risk_points' and object_id = $1
order by id desc
limit 1`,
      [point],
    );
    expect(entry).toEqual({ scheme: `LEC-4-city-v${version}`, version });
    const listed = await api.json(`/api/ledger?owner=enterprises/${HERE}`, { cookie });
    expect(listed.rows.find((row: { id: string }) => row.id === point).scheme).toBe(`LEC-4-city-v${version}`);
    await put(DEFAULT_SETTINGS);
    expect(await gradeOf('risk_points', point)).toBe(2);
    expect(await gradeOf('enterprises', HERE)).toBe(2);
  });

  it('reads settings that were stored before the bounds of methods were part of them', async () => {
    const { scoring: _, ...old } = DEFAULT_SETTINGS;
    await ask('insert into fourcolor.grading_settings (user_id, note, settings) values ($1, $2, $3::jsonb)', [
      'admin',
      '旧版',
      JSON.stringify(old),
    ]);
    const { settings, defaults } = await api.json('/api/grading-settings', { cookie: cookies.planner! });
    expect(settings).toEqual(defaults);
  });

  it('grades each sector from the enterprises and places that the reader sees, and says what would bring it down', async () => {
    const cookie = cookies.planner!;
    const { rows, method } = await api.json('/api/sector-grades', { cookie });
    const seen = async (layer: string) => {
      const { features } = await api.json(`/ogc/collections/${layer}/items?limit=1000`, { cookie });
      return features.map(({ properties }: { properties: Record<string, unknown> }) => properties);
    };
    const counts: Record<string, Record<string, number>> = {};
    for (const { sector, grade } of [...(await seen('enterprises')), ...(await seen('places'))]) {
      counts[sector] ??= { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
      counts[sector]![String(grade)]! += 1;
    }
    expect(rows.length).toBeGreaterThan(0);
    expect(
      Object.fromEntries(
        rows.map(({ sector, byGrade }: { sector: string; byGrade: object }) => [sector, byGrade]),
      ),
    ).toEqual(counts);
    for (const { byGrade, grade, score } of rows)
      expect(grade === null).toBe(
        score === null && byGrade['1'] + byGrade['2'] + byGrade['3'] + byGrade['4'] === 0,
      );
    expect(method.source.zh).toContain('本项目建议');
    expect((await api.ask('/api/sector-grades')).status).toBe(404);
  });

  it('arranges supervision by grade and evaluation: classes, dates, key lists, visits', async () => {
    const cookie = cookies.planner!;
    const of = async (more = '') => api.json(`/api/supervision?size=500${more}`, { cookie });
    const before = await of();
    const row = before.rows.find(({ id }: { id: string }) => id === HERE);
    expect(row).toMatchObject({ class: 'B', everyDays: 180, due: 'never', keyLists: ['county'] });
    expect(before.rows.find(({ id }: { id: string }) => id === 'test:beside').due).toMatch(/sampled|never/);
    const visit = (visitedOn: string, who = cookie) =>
      api.ask('/api/supervision/visits', {
        cookie: who,
        body: { layer: 'enterprises', id: HERE, visitedOn, department: '应急管理局' },
      });
    expect((await visit('2020-01-01', cookies.audit!)).status).toBe(403);
    expect((await visit('2020-01-01', cookies.retail!)).status).toBe(404);
    expect((await visit('2020-01-01')).status).toBe(201);
    const late = await of('&list=overdue');
    expect(late.rows).toMatchObject([{ id: HERE, dueOn: '2020-06-29', due: 'overdue' }]);
    expect(late.counts.overdue).toBe(1);
    const listed = await api.ask('/api/supervision/key-lists', {
      cookie,
      method: 'PUT',
      body: { layer: 'enterprises', id: HERE, level: 'city', listed: true, reason: '省级督办' },
    });
    expect(listed.status).toBe(200);
    expect((await of('&list=both')).rows.map(({ id }: { id: string }) => id)).toEqual([HERE]);
    const classes = Object.values((await of()).byClass as Record<string, number>);
    expect(classes.reduce((a, b) => a + b, 0)).toBe(before.total);
  });

  it('takes the five elements of an enterprise, shows them in why, and sets its class of supervision', async () => {
    const cookie = cookies.planner!;
    const path = `/api/enterprises/${HERE}`;
    const elements = {
      people: 'poor',
      equipment: 'poor',
      site: 'fair',
      process: 'good',
      environment: 'good',
    };
    const put = (body: Record<string, unknown>, who = cookie) =>
      api.ask(`${path}/evaluation`, { cookie: who, method: 'PUT', body });
    const before = await api.json(`${path}/assessment`, { cookie });
    expect(before).toMatchObject({ version: 0, evaluations: [], forms: [] });
    const done = await put({ version: 0, evaluatedOn: '2026-03-01', elements, evaluator: '模拟评价人' });
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({
      evaluation: 'poor',
      evaluations: [{ evaluatedOn: '2026-03-01', elements, evaluator: '模拟评价人', source: 'manual' }],
    });
    const why = await (await explain('enterprises', HERE)).json();
    const values = Object.fromEntries(
      why.inputs.map((one: { name: { en: string }; value: unknown }) => [one.name.en, one.value]),
    );
    expect(values['Element: people']).toEqual({ zh: '差', en: 'poor' });
    expect(values['Element: process']).toEqual({ zh: '好', en: 'good' });
    expect(why.steps.at(-1).result.en).toContain('2 poor');
    const { rows } = await api.json('/api/supervision?size=500', { cookie });
    expect(rows.find(({ id }: { id: string }) => id === HERE)).toMatchObject({
      evaluation: 'poor',
      class: 'A',
    });
    const [event] = await ask<{ why: string; after: { elements: unknown } }>(
      "select why, after from fourcolor.events where layer = 'evaluations' and object_id = $1",
      [HERE],
    );
    expect(event).toMatchObject({ why: '全要素评价 / evaluation of the five elements', after: { elements } });

    const stale = await put({ version: 0, evaluatedOn: '2026-03-02', elements });
    expect(stale.status).toBe(409);
    expect((await stale.json()).errors[0]).toMatchObject({ pointer: '/version', code: 'changed' });
    const future = await put({ evaluatedOn: '2999-01-01', elements });
    expect(future.status).toBe(422);
    expect((await future.json()).errors).toMatchObject([
      { pointer: '/evaluatedOn', message: '日期不能晚于今天' },
    ]);
    const { people: _people, ...four } = elements;
    const lacking = await put({ evaluatedOn: '2026-03-02', elements: four });
    expect((await lacking.json()).errors).toMatchObject([{ pointer: '/elements/people', code: 'choice' }]);
    expect((await put({ evaluatedOn: '2026-03-02', elements }, cookies.field!)).status).toBe(403);
    expect((await put({ evaluatedOn: '2026-03-02', elements }, cookies.retail!)).status).toBe(404);
    expect((await api.ask(`${path}/assessment`)).status).toBe(404);
    expect((await api.json(`${path}/assessment`, { cookie: cookies.audit! })).evaluations).toHaveLength(1);
  });

  it('grades an enterprise by its 100-point form, at once red by a direct rule, and keeps each day’s form', async () => {
    const cookie = cookies.planner!;
    const path = '/api/enterprises/test:beside';
    const before = await gradeOf('enterprises', 'test:beside');
    const put = (body: Record<string, unknown>) =>
      api.ask(`${path}/hazmat-form`, { cookie, method: 'PUT', body });
    const filled = { filledOn: '2026-03-01', items: { no_automation: 1, outside_park: 1, no_dual_power: 1 } };
    expect((await put(filled)).status).toBe(200);
    // 100 − 10 − 3 − 5 = 82
    expect(await gradeOf('enterprises', 'test:beside')).toBe(3);
    const why = await (await explain('enterprises', 'test:beside')).json();
    expect(why.method.id).toBe('whole-object');
    expect(why.rule.zh).toContain('82 分');
    const item = why.inputs.find((one: { name: { zh: string } }) => one.name.zh === '不在化工园区内');
    expect(item).toMatchObject({ value: 1, date: '2026-03-01', source: { zh: '本系统填报' } });
    const red = await put({ ...filled, filledOn: '2026-03-02', directRed: ['no_design'] });
    expect((await red.json()).forms).toHaveLength(2);
    expect(await gradeOf('enterprises', 'test:beside')).toBe(1);
    const unknown = await put({ filledOn: '2026-03-03', items: { nothing: 1, no_automation: 2 } });
    expect(unknown.status).toBe(422);
    expect((await unknown.json()).errors).toMatchObject([
      { pointer: '/items/nothing', code: 'unknown' },
      { pointer: '/items/no_automation', code: 'range' },
    ]);
    expect(await gradeOf('enterprises', 'test:beside')).toBe(1);
    const clean = await put({ filledOn: '2026-03-03', items: { standard_1: 1 } });
    expect(clean.status).toBe(200);
    expect(await gradeOf('enterprises', 'test:beside')).toBe(before);
  });

  it('grades a park by its newest score, A below 60 to D from 85', async () => {
    const cookie = cookies.planner!;
    const [west, south] = [WEST + 0.3, SOUTH + 0.3];
    const ring = [
      [west, south],
      [west + 0.02, south],
      [west + 0.02, south + 0.02],
      [west, south],
    ];
    const made = await api.ask('/api/objects/parks', {
      cookie,
      method: 'POST',
      body: {
        fields: { name: '测试园区', kind: 'chemical' },
        geometry: { type: 'Polygon', coordinates: [ring] },
      },
    });
    const { id } = await made.json();
    expect(made.status, id).toBe(201);
    const put = (body: Record<string, unknown>) =>
      api.ask(`/api/parks/${id}/score`, { cookie, method: 'PUT', body });
    const first = await put({ scoredOn: '2026-02-01', score: 69.99 });
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ class: 'B', classScore: 69.99 });
    const second = await (await put({ scoredOn: '2026-03-01', score: 85, assessor: '专家组' })).json();
    expect(second).toMatchObject({
      class: 'D',
      scores: [{ score: 85, assessor: '专家组' }, { score: 69.99 }],
    });
    // a paper of an earlier day is kept and does not count
    expect(await (await put({ scoredOn: '2026-01-01', score: 10 })).json()).toMatchObject({ class: 'D' });
    expect((await (await put({ scoredOn: '2026-03-02', score: 101 })).json()).errors[0].pointer).toBe(
      '/score',
    );
    expect(await (await explain('parks', id)).json()).toMatchObject({ grade: 4, score: 85 });
    expect((await api.ask(`/api/parks/${id}/scores`, { cookie: cookies.commander! })).status).toBe(200);
  });

  it('writes the ledger and the dossier as a document with the rows of the screen', async () => {
    const cookie = cookies.planner!;
    const answer = await api.ask('/api/ledger.pdf?layer=enterprises', { cookie });
    expect(answer.status).toBe(200);
    const head = Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString();
    expect(head).toBe('%PDF-');
    expect((await api.ask(`/api/dossiers/enterprises/${HERE}.pdf`, { cookie })).status).toBe(200);
    expect((await api.ask('/api/dossiers/enterprises/nobody.pdf', { cookie })).status).toBe(404);
    expect((await api.ask(`/api/dossiers/enterprises/${HERE}.pdf`, { cookie: cookies.retail! })).status).toBe(
      404,
    );
    const who = { role: 'planner', userId: null, regions: null, sectors: null } as const;
    const frame = { lang: 'zh', city: '测试市', demo: true, asOf: new Date(), person: '' } as const;
    const document = await opened.database.as(who, (session) =>
      ledgerDocument(session, who, { layer: 'enterprises', sort: 'grade', descending: false }, 100, frame),
    );
    const screen = await api.json('/api/ledger?layer=enterprises&size=500', { cookie });
    const table = document.parts.find((part) => part.kind === 'table');
    const grades = table?.columns.findIndex(({ type }) => type === 'grade') ?? -1;
    expect(table?.rows.map((cells) => [cells[0], cells[grades]])).toEqual(
      screen.rows.map(({ name, grade }: { name: string; grade: number | null }) => [name, grade]),
    );
    const bars = document.parts.find((part) => part.kind === 'gradeBars');
    expect(bars?.rows[0]?.counts).toEqual(screen.byGrade);
  });

  describe('the index of a region', () => {
    it('never falls when an object gets worse', async () => {
      const cookie = cookies.planner!;
      const index = async (grade: number) => {
        await api.json('/api/objects/enterprises/test:beside', {
          cookie,
          method: 'PUT',
          body: { fields: { grade } },
        });
        const [row] = await ask<{ score: number }>('select score from fourcolor.regions where code = $1', [
          TOWNSHIP,
        ]);
        return row!.score;
      };
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), async (a, b) => {
          const [worse, better] = [await index(Math.min(a, b)), await index(Math.max(a, b))];
          expect(worse).toBeGreaterThanOrEqual(better);
        }),
        { numRuns: 4 },
      );
    });
  });
});
