/** The spatial questions, checked one object at a time against formulas that know nothing of the database. */
import { booleanPointInPolygon, lineString, pointToLineDistance, polygon } from '@turf/turf';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from './harness/api.ts';
import {
  fillObjects,
  HAZARDS,
  PIPELINES,
  PLANTS,
  RESOURCES,
  TARGETS,
  type TestObject,
} from './harness/city-objects.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { explaining } from './harness/explaining.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';
import { geodesicM } from './harness/vincenty.ts';

type Position = [number, number];
interface Feature {
  readonly id: string;
  readonly properties: {
    readonly layer?: string;
    readonly distanceM: number;
    readonly straightM?: number;
    readonly nearestId?: string;
    readonly stock?: readonly { item: string; quantity: number }[];
  };
}
interface LayerAnswer {
  readonly count: number;
  readonly byGrade: Readonly<Record<string, number>>;
  readonly features: { readonly features: readonly Feature[] };
}

const enterprises = smallEnterprises(200);
const places = enterprises.map(({ sourceId, lon, lat }) => ({
  id: `test:${sourceId}`,
  at: [lon, lat] as Position,
}));
const pointsOf = (objects: readonly TestObject[]) =>
  objects.flatMap(({ id, geometry }) =>
    geometry.type === 'Point' ? [{ id, at: geometry.coordinates }] : [],
  );

const lon = fc.double({ min: WEST - 0.05, max: WEST + SIDE + 0.05, noNaN: true });
const lat = fc.double({ min: SOUTH - 0.05, max: SOUTH + SIDE + 0.05, noNaN: true });
const position = fc.tuple(lon, lat);
const radius = fc.double({ min: 20, max: 20_000, noNaN: true });
const shortRadius = fc.double({ min: 0, max: 2_000, noNaN: true });
/** turf measures on a sphere, at most 0.6 % from the ellipsoid. */
const SPHERE = 0.007;

