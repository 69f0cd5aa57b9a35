/** Tiles as the server makes them, decoded and compared with SQL, on both engines. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellKey, cellOf, LEAF_LEVEL } from '../data/geo/cell-key.ts';
import { readCity } from '../server/city.ts';
import { PUBLIC, servant, type Who } from '../server/db/database.ts';
import { LayerFreshness } from '../server/freshness.ts';
import { Tiles } from '../server/tiles.ts';
import type { TileAddress } from '../tiles/address.ts';
import type { TileFilter } from '../tiles/filter.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const enterprises = smallEnterprises(600);
const planner: Who = { role: 'planner', userId: 'p', regions: null, sectors: null };
const township: Who = { role: 'planner', userId: 't', regions: [TOWNSHIP], sectors: null };
const foodOnly: Who = { role: 'planner', userId: 'f', regions: null, sectors: ['food'] };

/** Every tile of a zoom that touches the city. */
function tilesAt(z: number): TileAddress[] {
  const low = cellOf(WEST, SOUTH + SIDE, z);
  const high = cellOf(WEST + SIDE, SOUTH, z);
  const all: TileAddress[] = [];
  for (let x = low.x; x <= high.x; x++) for (let y = low.y; y <= high.y; y++) all.push({ z, x, y });
  return all;
}

interface Feature {
  id: number;
  properties: Record<string, string | number | boolean>;
}

