/** The demo city in the database: every layer is there as it was made up, counted, drawn, and taken away again. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoCity, demoCity } from '../data/demo/city.ts';
import { cellOf } from '../data/geo/cell-key.ts';
import { type Layer, onlyPoints } from '../data/layer.ts';
import { LAYERS, TABLES } from '../data/layers/all.ts';
import { DETAILS } from '../data/layers/details.ts';
import { PUBLIC, servant, type Who } from '../server/db/database.ts';
import { clearDemo, fillDemo } from '../server/demo.ts';
import { LayerFreshness } from '../server/freshness.ts';
import { Tiles } from '../server/tiles.ts';
import { type TileAddress, tileBox3857 } from '../tiles/address.ts';
import type { TileFilter } from '../tiles/filter.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';

const SCALE = 0.02;
const TODAY = '2026-06-01';
const planner: Who = { role: 'planner', userId: 'p', regions: null, sectors: null };
const gasDepartment: Who = { ...planner, userId: 'g', sectors: ['city_gas', 'oil_gas_pipeline'] };

forEachEngine((_engine, open) => {
  let opened: Opened;
  let city: DemoCity;
  let tiles: Tiles;
  let township: Who;
  beforeAll(async () => {
    opened = await open();
    city = demoCity({ scale: SCALE, today: TODAY });
    await fillDemo(opened.database, { scale: SCALE, today: TODAY });
    const freshness = await LayerFreshness.follow(opened.database);
    tiles = new Tiles(opened.database, freshness, async () => city.bbox);
    const code = city.regions.find((region) => region.level === 'township' && region.grade !== null)!.code;
    township = { ...planner, userId: 't', regions: [code] };
  }, 600_000);

  const ask = <R>(who: Who, sql: string, params: unknown[] = []) =>
    opened.database.as(who, (session) => session.query<R>(sql, params), { readOnly: true });
  const countOf = async (who: Who, layer: Layer, where = 'true') =>
    (
      await ask<{ n: number }>(who, `select count(*)::integer as n from fourcolor.${layer.id} where ${where}`)
    )[0]!.n;
  const objectsOf = (layer: Layer): number =>
    layer.id === 'regions'
      ? city.regions.length
      : layer.id === 'enterprises'
        ? city.enterprises.length
        : ((city.objects.layers as Record<string, readonly unknown[]>)[layer.id]?.length ?? 0);

  async function decoded(who: Who, id: string, at: TileAddress, filter: TileFilter = {}) {
    const answer = await tiles.tile(who, id, at, filter, 'br', undefined);
    if (answer.status !== 200) return {};
    return new VectorTile(
      new PbfReader(answer.encoding === 'br' ? brotliDecompressSync(answer.body!) : answer.body!),
    ).layers;
  }
  const cover = (z: number): TileAddress[] => {
    const [west, south, east, north] = city.bbox;
    const [low, high] = [cellOf(west, north, z), cellOf(east, south, z)];
    const all: TileAddress[] = [];
    for (let x = low.x; x <= high.x; x++) for (let y = low.y; y <= high.y; y++) all.push({ z, x, y });
    return all;
  };

  describe.each(TABLES.map((layer) => [layer.id, layer as Layer] as const))('%s', (_id, layer) => {
    it('holds exactly what was made up, in regions of the city', async () => {
      const made = objectsOf(layer);
      expect(made).toBeGreaterThan(0);
      expect(await countOf(planner, layer)).toBe(made);
      if (layer.id === 'regions') return;
      expect(await countOf(planner, layer, 'region_code is null')).toBeLessThanOrEqual(
        Math.max(2, made * 0.01),
      );
    });

    it('shows a township planner a part and never more than lies in or touches the township', async () => {
      const mine = await countOf(township, layer);
      const all = await countOf(planner, layer);
      expect(mine).toBeLessThan(all === 1 ? 2 : all);
      if (layer.id === 'regions' || !onlyPoints(layer)) return;
      const prefix = township.regions![0]!.slice(0, 9);
      expect(await countOf(township, layer, `region_code not like '${prefix}%'`)).toBe(0);
      expect(mine).toBe(await countOf(planner, layer, `region_code like '${prefix}%'`));
    });

    it('shows a department only its sectors, where objects have one', async () => {
      const mine = await countOf(gasDepartment, layer);
      if (!('sector' in layer.fields)) expect(mine).toBe(await countOf(planner, layer));
      else expect(mine).toBe(await countOf(planner, layer, "sector in ('city_gas', 'oil_gas_pipeline')"));
    });
  });

  describe.each(
    LAYERS.filter((layer) => (layer as Layer).cellsToZoom !== undefined).map(
      (layer) => [layer.id, layer as Layer] as const,
    ),
  )('counted cells of %s', (id, layer) => {
    it.each([6, 9])('sum to what each reader may see at zoom %i', async (z) => {
      for (const who of [planner, township, gasDepartment]) {
        let n = 0;
        const grades = [0, 0, 0, 0, 0];
        for (const at of cover(z)) {
          const cells = (await decoded(who, id, at))[`${id}_cells`];
          for (let i = 0; i < (cells?.length ?? 0); i++) {
            const counts = cells!.feature(i).properties as Record<string, number>;
            n += counts.n!;
            ['g0', 'g1', 'g2', 'g3', 'g4'].forEach((name, g) => {
              grades[g]! += counts[name]!;
            });
          }
        }
        expect(n).toBe(await countOf(who, layer));
        expect(grades.reduce((a, b) => a + b, 0)).toBe(n);
        if (layer.graded) expect(grades[1]).toBe(await countOf(who, layer, 'grade = 1'));
      }
    });

    it('count only the wanted kinds', async () => {
      const kinds = await ask<{ kind: string; n: number }>(
        planner,
        `select ${layer.kindField} as kind, count(*)::integer as n from fourcolor.${id} group by 1 order by 2 desc, 1 limit 2`,
      );
      let n = 0;
      for (const at of cover(8)) {
        const cells = (await decoded(planner, id, at, { kind: kinds.map((row) => row.kind) }))[`${id}_cells`];
        for (let i = 0; i < (cells?.length ?? 0); i++) n += Number(cells!.feature(i).properties.n);
      }
      expect(n).toBe(kinds.reduce((sum, row) => sum + row.n, 0));
    });
  });

  describe.each(
    LAYERS.filter(({ id }) => id !== 'regions').map((layer) => [layer.id, layer as Layer] as const),
  )('tiles of %s', (id, layer) => {
    it('hold at zoom 15 what SQL finds in the tile, each shape wound and placed as the format asks', async () => {
      const places = await ask<{ lon: number; lat: number }>(
        planner,
        `select ST_X(p) as lon, ST_Y(p) as lat
           from (select ST_Centroid(geom) as p from fourcolor.${id} order by md5(id) limit 4) as sample`,
      );
      for (const { lon, lat } of places) {
        const { x, y } = cellOf(lon, lat, 15);
        const at = { z: 15, x, y };
        const found = (await decoded(planner, id, at))[id];
        const [west, south, east, north] = tileBox3857(at);
        const inside = onlyPoints(layer)
          ? `ST_X(geom_3857) >= ${west} and ST_X(geom_3857) < ${east} and ST_Y(geom_3857) > ${south} and ST_Y(geom_3857) <= ${north}`
          : `ST_Intersects(geom_3857, ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 3857))`;
        const expected = await ask<{ fid: number }>(
          planner,
          `select fid from fourcolor.${id} where ${inside} order by fid`,
        );
        const ids = new Set<number>();
        for (let i = 0; i < (found?.length ?? 0); i++) {
          const feature = found!.feature(i);
          expect(found!.version).toBe(2);
          expect(found!.extent).toBe(4096);
          checkShape(feature);
          ids.add(feature.id!);
        }
        for (const { fid } of expected) expect(ids).toContain(fid);
        if (onlyPoints(layer)) expect(ids.size).toBe(expected.length);
      }
    });

    it('are not found by the public unless published', async () => {
      const [west, south, east, north] = city.bbox;
      const { x, y } = cellOf((west + east) / 2, (south + north) / 2, 9);
      const answer = await tiles.tile(PUBLIC, id, { z: 9, x, y }, {}, 'identity', undefined);
      expect(answer.status === 404).toBe(layer.publication === 'never');
    });
  });

  it('keeps the states apart: not assessed, overdue, not inspected', async () => {
    for (const layer of TABLES as readonly Layer[]) {
      if (layer.id !== 'regions' && layer.graded && objectsOf(layer) > 100) {
        expect(await countOf(planner, layer, "grade_state = 'not_assessed'")).toBeGreaterThan(0);
        expect(await countOf(planner, layer, "grade_state = 'not_assessed' and grade is not null")).toBe(0);
      }
      if ('inspection_state' in layer.fields && objectsOf(layer) > 100) {
        expect(await countOf(planner, layer, "inspection_state = 'not_inspected'")).toBeGreaterThan(0);
        expect(
          await countOf(
            planner,
            layer,
            "(inspection_state = 'not_inspected') <> (last_inspected_on is null)",
          ),
        ).toBe(0);
      }
    }
  });

  it('tells the past with the scores of its grades, up to those of today', async () => {
    const [past] = await ask<{ regions: number; points: number; outside: number; broken: number }>(
      planner,
      `select
         (count(*) filter (where layer = 'regions' and previous_score is not null))::integer as regions,
         (count(*) filter (where layer = 'risk_points' and previous_score is not null))::integer as points,
         (count(*) filter (where layer = 'regions' and previous_grade is not null and (
           previous_score is null
           or previous_score < (array[75, 50, 25, 0])[previous_grade]
           or previous_score > (array[100, 75, 50, 25])[previous_grade])))::integer as outside,
         (count(*) filter (where previous_score is distinct from last_score and n > 1))::integer as broken
       from (
         select *, lag(score) over w as last_score, row_number() over w as n
         from fourcolor.gradings
         where method = 'past-assessment'
         window w as (partition by layer, object_id order by at, id)
       ) as g`,
    );
    expect(past!.regions).toBeGreaterThan(20);
    expect(past!.points).toBeGreaterThan(20);
    expect([past!.outside, past!.broken]).toEqual([0, 0]);
    const [states] = await ask<{ scored: number; bare: number }>(
      planner,
      `select (count(score))::integer as scored, (count(*) filter (where score is null))::integer as bare
       from fourcolor.object_versions
       where layer = 'regions' and grade is not null and not gone`,
    );
    expect(states!.scored).toBeGreaterThan(20);
    expect(states!.bare).toBe(0);
  });

  it('gives every major hazard source a chief and three responsible persons, whose telephones planners cannot read', async () => {
    const rows = await ask<{ kinds: string; n: number }>(
      planner,
      `select kinds, count(*)::integer as n
       from (
         select m.id, string_agg(distinct r.kind, ',' order by r.kind) as kinds
         from fourcolor.major_hazards as m
         left join fourcolor.responsibilities as r on r.owner_layer = 'major_hazards' and r.owner_id = m.id
         group by m.id
       ) as each
       group by kinds`,
    );
    for (const { kinds } of rows) {
      for (const kind of ['chief', 'principal', 'technical', 'operation']) expect(kinds).toContain(kind);
    }
    await expect(ask(planner, 'select phone from fourcolor.responsibilities')).rejects.toThrow();
    await ask({ ...planner, role: 'commander' }, 'select phone from fourcolor.responsibilities limit 1');
    const [hidden] = await ask<{ n: number }>(
      township,
      `select count(*)::integer as n
       from fourcolor.inventories as i
       where not exists (select from fourcolor.major_hazards as m where m.id = i.owner_id)`,
    );
    expect(hidden!.n).toBe(0);
  });

  it('hangs every detail on an object that is there', async () => {
    for (const layer of ['regions', 'major_hazards']) {
      const [stray] = await ask<{ n: number; all: number }>(
        planner,
        `select count(*)::integer as all, (count(*) filter (where o.id is null))::integer as n
         from fourcolor.responsibilities as r
         left join fourcolor.${layer} as o on o.id = r.owner_id
         where r.owner_layer = $1`,
        [layer],
      );
      expect(stray!.all).toBeGreaterThan(0);
      expect(stray!.n).toBe(0);
    }
  });

  it('leaves nothing behind when the demo is taken away', async () => {
    await clearDemo(opened.database);
    const left = await opened.database.as(servant('admin', 'test'), async (session) => {
      const names = [...TABLES.map(({ id }) => id), ...DETAILS.map(({ id }) => id), 'layer_cells'];
      const counts: [string, number][] = [];
      for (const name of names) {
        const [row] = await session.query<{ n: number }>(
          `select count(*)::integer as n from fourcolor.${name}`,
        );
        counts.push([name, row!.n]);
      }
      return counts.filter(([, n]) => n > 0);
    });
    expect(left).toEqual([]);
  }, 600_000);
});

/** Coordinates within the margin; polygons begin with an outer ring wound clockwise on the screen (MVT 2.1, 4.3.4.4). */
function checkShape(feature: VectorTileFeature): void {
  const rings = feature.loadGeometry();
  expect(rings.length).toBeGreaterThan(0);
  rings.forEach((ring, index) => {
    for (const { x, y } of ring) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-64);
      expect(Math.max(x, y)).toBeLessThanOrEqual(4160);
    }
    if (feature.type !== 3 || index > 0) return;
    const area = ring.reduce((sum, { x, y }, i) => {
      const next = ring[(i + 1) % ring.length]!;
      return sum + (x * next.y - next.x * y);
    }, 0);
    expect(area).toBeGreaterThan(0);
  });
}
