/** Imports over HTTP on both engines: uploaded, described, checked, corrected, written, by whom they may be. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servant } from '../server/db/database.ts';
import { fillGazetteer } from '../server/gazetteer.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

const BOUNDARY = 'fourcolor-test';
const INSIDE = [WEST + SIDE / 2, SOUTH + SIDE / 2] as const;

/** A form with files and texts, as a browser sends it. */
export function form(files: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>> = {}) {
  const parts = [
    ...Object.entries(texts).map(([name, text]) => [`name="${name}"`, text]),
    ...Object.entries(files).map(([name, text]) => [`name="file"; filename="${name}"`, text]),
  ];
  return {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts
      .map(([head, text]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`)
      .join('')}--${BOUNDARY}--\r\n`,
  };
}

const at = (east: number, north: number) => `${INSIDE[0] + east / 1000},${INSIDE[1] + north / 1000}`;
const LIST = [
  '编号,企业名称,行业,从业人数,经度,纬度',
  `a,甲化工厂,危险化学品,12,${at(0, 0)}`,
  `b,乙加油站,危险化学品,很多,${at(1, 1)}`,
  `c,丙仓库,危险化学品,3,${at(2, 2)}`,
].join('\n');
const MAPPING = {
  source: '模拟名录',
  key: ['编号'],
  fields: { name: '企业名称', people: '从业人数', lon: '经度', lat: '纬度' },
};

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let folder: string;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    folder = await mkdtemp(join(tmpdir(), 'fourcolor-imports-'));
    api = await openApi(opened, { FOURCOLOR_DATA: folder });
    for (const role of ['planner', 'admin', 'audit', 'commander', 'security'] as const)
      cookies[role] = await api.signIn(role, role);
    cookies.planner2 = await api.signIn('planner2', 'planner');
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
  });
  afterAll(async () => {
    await api?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const as = (name: string) => (cookies[name] ? { cookie: cookies[name] } : {});
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of the answer
  type Answer = any;
  const call = async (name: string, path: string, asking: object = {}): Promise<Answer> => {
    const answer = await api.ask(path, { ...as(name), ...asking });
    const text = await answer.text();
    const body = text.startsWith('{') ? JSON.parse(text) : text;
    return { status: answer.status, body };
  };
  const post = (name: string, path: string) => call(name, path, { method: 'POST' });
  const patch = async (name: string, id: string, choices: object) => {
    // as a person who knows the source says it with the mapping
    const body = { ...('mapping' in choices && { crs: { crs: 'WGS84' } }), ...choices };
    const answer = await call(name, `/api/imports/${id}`, { method: 'PATCH', body });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    return answer.body;
  };
  const uploaded = async (name: string, files: Record<string, string>, layer = 'enterprises') => {
    const answer = await call(name, '/api/imports', form(files, { layer }));
    expect(answer.status).toBe(201);
    return answer.body;
  };
  /** Waits until nothing is at work. */
  const settled = async (name: string, id: string) => {
    for (let turn = 0; turn < 400; turn++) {
      const { body } = await call(name, `/api/imports/${id}`);
      if (body.state !== 'checking' && body.state !== 'writing') return body;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('still at work');
  };
  const checked = async (name: string, id: string) => {
    expect((await post(name, `/api/imports/${id}/check`)).status).toBe(202);
    return settled(name, id);
  };
  const written = async (name: string, id: string) => {
    const answer = await post(name, `/api/imports/${id}/write`);
    expect([answer.status, answer.body.detail]).toEqual([202, undefined]);
    return settled(name, id);
  };
  const names = async () =>
    (
      await opened.database.as(servant('admin', 'test'), (session) =>
        session.query<{ name: string }>('select name from fourcolor.enterprises order by name'),
      )
    ).map(({ name }) => name);
  const clear = () =>
    opened.database.as(servant('admin', 'test'), (session) =>
      session.query('delete from fourcolor.enterprises'),
    );

  describe('who', () => {
    it('lets planners and the administrator import, the auditor look, and nobody else', async () => {
      expect((await call('', '/api/imports', form({ 'a.csv': LIST }))).status).toBe(401);
      for (const role of ['commander', 'security', 'audit'])
        expect([role, (await call(role, '/api/imports', form({ 'a.csv': LIST }))).status]).toEqual([
          role,
          403,
        ]);
      expect((await call('', '/api/imports')).status).toBe(401);
      expect((await call('commander', '/api/imports')).status).toBe(403);
      const { id } = await uploaded('planner', { 'a.csv': LIST });
      expect((await call('planner2', `/api/imports/${id}`)).status).toBe(404);
      expect((await call('planner2', '/api/imports')).body.total).toBe(0);
      for (const role of ['planner', 'admin', 'audit'])
        expect([role, (await call(role, `/api/imports/${id}`)).status]).toEqual([role, 200]);
      expect((await post('audit', `/api/imports/${id}/check`)).status).toBe(403);
      expect((await post('admin', `/api/imports/${id}/check`)).status).toBe(403);
      expect((await call('planner2', `/api/imports/${id}`, { method: 'DELETE' })).status).toBe(404);
      expect((await call('planner', `/api/imports/${id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await call('planner', `/api/imports/${id}`)).status).toBe(404);
      expect(await readdir(join(folder, 'imports'))).not.toContain(id);
    });

    it('refuses what is no form, a form without files, and another site', async () => {
      expect((await call('planner', '/api/imports', { body: {} })).status).toBe(415);
      expect((await call('planner', '/api/imports', form({}))).status).toBe(422);
      const broken = { ...form({ 'a.csv': LIST }), body: '--fourcolor-test\r\nContent' };
      expect((await call('planner', '/api/imports', broken)).status).toBe(422);
      const foreign = form({ 'a.csv': LIST });
      const headers = { ...foreign.headers, origin: 'https://elsewhere.example' };
      expect((await call('planner', '/api/imports', { ...foreign, headers })).status).toBe(403);
    });
  });

  it('describes the file, names the errors by row and column, takes corrections and writes', async () => {
    await clear();
    const { id, description } = await uploaded('planner', { '名录.csv': LIST });
    expect(description).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 1 });
    expect(description.columns.map((one: { name: string }) => one.name)).toEqual([
      '编号',
      '企业名称',
      '行业',
      '从业人数',
      '经度',
      '纬度',
    ]);
    expect(description.head[0]).toContain('甲化工厂');
    await patch('planner', id, { mapping: MAPPING });
    const first = await checked('planner', id);
    expect(first).toMatchObject({ state: 'checked', report: { ok: false, stale: false } });
    expect(first.report.counts).toMatchObject({ rows: 3, inserted: 2, rejected: 1 });
    expect(first.report.kinds).toMatchObject([
      { code: 'not_an_integer', severity: 'error', count: 1, rows: 1 },
    ]);
    expect(await names()).toEqual([]);

    const bad = (await call('planner', `/api/imports/${id}/rows?problem=any`)).body;
    expect(bad).toMatchObject({ total: 1, rows: [{ row: 2, point: null }] });
    expect(bad.rows[0].problems).toMatchObject([
      { row: 2, field: 'people', column: '从业人数', value: '很多' },
    ]);
    const all = (await call('planner', `/api/imports/${id}/rows?offset=2&limit=5`)).body;
    expect(all).toMatchObject({ total: 3, rows: [{ row: 3, values: expect.arrayContaining(['丙仓库']) }] });
    expect(all.rows[0].point[0]).toBeCloseTo(INSIDE[0] + 0.002, 6);

    expect((await post('planner', `/api/imports/${id}/write`)).status).toBe(409);
    const after = await patch('planner', id, { corrections: [{ row: 2, column: '从业人数', value: '40' }] });
    expect(after.report.stale).toBe(true);
    expect((await post('planner', `/api/imports/${id}/write`)).status).toBe(409);
    const second = await checked('planner', id);
    expect(second.report).toMatchObject({
      ok: true,
      kinds: [],
      counts: { rows: 3, inserted: 3, rejected: 0 },
    });
    const grid = (await call('planner', `/api/imports/${id}/rows`)).body;
    expect(grid.rows[1]).toMatchObject({ corrected: { 从业人数: '很多' } });
    expect(grid.rows[1].values).toContain('40');

    const done = await written('planner', id);
    expect(done).toMatchObject({
      state: 'written',
      counts: { inserted: 3, updated: 0 },
      may: { undo: true },
    });
    expect(await names()).toEqual(['丙仓库', '乙加油站', '甲化工厂'].sort());
    expect((await post('planner', `/api/imports/${id}/write`)).status).toBe(409);
    expect((await call('planner', `/api/imports/${id}`, { method: 'DELETE' })).status).toBe(409);

    // the same file again changes nothing, and its columns are known
    const again = await uploaded('planner', { '名录.csv': LIST });
    expect(again).toMatchObject({ remembered: true, choices: { mapping: { source: '模拟名录' } } });
    await patch('planner', again.id, { corrections: [{ row: 2, column: '从业人数', value: '40' }] });
    expect((await checked('planner', again.id)).report.counts).toMatchObject({ unchanged: 3, inserted: 0 });
    expect((await written('planner', again.id)).counts).toMatchObject({
      unchanged: 3,
      inserted: 0,
      updated: 0,
    });
  });

  it('writes the good rows alone only when told to, and hands out the rejected to be corrected', async () => {
    await clear();
    const { id } = await uploaded('planner', { 'list.csv': LIST });
    await patch('planner', id, { mapping: MAPPING });
    await checked('planner', id);
    const answer = await api.ask(`/api/imports/${id}/rejected.csv?lang=zh`, as('planner'));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.subarray(3).toString('utf8');
    expect(text.startsWith('_row,编号,企业名称,行业,从业人数,经度,纬度,_reason\r\n2,b,')).toBe(true);
    expect(text).toContain('不是整数');
    await patch('planner', id, { skipRejected: true });
    expect((await written('planner', id)).counts).toMatchObject({ inserted: 2, rejected: 1, skipped: 1 });
    expect(await names()).toHaveLength(2);
    const corrected = await uploaded('planner', { 'rejected.csv': text.replace('很多', '40') });
    await patch('planner', corrected.id, { mapping: MAPPING });
    expect((await checked('planner', corrected.id)).report).toMatchObject({
      ok: true,
      counts: { inserted: 1 },
    });
    await written('planner', corrected.id);
    expect(await names()).toHaveLength(3);
  });

  it('asks about places outside the city and shows where the rows would lie', async () => {
    await clear();
    const far = `编号,企业名称,经度,纬度\na,甲,${at(0, 0)}\nb,乙,10,50\nc,丙,10.1,50`;
    const { id } = await uploaded('planner', { 'far.csv': far });
    await patch('planner', id, {
      mapping: { ...MAPPING, fields: { name: '企业名称', lon: '经度', lat: '纬度' } },
    });
    const { report } = await checked('planner', id);
    expect(report).toMatchObject({ ok: false, outside: { count: 2, of: 3 } });
    expect(report.questions).toMatchObject([{ id: 'outside_city', count: 2, of: 3, accepted: false }]);
    const preview = (await call('planner', `/api/imports/${id}/preview`)).body;
    expect(preview).toMatchObject({ type: 'FeatureCollection', total: 3, outside: { count: 2 } });
    expect(preview.features.map((one: Answer) => one.properties.outside)).toEqual([false, true, true]);
    expect((await post('planner', `/api/imports/${id}/write`)).status).toBe(409);
    await patch('planner', id, { accept: ['outside_city'] });
    expect((await written('planner', id)).counts.inserted).toBe(3);
  });

  it('converts GCJ-02 once and keeps the pair of the file', async () => {
    await clear();
    const { id } = await uploaded('planner', { 'gcj.csv': `编号,企业名称,经度,纬度\na,甲,${at(0, 0)}` });
    const mapping = { ...MAPPING, fields: { name: '企业名称', lon: '经度', lat: '纬度' } };
    await patch('planner', id, { mapping, crs: { crs: 'GCJ-02' } });
    await checked('planner', id);
    await written('planner', id);
    const [row] = await opened.database.as(servant('admin', 'test'), (session) =>
      session.query<Answer>(`select o.x, o.y, o.crs, ST_X(e.geom) as lon
from fourcolor.original_places as o
join fourcolor.enterprises as e on e.id = o.object_id`),
    );
    expect(row).toMatchObject({ x: String(INSIDE[0]), y: String(INSIDE[1]), crs: 'GCJ-02' });
    expect(Math.abs(row.lon - INSIDE[0])).toBeGreaterThan(0.001);
  });

  it('refuses rows outside the person’s regions, and writes those inside as that person', async () => {
    await clear();
    const west = `编号,企业名称,经度,纬度\na,甲,${at(0, 0)}\nb,乙,${WEST + 0.001},${SOUTH + 0.001}`;
    const { id } = await uploaded('township', { 'mine.csv': west });
    await patch('township', id, {
      mapping: { ...MAPPING, fields: { name: '企业名称', lon: '经度', lat: '纬度' } },
    });
    const { report } = await checked('township', id);
    expect(report.kinds).toMatchObject([{ code: 'outside_scope', count: 1 }]);
    await patch('township', id, { skipRejected: true });
    await written('township', id);
    const events = await opened.database.as(servant('audit', 'test'), (session) =>
      session.query<Answer>(
        "select user_id, role, why from fourcolor.events where action = 'insert' and why like $1",
        [`import ${id}%`],
      ),
    );
    expect(events).toMatchObject([{ role: 'fc_planner', why: `import ${id} mine.csv` }]);
    expect(events[0].user_id).not.toBeNull();
  });

  it('matches columns, words, numbers and dates as Chinese lists write them, and asks for the datum', async () => {
    await clear();
    const text = [
      '单位编号,单位名称,风险等级,从业人员（人）,评估日期,地址,经度,纬度',
      `a1,甲化工厂,重大风险,约1.2万人,2025年3月5日,示范路1号,${at(0, 0)}`,
      `a2,乙仓库,红,不详,2025.4.6,示范路2号,${at(1, 1)}`,
      `a3,丙加油站,四级,三百二十,2025-05-07,示范路3号,121°34′12″E,30°20′00″N`,
    ].join('\n');
    const { id, description } = await uploaded('planner2', { '台账.csv': text });
    const guess = Object.fromEntries(
      description.guesses.fields.map((one: Answer) => [one.field, one.column]),
    );
    expect(guess).toMatchObject({
      name: '单位名称',
      grade: '风险等级',
      people: '从业人员（人）',
      address: '地址',
      lon: '经度',
      lat: '纬度',
      key: '单位编号',
    });
    expect(description.guesses.crs.map((one: Answer) => one.crs)).toEqual(
      expect.arrayContaining(['EPSG:4326', 'GCJ-02']),
    );
    // nothing is mapped: what is sure is taken
    const patched = await call('planner2', `/api/imports/${id}`, {
      method: 'PATCH',
      body: { mapping: { source: '模拟台账' } },
    });
    expect(patched.status).toBe(200);
    const { report, failure } = await checked('planner2', id);
    expect(failure).toEqual([]);
    expect(report.counts).toMatchObject({ rows: 3, rejected: 0, inserted: 3 });
    expect(report.questions.map((one: Answer) => one.id)).toEqual(['outside_city', 'datum', 'warnings']);
    const grid = (await call('planner2', `/api/imports/${id}/rows?problem=value_interpreted`)).body;
    expect(grid.rows[0].problems[0].message.zh).toContain('12000');
    await patch('planner2', id, { accept: ['outside_city', 'datum', 'warnings'] });
    await written('planner2', id);
    const found = await opened.database.as(servant('admin', 'test'), (session) =>
      session.query<Answer>(
        'select name, grade, people, assessed_on, round(ST_X(geom)::numeric, 4)::float8 as lon from fourcolor.enterprises order by source_id',
      ),
    );
    expect(found).toMatchObject([
      { name: '甲化工厂', grade: 1, people: 12000, assessed_on: '2025-03-05' },
      { name: '乙仓库', grade: 1, people: null, assessed_on: '2025-04-06' },
      { name: '丙加油站', grade: 4, people: 320, lon: 121.57 },
    ]);
  });

  it('locates rows without coordinates by their address, with a score, and asks about the low ones', async () => {
    await clear();
    const known = `编号,企业名称,地址,经度,纬度\nx,示例造纸厂,镇五街道示范路10号,${at(5, 5)}`;
    const first = await uploaded('planner', { 'known.csv': known });
    const mapping = { ...MAPPING, fields: { name: '企业名称', address: '地址', lon: '经度', lat: '纬度' } };
    await patch('planner', first.id, { mapping });
    await checked('planner', first.id);
    await written('planner', first.id);
    await fillGazetteer(opened.database);
    await opened.database.as(servant('admin', 'test'), (session) =>
      session.query("update fourcolor.regions set name = '示例镇' where code = $1", [TOWNSHIP]),
    );
    const list = [
      '编号,企业名称,地址,经度,纬度',
      `a,示例甲厂,镇五街道示范路10号,,`,
      `b,示例乙厂,示范路14号,,`,
      'c,示例丙厂,示例镇,,',
      `d,示例丁厂,火星路99号,,`,
      `e,示例戊厂,示范路10号,${at(1, 1)}`,
    ].join('\n');
    const { id } = await uploaded('planner', { 'addresses.csv': list });
    await patch('planner', id, { mapping, locate: { columns: ['地址'], minScore: 0.6 } });
    const { report } = await checked('planner', id);
    expect(report.counts).toMatchObject({ rows: 5, inserted: 4, rejected: 1, located: 3 });
    expect(report.questions.map((one: Answer) => [one.id, one.count])).toContainEqual(['low_scores', 1]);
    const grid = (await call('planner', `/api/imports/${id}/rows`)).body.rows;
    expect(grid[0].point[0]).toBeCloseTo(INSIDE[0] + 0.005, 6);
    const problems = grid.map((row: Answer) => row.problems.map((one: Answer) => one.code).join());
    expect(problems).toEqual([
      'located_by_address',
      'located_by_address',
      'located_by_address',
      'address_not_found',
      '',
    ]);
  });

  it('removes uploads whose time is over with the next upload, and keeps the record of what was written', async () => {
    await clear();
    const left = await uploaded('planner', { 'left.csv': LIST });
    const kept = await uploaded('planner', { 'kept.csv': LIST.replace('很多', '4') });
    await patch('planner', kept.id, { mapping: MAPPING });
    await checked('planner', kept.id);
    await written('planner', kept.id);
    await opened.database.as(servant('admin', 'test'), (session) =>
      session.query(
        "update fourcolor.imports set expires_at = now() - interval '1 minute' where id = any ($1::uuid[])",
        [[left.id, kept.id]],
      ),
    );
    await uploaded('planner2', { 'next.csv': LIST });
    expect((await call('planner', `/api/imports/${left.id}`)).status).toBe(404);
    expect((await call('planner', `/api/imports/${kept.id}`)).body).toMatchObject({
      state: 'written',
      expiresAt: null,
    });
    const there = await readdir(join(folder, 'imports'));
    expect(there).not.toContain(left.id);
    expect(there).not.toContain(kept.id);
    expect((await post('planner', `/api/imports/${kept.id}/undo`)).body).toMatchObject({
      undone: true,
      removed: 3,
    });
  });

  it('tells what cannot be read or carried out, and goes on when it is put right', async () => {
    const bad = await uploaded('planner', { 'x.csv': 'PK\u0003\u0004 no archive' });
    expect(bad.description).toBeNull();
    expect(bad.failure.length).toBeGreaterThan(0);
    expect((await post('planner', `/api/imports/${bad.id}/check`)).status).toBe(422);
    const none = (await call('planner', '/api/imports', form({ 'a.csv': LIST.replace('行业', '行') }))).body;
    expect((await post('planner', `/api/imports/${none.id}/check`)).status).toBe(422);
    await patch('planner', none.id, { layer: 'enterprises', mapping: { ...MAPPING, key: ['没有'] } });
    const refused = await checked('planner', none.id);
    expect(refused).toMatchObject({ state: 'staged', failure: [{ code: 'missing_column' }] });
    expect(
      (await call('planner', `/api/imports/${none.id}`, { method: 'PATCH', body: { colour: 1 } })).status,
    ).toBe(422);
  });
});
