/** Rows that look alike: found, decided by a person, carried out, and never asked again; on both engines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { creditCodeCheckCharacter } from '../data/credit-code.ts';
import { type Session, servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { importing } from './harness/importing.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

const [LON, LAT] = [WEST + SIDE / 2, SOUTH + SIDE / 2];
const MAPPING = {
  source: '名录甲',
  key: ['id'],
  fields: { name: 'name', people: 'people', credit_code: 'code', lon: 'lon', lat: 'lat' },
};
const OTHER = { ...MAPPING, source: '名录乙' };
/** An invented code with the right check character (模拟数据). */
const code = (serial: number) => {
  const body = `9135010099${String(serial).padStart(7, '0')}`;
  return body + creditCodeCheckCharacter(body);
};
const list = (...rows: string[]) => ['id,name,people,code,lon,lat', ...rows].join('\n');
const row = (id: string, name: string, people: number | '', credit = '', eastM = 0) =>
  `${id},${name},${people},${credit},${LON + eastM / 96_000},${LAT}`;

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let folder: string;
  let planner: ReturnType<typeof importing>;
  const asAdmin = <T>(work: (session: Session) => Promise<T>) =>
    opened.database.as(servant('admin', 'test'), work, { timeoutMs: 60_000 });
  const register = () =>
    asAdmin((session) =>
      session.query<{ id: string; name: string; people: number | null }>(
        'select id, name, people from fourcolor.enterprises order by id',
      ),
    );
  const pairsOf = async (id: string) => (await planner.call(`/api/imports/${id}/duplicates`)).pairs;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    folder = await mkdtemp(join(tmpdir(), 'fourcolor-duplicates-'));
    api = await openApi(opened, { FOURCOLOR_DATA: folder });
    planner = importing(api, await api.signIn('planner', 'planner'));
  });
  beforeEach(() =>
    asAdmin(async (session) => {
      await session.query('delete from fourcolor.enterprises');
      await session.query('delete from fourcolor.import_links');
    }),
  );
  afterAll(async () => {
    await api?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds the same credit code anywhere and the same or a similar name near by, with both sides', async () => {
    await planner.run(
      list(
        row('1', '示例镇海化工有限公司', 10, code(1)),
        row('2', '示例港口仓储（集团）有限公司', 20, '', 5000),
        row('3', '示例东方加油站', 5, '', 9000),
      ),
      MAPPING,
    );
    const { id, report } = await planner.staged(
      list(
        row('a', '另一个名字', 11, code(1), 3000),
        row('b', '示例港口倉儲集团有限公司', 20, '', 5040),
        row('c', '示例东方加油站', 6, '', 12_000),
        row('d', '毫无关系的学校', 3, '', 9010),
      ),
      OTHER,
    );
    expect(report.duplicates).toMatchObject({ pairs: 2, undecided: 2 });
    expect(report.questions).toMatchObject([{ id: 'duplicates', count: 2, accepted: false }]);
    const pairs = await pairsOf(id);
    expect(pairs).toMatchObject([
      { row: 1, why: 'credit_code', score: 1, other: { id: '名录甲:1', source: '名录甲' } },
      { row: 2, why: 'name', other: { id: '名录甲:2' } },
    ]);
    expect(pairs[0].fields).toContainEqual({
      field: 'people',
      label: { zh: expect.any(String), en: expect.any(String) },
      file: 11,
      other: 10,
      equal: false,
    });
    expect(pairs[1].distanceM).toBeGreaterThan(30);
    expect(pairs[1].points.other[0]).toBeCloseTo(LON + 5000 / 96_000, 5);
  });

  it('merges field by field, leaves out, keeps apart, undoes it, and asks nothing twice', async () => {
    await planner.run(
      list(
        row('1', '示例一化工厂', 10, code(1)),
        row('2', '示例二化工厂', 20, '', 3000),
        row('3', '示例港务公司', 30, '', 6000),
      ),
      MAPPING,
    );
    const before = await register();
    const text = list(
      row('a', '示例一化工厂新名', 11, code(1), 20),
      row('b', '示例二化工厂', 21, '', 3010),
      row('c', '示例港务公司', 31, '', 6010),
    );
    const { id } = await planner.staged(text, OTHER);
    const [same, skip, different] = (await pairsOf(id)).map((one: { id: string }) => one.id);
    await expect(planner.write(id)).rejects.toThrow('409');
    const now = await planner.change(id, {
      duplicates: {
        [same]: { decision: 'same', fromFile: ['people'] },
        [skip]: { decision: 'skip' },
        [different]: { decision: 'different' },
      },
    });
    expect(now.report).toMatchObject({ ok: true, duplicates: { pairs: 3, undecided: 0 } });
    const done = await planner.write(id);
    expect(done).toMatchObject({ state: 'written', counts: { inserted: 1, merged: 1, skipped: 1 } });
    expect(await register()).toEqual([
      { id: '名录乙:c', name: '示例港务公司', people: 31 },
      { id: '名录甲:1', name: '示例一化工厂', people: 11 },
      { id: '名录甲:2', name: '示例二化工厂', people: 20 },
      { id: '名录甲:3', name: '示例港务公司', people: 30 },
    ]);
    const again = await planner.staged(text, OTHER);
    expect(again.report).toMatchObject({ ok: true, duplicates: { undecided: 0 }, questions: [] });
    const second = await planner.write(again.id);
    expect(second.counts).toMatchObject({ inserted: 0, updated: 0, merged: 0, unchanged: 1, skipped: 1 });
    expect((await planner.undo(id)).undone).toBe(true);
    expect(await register()).toEqual(before);
  });

  it('settles two rows of one file', async () => {
    const text = list(
      row('a', '示例三号冷库', '', '', 0),
      row('b', '示例三号冷库有限公司', 7, '', 30),
      row('c', '示例四号冷库', 9, '', 60),
    );
    const { id, report } = await planner.staged(text, MAPPING);
    expect(report.duplicates).toMatchObject({ pairs: 1, undecided: 1 });
    const [pair] = await pairsOf(id);
    expect(pair).toMatchObject({ row: 2, other: { kind: 'row', row: 1 } });
    await planner.change(id, { duplicates: { [pair.id]: { decision: 'same', fromFile: ['people'] } } });
    expect((await planner.write(id)).counts).toMatchObject({ inserted: 2, skipped: 1 });
    expect(await register()).toEqual([
      { id: '名录甲:a', name: '示例三号冷库', people: 7 },
      { id: '名录甲:c', name: '示例四号冷库', people: 9 },
    ]);
    const again = await planner.staged(text, MAPPING);
    expect(again.report.duplicates.undecided).toBe(0);
  });

  it('matches lists: in all of them, only in one, conflicting, as a table and as a layer', async () => {
    const one = await planner.staged(
      list(
        row('1', '示例一化工厂', 10, code(1)),
        row('2', '示例二仓库', 5, '', 3000),
        row('3', '示例三学校', 7, '', 9000),
      ),
      MAPPING,
    );
    const two = await planner.staged(
      list(
        row('x', '别的写法', 10, code(1), 20),
        row('y', '示例二倉庫', 6, '', 3010),
        row('z', '示例四医院', 1, '', 9000),
      ),
      OTHER,
    );
    const body = { imports: [one.id, two.id] };
    const answer = await planner.call('/api/match-lists', { body });
    expect(answer.counts).toEqual({ matched: 1, conflicting: 1, only: { [one.id]: 1, [two.id]: 1 } });
    expect(answer.groups).toMatchObject([
      { verdict: 'matched', rows: [{ id: '1' }, { id: 'x' }] },
      {
        verdict: 'conflicting',
        differing: ['people'],
        rows: [{ id: '2' }, { id: 'y', differing: { people: '6' } }],
      },
      { verdict: 'only', name: '示例三学校' },
      { verdict: 'only', name: '示例四医院' },
    ]);
    const layer = await planner.call('/api/match-lists?f=geojson', { body });
    expect(layer.features).toHaveLength(4);
    const table = await api.ask('/api/match-lists?f=csv', { cookie: planner.cookie, body });
    expect((await table.text()).split('\r\n')[2]).toContain(
      'conflicting,1 2,people,2,2,示例二仓库,,2,y,示例二倉庫',
    );
  });

  it('shows nobody an object outside their regions', async () => {
    await planner.run(list(row('1', '示例边界化工厂', 10, code(1), 0)), MAPPING);
    await asAdmin((session) =>
      session.query(
        `update fourcolor.enterprises set geom = ST_SetSRID(ST_Point(${WEST + 0.01}, ${SOUTH + 0.01}), 4326)`,
      ),
    );
    const township = importing(api, await api.signIn('township', 'planner', { regions: [TOWNSHIP] }));
    const { id, report } = await township.staged(list(row('a', '示例边界化工厂', 1, code(1))), OTHER);
    expect(report.duplicates.pairs).toBe(0);
    // the code is unique all the same: the refusal names no object
    const done = await township.write(id);
    expect(done).toMatchObject({ state: 'checked', failure: [{ code: 'identity_taken', row: 1 }] });
  });
});
