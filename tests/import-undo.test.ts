/** A written import taken back as a whole, on both engines, and what stands against it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Session, servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { importing } from './harness/importing.ts';
import { fillSmallCity, SIDE, SOUTH, WEST } from './harness/small-city.ts';

const [LON, LAT] = [WEST + SIDE / 2, SOUTH + SIDE / 2];
const MAPPING = {
  source: '模拟名录',
  key: ['id'],
  fields: { name: 'name', people: 'people', grade: 'grade', lon: 'lon', lat: 'lat' },
};
const list = (...rows: string[]) => ['id,name,people,grade,lon,lat', ...rows].join('\n');
const row = (id: string, name: string, people: number, grade: number | '', east = 0) =>
  `${id},${name},${people},${grade},${LON + east / 100},${LAT}`;

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let folder: string;
  let planner: ReturnType<typeof importing>;
  const admin = servant('admin', 'test');
  const asAdmin = <T>(work: (session: Session) => Promise<T>) =>
    opened.database.as(admin, work, { timeoutMs: 60_000 });
  /** Everything that is recorded of the enterprises, as text. */
  const register = () =>
    asAdmin((session) =>
      session.query<{ id: string; image: string }>(
        `select id, (name, people, grade, grade_state, ST_AsText(geom), region_code, sector)::text as image
from fourcolor.enterprises
order by id`,
      ),
    );
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    folder = await mkdtemp(join(tmpdir(), 'fourcolor-undo-'));
    api = await openApi(opened, { FOURCOLOR_DATA: folder });
    planner = importing(api, await api.signIn('planner', 'planner'));
  });
  beforeEach(() =>
    asAdmin(async (session) => {
      await session.query('delete from fourcolor.risk_points');
      await session.query('delete from fourcolor.enterprises');
    }),
  );
  afterAll(async () => {
    await api?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes away what was added and brings back what was changed, each with its event', async () => {
    const first = await planner.run(list(row('a', '甲', 1, 2), row('b', '乙', 2, '')), MAPPING);
    expect(first.counts).toMatchObject({ inserted: 2 });
    const before = await register();
    const second = await planner.run(
      list(row('a', '甲二', 10, 1, 1), row('b', '乙', 2, ''), row('c', '丙', 3, 4)),
      MAPPING,
    );
    expect(second.counts).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
    const answer = await planner.undo(second.id);
    expect(answer).toEqual({ undone: true, removed: 1, restored: 1, conflicts: [] });
    expect(await register()).toEqual(before);
    const entry = await planner.entry(second.id);
    expect(entry).toMatchObject({ state: 'undone', may: { undo: false } });
    const events = await asAdmin((session) =>
      session.query<{ action: string; object_id: string; role: string }>(
        'select action, object_id, role from fourcolor.events where why like $1 order by object_id',
        [`undo import ${second.id}%`],
      ),
    );
    expect(events).toEqual([
      { action: 'update', object_id: '模拟名录:a', role: 'fc_planner' },
      { action: 'delete', object_id: '模拟名录:c', role: 'fc_planner' },
    ]);
    // the same file can be written again, and the first import taken back after that only when its rows are as it left them
    expect((await planner.undo(first.id)).undone).toBe(true);
    expect(await register()).toEqual([]);
  });

  it('lists every object that was changed since, and then changes nothing', async () => {
    const first = await planner.run(
      list(row('a', '甲', 1, 2), row('b', '乙', 2, ''), row('c', '丙', 3, '')),
      MAPPING,
    );
    await planner.run(list(row('b', '乙', 20, '')), MAPPING);
    await asAdmin((session) =>
      session.query(`insert into fourcolor.risk_points (id, source, source_id, name, owner_layer, owner_id, geom)
values ('', 't', '1', '锅炉', 'enterprises', '模拟名录:c', ST_SetSRID(ST_Point(${LON}, ${LAT}), 4326))`),
    );
    const before = await register();
    const answer = await planner.undo(first.id);
    expect(answer).toMatchObject({
      undone: false,
      conflicts: [
        { id: '模拟名录:b', name: '乙', fields: ['people'], reason: 'changed' },
        { id: '模拟名录:c', name: '丙', fields: [], reason: 'used' },
      ],
    });
    expect(answer.conflicts[0].changedAt).not.toBeNull();
    expect(await register()).toEqual(before);
    expect((await planner.entry(first.id)).state).toBe('written');
  });

  it('allows it again when the later edit was undone, and after the calendar or a border changed a state', async () => {
    const first = await planner.run(list(row('a', '甲', 1, 2)), MAPPING);
    const second = await planner.run(list(row('a', '甲', 5, 2)), MAPPING);
    expect((await planner.undo(first.id)).undone).toBe(false);
    expect((await planner.undo(second.id)).undone).toBe(true);
    await asAdmin((session) => session.query("update fourcolor.enterprises set grade_state = 'overdue'"));
    expect((await planner.undo(first.id)).undone).toBe(true);
    expect(await register()).toEqual([]);
  });

  it('is for the person who imported, and the administrator', async () => {
    const first = await planner.run(list(row('a', '甲', 1, 2)), MAPPING);
    const other = importing(api, await api.signIn('planner2', 'planner'));
    await expect(other.undo(first.id)).rejects.toThrow('404');
    const boss = importing(api, await api.signIn('boss', 'admin'));
    expect((await boss.undo(first.id)).undone).toBe(true);
  });

  it('takes regions back with the regions of the objects in them', async () => {
    const square = (west: number, side: number) => ({
      type: 'Polygon',
      coordinates: [
        [
          [west, LAT - side],
          [west + 2 * side, LAT - side],
          [west + 2 * side, LAT + side],
          [west, LAT + side],
          [west, LAT - side],
        ],
      ],
    });
    await planner.run(list(row('a', '甲', 1, 2)), MAPPING);
    const before = await register();
    const cell = {
      type: 'Feature',
      properties: { code: '99010500500101', name: '网格' },
      geometry: square(LON - 0.001, 0.001),
    };
    const done = await planner.run(
      JSON.stringify({ type: 'FeatureCollection', features: [cell] }),
      { source: '模拟网格', fields: { code: 'code', name: 'name' } },
      { layer: 'regions', name: 'cells.geojson', choices: { accept: ['warnings'] } },
    );
    expect(done.counts).toMatchObject({ inserted: 1 });
    const during = await register();
    expect(during[0]!.image).toContain('99010500500101');
    expect((await planner.undo(done.id)).undone).toBe(true);
    expect(await register()).toEqual(before);
  });
});
