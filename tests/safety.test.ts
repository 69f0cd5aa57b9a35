/** Area safety through the API: protection strips, external distances, consultation zones and advice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProtectedPipeline, protectionOf } from '../data/safety/pipeline-protection.ts';
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

const [LON, LAT] = [WEST + 0.45, SOUTH + 0.5];
/** Id, name, sector, enterprise, longitude: two units of one works 300 m apart, and others far away. */
const UNITS = [
  ['chlorine', '液氯罐区', 'hazmat_production', 'works', LON],
  ['lpg', '液化气罐区', 'hazmat_storage', 'works', LON + 0.003],
  ['solvent', '溶剂罐区', 'hazmat_storage', null, LON - 0.2],
  ['powder', '炸药库', 'hazmat_storage', null, LON - 0.25],
  ['station', '储配站', 'city_gas', null, LON - 0.3],
] as const;
const LINES = [
  ['chlorine', '氯', '7782-50-5', 'J1', 4, 5],
  ['lpg', '液化石油气', '68476-85-7', 'W2', 40, 50],
  ['solvent', '甲醇', '67-56-1', 'W5.3', 900, 500],
  ['powder', '2,4,6-三硝基甲苯', '118-96-7', 'W1.1', 8, 5],
  ['station', '液化石油气', '68476-85-7', 'W2', 90, 50],
] as const;

