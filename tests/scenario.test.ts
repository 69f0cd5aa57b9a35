/** Accident scenarios over a hand-made city: whom a zone reaches is counted here without the database. */
import { area, booleanPointInPolygon, featureCollection, intersect, polygon } from '@turf/turf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { destination } from '../data/scenarios/place.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';
import { geodesicM } from './harness/vincenty.ts';

type Position = [number, number];
interface Found {
  readonly id: string;
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: Position[][] };
  readonly properties: {
    readonly endpoint: string;
    readonly threshold: number;
    readonly distanceM: number;
    readonly arrivalS: number;
    readonly extentM: number;
    readonly people: { readonly day: number; readonly night: number };
  };
}
/** In the middle of a township of the third county row. */
const UNIT: Position = [WEST + 0.3, SOUTH + 0.3];
const around = (east: number, north: number): Position => [UNIT[0] + east, UNIT[1] + north];
const square = ([lon, lat]: Position, side: number): Position[] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

/** A chessboard of census units around the unit. */
const UNITS = Array.from({ length: 100 }, (_, k) => ({
  id: `test:c${k}`,
  residents: 100 + 7 * k,
  people_day: k % 3 === 0 ? null : 50 + k,
  ring: square(around(-0.05 + (k % 10) * 0.01, -0.05 + Math.floor(k / 10) * 0.01), 0.01),
}));
const TARGETS = Array.from({ length: 120 }, (_, k) => ({
  id: `test:t${k}`,
  class: [null, 'high_sensitive', 'general_2'][k % 3]!,
  people_day: k % 4 === 0 ? null : 10 * k,
  people_night: k,
  at: around(((k * 0.754877666) % 1) * 0.06 - 0.05, ((k * 0.569840291) % 1) * 0.04 - 0.02),
}));
const CLOSE = around(-0.001, 0);
const evening = { windMS: 3, windFromDeg: 90, stability: 'D' };