forEachEngine((_engine, open) => {
  let opened: Opened;
  let freshness: LayerFreshness;
  let tiles: Tiles;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, enterprises);
    freshness = await LayerFreshness.follow(opened.database);
    tiles = new Tiles(opened.database, freshness, async () => (await readCity(opened.database)).bbox);
  });

  async function layersOf(who: Who, id: string, at: TileAddress, filter: TileFilter = {}) {
    const answer = await tiles.tile(who, id, at, filter, 'br', undefined);
    if (answer.status !== 200) return {};
    const bytes = answer.encoding === 'br' ? brotliDecompressSync(answer.body!) : answer.body!;
    expect(bytes.length).toBeLessThan(500_000);
    return new VectorTile(new PbfReader(bytes)).layers;
  }

  async function features(
    who: Who,
    id: string,
    layer: string,
    z: number,
    filter: TileFilter = {},
  ): Promise<Feature[]> {
    const found: Feature[] = [];
    for (const at of tilesAt(z)) {
      const decoded = (await layersOf(who, id, at, filter))[layer];
      if (!decoded) continue;
      expect(decoded.version).toBe(2);
      expect(decoded.extent).toBe(4096);
      for (let index = 0; index < decoded.length; index++) {
        const feature = decoded.feature(index);
        for (const ring of feature.loadGeometry()) {
          for (const point of ring) {
            expect(point.x).toBeGreaterThanOrEqual(-64);
            expect(point.x).toBeLessThanOrEqual(4160);
            expect(point.y).toBeGreaterThanOrEqual(-64);
            expect(point.y).toBeLessThanOrEqual(4160);
          }
        }
        found.push({ id: feature.id!, properties: feature.properties as Feature['properties'] });
      }
    }
    return found;
  }

  const sum = (found: Feature[], name: string) =>
    found.reduce((total, { properties }) => total + Number(properties[name] ?? 0), 0);

  it('keys an object the same in SQL and in TypeScript', async () => {
    const rows = await opened.database.as(planner, (session) =>
      session.query<{ qk: number; lon: number; lat: number }>(
        'select qk, ST_X(geom) as lon, ST_Y(geom) as lat from enterprises order by fid limit 200',
      ),
    );
    for (const { qk, lon, lat } of rows) {
      const { x, y } = cellOf(lon, lat, LEAF_LEVEL);
      expect(qk).toBe(cellKey(LEAF_LEVEL, x, y));
    }
  });

  describe('counted cells', () => {
    it.each([0, 5, 8, 10, 12])('sum to the register at zoom %i', async (z) => {
      const cells = await features(planner, 'enterprises', 'enterprises_cells', z);
      expect(sum(cells, 'n')).toBe(enterprises.length);
      expect(sum(cells, 'g1')).toBe(enterprises.filter((one) => one.grade === 1).length);
      expect(sum(cells, 'g0')).toBe(enterprises.filter((one) => one.grade === null).length);
      for (const { properties } of cells) {
        const { n, g1, g2, g3, g4, g0 } = properties as Record<string, number>;
        expect(n).toBe(g1! + g2! + g3! + g4! + g0!);
        const worst = g1 ? 1 : g2 ? 2 : g3 ? 3 : g4 ? 4 : undefined;
        expect(properties.worst).toBe(worst);
      }
    });

    it('count for a township planner only the township, although it reads no totals', async () => {
      const mine = await opened.database.as(township, (session) =>
        session.query<{ n: number }>('select count(*)::integer as n from enterprises'),
      );
      expect(mine[0]!.n).toBeGreaterThan(0);
      for (const z of [5, 9, 12]) {
        expect(sum(await features(township, 'enterprises', 'enterprises_cells', z), 'n')).toBe(mine[0]!.n);
      }
    });

    it('count for a sector’s planner only the sector', async () => {
      const food = enterprises.filter((one) => one.sector === 'food').length;
      expect(sum(await features(foodOnly, 'enterprises', 'enterprises_cells', 8), 'n')).toBe(food);
    });

    it('count only the wanted grades and sectors', async () => {
      const wanted = enterprises.filter(
        (one) => one.sector === 'food' && (one.grade === 1 || one.grade === null),
      );
      const cells = await features(planner, 'enterprises', 'enterprises_cells', 9, {
        grade: [1, null],
        sector: ['food'],
      });
      expect(sum(cells, 'n')).toBe(wanted.length);
    });

    it('follow an insert, a change of grade and place, and a removal', async () => {
      const at = tilesAt(12)[0]!;
      const before = sum(await features(planner, 'enterprises', 'enterprises_cells', 12), 'n');
      const admin = servant('admin', 'test');
      await opened.database.as(admin, (session) =>
        session.query(
          `insert into enterprises (source, source_id, id, name, grade, grade_state, geom)
           values ('x', '1', '', '新企业', 1, 'current', ST_SetSRID(ST_Point($1, $2), 4326))`,
          [WEST + 0.01, SOUTH + 0.01],
        ),
      );
      const reds = async () => sum(await features(planner, 'enterprises', 'enterprises_cells', at.z), 'g1');
      const fresh = () => heard(freshness);
      await fresh();
      const redsAfterInsert = await reds();
      expect(sum(await features(planner, 'enterprises', 'enterprises_cells', 12), 'n')).toBe(before + 1);
      const changed = fresh();
      await opened.database.as(admin, (session) =>
        session.query(
          `update enterprises set grade = 4, geom = ST_SetSRID(ST_Point($1, $2), 4326) where source = 'x'`,
          [WEST + 0.5, SOUTH + 0.5],
        ),
      );
      await changed;
      expect(await reds()).toBe(redsAfterInsert - 1);
      const removed = fresh();
      await opened.database.as(admin, (session) =>
        session.query("delete from enterprises where source = 'x'"),
      );
      await removed;
      expect(sum(await features(planner, 'enterprises', 'enterprises_cells', 12), 'n')).toBe(before);
      const empty = await opened.owner.run((session) =>
        session.query<{ n: number }>('select count(*)::integer as n from fourcolor.layer_cells where n <= 0'),
      );
      expect(empty[0]!.n).toBe(0);
    });
  });

  describe('objects', () => {
    it('are all there at zoom 13, each with its id, grade and state', async () => {
      const found = await features(planner, 'enterprises', 'enterprises', 13);
      expect(found.map((one) => one.properties.id).sort()).toEqual(
        enterprises.map((one) => `test:${one.sourceId}`).sort(),
      );
      const one = found.find((feature) => feature.properties.id === 'test:1')!;
      expect(one.properties).toMatchObject({
        grade: 3,
        grade_state: 'current',
        sector: enterprises[1]!.sector,
      });
      const red = found.find((feature) => feature.properties.id === 'test:25')!;
      expect(red.properties).toMatchObject({ grade: 1, name: '测试企业25' });
      expect(one.properties).not.toHaveProperty('name');
      const none = found.find((feature) => feature.properties.id === 'test:5')!;
      expect(none.properties).not.toHaveProperty('grade');
      expect(none.properties.grade_state).toBe('not_assessed');
    });

    it('lie inside their one tile even on its edge, where maps would leave them out', async () => {
      // the corner of four tiles at zoom 13, and a hair inside the one to the north-west
      const corner = { x: 6880, y: 3376 };
      const lon = (corner.x / 2 ** 13) * 360 - 180;
      const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * corner.y) / 2 ** 13))) * 180) / Math.PI;
      const change = heard(freshness);
      await opened.database.as(servant('admin', 'test'), (session) =>
        session.query(
          `insert into enterprises (source, source_id, id, name, geom)
           values ('edge', 'at', '', '角上', ST_SetSRID(ST_Point($1, $2), 4326)),
             ('edge', 'in', '', '角内', ST_SetSRID(ST_Point($1 - 1e-9, $2 + 1e-9), 4326))`,
          [lon, lat],
        ),
      );
      await change;
      const found: string[] = [];
      for (const [dx, dy] of [
        [-1, -1],
        [0, -1],
        [-1, 0],
        [0, 0],
      ] as const) {
        const layer = (await layersOf(planner, 'enterprises', { z: 13, x: corner.x + dx, y: corner.y + dy }))
          .enterprises;
        for (let index = 0; layer && index < layer.length; index++) {
          const feature = layer.feature(index);
          if (!String(feature.properties.id).startsWith('edge:')) continue;
          found.push(String(feature.properties.id));
          const [point] = feature.loadGeometry()[0]!;
          expect(Math.min(point!.x, point!.y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(point!.x, point!.y)).toBeLessThanOrEqual(4095);
        }
      }
      expect(found.sort()).toEqual(['edge:at', 'edge:in']);
      await opened.database.as(servant('admin', 'test'), (session) =>
        session.query("delete from enterprises where source = 'edge'"),
      );
    });

    it('of a township planner lie in the township', async () => {
      const found = await features(township, 'enterprises', 'enterprises', 13);
      const rows = await opened.database.as(township, (session) =>
        session.query<{ id: string }>('select id from enterprises'),
      );
      expect(new Set(found.map((one) => one.properties.id))).toEqual(new Set(rows.map((row) => row.id)));
    });
  });

  describe('regions', () => {
    it('carry one label each and their grade', async () => {
      const labels = await features(planner, 'regions', 'regions_labels', 9);
      expect(labels.map((one) => one.properties.code).sort()).toEqual(
        (
          await opened.database.as(planner, (session) =>
            session.query<{ code: string }>('select code from regions order by code'),
          )
        ).map((row) => row.code),
      );
    });

    it('of a township planner are the township', async () => {
      const found = await features(township, 'regions', 'regions', 9);
      expect(new Set(found.map((one) => one.properties.code))).toEqual(new Set([TOWNSHIP]));
    });

    it('draw rings with the outer ones clockwise in tile space', async () => {
      for (const at of tilesAt(9)) {
        const layer = (await layersOf(planner, 'regions', at)).regions;
        if (!layer) continue;
        for (let index = 0; index < layer.length; index++) {
          const [outer] = layer.feature(index).loadGeometry();
          const area = outer!.reduce((total, point, i) => {
            const next = outer![(i + 1) % outer!.length]!;
            return total + point.x * next.y - next.x * point.y;
          }, 0);
          expect(area).toBeGreaterThan(0);
        }
      }
    });
  });

  describe('the public', () => {
    it('gets counted cells that sum to the published copy, never an object', async () => {
      const cells = await features(PUBLIC, 'enterprises', 'enterprises_cells', 9);
      expect(sum(cells, 'n')).toBe(enterprises.length);
      for (const at of tilesAt(13)) {
        expect((await tiles.tile(PUBLIC, 'enterprises', at, {}, 'br', undefined)).status).toBe(404);
      }
    });

    it('gets published regions', async () => {
      expect((await features(PUBLIC, 'regions', 'regions', 8)).length).toBeGreaterThan(0);
    });
  });

  describe('the base map', () => {
    it('comes to everybody as one layer for each kind, cut to the tile', async () => {
      await opened.database.as(servant('admin', 'test'), (session) =>
        session.query(
          `
          insert into published.base_map (kind, class, name, min_zoom, geom)
          select kind, class, name, 0, ST_SetSRID(ST_GeomFromText(wkt), 4326)
          from (values
            ('land', '', null, 'POLYGON((121 29, 124 29, 124 32, 121 32, 121 29), (122.1 30.1, 122.2 30.1, 122.2 30.2, 122.1 30.1))'),
            ('road', 'primary', '海滨路', 'LINESTRING(121.5 30.3, 123.5 30.31)'),
            ('place', 'city', '测试市', 'POINT(122.3 30.3)')
          ) as base (kind, class, name, wkt)
          `,
        ),
      );
      const { x, y } = cellOf(122.3, 30.3, 11);
      const decoded = await layersOf(PUBLIC, 'base', { z: 11, x, y });
      expect(Object.keys(decoded).sort()).toEqual(['land', 'place', 'road']);
      expect(decoded.road!.feature(0).properties).toEqual({ class: 'primary', name: '海滨路' });
      expect(decoded.land!.feature(0).type).toBe(3);
    });
  });

  describe('the cache', () => {
    const at = tilesAt(10)[0]!;

    it('computes identical requests once and answers the next from memory', async () => {
      const before = { ...tiles.counts };
      const fresh: TileAddress = tilesAt(11)[3]!;
      await Promise.all(
        [1, 2, 3, 4].map(() => tiles.tile(planner, 'enterprises', fresh, {}, 'gzip', undefined)),
      );
      expect(tiles.counts.miss).toBe(before.miss + 1);
      expect(tiles.counts.joined).toBe(before.joined + 3);
      await tiles.tile(planner, 'enterprises', fresh, {}, 'gzip', undefined);
      expect(tiles.counts.hit).toBe(before.hit + 1);
    });

    it('answers an unchanged tile without asking the database', async () => {
      const first = await tiles.tile(planner, 'enterprises', at, {}, 'br', undefined);
      const again = await tiles.tile(planner, 'enterprises', at, {}, 'br', first.etag);
      expect(again.status).toBe(304);
    });

    it('never gives one scope’s tile or validator to another', async () => {
      const all = await tiles.tile(planner, 'enterprises', at, {}, 'br', undefined);
      const some = await tiles.tile(township, 'enterprises', at, {}, 'br', all.etag);
      expect(some.status).not.toBe(304);
      expect(some.etag).not.toBe(all.etag);
    });

    it('makes only the touched tiles old', async () => {
      const near = cellOf(WEST + 0.01, SOUTH + 0.01, 12);
      const far = cellOf(WEST + 0.55, SOUTH + 0.55, 12);
      const etag = async ({ x, y }: { x: number; y: number }) =>
        (await tiles.tile(planner, 'enterprises', { z: 12, x, y }, {}, 'br', undefined)).etag;
      const before = [await etag(near), await etag(far)];
      const change = heard(freshness);
      await opened.database.as(servant('admin', 'test'), (session) =>
        session.query(
          `insert into enterprises (source, source_id, id, name, geom)
           values ('y', '1', '', '新企业', ST_SetSRID(ST_Point($1, $2), 4326))`,
          [WEST + 0.01, SOUTH + 0.01],
        ),
      );
      await change;
      expect(await etag(near)).not.toBe(before[0]);
      expect(await etag(far)).toBe(before[1]);
    });
  });
});

/** Settles when the next change has been heard, or at once when none is under way within a second. */
function heard(freshness: LayerFreshness): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 1_000);
    const stop = freshness.subscribe(done);
    function done() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