const asked = async <R>(opened: Opened, sql: string, values: unknown[] = []) =>
  opened.database.as(servant('admin', 'test'), (session) => session.query<R>(sql, values));

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
      for (const [id, name, sector, enterprise, lon] of UNITS)
        await session.query(
          `insert into fourcolor.major_hazards (source, source_id, id, name, kind, sector, enterprise_id, enterprise_name, geom)
           values ('test', $1, '', $2, 'tank_farm', $3, $4, $4, st_setsrid(st_point($5::float8, $6::float8), 4326))`,
          [id, name, sector, enterprise, lon, LAT],
        );
      for (const [owner, substance, cas, symbol, quantityT, thresholdT] of LINES)
        await session.query(
          `insert into fourcolor.inventories (owner_id, substance, cas, class_symbol, quantity_t, threshold_t, beta, state)
           values ('test:' || $1, $2, $3, $4, $5::float8, $6::float8, 1, '加压液化')`,
          [owner, substance, cas, symbol, quantityT, thresholdT],
        );
      await session.query(
        `insert into fourcolor.risk_contours (source, source_id, id, name, ir_per_yr, enterprise_id, geom)
         values ('test', 'r1', '', '官方等值线', 3e-7, 'works', st_multi(st_makeenvelope($1::float8, $2::float8, $3::float8, $4::float8, 4326)))`,
        [LON - 0.01, LAT - 0.01, LON + 0.01, LAT + 0.01],
      );
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
      for (const row of await asked<ProtectedPipeline & { pipeline: string; id: string; metres: number }>(
        opened,
        `select p.id as pipeline, p.medium, p.network, p.pressure_class as "pressureClass", p.pressure_mpa as "pressureMPa",
           p.diameter_mm as "diameterMm", p.protection_m as "protectionM", o.id,
           st_distance(o.geom::geography, p.geom::geography) as metres
         from fourcolor.pipelines as p cross join fourcolor.${table} as o`,
      )) {
        const protection = protectionOf(row);
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
      const [row] = await asked<{ inside: number }>(
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
      );
      // the arcs of a strip are drawn with corners
      expect(row!.inside).toBeGreaterThanOrEqual(answer.count - 1);
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

  const outcome = async (process: string, inputs: object) => {
    const answer = await run(process, inputs);
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  describe('safety-distance', () => {
    it('chooses by the unit and by all units of the enterprise together', async () => {
      const answer = await outcome('safety-distance', { unitId: 'test:chlorine' });
      expect(answer.unit).toMatchObject({ unitId: 'test:chlorine', method: 'code', ratio: 0.8 });
      expect(answer.unit.codes.map(({ id }: { id: string }) => id)).toContain('GB 50160');
      // neither gas reaches its threshold alone
      expect(answer.enterprise).toMatchObject({
        enterpriseId: 'works',
        unitIds: ['test:chlorine', 'test:lpg'],
        method: 'qra',
        ratio: 1.6,
      });
      expect(answer.enterprise.reason.zh).toContain('1.6');
      const of = (which: string) =>
        answer.distances.filter(
          (one: { of: string; basis: string }) => one.of === which && one.basis === 'individual-risk',
        );
      expect(of('unit').every(({ required }: { required: boolean }) => !required)).toBe(true);
      expect(of('enterprise').every(({ required }: { required: boolean }) => required)).toBe(true);
      const distances = of('enterprise').map(({ distanceM }: { distanceM: number }) => distanceM);
      expect(distances[0]).toBeGreaterThan(100);
      expect(distances).toEqual(distances.toSorted((a: number, b: number) => b - a));
      expect(of('enterprise')[0].distanceM).toBeGreaterThanOrEqual(of('unit')[0].distanceM - 30);
      expect(answer.official.features[0].properties).toMatchObject({ name: '官方等值线', irPerYr: 3e-7 });
      expect(answer.confidence.zh).toBeTruthy();
    });

    it('draws circles of overpressure about explosives, with how sure they are', async () => {
      const answer = await outcome('safety-distance', { unitId: 'test:powder' });
      expect(answer.unit.method).toBe('consequence');
      const blasts = answer.distances.filter(({ basis }: { basis: string }) => basis === 'overpressure');
      expect(blasts.map(({ overpressurePa }: { overpressurePa: number }) => overpressurePa)).toEqual([
        2000, 5000, 9000,
      ]);
      expect(blasts[0]).toMatchObject({ required: true });
      expect(blasts[0].confidence.zh).toContain('未核对');
      const circle = answer.zones.features.find(
        (one: { properties: { overpressurePa?: number } }) => one.properties.overpressurePa === 2000,
      );
      const [[north]] = circle.geometry.coordinates[0]
        .map((point: number[]) => [point[1]])
        .sort((a: number[], b: number[]) => b[0]! - a[0]!);
      expect((north - LAT) * 111_195).toBeCloseTo(blasts[0].distanceM, -1);
    });

    it('sends liquids to the codes and city gas to its own rules, without a number', async () => {
      const solvent = await outcome('safety-distance', { unitId: 'test:solvent' });
      expect(solvent.unit).toMatchObject({ method: 'code', ratio: 0 });
      const station = await outcome('safety-distance', { unitId: 'test:station' });
      expect(station.unit.method).toBe('code');
      expect(station.unit.reason.zh).toContain('不适用');
      expect(station.unit.codes.map(({ id }: { id: string }) => id)).toContain('GB 51142');
      expect((await run('safety-distance', { unitId: 'test:absent' })).status).toBe(404);
      expect((await run('safety-distance', { unitId: 'test:lpg' }, '')).status).toBe(404);
    });
  });

  describe('consultation-zones and planning-advice', () => {
    it('draw zones one inside the other, and advise by the zone', async () => {
      const { zones, source } = await outcome('consultation-zones', { unitId: 'test:chlorine' });
      expect(source.zh).toContain('HSE');
      const areas = Object.fromEntries(
        zones.features.map(({ properties }: { properties: { zone: string; areaKm2: number } }) => [
          properties.zone,
          properties.areaKm2,
        ]),
      );
      expect(areas.outer).toBeGreaterThan(areas.middle);
      for (const { geometry, properties } of zones.features) {
        const [row] = await asked<{ inside: boolean }>(
          opened,
          'select st_covers(st_geomfromgeojson($1::text), st_setsrid(st_point($2::float8, $3::float8), 4326)) as inside',
          [JSON.stringify(geometry), LON, LAT],
        );
        expect([properties.zone, row!.inside]).toEqual([properties.zone, true]);
      }
      const whole = await outcome('consultation-zones', {
        bbox: [LON - 0.01, LAT - 0.01, LON + 0.01, LAT + 0.01],
      });
      const outer = whole.zones.features.find(
        ({ properties }: { properties: { zone: string } }) => properties.zone === 'outer',
      );
      expect(outer.properties.areaKm2).toBeGreaterThan(areas.outer * 0.98);

      const school = { kind: 'school' };
      const near = await outcome('planning-advice', { point: [LON + 0.001, LAT], development: school });
      expect(near).toMatchObject({ advise: 'against', sensitivity: 4 });
      expect(near.units[0].unitId).toMatch(/^test:/);
      expect(near.reason.zh).toContain('HSE');
      const away = await outcome('planning-advice', {
        point: [LON, LAT - 0.2],
        pipelines: false,
        development: school,
      });
      expect(away).toMatchObject({ advise: 'not_against', zone: 'outside', maxIrPerYr: 0 });
      const field = {
        type: 'Polygon',
        coordinates: [
          [
            [LON - 0.002, LAT - 0.002],
            [LON + 0.04, LAT - 0.002],
            [LON + 0.04, LAT + 0.002],
            [LON - 0.002, LAT + 0.002],
            [LON - 0.002, LAT - 0.002],
          ],
        ],
      };
      const spread = await outcome('planning-advice', {
        geometry: field,
        development: { kind: 'workplace', people: 20 },
      });
      const { inner, middle, outer: far, outside } = spread.shares;
      expect(inner + middle + far + outside).toBeCloseTo(1, 2);
      expect(outside).toBeGreaterThan(0);
      expect(spread).toMatchObject({ sensitivity: 1, advise: 'not_against' });
    });

    it('follow what is proposed and refuse what makes no question', async () => {
      const far = [LON, LAT - 0.2];
      const plant = {
        id: 'p',
        kind: 'plant',
        name: '拟建',
        unitKind: 'tank_farm',
        at: far,
        inventory: [{ substance: '氯', cas: '7782-50-5', quantityT: 20, state: '加压液化' }],
      };
      const inputs = { point: far, pipelines: false, development: { kind: 'hospital' } };
      // a pipeline with ammonia passes there
      const crossed = await outcome('planning-advice', { ...inputs, pipelines: true });
      expect(crossed).toMatchObject({
        advise: 'against',
        units: [{ unitId: 'test:ammonia', layer: 'pipelines' }],
      });
      expect(await outcome('planning-advice', { ...inputs, add: [plant] })).toMatchObject({
        advise: 'against',
        units: [{ unitId: 'p' }],
      });
      for (const [process, wrong] of [
        ['planning-advice', { development: { kind: 'hospital' } }],
        ['planning-advice', { ...inputs, geometry: { type: 'Point', coordinates: far } }],
        ['planning-advice', { point: far, development: { kind: 'castle' } }],
        ['consultation-zones', {}],
        ['consultation-zones', { bbox: [1, 1, 0, 0] }],
      ] as const)
        expect([process, (await run(process, wrong)).status]).toEqual([process, 422]);
      expect((await run('consultation-zones', { unitId: 'test:absent' })).status).toBe(404);
      expect((await run('planning-advice', inputs, '')).status).toBe(404);
    });
  });
});