async function fill({ database }: Opened): Promise<void> {
  await fillSmallCity(database, smallEnterprises(3));
  const point = (at: Position) => `st_setsrid(st_point(${at[0]}, ${at[1]}), 4326)`;
  await database.as(servant('admin', 'test'), async (session) => {
    await session.query(
      `insert into fourcolor.population (source, source_id, id, residents, people_day, geom)
       select 'test', substr(id, 6), '', residents, people_day,
         st_multi(st_setsrid(st_geomfromgeojson(jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(ring))::text), 4326))
       from jsonb_to_recordset($1::jsonb) as c (id text, residents integer, people_day integer, ring jsonb)`,
      [JSON.stringify(UNITS)],
    );
    await session.query(
      `insert into fourcolor.protected_targets (source, source_id, id, name, kind, class, people_day, people_night, geom)
       select 'test', substr(id, 6), '', '目标' || id, 'school', class, people_day, people_night,
         st_setsrid(st_point((at ->> 0)::double precision, (at ->> 1)::double precision), 4326)
       from jsonb_to_recordset($1::jsonb) as t (id text, class text, people_day integer, people_night integer, at jsonb)`,
      [JSON.stringify(TARGETS)],
    );
    await session.query(
      `insert into fourcolor.pipelines (source, source_id, id, name, medium, geom)
       values
         ('test', 'near', '', '近处管道', 'natural_gas', st_setsrid(st_geomfromtext('MULTILINESTRING((${around(-0.004, -0.1).join(' ')}, ${around(-0.004, 0.1).join(' ')}))'), 4326)),
         ('test', 'far', '', '上风向管道', 'natural_gas', st_setsrid(st_geomfromtext('MULTILINESTRING((${around(0.2, -0.1).join(' ')}, ${around(0.2, 0.1).join(' ')}))'), 4326))`,
    );
    await session.query(
      `insert into fourcolor.major_hazards (source, source_id, id, name, kind, geom)
       values ('test', 'tanks', '', '液氯储罐区', 'tank_farm', ${point(UNIT)}),
         ('test', 'close', '', '相邻储罐', 'tank_farm', ${point(CLOSE)}),
         ('test', 'empty', '', '没有存量', 'warehouse', ${point(around(0.25, 0.25))})`,
    );
    await session.query(
      `insert into fourcolor.inventories (owner_id, substance, cas, quantity_t, threshold_t, beta)
       values ('test:tanks', '氯', '7782-50-5', 20, 5, 4), ('test:tanks', '丙烷', '74-98-6', 60, 50, 1.5),
         ('test:tanks', '某种农药', null, 900, 50, 1), ('test:close', 'LPG', '68476-85-7', 50, 50, 1.5)`,
    );
  });
}

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  beforeAll(async () => {
    const opened = await open();
    await fill(opened);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const ask = (inputs: object, cookie: string | null = planner) =>
    api.ask('/ogc/processes/consequence/execution?lang=en', {
      ...(cookie ? { cookie } : {}),
      body: { inputs },
    });
  const run = async (inputs: object, cookie = planner) => {
    const answer = await ask(inputs, cookie);
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const refused = async (inputs: object, cookie: string | null = planner) => {
    const answer = await ask(inputs, cookie);
    return [answer.status, (await answer.json()).errors?.[0]?.pointer];
  };
  const chlorine = { unitId: 'test:tanks', scenario: 'toxic_continuous', weather: evening };

  describe('a chlorine unit in an evening wind', () => {
    it('takes place, substance and quantity from the register and carries the cloud downwind', async () => {
      const answer = await run(chlorine);
      expect(answer).toMatchObject({
        substance: { id: 'chlorine' },
        massKg: 20_000,
        scenario: 'toxic_continuous',
      });
      expect(answer.assumptions[0].zh).toContain('丙烷');
      expect(answer.zones.features.map((zone: Found) => zone.properties.endpoint)).toEqual([
        'AEGL-1',
        'AEGL-2',
        'AEGL-3',
      ]);
      for (const { geometry, properties } of answer.zones.features as Found[]) {
        const lons = geometry.coordinates[0]!.map(([lon]: Position) => lon);
        expect(UNIT[0] - Math.min(...lons)).toBeGreaterThan(5 * (Math.max(...lons) - UNIT[0]));
        expect(properties.arrivalS).toBeGreaterThan(0);
      }
      expect(answer.uncertainty.features.length).toBe(3);
      expect(answer.models.map(({ id }: { id: string }) => id)).toContain('dense-gas-release');
      expect(['in', 'edge', 'out']).toContain(answer.validity);
      expect(answer.possible).toEqual(['toxic_continuous', 'toxic_instantaneous']);
    });

    it('counts people by area, day and night, in every zone', async () => {
      const { zones, people } = await run(chlorine);
      for (const { geometry, properties } of zones.features as Found[]) {
        const zone = polygon(geometry.coordinates);
        let [day, night] = [0, 0];
        for (const { ring, residents, people_day } of UNITS) {
          const cell = polygon([ring]);
          const common = intersect(featureCollection([zone, cell]));
          const share = common ? area(common) / area(cell) : 0;
          day += (people_day ?? residents) * share;
          night += residents * share;
        }
        expect(Math.abs(properties.people.day - day)).toBeLessThan(1 + day * 0.002);
        expect(Math.abs(properties.people.night - night)).toBeLessThan(1 + night * 0.002);
      }
      expect(people).toEqual(zones.features[0].properties.people);
      expect(people.night).toBeGreaterThan(100);
    });

    it('lists the protected targets inside by class, nearest first, with the heaviest level there', async () => {
      const { zones, targets } = await run(chlorine);
      const rings = zones.features.map(({ geometry }: Found) => geometry);
      const hit = TARGETS.filter(({ at }) => booleanPointInPolygon(at, rings[0]));
      expect(hit.length).toBeGreaterThan(3);
      expect(hit.length).toBeLessThan(TARGETS.length);
      expect(targets.count).toBe(hit.length);
      expect(targets.features.features.map(({ id }: Found) => id).sort()).toEqual(
        hit.map(({ id }) => id).sort(),
      );
      for (const [name, found] of Object.entries<object>(targets.byClass)) {
        const own = hit.filter((target) => (target.class ?? 'not_classified') === name);
        expect([name, found]).toEqual([
          name,
          {
            count: own.length,
            day: own.reduce((sum, { people_day }) => sum + (people_day ?? 0), 0),
            night: own.reduce((sum, { people_night }) => sum + people_night, 0),
          },
        ]);
      }
      expect(targets.byKind).toEqual({
        school: {
          count: hit.length,
          day: hit.reduce((sum, { people_day }) => sum + (people_day ?? 0), 0),
          night: hit.reduce((sum, { people_night }) => sum + people_night, 0),
        },
      });
      let before = 0;
      for (const { id, properties } of targets.features.features as Found[]) {
        const { at } = TARGETS.find((target) => target.id === id)!;
        expect(properties.distanceM).toBeCloseTo(geodesicM(UNIT, at), 1);
        expect(properties.distanceM).toBeGreaterThanOrEqual(before);
        expect(properties.arrivalS).toBeGreaterThan(0);
        before = properties.distanceM;
        const heaviest = rings.findLastIndex((ring: Found['geometry']) => booleanPointInPolygon(at, ring));
        expect(properties.endpoint).toBe(zones.features[heaviest].properties.endpoint);
      }
    });

    it('names pipelines and neighbours inside, not itself', async () => {
      const { pipelines, majorHazards } = await run(chlorine);
      expect(pipelines.features.features.map(({ id }: Found) => id)).toEqual(['test:near']);
      expect(majorHazards.features.features.map(({ id }: Found) => id)).toEqual(['test:close']);
      expect(majorHazards.features.features[0].properties.escalation).toBe(false);
    });

    it('tells the threat at a place over time, outdoors and indoors', async () => {
      const [lon, lat] = UNIT;
      // a kilometre with the wind, which comes from windFromDeg
      const receptor = destination([lon, lat], evening.windFromDeg + 180, 1000);
      const { threat, zones, assumptions, sources } = await run({ ...chlorine, receptor });
      expect(threat).toMatchObject({ unit: 'ppm', airChangesPerHour: 1, point: [...receptor] });
      expect(threat.distanceM).toBeCloseTo(1000, 3);
      expect(threat.downwindM).toBeCloseTo(1000, 3);
      expect(threat.crosswindM).toBeCloseTo(0, 3);
      // what the place has reached is what the zones around it say
      for (const { geometry, properties } of zones.features as Found[]) {
        const inside = booleanPointInPolygon([...receptor], geometry);
        const level = threat.endpoints.find(
          ({ endpoint }: { endpoint: string }) => endpoint === properties.endpoint,
        );
        expect(level.outdoorFromS !== null).toBe(inside);
        expect(threat.outdoorMax >= properties.threshold).toBe(inside);
      }
      expect(threat.indoorMax).toBeLessThan(threat.outdoorMax);
      expect(threat.timeS).toHaveLength(threat.outdoor.length);
      expect(threat.timeS).toHaveLength(threat.indoor.length);
      expect(assumptions.some(({ en }: { en: string }) => en.includes('one well-mixed room'))).toBe(true);
      expect(sources.some((source: string) => source.includes('ALOHA'))).toBe(true);
      const draughty = await run({ ...chlorine, receptor, airChangesPerHour: 6 });
      expect(draughty.threat.indoorMax).toBeGreaterThan(threat.indoorMax);
    });

    it('tells nothing at a place against the wind, and no threat where none was asked', async () => {
      const upwind = destination(UNIT as [number, number], evening.windFromDeg, 3000);
      expect((await run({ ...chlorine, receptor: upwind })).threat).toMatchObject({
        outdoorMax: 0,
        arrivalS: null,
        timeS: [],
      });
      expect((await run(chlorine)).threat).toBeNull();
      expect(await refused({ ...chlorine, receptor: [-60, -30] })).toEqual([422, '/inputs/receptor']);
      expect(await refused({ ...chlorine, receptor: UNIT, airChangesPerHour: 0 })).toEqual([
        422,
        '/inputs/airChangesPerHour',
      ]);
    });

    it('reaches more people with more chlorine', async () => {
      let before = -1;
      for (const massKg of [200, 2_000, 20_000]) {
        const { people } = await run({ ...chlorine, massKg });
        expect(people.night).toBeGreaterThanOrEqual(before);
        before = people.night;
      }
    });
  });

  it('tells which neighbours a fireball may set off', async () => {
    const answer = await run({
      unitId: 'test:tanks',
      substance: 'propane',
      scenario: 'bleve',
      weather: evening,
    });
    expect([answer.substance.id, answer.massKg]).toEqual(['propane', 60_000]);
    expect(answer.uncertainty.features).toEqual([]);
    const [neighbour] = answer.majorHazards.features.features;
    expect([neighbour.id, neighbour.properties.endpoint, neighbour.properties.escalation]).toEqual([
      'test:close',
      'heat-37.5',
      true,
    ]);
    expect(neighbour.properties.arrivalS).toBe(0);
  });

  it('takes any point, and a mixture by its stand-in', async () => {
    const answer = await run({
      substance: '液化石油气',
      massKg: 5_000,
      point: around(0.1, 0.1),
      scenario: 'vce',
      weather: evening,
    });
    expect(answer.zones.features.map((zone: Found) => zone.properties.threshold)).toEqual([
      1.03, 6.9, 16, 24.1, 55.2,
    ]);
    const ring = answer.zones.features[1].geometry.coordinates[0];
    for (const corner of ring) {
      const metres = geodesicM(around(0.1, 0.1), corner);
      expect(metres / answer.zones.features[1].properties.extentM).toBeCloseTo(1, 2);
    }
  });

  it('says "no data" and computes nothing where nothing is known of a substance', async () => {
    const answer = await run({
      unitId: 'test:tanks',
      substance: '某种农药',
      scenario: 'vce',
      weather: evening,
    });
    expect(answer).toMatchObject({
      validity: null,
      people: { day: null, night: null },
      models: [],
      possible: [],
    });
    expect([answer.zones.features, answer.targets.count, answer.majorHazards.count]).toEqual([[], 0, 0]);
    expect(answer.reasons[0].zh).toContain('没有数据');
  });

  it('refuses what makes no scenario, pointing at it', async () => {
    expect(await refused({ ...chlorine, substance: 'benzene' })).toEqual([422, '/inputs/substance']);
    expect(await refused({ ...chlorine, unitId: 'test:empty' })).toEqual([422, '/inputs/substance']);
    expect(await refused({ scenario: 'bleve', weather: evening, substance: 'propane', massKg: 1 })).toEqual([
      422,
      '/inputs/point',
    ]);
    expect(
      await refused({ unitId: 'test:tanks', substance: '丙烷', scenario: 'jet_fire', weather: evening }),
    ).toEqual([422, '/inputs/holeDiameterM']);
    expect(
      await refused({ unitId: 'test:tanks', substance: '丙烷', scenario: 'pool_fire', weather: evening }),
    ).toEqual([422, '/inputs/scenario']);
  });

  it('answers 404 to visitors and for units that the reader does not see', async () => {
    expect((await refused(chlorine, null))[0]).toBe(404);
    expect(
      (
        await refused(
          { scenario: 'vce', weather: evening, substance: 'propane', massKg: 1000, point: UNIT },
          null,
        )
      )[0],
    ).toBe(404);
    expect((await refused({ ...chlorine, unitId: 'test:nobody' }))[0]).toBe(404);
    const township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    expect((await run(chlorine, township)).substance.id).toBe('chlorine');
    expect((await refused({ ...chlorine, unitId: 'test:empty' }, township))[0]).toBe(404);
  });

  it('counts only whom the reader may see', async () => {
    const nobody = await api.signIn('nobody', 'planner', { regions: ['990101001000'] });
    const inputs = { scenario: 'vce', weather: evening, substance: 'propane', massKg: 50_000, point: UNIT };
    const [all, none] = [await run(inputs), await run(inputs, nobody)];
    expect(all.people.night).toBeGreaterThan(0);
    expect(all.majorHazards.count).toBe(2);
    expect(none.people).toEqual({ day: 0, night: 0 });
    expect([none.targets.count, none.pipelines.count, none.majorHazards.count]).toEqual([0, 0, 0]);
  });

  it('still runs one model', async () => {
    const answer = await run({ model: 'stoichiometry', inputs: { carbon: 3, hydrogen: 8 } });
    expect(answer.outputs.oxygenMolPerMol).toBe(5);
  });
});
