/** Area safety through the API: protection strips, external distances, consultation zones and advice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protectionOf } from '../data/safety/pipeline-protection.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const DEGREE_M = 111_000;
/** A crooked line across the city, its corners 4 km apart. */
const corners = Array.from(
  { length: 12 },
  (_, i) => [WEST + 0.05 + i * 0.042, SOUTH + 0.1 + 0.3 * ((i * 0.37) % 1)] as const,
);
const PIPELINES = [
  { id: 'oil', medium: 'crude_oil', network: 'long_distance', mpa: 6, mm: 610, protection: 5 },
  { id: 'gas', medium: 'natural_gas', network: 'city', mpa: 0.4, mm: 200, protection: null },
  { id: 'ammonia', medium: 'ammonia', network: 'long_distance', mpa: 4, mm: 200, protection: 8 },
  { id: 'rain', medium: 'drainage', network: 'city', mpa: null, mm: 800, protection: null },
] as const;
/** Beside the middle of each run, so many metres off, and one by one farther along. */
const offsets = Array.from({ length: 60 }, (_, i) => ((i * 7) % 60) / 5);

const asked = async (opened: Opened, sql: string, values: unknown[] = []) =>
  opened.database.as(servant('admin', 'test'), (session) =>
    session.query<Record<string, never>>(sql, values),
  );

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(50));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      for (const [k, { id, medium, network, mpa, mm, protection }] of PIPELINES.entries()) {
        const line = corners.map(([lon, lat]) => [lon, lat + k * 1.2e-4]);
        await session.query(
          `insert into fourcolor.pipelines (source, source_id, id, name, medium, network, pressure_mpa, diameter_mm, protection_m, geom)
           values ('test', $1, '', $1, $2, $3, $4::float8, $5::float8, $6::float8,
             st_setsrid(st_geomfromgeojson($7::text), 4326))`,
          [
            id,
            medium,
            network,
            mpa,
            mm,
            protection,
            JSON.stringify({ type: 'MultiLineString', coordinates: [line] }),
          ],
        );
      }
      for (const [layer, table] of [
        ['place', 'places'],
        ['target', 'protected_targets'],
      ] as const)
        for (const [i, offM] of offsets.entries()) {
          const [a, b] = [corners[i % 11]!, corners[(i % 11) + 1]!];
          const t = ((i * 13) % 60) / 60;
          const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
          const off = (layer === 'place' ? offM : -offM) / DEGREE_M / length;
          await session.query(
            `insert into fourcolor.${table} (source, source_id, id, name, kind, geom)
             values ('test', $1, '', $1, $2, st_setsrid(st_point($3::float8, $4::float8), 4326))`,
            [
              `${layer}${i}`,
              layer === 'place' ? 'market' : 'school',
              a[0] + t * (b[0] - a[0]) - off * (b[1] - a[1]),
              a[1] + t * (b[1] - a[1]) + off * (b[0] - a[0]),
            ],
          );
        }
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const run = (process: string, inputs: object, cookie: string | undefined = planner) =>
    api.ask(`/ogc/processes/${process}/execution`, { ...(cookie ? { cookie } : {}), body: { inputs } });

  /** Every pair of a pipeline and a point within its strip, measured one by one. */
  const bruteForce = async () => {
    const found: Record<string, number> = {};
    for (const table of ['enterprises', 'places', 'protected_targets'])
      for (const row of await asked(
        opened,
        `select p.id as pipeline, p.medium, p.network, p.pressure_class as "pressureClass", p.pressure_mpa as "pressureMPa",
           p.diameter_mm as "diameterMm", p.protection_m as "protectionM", o.id,
           st_distance(o.geom::geography, p.geom::geography) as metres
         from fourcolor.pipelines as p cross join fourcolor.${table} as o`,
      )) {
        const protection = protectionOf(row as never);
        if (!('missing' in protection) && row.metres <= protection.stripM)
          found[`${row.pipeline} ${row.id}`] = row.metres;
      }
    return found;
  };

  describe('encroachments', () => {
    it('are the pairs that measuring one by one finds, deepest first, with the clause', async () => {
      const answer = await (await run('encroachments', {})).json();
      const expected = await bruteForce();
      expect(Object.keys(expected).length).toBeGreaterThan(40);
      const found = answer.objects.features.map(({ properties }: { properties: object }) => properties);
      expect(new Set(found.map((one: Record<string, string>) => `${one.pipelineId} ${one.id}`))).toEqual(
        new Set(Object.keys(expected)),
      );
      expect(answer.count).toBe(found.length);
      for (const one of found) {
        expect(Math.abs(one.distanceM - expected[`${one.pipelineId} ${one.id}`]!)).toBeLessThan(2e-3);
        expect(one.distanceM).toBeLessThanOrEqual(one.protectionM + 0.31);
      }
      const depths = found.map(({ depthM }: { depthM: number }) => depthM);
      expect(depths).toEqual(depths.toSorted((a: number, b: number) => b - a));
      const clauses = Object.fromEntries(
        found.map((one: { pipelineId: string; rule: { clause: string } }) => [
          one.pipelineId,
          one.rule.clause,
        ]),
      );
      expect(clauses['test:oil']).toContain('第三十条');
      expect(clauses['test:ammonia']).toContain('第二十一条');
      expect(answer.notComputed).toMatchObject([{ pipelineId: 'test:rain' }]);
      const [most] = answer.byPipeline;
      expect(most.count).toBe(Math.max(...answer.byPipeline.map(({ count }: { count: number }) => count)));
      expect(answer.note.zh).toContain('决策参考');
    });

    it('draw strips that hold their objects', async () => {
      const answer = await (await run('encroachments', { pipelineId: 'test:ammonia' })).json();
      expect(answer.byPipeline.map(({ pipelineId }: { pipelineId: string }) => pipelineId)).toEqual([
        'test:ammonia',
      ]);
      expect(answer.strips.features).toHaveLength(1);
      const [{ inside }] = (await asked(
        opened,
        `select count(*)::integer as inside
         from unnest($1::float8[], $2::float8[]) as at (lon, lat)
         where st_intersects(st_setsrid(st_geomfromgeojson($3::text), 4326), st_setsrid(st_point(lon, lat), 4326))`,
        [
          answer.objects.features.map(
            (one: { geometry: { coordinates: number[] } }) => one.geometry.coordinates[0],
          ),
          answer.objects.features.map(
            (one: { geometry: { coordinates: number[] } }) => one.geometry.coordinates[1],
          ),
          JSON.stringify(answer.strips.features[0].geometry),
        ],
      )) as unknown as [{ inside: number }];
      // the arcs of a strip are drawn with corners
      expect(inside).toBeGreaterThanOrEqual(answer.count - 1);
    });

    it('narrow to a box, to one pipeline, and to what the person sees', async () => {
      const all = await (await run('encroachments', {})).json();
      const box = [WEST + 0.1, SOUTH, WEST + 0.3, SOUTH + SIDE];
      const inBox = await (await run('encroachments', { bbox: box })).json();
      const expected = all.objects.features.filter(
        (one: { geometry: { coordinates: number[] } }) =>
          one.geometry.coordinates[0]! >= box[0]! && one.geometry.coordinates[0]! <= box[2]!,
      );
      expect(inBox.count).toBe(expected.length);
      expect(inBox.count).toBeGreaterThan(0);
      expect(inBox.count).toBeLessThan(all.count);
      const township = await api.signIn('town', 'planner', { regions: [TOWNSHIP] });
      const own = await (await run('encroachments', {}, township)).json();
      expect(own.count).toBeLessThan(all.count);
      expect((await run('encroachments', { pipelineId: 'test:absent' })).status).toBe(404);
      expect((await run('encroachments', { pipelineId: 'test:oil', bbox: box })).status).toBe(422);
      expect((await run('encroachments', {}, '')).status).toBe(404);
    });
  });
});
