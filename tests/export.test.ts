/** Exports on both engines: everything that is selected, by the reader's rights, and nothing changes when it is read back. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../data/imports/fixture.ts';
import { tableById } from '../data/layers/all.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import type { Console } from '../server/cli/console.ts';
import { exportCommand } from '../server/cli/export.ts';
import { type Database, servant } from '../server/db/database.ts';
import { runImport } from '../server/imports/run.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { EVERY_SOURCE, fillEveryLayer } from './harness/every-layer.ts';
import { fillSmallCity, smallEnterprises, TOWNSHIP } from './harness/small-city.ts';

const admin = servant('admin', 'test');
/** More than a page of items may hold. */
const COUNT = 10_500;
/** Names that a spreadsheet would run, and others that are hard to write. */
const HARD_NAMES = [
  '=1+1',
  "'=甲",
  '-乙',
  '@sum',
  '"引号",逗号',
  '两行\n名称',
  "'s-Gravenhage",
  '＝全角',
  'ﬀ 🜂',
];

forEachEngine((_, open) => {
  let opened: Opened;
  let database: Database;
  let api: Api;
  let cookie: string;
  let township: string;

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    const companies = smallEnterprises(COUNT).map((one, i) => ({ ...one, name: HARD_NAMES[i] ?? one.name }));
    await fillSmallCity(database, companies);
    await fillEveryLayer(database);
    api = await openApi(opened);
    cookie = await api.signIn('all', 'admin');
    township = await api.signIn('town', 'planner', { regions: [TOWNSHIP] });
  }, 400_000);
  afterAll(() => api.close());

  const text = async (path: string, as = cookie) => {
    const answer = await api.ask(path, { cookie: as });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  it('gives every row, however many, once, as GeoJSON and as CSV', async () => {
    const whole = JSON.parse((await text('/api/export/enterprises')).text);
    expect(whole).toMatchObject({
      type: 'FeatureCollection',
      name: 'enterprises',
      title: { zh: '企业' },
      timeStamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      notice: { zh: '模拟数据' },
      sources: [{ name: 'test', licence: null, attribution: null, url: null }, { name: EVERY_SOURCE }],
    });
    const ids = whole.features.map((one: { id: string }) => one.id);
    expect([ids.length, new Set(ids).size]).toEqual([COUNT + 5, COUNT + 5]);
    const csv = await text('/api/export/enterprises?f=csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="enterprises-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(csv.text.match(/\r\n/g)).toHaveLength(COUNT + 6);
    expect(csv.text).toContain("'=1+1");
    expect(csv.text).not.toMatch(/[\r\n,]=1/);
  });

  it('begins a CSV with the mark of UTF-8 unless told otherwise', async () => {
    const bytes = async (more: string) =>
      new Uint8Array(
        await (await api.ask(`/api/export/resources?f=csv${more}`, { cookie })).arrayBuffer(),
      ).subarray(0, 3);
    expect([...(await bytes(''))]).toEqual([0xef, 0xbb, 0xbf]);
    expect(String.fromCharCode(...(await bytes('&mark=false')))).toBe('id,');
  });

  it('narrows by filter and box like the items, and refuses what they refuse', async () => {
    const query = `filter=${encodeURIComponent("grade = 1 and name like '测试%'")}&bbox=122.1,30.1,122.4,30.5`;
    const exported = JSON.parse((await text(`/api/export/enterprises?${query}`)).text);
    const items = await api.json(`/ogc/collections/enterprises/items?${query}&limit=10000`, { cookie });
    expect(items.numberMatched).toBeGreaterThan(10);
    expect(exported.features.map((one: { id: string }) => one.id)).toEqual(
      items.features.map((one: { id: string }) => one.id),
    );
    for (const bad of ['filter=grade+%3D', 'filter=secret+%3D+1', 'bbox=1,2,3', 'f=xlsx', 'limit=1'])
      expect([bad, (await text(`/api/export/enterprises?${bad}`)).status]).toEqual([bad, 400]);
    expect((await text('/api/export/factories')).status).toBe(404);
  });

  it('gives each reader what that reader may see, rows and columns', async () => {
    const mine = JSON.parse((await text('/api/export/enterprises', township)).text);
    expect(mine.features.length).toBeGreaterThan(5);
    expect(mine.features.length).toBeLessThan(COUNT / 20);
    expect(mine.features[0].properties).not.toHaveProperty('contact_phone');
    for (const { properties } of mine.features) expect(properties.region_code).toMatch(/^990105005/);
    expect((await text('/api/export/enterprises', '')).status).toBe(404);
    expect((await text('/api/export/population', '')).status).toBe(404);
    expect((await text('/api/export/pipelines', '')).status).toBe(404);
    const published = JSON.parse((await text('/api/export/regions', '')).text);
    expect(published.features.length).toBeGreaterThan(80);
    expect(published.features[0].properties).not.toHaveProperty('source');
  });

  it.each(['geojson', 'csv', 'flatgeobuf'] as const)(
    'changes nothing when a %s of any layer is read back',
    async (format) => {
      for (const id of [
        'enterprises',
        'regions',
        'hazard_points',
        'pipelines',
        'lifelines',
        'accidents',
        'resources',
        'population',
        'parks',
        'roads',
      ]) {
        const answer = await api.ask(`/api/export/${id}?f=${format}`, { cookie });
        expect([id, answer.status]).toEqual([id, 200]);
        const content = new Uint8Array(await answer.arrayBuffer());
        const layer = tableById(id)!;
        const report = await runImport(database, admin, {
          layer,
          file: fileOf(content, `back.${format}`, 1 << 20),
          dryRun: true,
        });
        expect([id, report.problems.slice(0, 3)]).toEqual([id, []]);
        expect(report.rows).toBeGreaterThan(0);
        expect({ id, ...report }).toMatchObject({ id, ok: true, updated: 0, unchanged: report.rows });
      }
    },
    400_000,
  );

  it('answers tiles while it reads, and ends when the reader goes away', async () => {
    const answer = await api.ask('/api/export/enterprises', { cookie });
    const reader = answer.body!.getReader();
    await reader.read();
    expect((await api.ask('/tiles/regions/6/53/26.mvt')).status).toBeLessThan(300);
    await reader.cancel();
    expect((await api.ask('/healthz')).status).toBe(200);
  });

  describe('the command', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fourcolor-export-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const command = async (...args: string[]) => {
      const said = { out: '', err: '' };
      const console: Console = {
        out: (piece) => {
          said.out += typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
        },
        err: (piece) => {
          said.err += piece;
        },
        terminal: false,
        ask: async () => '',
        language: 'zh',
      };
      const borrowed = { database, created: false, warning: null, close: async () => {} };
      const code = await exportCommand(args, async () => borrowed, console);
      return { code, ...said };
    };

    it('writes the whole file and says how much it is', async () => {
      const file = join(folder, 'e.csv');
      const done = await command('enterprises', file, '--json', '--filter', 'grade = 1');
      expect(done.code).toBe(0);
      const report = JSON.parse(done.out);
      const content = await readFile(file, 'utf8');
      expect(report).toMatchObject({
        ok: true,
        layer: 'enterprises',
        format: 'csv',
        rows: COUNT / 25,
        bytes: (await stat(file)).size,
        sources: [{ name: 'test' }],
        problem: null,
      });
      // one name has two lines
      expect(content.split('\r\n')).toHaveLength(COUNT / 25 + 2);
      expect((await command('enterprises', join(folder, 'e.fgb'))).out).toContain(
        `已导出 企业 ${COUNT + 5} 条`,
      );
      expect((await command('enterprises', '-', '--format', 'geojson', '--bbox', '0,0,1,1')).out).toContain(
        '"features":[',
      );
      expect((await readdir(folder)).toSorted()).toEqual(['e.csv', 'e.fgb']);
    });

    it('reads with the rights of the named user', async () => {
      const mine = await command('enterprises', join(folder, 'town.geojson'), '--as', 'town', '--json');
      const report = JSON.parse(mine.out);
      expect(report.rows).toBeGreaterThan(5);
      expect(report.rows).toBeLessThan(COUNT / 20);
    });

    it('answers 2 for a bad order and 3 where nothing can be written, and leaves no file', async () => {
      const file = join(folder, 'x.csv');
      for (const [args, code, problem] of [
        [['enterprises'], 2, 'usage'],
        [['enterprises', file, '--colour'], 2, 'usage'],
        [['factories', file], 2, 'unknown_layer'],
        [['enterprises', join(folder, 'x.xlsx')], 2, 'format_unknown'],
        [['enterprises', file, '--filter', 'grade ='], 2, 'filter'],
        [['enterprises', file, '--bbox', '1,2'], 2, 'format'],
        [['enterprises', file, '--as', 'nobody'], 2, 'unknown_user'],
        [['enterprises', join(folder, 'absent', 'x.csv')], 3, 'file_unwritable'],
      ] as const) {
        const answer = await command(...args, '--json');
        expect([args, answer.code]).toEqual([args, code]);
        expect(JSON.parse(answer.out)).toMatchObject({ ok: false, problem: { code: problem } });
      }
      expect(await readdir(folder)).not.toContain('x.csv');
      expect((await command('--help')).code).toBe(0);
    });
  });

  it('says of a source under which terms it publishes', async () => {
    await runImport(database, admin, {
      layer: enterprises,
      file: fileOf('id,name,lon,lat\n1,甲,122.3,30.3', 'terms.csv'),
      mapping: {
        source: 'terms',
        key: ['id'],
        fields: { name: 'name' },
        licence: 'ODbL 1.0',
        attribution: '© OpenStreetMap contributors',
        url: 'https://www.openstreetmap.org/copyright',
      },
    });
    const filter = encodeURIComponent("source = 'terms'");
    const { sources } = JSON.parse((await text(`/api/export/enterprises?filter=${filter}`)).text);
    expect(sources).toEqual([
      {
        name: 'terms',
        licence: 'ODbL 1.0',
        attribution: '© OpenStreetMap contributors',
        url: 'https://www.openstreetmap.org/copyright',
      },
    ]);
  });
});
