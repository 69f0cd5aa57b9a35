/** Filters mean the same everywhere: tiles, counted cells, items and facts leave the same objects. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAST_CHANNELS } from '../data/layers/conditions.ts';
import { edgesOf } from '../server/filter-edges.ts';
import { fillGazetteer } from '../server/gazetteer.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

describe('The edges of a histogram', () => {
  it('are round, and hold every value', () => {
    expect(edgesOf({ least: 3, most: 47 }, 'range')!.slice(0, 3)).toEqual([2, 4, 6]);
    expect(edgesOf({ least: 0, most: 20_000 }, 'range')!.slice(-3)).toEqual([10_000, 20_000, 50_000]);
    expect(edgesOf({ least: '2026-01-15', most: '2026-03-01' }, 'date')).toEqual([
      '2026-01-01',
      '2026-02-01',
      '2026-03-01',
      '2026-04-01',
    ]);
    expect(edgesOf({ least: 7, most: 7 }, 'range')).toEqual([7, 8]);
    expect(edgesOf({ least: null, most: null }, 'range')).toBeNull();
  });
});

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  let township: string;
  beforeAll(async () => {
    const opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(300));
    // every third enterprise has cameras: 1 to 12 channels; some of them are filling stations
    await opened.owner.run(async (session) => {
      await session.query(
        `insert into fourcolor.cameras (source, source_id, name, geom, kind, owner_id, channels)
         select 'test', 'v' || e.n, 'camera ' || e.n, e.geom,
           case when e.n % 2 = 0 then 'filling_station' else 'enterprise' end, e.id, (e.n % 12)::integer + 1
         from (select id, geom, row_number() over (order by id) as n from fourcolor.enterprises) as e
         where e.n % 3 = 0`,
      );
      await session.query(
        `insert into fourcolor.plans (source, source_id, name, geom, kind, revision_due)
         select 'test', 'p' || e.n, 'plan ' || e.n, e.geom, 'enterprise', current_date + (e.n::integer - 20)
         from (select id, geom, row_number() over (order by id) as n from fourcolor.enterprises) as e
         where e.n <= 40`,
      );
      await session.query(
        `insert into fourcolor.tasks (source, source_id, id, name, planned_on, due_on, object_layer, object_id, geom)
         select 'test', 't1', '', '巡查', current_date, current_date, 'enterprises', id, geom
         from fourcolor.enterprises
         order by id
         limit 1`,
      );
      await session.query(
        `update fourcolor.enterprises set supervision = case when people % 2 = 0 then 'city' end`,
      );
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    township = await api.signIn('township', 'field', { regions: [TOWNSHIP] });
  }, 400_000);
  afterAll(() => api?.close());

  const facts = (body: object, cookie = planner) => api.json('/api/filter-facts', { cookie, body });
  // biome-ignore lint/suspicious/noExplicitAny: items of any layer
  const items = async (layer: string, filter: string, cookie = planner): Promise<any[]> =>
    (
      await api.json(`/ogc/collections/${layer}/items?limit=1000&filter=${encodeURIComponent(filter)}`, {
        cookie,
      })
    ).features;
  const tile = async (layer: string, z: number, x: number, y: number, filter: string, cookie = planner) => {
    const answer = await api.ask(`/tiles/${layer}/${z}/${x}/${y}.mvt?filter=${encodeURIComponent(filter)}`, {
      cookie,
      headers: { 'accept-encoding': 'br' },
    });
    if (answer.status !== 200) return { status: answer.status, layers: {} as VectorTile['layers'] };
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const plain = answer.headers.get('content-encoding') === 'br' ? brotliDecompressSync(bytes) : bytes;
    return { status: 200, layers: new VectorTile(new PbfReader(plain)).layers };
  };
  const at = (z: number) => {
    const [lon, lat] = [WEST + SIDE / 2, SOUTH + SIDE / 2];
    const rad = (lat * Math.PI) / 180;
    return [
      Math.floor(((lon + 180) / 360) * 2 ** z),
      Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z),
    ] as const;
  };

  it('a condition leaves the same enterprises in counted cells, facts and items', async () => {
    for (const filter of [
      'people > 100',
      "supervision = 'city'",
      'NOT fewer_cameras()',
      'grade IS NULL OR people < 20',
    ]) {
      for (const cookie of [planner, township]) {
        const found = await items('enterprises', filter, cookie);
        const { kept, byGrade, fields } = await facts({ layer: 'enterprises', where: filter }, cookie);
        expect([filter, kept]).toEqual([filter, found.length]);
        expect(byGrade['1']).toBe(found.filter(({ properties }) => properties.grade === 1).length);
        const cells = (await tile('enterprises', 6, ...at(6), filter, cookie)).layers.enterprises_cells;
        let sum = 0;
        for (let index = 0; index < (cells?.length ?? 0); index++)
          sum += Number(cells!.feature(index).properties.n);
        expect([filter, sum]).toEqual([filter, found.length]);
        for (const { histogram, parts } of fields) {
          if (histogram) {
            const inBars = histogram.all.reduce((total: number, one: number) => total + one, 0);
            expect(inBars + histogram.empty).toBe((await facts({ layer: 'enterprises' }, cookie)).all);
          }
          if (parts)
            expect(parts.reduce((total: number, { kept: n }: { kept: number }) => total + n, 0)).toBe(kept);
        }
      }
    }
  });

  it('objects in a tile are those for which the condition holds', async () => {
    const filter = 'people > 100';
    const found = await items('enterprises', filter);
    const [x, y] = at(13);
    const side = 360 / 2 ** 13;
    const west = x * side - 180;
    const drawn = (await tile('enterprises', 13, x, y, filter)).layers.enterprises;
    const all = (await tile('enterprises', 13, x, y, "name LIKE '%'")).layers.enterprises;
    expect(drawn?.length ?? 0).toBeLessThanOrEqual(all?.length ?? 0);
    const ids = new Set(found.map(({ id }) => id));
    for (let index = 0; index < (drawn?.length ?? 0); index++)
      expect(ids.has(drawn!.feature(index).properties.id)).toBe(true);
    expect(west).toBeLessThan(WEST + SIDE);
  });

  it('too few cameras is what counting channels by hand says', async () => {
    const channels = new Map<string, number>();
    const stations = new Set<string>();
    for (const { properties } of await items('cameras', 'owner_id IS NOT NULL')) {
      channels.set(
        properties.owner_id,
        (channels.get(properties.owner_id) ?? 0) + (properties.channels ?? 1),
      );
      if (properties.kind === 'filling_station') stations.add(properties.owner_id);
    }
    const short = (await items('enterprises', "name LIKE '%'")).filter(({ id, properties }) => {
      const least =
        properties.grade === 1
          ? LEAST_CHANNELS.major
          : stations.has(id)
            ? LEAST_CHANNELS.fillingStation
            : properties.supervision === 'city' || properties.supervision === 'county'
              ? LEAST_CHANNELS.key
              : 0;
      return (channels.get(id) ?? 0) < least;
    });
    expect(channels.size).toBeGreaterThan(5);
    expect(short.length).toBeGreaterThan(5);
    const found = await items('enterprises', 'fewer_cameras()');
    expect(found.map(({ id }) => id).sort()).toEqual(short.map(({ id }) => id).sort());
    const { conditions } = await facts({ layer: 'enterprises' });
    expect(conditions.find(({ id }: { id: string }) => id === 'fewer_cameras').all).toBe(short.length);
  });

  it('plans past their revision are those whose date has passed', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const plans = await items('plans', "name LIKE '%'");
    const late = plans.filter(
      ({ properties }) => properties.revision_due !== null && properties.revision_due < today,
    );
    expect((await items('plans', 'past_revision()')).length).toBe(late.length);
  });

  it('names are found by their letters, within the reader’s scope', async () => {
    const everything = await items('enterprises', "name LIKE '%'");
    const name: string = everything[0].properties.name;
    const found = await items('enterprises', `named('${name.replaceAll("'", "''")}')`);
    expect(found.map((one) => one.properties.name)).toContain(name);
    for (const one of found) expect(one.properties.name).toContain(name);
  });

  it('names are found by the first letters of their pinyin; tasks by those of the object they look at', async () => {
    await fillGazetteer(api.services.database);
    // 测试企业… is written csqy…
    const enterprises = await items('enterprises', "named('csqy')");
    expect(enterprises).toHaveLength(300);
    expect(await items('enterprises', "named('hgc')")).toEqual([]);
    const [task, ...others] = await items('tasks', "named('csqy')");
    expect(enterprises.map(({ id }) => id)).toContain(task.properties.object_id);
    expect(others).toEqual([]);
    expect(await items('tasks', "named('巡查')")).toHaveLength(1);
    expect(await items('tasks', "named('hgc')")).toEqual([]);
  });

  it('what cannot be asked is refused, and what is hidden stays hidden', async () => {
    for (const filter of ['no_such = 1', 'contact_name IS NULL', 'nothing()', 'people >', "named('')"]) {
      expect([filter, (await tile('enterprises', 8, ...at(8), filter)).status]).toEqual([filter, 400]);
      const answer = await api.ask('/api/filter-facts', {
        cookie: planner,
        body: { layer: 'enterprises', where: filter },
      });
      expect(answer.status).toBe(400);
    }
    expect((await api.ask('/api/filter-facts', { body: { layer: 'enterprises' } })).status).toBe(404);
    expect(
      (await api.ask('/api/filter-facts', { body: { layer: 'regions', where: 'no_officer()' } })).status,
    ).toBe(400);
  });
});