/** What the first engine answered, for the second. */
const answered = new Map<string, unknown>();

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, enterprises);
    await fillObjects(opened.database);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const execute = (process: string, inputs: object, cookie: string | undefined = planner) =>
    api.json(`/ogc/processes/${process}/execution`, { ...(cookie ? { cookie } : {}), body: { inputs } });
  const refused = async (process: string, inputs: object, cookie: string | null = planner) => {
    const answer = await api.ask(`/ogc/processes/${process}/execution`, {
      ...(cookie ? { cookie } : {}),
      body: { inputs },
    });
    return [answer.status, (await answer.json()).errors?.[0]?.pointer];
  };
  const within = async (layer: string, inputs: object, cookie = planner): Promise<LayerAnswer> =>
    (await execute('within', { layers: [layer], limit: 10_000, ...inputs }, cookie)).layers[layer];
  const idsOf = ({ features }: LayerAnswer) => features.features.map(({ id }) => id).sort();
  const sumOf = (byGrade: Readonly<Record<string, number>>) =>
    Object.values(byGrade).reduce((sum, count) => sum + count, 0);

  /** Fails unless the found are the objects within the radius; between `sure` times less and more, either is right. */
  const expectWithin = (
    found: LayerAnswer,
    objects: readonly { id: string; metres: number }[],
    radiusM: number,
    slackM: number,
  ) => {
    const ids = new Set(idsOf(found));
    expect(found.count).toBe(ids.size);
    expect(sumOf(found.byGrade)).toBe(found.count);
    for (const { id, metres } of objects) {
      if (metres < radiusM - slackM) expect([id, ids.has(id)]).toEqual([id, true]);
      if (metres > radiusM + slackM) expect([id, ids.has(id)]).toEqual([id, false]);
    }
    const distances = found.features.features.map((one) => one.properties.distanceM);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    for (const { id, properties } of found.features.features) {
      const { metres } = objects.find((one) => one.id === id)!;
      expect(Math.abs(properties.distanceM - metres)).toBeLessThanOrEqual(slackM + 0.002);
    }
  };

  describe('within', () => {
    it('finds exactly the points of the geodesic circle, with their distances to a millimetre', async () => {
      await fc.assert(
        fc.asyncProperty(position, radius, async (centre, radiusM) => {
          for (const [layer, objects] of [
            ['enterprises', places],
            ['protected_targets', pointsOf(TARGETS)],
          ] as const) {
            const found = await within(layer, { geometry: centre, radiusM });
            const measured = objects.map(({ id, at }) => ({ id, metres: geodesicM(centre, at) }));
            expectWithin(found, measured, radiusM, 0.002);
          }
        }),
        { numRuns: 25 },
      );
    });

    it('finds exactly the points of a polygon, touching ones included', async () => {
      // three corners on one line are no area
      const triangle = fc
        .tuple(position, position, position)
        .filter(
          ([a, b, c]) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) > 1e-6,
        );
      await fc.assert(
        fc.asyncProperty(triangle, async (corners) => {
          const ring = [...corners, corners[0]];
          const found = await within('protected_targets', {
            geometry: { type: 'Polygon', coordinates: [ring] },
          });
          const inside = pointsOf(TARGETS).filter(({ at }) => booleanPointInPolygon(at, polygon([ring])));
          expect(idsOf(found)).toEqual(inside.map(({ id }) => id).sort());
          expect(found.count).toBe(inside.length);
        }),
        { numRuns: 25 },
      );
      const at = pointsOf(TARGETS)[4]!.at;
      const touching = [at, [at[0] + 0.001, at[1]], [at[0], at[1] - 0.001], at];
      expect(
        idsOf(await within('protected_targets', { geometry: { type: 'Polygon', coordinates: [touching] } })),
      ).toContain('test:t4');
    });

    it('finds what lies in a corridor of any line, within a sphere’s error of turf', async () => {
      const line = fc.array(position, { minLength: 2, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(line, radius, async (coordinates, radiusM) => {
          const found = await within('protected_targets', {
            geometry: { type: 'LineString', coordinates },
            radiusM,
          });
          const measured = pointsOf(TARGETS).map(({ id, at }) => ({
            id,
            metres: pointToLineDistance(at, lineString(coordinates), { units: 'meters', method: 'geodesic' }),
          }));
          // turf projects to the nearest point iteratively: a few metres on edges of half a degree
          expectWithin(found, measured, radiusM, radiusM * SPHERE + 5);
        }),
        { numRuns: 25 },
      );
    });

    it('measures to the nearest point of lines and areas, 0 inside', async () => {
      await fc.assert(
        fc.asyncProperty(position, radius, async (centre, radiusM) => {
          for (const [layer, objects] of [
            ['pipelines', PIPELINES],
            ['hazard_points', HAZARDS],
          ] as const) {
            const measured = objects.map((one) => ({ id: one.id, metres: metresTo(one, centre) }));
            expectWithin(
              await within(layer, { geometry: centre, radiusM }),
              measured,
              radiusM,
              radiusM * SPHERE + 5,
            );
          }
        }),
        { numRuns: 25 },
      );
    });

    it('takes a selected object for its geometry, at any edge', async () => {
      const region = await within('enterprises', { geometry: { layer: 'regions', id: TOWNSHIP } });
      const { features } = await api.json(
        `/ogc/collections/enterprises/items?limit=10000&filter=${encodeURIComponent(`region_code = '${TOWNSHIP}'`)}`,
        { cookie: planner },
      );
      expect(region.count).toBeGreaterThan(0);
      expect(idsOf(region)).toEqual(features.map(({ id }: Feature) => id).sort());
      // a corner of an area touches it
      const pond = HAZARDS.find(({ geometry }) => geometry.type === 'MultiPolygon')!;
      const corner = (pond.geometry.coordinates as Position[][][])[0]![0]![2]!;
      expect(idsOf(await within('hazard_points', { geometry: corner }))).toContain(pond.id);
      const [target] = pointsOf(TARGETS);
      const around = await within('protected_targets', {
        geometry: { layer: 'protected_targets', id: target!.id },
        radiusM: 9_000,
      });
      expect(around).toEqual(await within('protected_targets', { geometry: target!.at, radiusM: 9_000 }));
      expect(
        await refused('within', { layers: ['regions'], geometry: { layer: 'pipelines', id: 'test:p1' } }),
      ).toEqual([422, '/inputs/radiusM']);
      expect(
        (
          await refused('within', { layers: ['regions'], geometry: { layer: 'pipelines', id: 'test:none' } })
        )[0],
      ).toBe(404);
    });

    it('counts an object at exactly the distance, and not a hair further', async () => {
      const [one, two] = pointsOf(TARGETS);
      const { features } = await within('protected_targets', { geometry: one!.at, radiusM: 100_000 });
      const distanceM = features.features.find(({ id }) => id === two!.id)!.properties.distanceM;
      expect(distanceM).toBeCloseTo(geodesicM(one!.at, two!.at), 3);
      const ids = async (radiusM: number) =>
        idsOf(await within('protected_targets', { geometry: one!.at, radiusM }));
      expect(await ids(distanceM + 0.001)).toContain(two!.id);
      expect(await ids(distanceM - 0.001)).not.toContain(two!.id);
    });

    it('narrows by kinds as by a filter', async () => {
      const place = { geometry: [WEST + 0.3, SOUTH + 0.3], radiusM: 30_000 };
      const byKind = await within('protected_targets', { ...place, kinds: ['school', 'hospital'] });
      const byFilter = await within('protected_targets', {
        ...place,
        filter: "kind IN ('school','hospital')",
      });
      expect(byKind).toEqual(byFilter);
      expect(byKind.count).toBeGreaterThan(10);
      const medium = await within('pipelines', { ...place, kinds: { pipelines: ['natural_gas'] } });
      expect(idsOf(medium).every((id) => Number(id.slice(6)) % 2 === 0)).toBe(true);
      expect(await refused('within', { layers: ['pipelines'], ...place, kinds: ['school'] })).toEqual([
        422,
        '/inputs/kinds',
      ]);
      expect(
        await refused('within', { layers: ['pipelines'], ...place, kinds: { places: ['school'] } }),
      ).toEqual([422, '/inputs/kinds/places']);
    });
  });

  describe('layer against layer', () => {
    it('finds what lies around each object of the other layer, with the nearest of them', async () => {
      for (const [layer, other, objects, radiusM] of [
        ['protected_targets', 'pipelines', PIPELINES, 800],
        ['hazard_points', 'pipelines', PIPELINES, 2_500],
        ['pipelines', 'hazard_points', HAZARDS, 1_200],
        ['enterprises', 'hazard_points', HAZARDS, 3_000],
        ['protected_targets', 'major_hazards', PLANTS, 6_000],
        ['regions', 'resources', RESOURCES, 900],
      ] as const) {
        const found = await within(layer, { near: { layer: other, radiusM } });
        const nearest = new Map<string, { distanceM: number; nearestId: string }>();
        for (const { id } of [...objects].sort((a, b) => (a.id < b.id ? -1 : 1))) {
          const around = await within(layer, { geometry: { layer: other, id }, radiusM });
          for (const { id: one, properties } of around.features.features) {
            const known = nearest.get(one);
            if (!known || properties.distanceM < known.distanceM)
              nearest.set(one, { distanceM: properties.distanceM, nearestId: id });
          }
        }
        expect(found.count).toBeGreaterThan(0);
        expect(found.count).toBe(nearest.size);
        expect(sumOf(found.byGrade)).toBe(found.count);
        for (const { id, properties } of found.features.features) {
          expect([layer, id, properties.nearestId]).toEqual([layer, id, nearest.get(id)?.nearestId]);
          expect(Math.abs(properties.distanceM - nearest.get(id)!.distanceM)).toBeLessThan(0.002);
        }
      }
    });

    it('agrees with distances computed one by one, for any radius, filter and area', async () => {
      const schools = TARGETS.filter(({ kind }) => kind === 'school');
      await fc.assert(
        fc.asyncProperty(radius, position, radius, async (radiusM, centre, areaM) => {
          const found = await within('enterprises', {
            geometry: centre,
            radiusM: areaM,
            near: { layer: 'protected_targets', kinds: ['school'], radiusM },
            filter: 'grade IN (1,2)',
          });
          const expected = enterprises.filter(({ grade, lon: x, lat: y }) => {
            const inArea = geodesicM([x, y], centre) <= areaM;
            const near = pointsOf(schools).some(({ at }) => geodesicM([x, y], at) <= radiusM);
            return inArea && near && (grade === 1 || grade === 2);
          });
          expect(idsOf(found)).toEqual(expected.map(({ sourceId }) => `test:${sourceId}`).sort());
          const filtered = { layer: 'protected_targets', filter: "kind = 'school'", radiusM };
          const again = await within('enterprises', { near: filtered, geometry: centre, radiusM: areaM });
          expect(again.count).toBeGreaterThanOrEqual(found.count);
        }),
        { numRuns: 20 },
      );
    });

    it('does not call an object near itself', async () => {
      const found = await within('protected_targets', {
        near: { layer: 'protected_targets', radiusM: 1_500 },
      });
      const expected = pointsOf(TARGETS).filter(({ id, at }) =>
        pointsOf(TARGETS).some((other) => other.id !== id && geodesicM(at, other.at) <= 1_500),
      );
      expect(idsOf(found)).toEqual(expected.map(({ id }) => id).sort());
    });

    it('measures from the boundary of the plant where there is one, or from the point when asked', async () => {
      const radiusM = 4_000;
      const ask = (from?: string) =>
        within('protected_targets', { near: { layer: 'major_hazards', radiusM, ...(from ? { from } : {}) } });
      const measured = (boundary: boolean) =>
        pointsOf(TARGETS).map(({ id, at }) => ({
          id,
          metres: Math.min(
            ...PLANTS.map((plant) =>
              plant.boundary && boundary
                ? metresTo(
                    { ...plant, geometry: { type: 'MultiPolygon', coordinates: [[plant.boundary]] } },
                    at,
                  )
                : metresTo(plant, at),
            ),
          ),
        }));
      expectWithin(await ask(), measured(true), radiusM, radiusM * SPHERE);
      expectWithin(await ask('point'), measured(false), radiusM, 0.002);
      expect((await ask()).count).toBeGreaterThan((await ask('point')).count);
    });

    it('says where a question cannot be used', async () => {
      const near = { layer: 'pipelines', radiusM: 50 };
      const layers = ['enterprises'];
      expect(await refused('within', { layers })).toEqual([422, '/inputs/geometry']);
      expect(await refused('within', { layers, radiusM: 5, near })).toEqual([422, '/inputs/geometry']);
      expect(await refused('within', { layers, near: { layer: 'pipelines' } })).toEqual([
        422,
        '/inputs/near/radiusM',
      ]);
      expect(await refused('within', { layers, near: { ...near, filter: 'x = 1' } })).toEqual([
        422,
        '/inputs/near/filter',
      ]);
      expect((await refused('within', { layers, near: { ...near, layer: 'nothing' } }))[0]).toBe(404);
    });
  });

  describe('nearest', () => {
    it('lists exactly the nearest of several layers, in geodesic order', async () => {
      const anywhere = fc.tuple(
        fc.double({ min: WEST - 3, max: WEST + 3, noNaN: true }),
        fc.double({ min: SOUTH - 3, max: SOUTH + 3, noNaN: true }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(position, anywhere),
          fc.integer({ min: 1, max: 60 }),
          async (point, limit) => {
            const layers = ['enterprises', 'protected_targets'];
            const { features } = await execute('nearest', { layers, point, limit });
            const all = [...places, ...pointsOf(TARGETS)]
              .map(({ id, at }) => ({ id, metres: geodesicM(point, at) }))
              .sort((a, b) => a.metres - b.metres);
            expect(features).toHaveLength(limit);
            features.forEach(({ id, properties }: Feature, index: number) => {
              expect(Math.abs(properties.distanceM - all[index]!.metres)).toBeLessThan(0.002);
              expect(properties.straightM).toBe(properties.distanceM);
              expect(properties.layer).toBe(id.startsWith('test:t') ? 'protected_targets' : 'enterprises');
            });
          },
        ),
        { numRuns: 30 },
      );
    });

    it('orders lines and areas by their nearest point, as within does', async () => {
      const point = [WEST + 0.31, SOUTH + 0.29];
      const { features } = await execute('nearest', { layers: ['hazard_points'], point, limit: 60 });
      const around = await within('hazard_points', { geometry: point, radiusM: 200_000 });
      expect(features.map(({ id }: Feature) => id)).toEqual(around.features.features.map(({ id }) => id));
    });

    it('gives all there are when there are fewer than asked', async () => {
      const { features } = await execute('nearest', { layers: ['major_hazards'], point: [0, 0], limit: 100 });
      expect(features).toHaveLength(PLANTS.length);
    });

    it('finds who holds the goods, and how much', async () => {
      const point: Position = [WEST + 0.2, SOUTH + 0.4];
      const ask = async (stock: object): Promise<Feature[]> =>
        (await execute('nearest', { layers: ['resources'], point, limit: 100, stock })).features;
      const holders = (item: string, quantity: number) =>
        RESOURCES.filter(({ stock }) => {
          const lines = stock.filter(([name]) => name.includes(item));
          return lines.length > 0 && lines.reduce((sum, [, n]) => sum + n, 0) >= quantity;
        })
          .map(({ id, geometry }) => ({ id, metres: geodesicM(geometry.coordinates as Position, point) }))
          .sort((a, b) => a.metres - b.metres)
          .map(({ id }) => id);
      for (const [item, quantity] of [
        ['泡沫', 50],
        ['泡沫液 3%', 5],
        ['100%_', 1],
        ['没有此物', 1],
      ] as const) {
        expect([item, (await ask({ item, quantity })).map(({ id }) => id)]).toEqual([
          item,
          holders(item, quantity),
        ]);
      }
      const [first] = await ask({ item: '棉被' });
      expect(first!.properties.stock).toEqual([
        { item: '100%_棉被', quantity: 40, unit: '桶', expires_on: null },
      ]);
      const few = await execute('nearest', { layers: ['resources'], point, kinds: ['shelter'], limit: 2 });
      expect(few.features).toHaveLength(2);
      expect(few.features[0].properties.kind).toBe('shelter');
    });

    it('says that roads are not measured yet, and who has stock', async () => {
      const point = [122.3, 30.3];
      expect(await refused('nearest', { layers: ['resources'], point, by: 'road' })).toEqual([
        422,
        '/inputs/by',
      ]);
      expect(await refused('nearest', { layers: ['places'], point, stock: { item: '泡沫' } })).toEqual([
        422,
        '/inputs/layers',
      ]);
      expect(await refused('nearest', { layers: ['resources'], point, limit: 101 })).toEqual([
        422,
        '/inputs/limit',
      ]);
    });
  });

  describe('summarize', () => {
    interface Row {
      readonly layer: string;
      readonly group: string | number | null | readonly (string | number | null)[];
      readonly label: { zh: string; en: string } | null;
      readonly count: number;
      readonly byGrade: Readonly<Record<string, number>>;
    }
    const summarize = (inputs: object, cookie = planner): Promise<{ rows: Row[]; total: number }> =>
      execute('summarize', inputs, cookie);

    it('adds up to what lies within, for any place and grouping', async () => {
      const grouping = fc.constantFrom<string | string[]>(
        'grade',
        'grade_state',
        'kind',
        'sector',
        'source',
        'region:county',
        ['kind', 'grade'],
        ['region:township', 'grade_state'],
      );
      const place = fc.oneof(
        fc.record({ geometry: position, radiusM: radius }),
        fc.constant({ geometry: { layer: 'regions', id: TOWNSHIP } }),
        fc.record({ near: fc.record({ layer: fc.constant('pipelines'), radiusM: shortRadius }) }),
      );
      const layers = ['enterprises', 'hazard_points', 'protected_targets'];
      await fc.assert(
        fc.asyncProperty(place, grouping, async (where, groupBy) => {
          const { rows, total } = await summarize({ layers, groupBy, ...where });
          const found = (await execute('within', { layers, limit: 1, ...where })).layers as Record<
            string,
            LayerAnswer
          >;
          for (const layer of layers) {
            const own = rows.filter((row) => row.layer === layer);
            expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(found[layer]!.count);
            for (const { count, byGrade } of own) expect(sumOf(byGrade)).toBe(count);
            const sums = Object.fromEntries(
              Object.keys(found[layer]!.byGrade).map((key) => [
                key,
                own.reduce((sum, row) => sum + row.byGrade[key]!, 0),
              ]),
            );
            expect(sums).toEqual(found[layer]!.byGrade);
          }
          expect(total).toBe(rows.reduce((sum, { count }) => sum + count, 0));
        }),
        { numRuns: 20 },
      );
    });

    it('names its groups, and puts every object into the region where it lies', async () => {
      const byCounty = await summarize({ layers: ['enterprises'], groupBy: 'region:county' });
      expect(byCounty.total).toBe(enterprises.length);
      expect(byCounty.rows).toHaveLength(9);
      for (const { group, label, count } of byCounty.rows) {
        const number = Number(String(group)[5]) - 1;
        expect(label?.zh).toBe(`测试${number + 1}区`);
        const inside = enterprises.filter(
          ({ lon: x, lat: y }) =>
            Math.floor((x - WEST) / (SIDE / 3)) === number % 3 &&
            Math.floor((y - SOUTH) / (SIDE / 3)) === Math.floor(number / 3),
        );
        expect([group, count]).toEqual([group, inside.length]);
      }
      const byKind = await summarize({ layers: ['pipelines', 'protected_targets'], groupBy: 'kind' });
      expect(byKind.rows.map(({ layer, group, label, count }) => [layer, group, label?.zh, count])).toEqual([
        ['pipelines', 'natural_gas', '天然气', 8],
        ['pipelines', 'water', '供水', 8],
        ['protected_targets', 'hospital', '医院', 50],
        ['protected_targets', 'housing', '居住区', 50],
        ['protected_targets', 'school', '学校', 50],
      ]);
      const two = await summarize({ layers: ['hazard_points'], groupBy: ['kind', 'grade'] });
      expect(two.rows).toHaveLength(15);
      expect(two.rows[0]!.label?.zh).toMatch(/ · /);
      const villages = await summarize({ layers: ['enterprises'], groupBy: 'region:village' });
      expect(villages.rows.map(({ group, count }) => [group, count])).toEqual([[null, enterprises.length]]);
    });

    it('refuses what no layer knows', async () => {
      const layers = ['protected_targets', 'pipelines'];
      for (const groupBy of ['nothing', 'region:planet', 'contact_phone', 'grade', '']) {
        expect([groupBy, await refused('summarize', { layers, groupBy })]).toEqual([
          groupBy,
          [422, '/inputs/groupBy'],
        ]);
      }
      expect(await refused('summarize', { layers, groupBy: ['kind', 'nothing'] })).toEqual([
        422,
        '/inputs/groupBy/1',
      ]);
      expect(await refused('summarize', { layers, groupBy: ['kind', 'source', 'kind'] })).toEqual([
        422,
        '/inputs/groupBy',
      ]);
    });
  });

  describe('who asks', () => {
    it('answers people with a scope from their own rows only', async () => {
      const township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
      const department = await api.signIn('department', 'planner', { sectors: ['food'] });
      const city = { geometry: [WEST + SIDE / 2, SOUTH + SIDE / 2], radiusM: 100_000 };
      const inTownship = await within('enterprises', { geometry: { layer: 'regions', id: TOWNSHIP } });
      const seen = await within('enterprises', city, township);
      expect(idsOf(seen)).toEqual(idsOf(inTownship));
      expect(idsOf(await within('enterprises', city, department))).toEqual(
        enterprises
          .filter(({ sector }) => sector === 'food')
          .map(({ sourceId }) => `test:${sourceId}`)
          .sort(),
      );
      const point = city.geometry;
      const nearest = await execute('nearest', { layers: ['enterprises'], point, limit: 100 }, township);
      expect(nearest.features.map(({ id }: Feature) => id).sort()).toEqual(idsOf(seen));
      const summary = { layers: ['enterprises'], groupBy: 'region:township' };
      const { rows } = await execute('summarize', summary, township);
      expect(rows).toMatchObject([{ group: TOWNSHIP, count: seen.count }]);
      // what they may not see is as absent, also as the thing to be near to
      const hidden = enterprises.find(({ sourceId }) => !idsOf(seen).includes(`test:${sourceId}`))!;
      const ofHidden = { layer: 'enterprises', id: `test:${hidden.sourceId}` };
      const hiddenAnswer = await api.ask('/ogc/processes/within/execution', {
        cookie: township,
        body: { inputs: { layers: ['regions'], geometry: ofHidden, radiusM: 10 } },
      });
      const absentAnswer = await api.ask('/ogc/processes/within/execution', {
        cookie: township,
        body: { inputs: { layers: ['regions'], geometry: { ...ofHidden, id: 'test:x' }, radiusM: 10 } },
      });
      expect([hiddenAnswer.status, await hiddenAnswer.text()]).toEqual([404, await absentAnswer.text()]);
      const near = { layer: 'enterprises', radiusM: 2_000 };
      const nearOwn = await within('protected_targets', { near }, township);
      const own = enterprises.filter(({ sourceId }) => idsOf(seen).includes(`test:${sourceId}`));
      for (const { id, properties } of nearOwn.features.features) {
        expect([id, own.some(({ sourceId }) => `test:${sourceId}` === properties.nearestId)]).toEqual([
          id,
          true,
        ]);
      }
    });

    it('answers visitors from what is published', async () => {
      const visitor = (process: string, inputs: object) =>
        api.json(`/ogc/processes/${process}/execution`, { body: { inputs } });
      const city = { geometry: [WEST + SIDE / 2, SOUTH + SIDE / 2], radiusM: 100_000 };
      const shown = (await visitor('within', { layers: ['regions', 'resources', 'hazard_points'], ...city }))
        .layers;
      expect(shown.regions.count).toBeGreaterThan(10);
      const [shelter] = RESOURCES.filter(({ kind }) => kind === 'shelter');
      const point = shelter!.geometry.coordinates;
      const found = (await visitor('nearest', { layers: ['resources'], point, limit: 3 })).features;
      expect(found[0].properties).toMatchObject({ kind: 'shelter', distanceM: 0 });
      expect(shown.resources.count).toBe(RESOURCES.filter(({ kind }) => kind === 'shelter').length);
      expect(shown.hazard_points.count).toBe(HAZARDS.filter(({ kind }) => kind !== 'reservoir').length);
      const summary = await visitor('summarize', { layers: ['regions'], groupBy: 'level' });
      expect(summary.total).toBe(shown.regions.count);
      for (const [process, inputs] of [
        ['within', { layers: ['enterprises'], ...city }],
        ['within', { layers: ['regions'], near: { layer: 'major_hazards', radiusM: 500 } }],
        ['within', { layers: ['regions'], geometry: { layer: 'enterprises', id: 'test:1' }, radiusM: 5 }],
        ['nearest', { layers: ['pipelines'], point }],
        ['nearest', { layers: ['resources'], point, stock: { item: '泡沫' } }],
        ['summarize', { layers: ['places'], groupBy: 'kind' }],
        ['summarize', { layers: ['nothing'], groupBy: 'kind' }],
      ] as const) {
        expect([process, inputs, (await refused(process, inputs, null))[0]]).toEqual([process, inputs, 404]);
      }
    });

    it('lists and describes each process, and no other', async () => {
      const { processes } = await api.json('/ogc/processes?lang=en');
      const ids = processes.map(({ id }: { id: string }) => id);
      expect(ids).toEqual(expect.arrayContaining(['within', 'nearest', 'summarize']));
      for (const id of ids) {
        const described = await api.json(`/ogc/processes/${id}`);
        expect(described).toMatchObject({
          id,
          inputs: expect.any(Object),
          outputs: { result: { schema: {} } },
        });
        expect(Object.keys(described.inputs).length).toBeGreaterThan(0);
      }
      expect((await api.ask('/ogc/processes/nothing')).status).toBe(404);
      expect((await api.ask('/ogc/processes/nothing/execution', { body: { inputs: {} } })).status).toBe(404);
    });
  });

  it('looks for objects through an index, whoever asks', async () => {
    const point = [WEST + SIDE / 2, SOUTH + SIDE / 2];
    const tables = ['enterprises', 'protected_targets', 'hazard_points', 'regions'];
    const layers = ['enterprises', 'hazard_points'];
    const scans: string[] = [];
    const watched = await openApi({ ...opened, database: explaining(opened.database, tables, scans) });
    const cookies = {
      planner,
      township: await api.signIn('township2', 'planner', { regions: [TOWNSHIP] }),
      nobody: undefined,
    };
    for (const [name, cookie] of Object.entries(cookies)) {
      const seen = cookie ? layers : ['regions', 'hazard_points'];
      for (const [process, inputs] of [
        ['within', { layers: seen, geometry: point, radiusM: 800 }],
        ['within', { layers: seen, geometry: { layer: 'regions', id: TOWNSHIP } }],
        ['within', { layers: seen, near: { layer: 'resources', radiusM: 300 } }],
        ['nearest', { layers: seen, point, limit: 1 }],
        ['summarize', { layers: seen, geometry: point, radiusM: 800, groupBy: 'grade' }],
        ['summarize', { layers: seen, near: { layer: 'resources', radiusM: 300 }, groupBy: 'grade' }],
      ] as const) {
        scans.length = 0;
        const answer = await watched.ask(`/ogc/processes/${process}/execution`, {
          ...(cookie ? { cookie } : {}),
          body: { inputs },
        });
        expect([name, inputs, answer.status, scans]).toEqual([name, inputs, 200, []]);
      }
    }
    await watched.close();
  });

  it('answers the same on both engines', async () => {
    const layers = ['enterprises', 'protected_targets', 'hazard_points', 'pipelines', 'resources'];
    const point = [WEST + 0.23, SOUTH + 0.37];
    for (const [process, inputs] of [
      ['within', { layers, geometry: point, radiusM: 9_876.5, limit: 10_000 }],
      ['within', { layers, geometry: { layer: 'pipelines', id: 'test:p3' }, radiusM: 1_500, limit: 10_000 }],
      ['within', { layers, near: { layer: 'hazard_points', radiusM: 750 }, limit: 10_000 }],
      ['nearest', { layers, point, limit: 40 }],
      ['summarize', { layers, groupBy: ['kind', 'region:county'] }],
    ] as const) {
      const answer = await execute(process, inputs);
      // when a row was recorded is the only thing that differs
      const lines = JSON.stringify(answer)
        .replace(/"recorded_at":"[^"]*",/g, '')
        .split(/(?<=[}\]]),/);
      const key = JSON.stringify([process, inputs]);
      if (answered.has(key)) expect(lines).toEqual(answered.get(key));
      answered.set(key, lines);
    }
  });
});

/** Metres from a point to an object on turf's sphere; 0 inside an area. */
function metresTo({ geometry }: TestObject, at: Position): number {
  if (geometry.type === 'Point') return geodesicM(geometry.coordinates, at);
  if (geometry.type === 'MultiPolygon') {
    const [ring] = geometry.coordinates[0]!;
    if (booleanPointInPolygon(at, polygon([ring!]))) return 0;
    return pointToLineDistance(at, lineString(ring!), { units: 'meters', method: 'geodesic' });
  }
  return Math.min(
    ...geometry.coordinates.map((part) =>
      pointToLineDistance(at, lineString(part), { units: 'meters', method: 'geodesic' }),
    ),
  );
}
