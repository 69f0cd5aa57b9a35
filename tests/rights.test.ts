/** Who sees what: by SQL as each database role and by every route, on both engines. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf } from '../data/geo/cell-key.ts';
import { REGISTER_READERS, readableFields, STAFF_ROLES, type StaffRole } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { type Database, PUBLIC, type Who } from '../server/db/database.ts';
import { shownTo } from '../server/live.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { explaining } from './harness/explaining.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const enterprises = smallEnterprises(600);
const ITEMS = '/ogc/collections/enterprises/items';
const EXECUTE = '/ogc/processes/within/execution';
const CITY = {
  type: 'Polygon',
  coordinates: [
    [
      [121, 29],
      [124, 29],
      [124, 32],
      [121, 32],
      [121, 29],
    ],
  ],
};
const CITY_BOX = `${WEST},${SOUTH},${WEST + SIDE},${SOUTH + SIDE}`;
const [TOWN_CELL, TOWN_CELL_Y] = [WEST + SIDE / 3 + SIDE / 9, SOUTH + SIDE / 3 + SIDE / 9];
/** County 5 is the middle one, its township 5 the middle of that. */
const inTownship = ({ lon, lat }: { lon: number; lat: number }) =>
  lon > TOWN_CELL && lon < TOWN_CELL + SIDE / 9 && lat > TOWN_CELL_Y && lat < TOWN_CELL_Y + SIDE / 9;
const mine = enterprises.filter(inTownship);

