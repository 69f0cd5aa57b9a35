import type { Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { accidentClass } from '../../grading/accident-class.ts';
import { gradeMajorHazard } from '../../grading/major-hazard.ts';
import { demoCity } from '../city.ts';
import type { DemoObject } from '../ground.ts';
import { inRing } from '../plane.ts';
import { inShape } from '../shape-check.ts';
import type { DemoLayerId } from './all.ts';

// Building a whole city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const full = demoCity({ scale: 1, today });
const small = demoCity({ scale: 0.05, today });
const OWN = [
  'places',
  'major_hazards',
  'resources',
  'protected_targets',
  'population',
  'risk_points',
  'cameras',
  'accidents',
  'plans',
] as const satisfies readonly DemoLayerId[];

const layer = (id: DemoLayerId, city = full) => city.objects.layers[id]!;
const ofKind = (id: DemoLayerId, kind: string, city = full) =>
  layer(id, city).filter(({ values }) => values.kind === kind);
const sum = (objects: readonly DemoObject[], field: string) =>
  objects.reduce((total, { values }) => total + Number(values[field] ?? 0), 0);

/** Land of the city in buckets of rows, so that a hundred thousand points are tested quickly. */
function landTest(city = full): (point: Position) => boolean {
  const land = city.regions.filter(({ level }) => level === 'cell').map(({ geometry }) => geometry);
  const buckets = new Map<string, number[]>();
  const key = (lon: number, lat: number) => `${Math.floor(lon * 50)} ${Math.floor(lat * 50)}`;
  land.forEach(({ coordinates }, i) => {
    const outer = coordinates.flatMap((rings) => rings[0]!);
    const [lons, lats] = [outer.map(([lon]) => lon!), outer.map(([, lat]) => lat!)];
    for (let x = Math.floor(Math.min(...lons) * 50); x <= Math.floor(Math.max(...lons) * 50); x++) {
      for (let y = Math.floor(Math.min(...lats) * 50); y <= Math.floor(Math.max(...lats) * 50); y++) {
        const bucket = `${x} ${y}`;
        buckets.set(bucket, [...(buckets.get(bucket) ?? []), i]);
      }
    }
  });
  return ([lon, lat]) =>
    (buckets.get(key(lon!, lat!)) ?? []).some((i) =>
      land[i]!.coordinates.some((rings) => inRing(lon!, lat!, rings[0]!)),
    );
}

describe('places, people and response of the demo city', () => {
  it('have ids of their own in each layer, and points of their own in the whole city', () => {
    const points = new Set(full.enterprises.map(({ point }) => String(point)));
    for (const id of OWN) {
      const objects = layer(id);
      expect(new Set(objects.map(({ sourceId }) => sourceId)).size).toBe(objects.length);
      for (const { geometry, sourceId } of objects) {
        if (geometry.type !== 'Point') continue;
        if (points.has(String(geometry.coordinates))) throw new Error(`${id} ${sourceId} shares its point`);
        points.add(String(geometry.coordinates));
      }
    }
  });

  it('stand on land, with at most six decimals', () => {
    const onLand = landTest();
    for (const id of OWN) {
      for (const { geometry, sourceId } of layer(id)) {
        if (geometry.type !== 'Point') continue;
        if (!onLand(geometry.coordinates)) throw new Error(`${id} ${sourceId} is in the sea`);
        if (geometry.coordinates.some((value) => Math.round(value * 1e6) / 1e6 !== value))
          throw new Error(`${id} ${sourceId} has more than six decimals`);
      }
    }
  });

  it('shrink with the scale, but no kind of a full list is missing from a small city', () => {
    for (const id of OWN) {
      expect(layer(id, small).length).toBeLessThanOrEqual(layer(id).length);
      // what kind an accident was is chance: a few of them cannot have all
      if (id === 'accidents') continue;
      const kinds = (city: typeof full) => new Set(layer(id, city).map(({ values }) => values.kind));
      expect(kinds(small)).toEqual(kinds(full));
    }
  });
});

describe('the places', () => {
  it('count what the reports of the cities count', () => {
    const counts = ['high_rise', 'underground', 'complex', 'market', 'three_in_one', 'flammable'].map(
      (kind) => ofKind('places', kind).length,
    );
    expect(counts).toEqual([34_800, 5000, 190, 12_000, 10_266, 3500]);
    expect(ofKind('places', 'fire_key_unit').length).toBe(1688);
    expect(ofKind('places', 'construction_site').length).toBe(2630);
    const housing = ofKind('places', 'housing');
    expect(housing.filter(({ values }) => values.fire_lane === 'clear').length).toBe(6088);
    expect(housing.some(({ values }) => values.fire_lane === 'blocked')).toBe(true);
    const watched = layer('places').filter(({ values }) => values.electrical_monitoring === 'yes');
    expect(watched.length).toBe(2441);
  });

  it('are partly overdue, not inspected and not assessed', () => {
    const places = layer('places');
    const share = (test: (object: DemoObject) => boolean) => places.filter(test).length / places.length;
    expect(share(({ values }) => values.grade === null)).toBeGreaterThan(0.02);
    expect(share(({ values }) => String(values.review_due ?? '9') < today)).toBeGreaterThan(0.005);
    expect(share(({ values }) => values.last_inspected_on === null)).toBeGreaterThan(0.01);
    expect(share(({ values }) => String(values.inspection_due ?? '9') < today)).toBeGreaterThan(0.01);
    expect(places.every(({ values }) => (values.grade === null) === (values.assessed_on === null))).toBe(
      true,
    );
  });

  it('put most high-rises where people live close together', () => {
    const cells = full.regions.filter(({ level }) => level === 'county');
    const inCounty = (name: string) =>
      ofKind('places', 'high_rise').filter(({ values }) => String(values.address).includes(name)).length;
    const dense = cells.filter(({ population, areaKm2 }) => population / areaKm2 > 2000);
    const people =
      dense.reduce((total, { population }) => total + population, 0) / full.regions[0]!.population;
    const towers = dense.reduce((total, { name }) => total + inCounty(name), 0) / 34_800;
    expect(towers).toBeGreaterThan(people * 0.85);
  });
});

describe('the major hazard sources', () => {
  const inventoryOf = (city: typeof full, sourceId: string) =>
    city.objects.details.inventories
      .filter(({ owner_id }) => owner_id === `demo:${sourceId}`)
      .map(({ quantity_t, threshold_t, beta }) => ({
        quantityT: Number(quantity_t),
        thresholdT: Number(threshold_t),
        beta: Number(beta),
      }));

  it('are 95, and every level follows from its inventory and the residents around the plant', () => {
    expect(layer('major_hazards').length).toBe(95);
    for (const city of [full, small]) {
      for (const { sourceId, values } of layer('major_hazards', city)) {
        const result = gradeMajorHazard(inventoryOf(city, sourceId), Number(values.exposed_people));
        expect(result).toMatchObject({ s: values.s_value, r: values.r_value, level: values.level });
        expect(values.level).not.toBeNull();
      }
    }
  });

  it('have all four levels, at a twentieth as well', () => {
    for (const city of [full, small]) {
      const levels = new Set(layer('major_hazards', city).map(({ values }) => values.level));
      expect([...levels].sort()).toEqual([1, 2, 3, 4]);
    }
  });

  it('lie inside their plant, the plant on land, and no two plants overlap', () => {
    const onLand = landTest();
    const plants = new Map<string, DemoObject>();
    for (const source of layer('major_hazards')) {
      const { boundary, geometry, sourceId } = source;
      if (!boundary || geometry.type !== 'Point') throw new Error(`${sourceId} has no boundary`);
      expect(inShape(geometry.coordinates, boundary), sourceId).toBe(true);
      for (const corner of boundary.coordinates.flat(2)) expect(onLand(corner), sourceId).toBe(true);
      plants.set(String(boundary.coordinates), source);
    }
    const all = [...plants.values()];
    for (const one of all) {
      for (const other of all) {
        if (one === other) continue;
        for (const corner of one.boundary!.coordinates.flat(2))
          expect(inShape(corner, other.boundary!), `${one.sourceId} in ${other.sourceId}`).toBe(false);
      }
    }
  });

  it('each have a chief and the three persons of the enterprise', () => {
    for (const { sourceId } of layer('major_hazards')) {
      const kinds = full.objects.details.responsibilities
        .filter(
          ({ owner_layer, owner_id }) => owner_layer === 'major_hazards' && owner_id === `demo:${sourceId}`,
        )
        .map(({ kind }) => kind);
      expect(kinds.sort()).toEqual(['chief', 'operation', 'principal', 'technical']);
    }
  });
});

describe('the resources', () => {
  const where = (test: (values: DemoObject['values']) => boolean) =>
    layer('resources').filter(({ values }) => test(values));

  it('count what the reports of the cities count', () => {
    expect(ofKind('resources', 'team').length).toBe(151);
    expect(where(({ level }) => level === '社会力量').length).toBe(19);
    expect(where(({ level }) => level === '重点行业领域').length).toBe(132);
    const petro = where(({ name, kind }) => kind === 'team' && String(name).includes('石油化工'));
    expect([sum(petro, 'headcount'), sum(petro, 'vehicles')]).toEqual([437, 53]);
    expect(ofKind('resources', 'fire_station').length).toBe(66 + 12);
    expect(ofKind('resources', 'depot').length).toBe(13);
    expect(ofKind('resources', 'safety_station').length).toBe(154);
    expect(ofKind('resources', 'expert').length).toBe(973);
    expect(new Set(ofKind('resources', 'expert').map(({ values }) => values.skills)).size).toBe(35);
    expect(where(({ level }) => level === '固定避难场所（已提升）').length).toBe(13);
  });

  it('hold nearly 50,000 items of 44 kinds, all in depots', () => {
    const lines = full.objects.details.stock_lines;
    expect(new Set(lines.map(({ item }) => item)).size).toBe(44);
    const items = lines.reduce((total, { quantity }) => total + Number(quantity), 0);
    expect(items).toBeGreaterThan(49_000);
    expect(items).toBeLessThan(50_000);
    const depots = new Set(ofKind('resources', 'depot').map(({ sourceId }) => `demo:${sourceId}`));
    for (const { owner_id } of lines) expect(depots.has(String(owner_id))).toBe(true);
    expect(lines.some(({ expires_on }) => String(expires_on ?? '9') < today)).toBe(true);
    expect(lines.some(({ quantity, safety_stock }) => Number(quantity) < Number(safety_stock))).toBe(true);
  });

  it('give every township a safety station, and hospitals beds for the people', () => {
    const names = ofKind('resources', 'safety_station').map(({ values }) => String(values.name));
    for (const { name } of full.regions.filter(({ level }) => level === 'township'))
      expect(
        names.some((station) => station.startsWith(name)),
        name,
      ).toBe(true);
    const beds = sum(ofKind('resources', 'hospital'), 'beds') / (full.regions[0]!.population / 1000);
    expect(beds).toBeGreaterThan(4);
    expect(beds).toBeLessThan(12);
  });
});

describe('the grid officers', () => {
  const officers = full.objects.details.responsibilities.filter(({ kind }) => kind === 'grid_officer');

  it('are 12,000 in all grids but sixty, at most two in a grid', () => {
    expect(officers.length).toBe(12_000);
    const grids = new Map<string, number>();
    for (const { owner_id } of officers) grids.set(String(owner_id), (grids.get(String(owner_id)) ?? 0) + 1);
    expect(grids.size).toBe(7067 - 60);
    expect(Math.max(...grids.values())).toBe(2);
    const cells = new Set(full.regions.filter(({ level }) => level === 'cell').map(({ code }) => code));
    for (const grid of grids.keys()) expect(cells.has(grid)).toBe(true);
  });
});

describe('the protected targets', () => {
  it('carry the class of their kind, and housing that of its households', () => {
    const targets = layer('protected_targets');
    for (const { values } of targets) {
      const { kind, households, people_day, people_night } = values;
      if (['school', 'kindergarten', 'hospital', 'elderly_care', 'prison'].includes(String(kind)))
        expect(values.class).toBe('high_sensitive');
      if (kind !== 'housing') continue;
      const persons = Math.max(Number(people_day), Number(people_night));
      const expected =
        Number(households) >= 30 || persons >= 100
          ? 'general_1'
          : Number(households) >= 10 || persons >= 30
            ? 'general_2'
            : 'general_3';
      expect(values.class).toBe(expected);
    }
    expect(new Set(targets.map(({ values }) => values.class)).size).toBe(5);
    expect(new Set(targets.map(({ values }) => values.kind)).size).toBe(11);
  });
});

describe('the population', () => {
  it('adds up to the people of the city at every scale, by day as well', () => {
    for (const city of [full, small]) {
      const cells = layer('population', city);
      expect(cells.length).toBe(city.regions.filter(({ level }) => level === 'cell').length);
      expect(sum(cells, 'residents')).toBe(city.regions[0]!.population);
      expect(sum(cells, 'people_day')).toBe(city.regions[0]!.population);
    }
  });
});

describe('the risk points', () => {
  it('belong to an enterprise or place, and the worst of an owner has its grade', () => {
    const worst = new Map<string, number>();
    for (const { values } of layer('risk_points')) {
      const owner = `${values.owner_layer} ${values.owner_id}`;
      worst.set(owner, Math.min(worst.get(owner) ?? 9, Number(values.grade ?? 9)));
    }
    for (const { sourceId, grade } of full.enterprises)
      if (worst.get(`enterprises demo:${sourceId}`) !== (grade ?? 9)) throw new Error(sourceId);
    const grades = new Map(
      layer('places').map(({ sourceId, values }) => [`places demo:${sourceId}`, values.grade]),
    );
    let ofPlaces = 0;
    for (const [owner, grade] of worst) {
      if (!owner.startsWith('places')) continue;
      if (grades.get(owner) !== grade) throw new Error(owner);
      ofPlaces++;
    }
    expect(ofPlaces).toBeGreaterThan(1000);
  });
});

describe('the cameras', () => {
  it('watch 165 enterprises with more than 800 channels, some with too few', () => {
    const watching = layer('cameras').filter(({ values }) => values.owner_id !== null);
    expect(watching.length).toBe(165);
    expect(sum(watching, 'channels')).toBeGreaterThan(800);
    const stations = watching.filter(({ values }) => values.kind === 'filling_station');
    const few = stations.filter(({ values }) => Number(values.channels) < 4);
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(stations.length / 4);
    const red = new Set(
      full.enterprises.filter(({ grade }) => grade === 1).map(({ sourceId }) => `demo:${sourceId}`),
    );
    const major = watching.filter(({ values }) => red.has(String(values.owner_id)));
    expect(major.length).toBeGreaterThan(40);
    const short = major.filter(({ values }) => Number(values.channels) < 10).length;
    expect(short).toBeGreaterThan(0);
    expect(short).toBeLessThan(major.length / 4);
  });
});

describe('the accidents', () => {
  it('are 246 of one year with 118 deaths and 220 injured after 297 with 140 and 228, each in the class of its losses', () => {
    const accidents = layer('accidents');
    const late = accidents.filter(({ values }) => String(values.happened_at).slice(0, 10) >= '2025-11-22');
    const early = accidents.filter((accident) => !late.includes(accident));
    for (const [year, expected] of [
      [late, [246, 118, 220]],
      [early, [297, 140, 228]],
    ] as const)
      expect([year.length, sum(year, 'deaths'), sum(year, 'injured')]).toEqual(expected);
    for (const { values } of accidents) {
      const [deaths, injured, loss] = [
        Number(values.deaths),
        Number(values.injured),
        Number(values.loss_10k),
      ];
      expect(values.class).toBe(accidentClass(deaths, injured, loss));
      const day = String(values.happened_at).slice(0, 10);
      expect(day < today && day >= '2024-11-22').toBe(true);
      expect(deaths + injured).toBeGreaterThan(0);
    }
    expect(late.filter(({ values }) => values.class === 'larger').length).toBe(2);
    expect(early.filter(({ values }) => values.class === 'larger').length).toBe(3);
  });
});

describe('the plans', () => {
  it('are 219 of governments, 42 special ones among them, and 314 of enterprises', () => {
    const plans = layer('plans');
    expect(plans.filter(({ values }) => values.level !== 'enterprise').length).toBe(219);
    expect(ofKind('plans', 'special').length).toBe(42);
    expect(new Set(ofKind('plans', 'special').map(({ values }) => values.name)).size).toBe(42);
    expect(ofKind('plans', 'enterprise').length).toBe(314);
    const past = plans.filter(({ values }) => String(values.revision_due) < today).length;
    expect(past).toBeGreaterThan(5);
    expect(past).toBeLessThan(plans.length / 5);
  });
});
