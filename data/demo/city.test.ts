import { createHash } from 'node:crypto';
import type { Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { isCreditCode } from '../credit-code.ts';
import { authalicAreaKm2 } from './area.ts';
import { type DemoCity, demoCity } from './city.ts';
import { crossings, inShape } from './shape-check.ts';

// Building a whole city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const small = demoCity({ scale: 0.1, today });
const full = demoCity({ scale: 1, today });
const LEVELS = ['city', 'county', 'township', 'village', 'cell'] as const;
const atLevel = (city: DemoCity, level: string) => city.regions.filter((region) => region.level === level);

describe('the demo city', () => {
  it('is the same bytes each time', () => {
    const hash = (city: DemoCity) => createHash('sha256').update(JSON.stringify(city)).digest('hex');
    expect(hash(demoCity({ scale: 0.1, today }))).toBe(hash(small));
  });

  it('has 7,067 cells, 1,500 villages and 13,309 enterprises at full size, fewer below', () => {
    expect(LEVELS.map((level) => atLevel(full, level).length)).toEqual([1, 8, 96, 1500, 7067]);
    expect(LEVELS.map((level) => atLevel(small, level).length)).toEqual([1, 8, 96, 192, 707]);
    expect([full, small].map((city) => city.enterprises.length)).toEqual([13309, 1331]);
    expect(atLevel(demoCity({ scale: 0.01, today }), 'village').length).toBe(192);
  });

  it('refuses a scale or a day that cannot be', () => {
    expect(() => demoCity({ scale: 0, today })).toThrow('Scale');
    expect(() => demoCity({ scale: 0.01, today: 'tomorrow' })).toThrow('Not a date');
  });

  it('names every region once within its parent, and codes fit their parents', () => {
    const codes = new Set<string>();
    const names = new Set<string>();
    for (const { code, name, parentCode, level } of full.regions) {
      expect(codes.has(code)).toBe(false);
      expect(names.has(`${parentCode} ${name}`)).toBe(false);
      expect(parentCode === null || codes.has(parentCode)).toBe(true);
      expect(code).toMatch(level === 'cell' ? /^9901\d{10}$/ : /^9901\d{8}$/);
      const stem = { city: 4, county: 6, township: 9, village: 12, cell: 14 }[level];
      expect(
        parentCode === null ||
          code.startsWith(
            parentCode.slice(0, { city: 0, county: 4, township: 6, village: 9, cell: 12 }[level]),
          ),
      ).toBe(true);
      expect(/^0*$/.test(code.slice(stem))).toBe(true);
      codes.add(code);
      names.add(`${parentCode} ${name}`);
    }
  });
});

describe.each([
  ['a tenth', small],
  ['full size', full],
] as const)('the borders at %s', (_, city) => {
  it('tile the land: every level has the same area, and children make up their parent', () => {
    const land = authalicAreaKm2(atLevel(city, 'city')[0]!.geometry.coordinates);
    const sums = new Map<string, number>();
    const people = new Map<string, number>();
    for (const region of city.regions) {
      expect(region.areaKm2).toBeGreaterThan(0.01);
      const parent = region.parentCode ?? '';
      sums.set(parent, (sums.get(parent) ?? 0) + region.areaKm2);
      people.set(parent, (people.get(parent) ?? 0) + region.population);
    }
    for (const region of city.regions.filter(({ level }) => level !== 'cell')) {
      expect(Math.abs(sums.get(region.code)! / region.areaKm2 - 1)).toBeLessThan(1e-9);
      expect(people.get(region.code)).toBe(region.population);
    }
    for (const level of LEVELS) {
      const area = atLevel(city, level).reduce((sum, region) => sum + region.areaKm2, 0);
      expect(Math.abs(area / land - 1)).toBeLessThan(1e-9);
    }
  });

  it.each(LEVELS)(
    'are walked once in each direction by two neighbours, or once along the coast: %s',
    (level) => {
      const directed = new Set<string>();
      for (const region of atLevel(city, level)) {
        for (const ring of region.geometry.coordinates.flat()) {
          if (String(ring[0]) !== String(ring[ring.length - 1]))
            throw new Error(`Open ring in ${region.code}`);
          for (let i = 1; i < ring.length; i++) {
            const key = `${ring[i - 1]} ${ring[i]}`;
            if (directed.has(key)) throw new Error(`Two regions on the same side of ${key}`);
            directed.add(key);
          }
        }
      }
      // What has no opposite is coast, and the coast is the same at every level.
      const coast = [...directed].filter((key) => !directed.has(key.split(' ').reverse().join(' '))).sort();
      const drawn = atLevel(city, 'city')[0]!
        .geometry.coordinates.flat()
        .flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]} ${to}`));
      expect(coast).toEqual(drawn.sort());
    },
  );

  it('never cross or touch themselves: no two segments of the mesh meet except at shared ends', () => {
    const segments = new Map<string, [Position, Position]>();
    for (const region of atLevel(city, 'cell')) {
      for (const ring of region.geometry.coordinates.flat()) {
        for (let i = 1; i < ring.length; i++) {
          const [a, b] = [ring[i - 1]!, ring[i]!];
          segments.set([String(a), String(b)].sort().join(' '), [a, b]);
        }
      }
    }
    expect(crossings([...segments.values()])).toEqual([]);
  });

  it('are simple rings: no vertex twice in one ring, outer rings anticlockwise, holes clockwise', () => {
    for (const region of city.regions) {
      for (const polygon of region.geometry.coordinates) {
        polygon.forEach((ring, i) => {
          const distinct = new Set(ring.slice(1).map(String)).size === ring.length - 1;
          if (!distinct || authalicAreaKm2([[ring]]) > 0 !== (i === 0))
            throw new Error(`Bad ring in ${region.code}`);
        });
      }
    }
  });

  it('stay light: at most 40 vertices a cell on average', () => {
    const cells = atLevel(city, 'cell');
    const count = cells.reduce((sum, cell) => sum + cell.geometry.coordinates.flat(2).length, 0);
    expect(count / cells.length).toBeLessThan(city === full ? 40 : 120);
  });
});

describe('the enterprises', () => {
  it('stand in their township, on land and dry', () => {
    const townships = atLevel(full, 'township');
    const water = full.base.filter(({ kind }) => kind === 'water');
    for (const enterprise of full.enterprises) {
      const home = townships.find(
        ({ name, geometry }) => enterprise.address.includes(name) && inShape(enterprise.point, geometry),
      );
      if (!home) throw new Error(`${enterprise.sourceId} is not in the township of ${enterprise.address}`);
      for (const { geometry } of water) {
        if (geometry.type === 'Polygon' && inShape(enterprise.point, geometry)) {
          throw new Error(`${enterprise.sourceId} stands in the water`);
        }
      }
    }
  });

  it('have unique numbers and valid, unique credit codes of a county that does not exist', () => {
    const codes = full.enterprises.flatMap(({ creditCode }) => creditCode ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(12_800);
    expect(codes.length).toBeLessThan(13_309);
    for (const code of codes) {
      expect(isCreditCode(code)).toBe(true);
      expect(code.slice(0, 6)).toBe('919901');
    }
    expect(new Set(full.enterprises.map(({ sourceId }) => sourceId)).size).toBe(13_309);
    expect(full.enterprises[0]!.sourceId).toBe('E000001');
  });

  it.each([
    ['a tenth', small],
    ['full size', full],
  ] as const)('have believable shares of grades at %s', (_, city) => {
    const share = (grade: number | null) =>
      city.enterprises.filter((enterprise) => enterprise.grade === grade).length / city.enterprises.length;
    const expected = [
      [1, 0.016],
      [2, 0.104],
      [3, 0.43],
      [4, 0.41],
      [null, 0.04],
    ] as const;
    for (const [grade, wanted] of expected) expect(Math.abs(share(grade) - wanted)).toBeLessThan(0.02);
    const overdue = city.enterprises.filter(({ gradeState }) => gradeState === 'overdue').length;
    expect(overdue / city.enterprises.length).toBeGreaterThan(0.007);
    expect(overdue / city.enterprises.length).toBeLessThan(0.018);
  });

  it('are overdue exactly when graded and their review fell due before today', () => {
    for (const { grade, gradeState, assessedOn, reviewDue } of full.enterprises) {
      if (grade === null) expect([gradeState, assessedOn, reviewDue]).toEqual(['not_assessed', null, null]);
      else expect(gradeState).toBe(reviewDue! < today ? 'overdue' : 'current');
      expect(assessedOn === null || assessedOn < today).toBe(true);
    }
  });

  it('give only invented contacts: numbers of the unused range 000', () => {
    for (const { contactName, contactPhone } of small.enterprises) {
      expect(contactPhone).toMatch(/^000-\d{8}$/);
      expect(contactName).toContain('模拟');
    }
  });
});

describe('the risk of the regions', () => {
  it.each([
    ['a tenth', small],
    ['full size', full],
  ] as const)('shows all four colours and two unassessed townships at %s', (_, city) => {
    const grades = atLevel(city, 'township').map(({ grade }) => grade);
    const count = (grade: number | null) => grades.filter((other) => other === grade).length;
    expect(count(null)).toBe(2);
    expect(count(1)).toBeGreaterThanOrEqual(2);
    expect(count(1)).toBeLessThanOrEqual(12);
    for (const grade of [2, 3, 4]) expect(count(grade)).toBeGreaterThanOrEqual(10);
  });

  it('leaves everything inside an unassessed township unassessed', () => {
    const bare = atLevel(full, 'township').filter(({ grade }) => grade === null);
    const wrong = full.regions.filter((region) => {
      const inside = bare.some(({ code }) => region.code.startsWith(code.slice(0, 9)));
      const state = inside ? 'not_assessed' : region.reviewDue! < today ? 'overdue' : 'current';
      return (region.score === null) !== inside || region.gradeState !== state;
    });
    expect(wrong).toEqual([]);
  });
});

describe('the base map', () => {
  const land = full.base.find(({ kind }) => kind === 'land')!;

  it('has the land as drawn by the city border', () => {
    expect(land.geometry).toEqual(atLevel(full, 'city')[0]!.geometry);
  });

  it('keeps roads and railways out of the sea, save on named bridges', () => {
    for (const { kind, name, geometry } of full.base) {
      if ((kind !== 'road' && kind !== 'rail') || geometry.type !== 'LineString') continue;
      if (name?.endsWith('大桥') || land.geometry.type !== 'MultiPolygon') continue;
      for (const point of geometry.coordinates) {
        if (!inShape(point, land.geometry)) throw new Error(`${kind} ${name} in the sea at ${point}`);
      }
    }
  });

  it('puts every label of a region inside it', () => {
    for (const level of ['county', 'township'] as const) {
      const labels = full.base.filter(({ kind, class: cls }) => kind === 'place' && cls === level);
      for (const region of atLevel(full, level)) {
        const own = labels.find(
          ({ name, geometry }) =>
            name === region.name &&
            geometry.type === 'Point' &&
            inShape(geometry.coordinates, region.geometry),
        );
        expect(own, region.name).toBeDefined();
      }
    }
  });

  it('has every kind of feature and class of road', () => {
    const kinds = new Set(full.base.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'beach',
      'built',
      'farmland',
      'hill',
      'industrial',
      'land',
      'park',
      'place',
      'rail',
      'river',
      'road',
      'water',
    ]);
    const classes = new Set(full.base.filter(({ kind }) => kind === 'road').map(({ class: cls }) => cls));
    expect([...classes].sort()).toEqual(['minor', 'motorway', 'primary', 'secondary', 'trunk']);
  });
});
