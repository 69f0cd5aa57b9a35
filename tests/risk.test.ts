/** The risk field through the API: read as the asking person, computed in its thread, explained at a point. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellLat, cellLon, readySource, riskAt, rowAt, sourceOf } from '../data/risk/field.ts';
import { type Line, lineRiskAt } from '../data/risk/line.ts';
import { tableOf } from '../data/risk/line-outcomes.ts';
import { lineSourceOf, type RiskPipeline } from '../data/risk/pipelines.ts';
import { PlantInput, unitOfPlant } from '../data/risk/proposal.ts';
import { DEMO_ROSE } from '../data/tables/wind-rose.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';

const at = [WEST + SIDE / 2, SOUTH + SIDE / 2] as const;
const INVENTORY = [
  { substance: '氯', cas: '7782-50-5', quantityT: 12, state: '加压液化' },
  { substance: '苯乙烯', cas: '100-42-5', quantityT: 900, state: '常压液体' },
];

/** Some 440 m north of the unit, with a bend. */
const COURSE: [number, number][] = [
  [at[0] - 0.02, at[1] + 0.004],
  [at[0] + 0.003, at[1] + 0.004],
  [at[0] + 0.02, at[1] + 0.006],
];
const PIPES: RiskPipeline[] = [
  { id: 'test:g1', name: '测试输气管道', medium: 'natural_gas', pressureMPa: 8, diameterMm: 610 },
  { id: 'test:g2', name: '测试无管径', medium: 'natural_gas', pressureMPa: 8, diameterMm: null },
];
const WATER = { id: 'test:w1', name: '测试供水', medium: 'water', pressureMPa: 0.4, diameterMm: 600 };

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  beforeAll(async () => {
    const opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(10));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      await session.query(
        `insert into fourcolor.major_hazards (source, source_id, id, name, kind, geom)
         values ('test', 'm1', '', '测试氯库', 'tank_farm', st_setsrid(st_point($1::float8, $2::float8), 4326)),
           ('test', 'm2', '', '测试空单元', 'tank_farm', st_setsrid(st_point($1::float8 + 0.002, $2::float8), 4326))`,
        [...at],
      );
      for (const { id, name, medium, pressureMPa, diameterMm } of [...PIPES, WATER])
        await session.query(
          `insert into fourcolor.pipelines (source, source_id, id, name, medium, network, pressure_mpa, diameter_mm, geom)
           values ('test', $1::text, '', $2::text, $3::text, 'long_distance', $4::float8, $5::float8,
             st_setsrid(st_geomfromgeojson($6::text), 4326))`,
          [
            id.slice('test:'.length),
            name,
            medium,
            pressureMPa,
            diameterMm,
            JSON.stringify({ type: 'MultiLineString', coordinates: [COURSE] }),
          ],
        );
      for (const { substance, cas, quantityT, state } of INVENTORY)
        await session.query(
          `insert into fourcolor.inventories (owner_id, substance, cas, quantity_t, threshold_t, beta, state)
           values ('test:m1', $1::text, $2::text, $3::float8, 5, 4, $4::text)`,
          [substance, cas, quantityT, state],
        );
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const run = (process: string, inputs: object, cookie: string | undefined = planner) =>
    api.ask(`/ogc/processes/${process}/execution`, { ...(cookie ? { cookie } : {}), body: { inputs } });
  const known = readySource(
    sourceOf({ id: 'test:m1', name: '', kind: 'tank_farm', lon: at[0], lat: at[1], inventory: INVENTORY }),
    DEMO_ROSE,
  );

  const course = Float64Array.from(COURSE.flat());
  const gas: Line = { table: tableOf(lineSourceOf(PIPES[0]!)!.outcomes, DEMO_ROSE)!, parts: [course] };
  const risk = (
    sources: Parameters<typeof riskAt>[0],
    lon: number,
    lat: number,
    lines: readonly Line[] = [gas],
  ) => riskAt(sources, lon, lat) + lines.reduce((sum, line) => sum + lineRiskAt(line, lon, lat), 0);

  describe('risk-field', () => {
    const bbox = [at[0] - 0.01, at[1] - 0.008, at[0] + 0.01, at[1] + 0.008];
    it('has the risk of the units at every cell, north first, with contours and reasons', async () => {
      const answer = await run('risk-field', { bbox, cellM: 40 });
      expect(answer.status).toBe(200);
      const field = await answer.json();
      expect(field.values).toHaveLength(field.width * field.height);
      for (const [row, column] of [
        [0, 0],
        [5, 12],
        [field.height - 1, 3],
      ] as const) {
        const lon = bbox[0]! + ((column + 0.5) / field.width) * 0.02;
        const lat = bbox[3]! - ((row + 0.5) / field.height) * 0.016;
        const mine = risk([known], lon, lat);
        expect(Math.abs(field.values[row * field.width + column] / mine - 1)).toBeLessThan(2e-3);
      }
      expect(field.contours.features.length).toBeGreaterThan(0);
      const sources = Object.fromEntries(field.sources.map((one: { unitId: string }) => [one.unitId, one]));
      expect(sources['test:m1'].missing[0].zh).toContain('苯乙烯');
      expect(sources['test:m2']).toMatchObject({ computed: false, missing: [{ en: 'No inventory' }] });
      expect(field.note.zh).toContain('决策参考');
      expect(field.assumptions[0].zh).toContain('模拟数据');
      expect((await (await run('risk-field', { bbox, cellM: 40 })).json()).fieldVersion).toBe(
        field.fieldVersion,
      );
    });

    it('refuses a field that is too fine or no box, and is not there for the public', async () => {
      expect((await run('risk-field', { bbox, cellM: 5 })).status).toBe(200);
      const wide = [at[0] - 0.5, at[1] - 0.5, at[0] + 0.5, at[1] + 0.5];
      expect((await run('risk-field', { bbox: wide, cellM: 10 })).status).toBe(422);
      expect((await run('risk-field', { bbox: [1, 1, 0, 0], cellM: 10 })).status).toBe(422);
      expect((await run('risk-field', { bbox, cellM: 40 }, '')).status).toBe(404);
    });
  });

  describe('risk-grid', () => {
    const box = [at[0] - 0.01, at[1] - 0.008, at[0] + 0.01, at[1] + 0.008] as const;
    const size = { width: 61, height: 53 };
    const grid = { bbox: box, ...size, rows: 'mercator' } as const;
    const ask = (body: object, cookie: string | undefined = planner) =>
      api.ask('/api/risk-grid', { ...(cookie ? { cookie } : {}), body });
    const numbers = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
    const plant = (quantityT: number) => ({
      kind: 'plant',
      id: 'proposed',
      name: '拟建液氨库',
      unitKind: 'tank_farm',
      at: [at[0] + 0.004, at[1]],
      inventory: [{ substance: '氨', cas: '7664-41-7', quantityT, state: '加压液化' }],
    });
    const proposed = (quantityT: number) =>
      readySource(sourceOf(unitOfPlant(PlantInput.parse(plant(quantityT)))), DEMO_ROSE);

    function expectField(values: Float32Array, sources: Parameters<typeof riskAt>[0]) {
      for (const [row, column] of [
        [0, 0],
        [20, 40],
        [size.height - 1, 7],
      ] as const) {
        const known = risk(sources, cellLon(grid, column), cellLat(grid, row));
        expect(known).toBeGreaterThan(0);
        expect(Math.abs(values[row * size.width + column]! / known - 1)).toBeLessThan(1e-6);
      }
    }

    it('holds the risk at the centres of rows that are equal on the map', async () => {
      const field = await (await ask({ bbox: box, ...size })).json();
      const values = numbers(field.values);
      expect(values).toHaveLength(size.width * size.height);
      expectField(values, [known]);
      expect(field.max).toBeCloseTo(Math.max(...values), 12);
      expect(field.units.map(({ unitId }: { unitId: string }) => unitId)).toEqual([
        'test:m1',
        'test:m2',
        'test:g1',
        'test:g2',
      ]);
    });

    it('has what is proposed and not what is thought away, and after that the first field again', async () => {
      const first = await (await ask({ bbox: box, ...size })).json();
      const more = await (await ask({ bbox: box, ...size, add: [plant(40)] })).json();
      expectField(numbers(more.values), [known, proposed(40)]);
      expect(more.fieldVersion).not.toBe(first.fieldVersion);
      const moved = await (await ask({ bbox: box, ...size, add: [plant(90)], remove: ['test:m1'] })).json();
      expectField(numbers(moved.values), [proposed(90)]);
      const again = await (await ask({ bbox: box, ...size })).json();
      expectField(numbers(again.values), [known]);
      expect(again.fieldVersion).toBe(first.fieldVersion);
      const { contributors } = await (
        await run('risk-at', { point: [at[0] + 0.0045, at[1]], add: [plant(40)], remove: ['test:m1'] })
      ).json();
      expect(new Set(contributors.map((one: { unitId: string }) => one.unitId))).toEqual(
        new Set(['proposed']),
      );
    });

    it('has the pipelines, says what is missing of them, and can leave them out', async () => {
      const { values, units } = await (await ask({ bbox: box, ...size })).json();
      const told = Object.fromEntries(units.map((one: { unitId: string }) => [one.unitId, one]));
      expect(told['test:g1']).toMatchObject({ layer: 'pipelines', computed: true, missing: [] });
      expect(told['test:g2']).toMatchObject({ computed: false, missing: [{ en: 'No diameter' }] });
      const without = await (await ask({ bbox: box, ...size, pipelines: false })).json();
      const removed = await (await ask({ bbox: box, ...size, remove: ['test:g1'] })).json();
      expect(removed.values).toBe(without.values);
      expect(without.fieldVersion).not.toBe(removed.fieldVersion);
      // in the row of cells that the line crosses
      const row = Math.floor(rowAt(grid, at[1] + 0.004));
      const cell = row * size.width + 20;
      const [lon, lat] = [cellLon(grid, 20), cellLat(grid, row)];
      expect(lineRiskAt(gas, lon, lat)).toBeGreaterThan(1e-7);
      expect(Math.abs(numbers(values)[cell]! / risk([known], lon, lat) - 1)).toBeLessThan(1e-6);
      expect(Math.abs(numbers(without.values)[cell]! / riskAt([known], lon, lat) - 1)).toBeLessThan(1e-6);
      const { contributors, irPerYr } = await (
        await run('risk-at', { point: [at[0] - 0.01, at[1] + 0.0042] })
      ).json();
      const ofPipes = contributors.filter((one: { layer: string }) => one.layer === 'pipelines');
      expect(ofPipes[0]).toMatchObject({
        unitId: 'test:g1',
        name: '测试输气管道',
        scenario: 'rupture',
        outcome: 'jet-fire',
      });
      const sum = contributors.reduce((total: number, one: { irPerYr: number }) => total + one.irPerYr, 0);
      expect(Math.abs(sum / irPerYr - 1)).toBeLessThan(1e-4);
    });

    it('gives the kernel of a proposal, from which its risk anywhere follows', async () => {
      const answer = await api.ask('/api/risk-kernel', { cookie: planner, body: { plant: plant(40) } });
      const { nodes, reachM, values, firstM, ratio, missing } = await answer.json();
      expect([firstM, ratio, missing]).toEqual([2, 1.03, []]);
      const kernel = { nodes, reachM, values: numbers(values) };
      const { lon, lat, kernel: mine } = proposed(40);
      for (const point of [[at[0], at[1] + 0.003] as const, [at[0] - 0.004, at[1]] as const]) {
        const risk = riskAt([{ lon, lat, kernel: mine }], ...point);
        expect(Math.abs(riskAt([{ lon, lat, kernel }], ...point) / risk - 1)).toBeLessThan(1e-6);
      }
    });

    it('refuses what cannot be computed, and is not there for the public', async () => {
      expect((await ask({ bbox: box, width: 2_000, height: 2_000 })).status).toBe(422);
      expect((await ask({ bbox: [1, 1, 0, 0], ...size })).status).toBe(422);
      expect((await ask({ bbox: box, ...size, add: [{ ...plant(40), at: [200, 0] }] })).status).toBe(422);
      expect((await ask({ bbox: box, ...size }, '')).status).toBe(404);
      expect((await api.ask('/api/risk-kernel', { body: { plant: plant(40) } })).status).toBe(404);
      const { paths } = await api.json('/ogc/api');
      expect(paths).toMatchObject({ '/api/risk-grid': { post: {} }, '/api/risk-kernel': { post: {} } });
    });
  });

  describe('risk-at', () => {
    it('names the unit, scenario and outcome, and the parts make the whole', async () => {
      const point = [at[0] + 0.003, at[1] + 0.001] as const;
      const { irPerYr, contributors, fieldVersion, asOf } = await (await run('risk-at', { point })).json();
      expect(Math.abs(irPerYr / risk([known], ...point) - 1)).toBeLessThan(1e-6);
      const sum = contributors.reduce((total: number, one: { irPerYr: number }) => total + one.irPerYr, 0);
      expect(Math.abs(sum / irPerYr - 1)).toBeLessThan(1e-5);
      expect(contributors[0]).toMatchObject({ unitId: 'test:m1', name: '测试氯库', outcome: 'toxic' });
      expect(fieldVersion).toMatch(/^[0-9a-f]{16}$/);
      expect(Date.parse(asOf)).toBeGreaterThan(0);
    });

    it('is described, as is the field, in the list and in the API', async () => {
      for (const id of ['risk-field', 'risk-at']) {
        expect(await api.json(`/ogc/processes/${id}`)).toMatchObject({
          id,
          outputs: { result: { schema: {} } },
        });
        expect((await api.json('/ogc/api')).paths).toHaveProperty([`/ogc/processes/${id}/execution`]);
      }
    });

    it('is zero far from every unit', async () => {
      const { irPerYr, contributors } = await (await run('risk-at', { point: [0, 0] })).json();
      expect([irPerYr, contributors]).toEqual([0, []]);
    });
  });
});