const staff = (role: StaffRole): Who => ({ role, userId: 'u', regions: null, sectors: null });
const READERS: readonly StaffRole[] = REGISTER_READERS;
const WATCHED = ['enterprises', 'regions', 'layer_cells'];
/** Which verbs each role has on the register's tables; everything else must be refused by the database itself. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  planner: ['select', 'insert', 'update'],
  admin: ['select', 'insert', 'update', 'delete'],
  commander: ['select'],
  field: ['select'],
  audit: ['select'],
  enterprise: [],
  security: [],
  public: [],
};
/** Tables whose work needs other verbs than reading, drawing and changing. */
const OWN_VERBS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // planners keep the ledger of their scope: they also take points off it
  risk_points: { planner: ['select', 'insert', 'update', 'delete'] },
  // who is on the ground finds dangers and does the tasks
  hidden_dangers: { field: ['select', 'insert', 'update'] },
  tasks: { field: ['select', 'insert', 'update'] },
};
const STATEMENTS: Readonly<Record<string, (table: string) => string>> = {
  select: (table) => `select id from ${table} limit 1`,
  insert: (table) => `insert into ${table} (source, source_id, name) select 'x', 'x', 'x' where false`,
  update: (table) => `update ${table} set name = name where false`,
  delete: (table) => `delete from ${table} where false`,
};

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, enterprises);
    api = await openApi(opened);
    for (const role of STAFF_ROLES) cookies[role] = await api.signIn(role, role);
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    cookies.food = await api.signIn('food', 'planner', { sectors: ['food'] });
    cookies.nowhere = await api.signIn('nowhere', 'planner', { regions: [] });
  });
  afterAll(() => api?.close());

  const as = (name: string) => (cookies[name] ? { cookie: cookies[name] } : {});
  const matched = async (name: string, query = '') =>
    (await api.json(`${ITEMS}?limit=1${query}`, as(name))).numberMatched as number;
  const tileLayers = async (name: string, layer: string, z: number, x: number, y: number, query = '') => {
    const headers = { 'accept-encoding': 'br' };
    const answer = await api.ask(`/tiles/${layer}/${z}/${x}/${y}.mvt${query}`, { ...as(name), headers });
    if (answer.status !== 200) return {};
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const plain = answer.headers.get('content-encoding') === 'br' ? brotliDecompressSync(bytes) : bytes;
    return new VectorTile(new PbfReader(plain)).layers;
  };
  /** Sum of the counts in every cell tile of the city. */
  const countedInTiles = async (name: string, z: number) => {
    const [low, high] = [cellOf(WEST, SOUTH + SIDE, z), cellOf(WEST + SIDE, SOUTH, z)];
    let sum = 0;
    for (let x = low.x; x <= high.x; x++) {
      for (let y = low.y; y <= high.y; y++) {
        const cells = (await tileLayers(name, 'enterprises', z, x, y)).enterprises_cells;
        for (let i = 0; i < (cells?.length ?? 0); i++) sum += Number(cells!.feature(i).properties.n);
      }
    }
    return sum;
  };

  describe('the database', () => {
    it('grants each role its verbs on each table and refuses the others', async () => {
      const wrong: string[] = [];
      for (const layer of LAYERS) {
        for (const [role, usual] of Object.entries(VERBS)) {
          const allowed = OWN_VERBS[layer.id]?.[role] ?? usual;
          const who = role === 'public' ? PUBLIC : staff(role as StaffRole);
          for (const [verb, statement] of Object.entries(STATEMENTS)) {
            const outcome = await attempt(opened.database, who, statement(`fourcolor.${layer.id}`));
            if (outcome !== (allowed.includes(verb) ? 'done' : 'refused'))
              wrong.push(`${role} ${verb} ${layer.id}: ${outcome}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    it('lets each role read exactly the columns of its declaration', async () => {
      for (const layer of LAYERS) {
        for (const role of STAFF_ROLES) {
          const declared = readableFields(layer, role);
          for (const name of Object.keys(layer.fields)) {
            const outcome = await attempt(
              opened.database,
              staff(role),
              `select "${name}" from fourcolor.${layer.id} limit 1`,
            );
            expect(`${role} ${layer.id}.${name} ${outcome}`).toBe(
              `${role} ${layer.id}.${name} ${declared.includes(name) ? 'done' : 'refused'}`,
            );
          }
        }
      }
    });

    it('keeps accounts, sessions and events from everybody else', async () => {
      for (const role of STAFF_ROLES) {
        for (const table of ['accounts', 'sessions', 'events']) {
          const may = table === 'events' ? ['audit', 'admin'].includes(role) : role === 'security';
          const outcome = await attempt(
            opened.database,
            staff(role),
            `select 1 from fourcolor.${table} limit 1`,
          );
          expect(`${role} ${table} ${outcome}`).toBe(`${role} ${table} ${may ? 'done' : 'refused'}`);
        }
      }
      for (const sql of ['update fourcolor.events set why = null', 'delete from fourcolor.events']) {
        for (const role of STAFF_ROLES)
          expect(await attempt(opened.database, staff(role), sql)).toBe('refused');
      }
    });

    it('refuses to write outside one’s scope', async () => {
      const who: Who = { ...staff('planner'), regions: [TOWNSHIP] };
      const insert = (lon: number, lat: number) =>
        `insert into fourcolor.enterprises (source, source_id, id, name, geom)
         values ('w', '${lon}', '', 'w', st_setsrid(st_point(${lon}, ${lat}), 4326))`;
      expect(await attempt(opened.database, who, insert(WEST + 0.01, SOUTH + 0.01))).toBe('refused');
      expect(await attempt(opened.database, who, insert(TOWN_CELL + 0.01, TOWN_CELL_Y + 0.01), true)).toBe(
        'done',
      );
    });
  });

  describe('a visitor', () => {
    it('meets no enterprise by any route', async () => {
      const [x, y] = Object.values(cellOf(enterprises[3]!.lon, enterprises[3]!.lat, 16)) as [number, number];
      const routes = [
        ITEMS,
        `${ITEMS}/test:3`,
        '/ogc/collections/enterprises',
        '/ogc/collections/enterprises/queryables',
        '/ogc/collections',
        '/api/layers',
        '/api/city',
        `/api/search?q=${encodeURIComponent('测试企业3')}`,
        `/api/regions/at?lon=${enterprises[3]!.lon}&lat=${enterprises[3]!.lat}`,
        `/api/surface?bbox=${CITY_BOX}&width=32&height=32`,
        `/tiles/enterprises/16/${x}/${y}.mvt`,
        `/tiles/enterprises/9/${x >> 7}/${y >> 7}.mvt`,
        '/ogc/collections/regions/items?f=csv',
        '/ogc/collections/regions/items?f=html',
        '/ogc/api?f=json',
      ];
      for (const path of routes) {
        const text = await (await api.ask(path)).text();
        expect([path, /测试企业|000-1234|test:3\b/.test(text.replaceAll('/items/test:3', ''))]).toEqual([
          path,
          false,
        ]);
      }
      // present to those who may: the refusal means something
      expect(await (await api.ask(ITEMS, as('planner'))).text()).toContain('测试企业');
      expect(
        await (await api.ask(`/api/search?q=${encodeURIComponent('测试企业3')}`, as('planner'))).text(),
      ).toContain('测试企业3');
      expect(Object.keys(await tileLayers('nobody', 'enterprises', 16, x, y))).toEqual([]);
      expect(Object.keys(await tileLayers('planner', 'enterprises', 16, x, y))).toEqual(['enterprises']);
    });

    it('cannot tell a hidden thing from an absent one', async () => {
      const same = async (hidden: string, absent: string, asking = {}) => {
        const answers = await Promise.all([api.ask(hidden, asking), api.ask(absent, asking)]);
        const [one, other] = await Promise.all(
          answers.map(async (a) => [a.status, [...a.headers], await a.text()]),
        );
        expect(one).toEqual(other);
      };
      await same(ITEMS, '/ogc/collections/no_such_layer/items');
      await same(`${ITEMS}/test:3`, '/ogc/collections/no_such_layer/items/test:3');
      await same('/ogc/collections/enterprises', '/ogc/collections/no_such_layer');
      const outside = enterprises.find((one) => !inTownship(one))!;
      await same(`${ITEMS}/test:${outside.sourceId}`, `${ITEMS}/test:999999`, as('township'));
    });

    it('sees the same as people whose role has no right on the register', async () => {
      for (const role of STAFF_ROLES.filter((one) => !READERS.includes(one))) {
        expect((await api.ask(ITEMS, as(role))).status).toBe(404);
        const layers = await api.json('/api/layers', as(role));
        expect(layers).toEqual(await api.json('/api/layers'));
      }
    });
  });

  describe('a township planner', () => {
    it('sees only the township, by every route', async () => {
      expect(mine.length).toBeGreaterThan(3);
      expect(await matched('township')).toBe(mine.length);
      const list = await api.json(`${ITEMS}?limit=10000`, as('township'));
      expect(new Set(list.features.map((f: { id: string }) => f.id))).toEqual(
        new Set(mine.map((one) => `test:${one.sourceId}`)),
      );
      const { layers } = await api.json('/api/layers', as('township'));
      const counts = layers.map((layer: { id: string; count: number }) => [layer.id, layer.count]);
      expect(counts.filter(([, count]: [string, number]) => count > 0)).toEqual([
        ['regions', 1],
        ['enterprises', mine.length],
      ]);
      const inputs = { layers: ['enterprises', 'regions'], geometry: CITY, limit: 10_000 };
      const found = (await api.json(EXECUTE, { ...as('township'), body: { inputs } })).layers;
      expect([found.enterprises.count, found.regions.count]).toEqual([mine.length, 1]);
      const search = await api.json(`/api/search?q=${encodeURIComponent('测试')}&limit=50`, as('township'));
      expect(
        search.results.every((one: { layer: string; id: string }) =>
          one.layer === 'regions'
            ? one.id === TOWNSHIP
            : mine.some(({ sourceId }) => one.id === `test:${sourceId}`),
        ),
      ).toBe(true);
      expect(await countedInTiles('township', 10)).toBe(mine.length);
      const elsewhere = await api.json(
        `/api/regions/at?lon=${WEST + 0.01}&lat=${SOUTH + 0.01}`,
        as('township'),
      );
      expect(elsewhere.path).toEqual([]);
    });

    it('gets a surface from the township’s own enterprises alone', async () => {
      const surface = async (name: string) => {
        const answer = await api.json(`/api/surface?bbox=${CITY_BOX}&width=64&height=64`, as(name));
        return Buffer.from(answer.values, 'base64');
      };
      const [own, all, none] = await Promise.all([
        surface('township'),
        surface('planner'),
        surface('nowhere'),
      ]);
      expect(all.filter((value) => value !== 255).length).toBeGreaterThan(1000);
      expect(none.every((value) => value === 255)).toBe(true);
      own.forEach((value, i) => {
        // the township is the middle ninth of the middle ninth: 28.4–35.6 of 64, and 2.1 km of reach are two pixels more
        const [x, y] = [i % 64, Math.floor(i / 64)];
        if (Math.max(Math.abs(x - 31.5), Math.abs(y - 31.5)) > 7) expect(value).toBe(255);
      });
      expect(own.some((value) => value !== 255)).toBe(true);
    });

    it('with no region at all sees nothing', async () => {
      expect(await matched('nowhere')).toBe(0);
      expect(await countedInTiles('nowhere', 10)).toBe(0);
    });

    it('is told that something changed, but not where; a visitor hears of publications only', () => {
      const change = {
        layer: 'enterprises',
        version: 7,
        bbox: [122, 30, 122.1, 30.1],
        at: '2026-01-01T00:00:00Z',
      } as const;
      const township: Who = { ...staff('planner'), regions: [TOWNSHIP] };
      expect(shownTo(staff('planner'), change)).toEqual(change);
      expect(shownTo(township, change)).toEqual({ ...change, bbox: null });
      expect(shownTo(PUBLIC, change)).toBeUndefined();
      expect(shownTo(PUBLIC, { ...change, layer: 'published.enterprises' })).toEqual({
        ...change,
        bbox: null,
      });
    });
  });

  it('shows telephone numbers only to those who must call', async () => {
    for (const role of READERS) {
      const { properties } = await api.json(`${ITEMS}/test:3`, as(role));
      expect([role, properties.contact_phone]).toEqual([
        role,
        ['commander', 'field', 'admin'].includes(role) ? '000-1234' : undefined,
      ]);
      const csv = await (await api.ask(`${ITEMS}?f=csv&limit=1`, as(role))).text();
      expect(csv.includes('contact_phone')).toBe(properties.contact_phone !== undefined);
    }
  });

  it('never gives one reader’s tile to another', async () => {
    const { x, y } = cellOf(WEST + SIDE / 2, SOUTH + SIDE / 2, 9);
    const tags = new Set<string>();
    for (const name of ['planner', 'township', 'food', 'nobody']) {
      const answer = await api.ask(`/tiles/enterprises/9/${x}/${y}.mvt`, as(name));
      expect(answer.headers.get('vary')).toContain('Cookie');
      if (name !== 'nobody') expect(answer.headers.get('cache-control')).toContain('private');
      tags.add(answer.headers.get('etag')!);
    }
    expect(tags.size).toBe(4);
  });

  it('counts the same by tiles, items, within and SQL for each reader and any box', async () => {
    const people: [string, Who][] = [
      ['planner', staff('planner')],
      ['commander', staff('commander')],
      ['township', { ...staff('planner'), regions: [TOWNSHIP] }],
      ['food', { ...staff('planner'), sectors: ['food'] }],
    ];
    const z = 14;
    const corner = fc.record({
      x: fc.integer({ min: cellOf(WEST, SOUTH, z).x, max: cellOf(WEST + SIDE, SOUTH, z).x }),
      y: fc.integer({ min: cellOf(WEST, SOUTH + SIDE, z).y, max: cellOf(WEST, SOUTH, z).y }),
    });
    await fc.assert(
      fc.asyncProperty(corner, async ({ x, y }) => {
        const box = tileBox(z, x, y);
        for (const [name, who] of people) {
          const [row] = await opened.database.as(who, (session) =>
            session.query<{ n: number }>(
              `select count(*) as n from fourcolor.enterprises
               where st_x(geom) between $1 and $3 and st_y(geom) between $2 and $4`,
              box,
            ),
          );
          const ring = [
            [box[0], box[1]],
            [box[2], box[1]],
            [box[2], box[3]],
            [box[0], box[3]],
            [box[0], box[1]],
          ];
          const inputs = { layers: ['enterprises'], geometry: { type: 'Polygon', coordinates: [ring] } };
          const layer = (await tileLayers(name, 'enterprises', z, x, y)).enterprises;
          const inside = Array.from(
            { length: layer?.length ?? 0 },
            (_, i) => layer!.feature(i).loadGeometry()[0]![0]!,
          ).filter((point) => point.x >= 0 && point.x < 4096 && point.y >= 0 && point.y < 4096);
          expect({
            name,
            items: await matched(name, `&bbox=${box.join(',')}`),
            within: (await api.json(EXECUTE, { ...as(name), body: { inputs } })).layers.enterprises.count,
            tile: inside.length,
          }).toEqual({ name, items: row!.n, within: row!.n, tile: row!.n });
        }
      }),
      { numRuns: 15 },
    );
    for (const [name, who] of people) {
      const [row] = await opened.database.as(who, (session) =>
        session.query<{ n: number }>('select count(*) as n from fourcolor.enterprises'),
      );
      expect([name, await countedInTiles(name, 10)]).toEqual([name, row!.n]);
    }
  });

  it('asks every question through an index, as each reader', async () => {
    const box = `${WEST + 0.2},${SOUTH + 0.2},${WEST + 0.21},${SOUTH + 0.21}`;
    const at = cellOf(WEST + 0.2, SOUTH + 0.2, 14);
    const questions: [string, object?][] = [
      [`${ITEMS}?bbox=${box}`],
      [`${ITEMS}/test:3`],
      [`${ITEMS}?filter=${encodeURIComponent(`S_INTERSECTS(geom, BBOX(${box}))`)}`],
      [`/ogc/collections/regions/items?bbox=${box}`],
      [`/ogc/collections/regions/items/${TOWNSHIP}`],
      [`/api/search?q=${encodeURIComponent('测试企业')}`],
      [`/api/regions/at?lon=${WEST + 0.2}&lat=${SOUTH + 0.2}`],
      [`/api/surface?bbox=${box}&width=8&height=8`],
      [
        EXECUTE,
        { inputs: { layers: ['enterprises', 'regions'], geometry: [WEST + 0.2, SOUTH + 0.2], radiusM: 900 } },
      ],
      [`/tiles/enterprises/14/${at.x}/${at.y}.mvt`],
      [`/tiles/regions/14/${at.x}/${at.y}.mvt`],
    ];
    await opened.owner.script('analyze fourcolor.enterprises; analyze fourcolor.regions');
    const seen: string[] = [];
    const watched = await openApi({ ...opened, database: explaining(opened.database, WATCHED, seen) });
    for (const name of ['planner', 'commander', 'township', 'food', 'nobody']) {
      for (const [path, body] of questions) {
        seen.length = 0;
        const answer = await watched.ask(path, { ...as(name), ...(body ? { body } : {}) });
        expect([name, path, answer.status]).toEqual([
          name,
          path,
          expect.toSatisfy((s: number) => [200, 204, 404].includes(s)),
        ]);
        expect([name, path, seen]).toEqual([name, path, []]);
      }
    }
    // the check itself can fail: without the key a row policy leaves no usable index
    seen.length = 0;
    await explaining(opened.database, WATCHED, seen).as(
      { ...staff('planner'), regions: [TOWNSHIP] },
      (session) =>
        session.query(
          'select id from fourcolor.enterprises where geom && st_makeenvelope(122, 30, 122.1, 30.1, 4326)',
        ),
    );
    expect(seen).toHaveLength(1);
    await watched.close();
  });
});

/** `done`, or `refused` when the database says insufficient privilege. */
async function attempt(database: Database, who: Who, sql: string, undo = false): Promise<'done' | 'refused'> {
  try {
    await database.as(who, async (session) => {
      await session.query(sql);
      if (undo) throw new Undone();
    });
    return 'done';
  } catch (error) {
    if (error instanceof Undone) return 'done';
    if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused';
    throw error;
  }
}

class Undone extends Error {}

function tileBox(z: number, x: number, y: number): [number, number, number, number] {
  const lon = (column: number) => (column / 2 ** z) * 360 - 180;
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI;
  return [lon(x), lat(y + 1), lon(x + 1), lat(y)];
}
