/** Places and radii as people write them. */
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { layerById } from '../../data/layers/all.ts';
import { RADIUS_M } from '../link.ts';
import type { Sketch } from '../map/props.ts';
import { askedOf } from './inputs.ts';
import { PRESETS } from './presets.ts';
import {
  firstQuestion,
  isReady,
  narrower,
  type Question,
  radiusOfStep,
  stepOfRadius,
  wider,
} from './question.ts';
import { boxOfSketch, partOf, sketchOf } from './sketch-of.ts';

describe('the radius slider', () => {
  it('stays within the bounds and never falls while it moves right', () => {
    const radii = Array.from({ length: 101 }, (_, step) => radiusOfStep(step));
    expect(radii[0]).toBe(RADIUS_M.least);
    expect(radii.at(-1)).toBe(RADIUS_M.most);
    expect(radii.every((radius, i) => i === 0 || radius >= radii[i - 1]!)).toBe(true);
  });

  it('shows a typed radius where dragging would give about the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: RADIUS_M.least, max: RADIUS_M.most }), (radiusM) => {
        expect(Math.abs(radiusOfStep(stepOfRadius(radiusM)) / radiusM - 1)).toBeLessThan(0.13);
      }),
    );
  });

  it('widens an empty question, up to the largest', () => {
    expect(wider(50)).toBe(100);
    expect(wider(1000)).toBe(2000);
    expect(wider(20_000)).toBe(20_000);
  });

  it('narrows a question with too many answers, down to the smallest, and widening goes back', () => {
    expect(narrower(20_000)).toBe(10_000);
    expect(narrower(1500)).toBe(1000);
    expect(narrower(60)).toBe(50);
    expect(narrower(20)).toBe(20);
    for (const step of [100, 500, 3000, 10_000]) expect(narrower(wider(step))).toBe(step);
  });
});

describe('a question', () => {
  const first = firstQuestion({ center: [122.4, 30.3], radiusM: 500 });
  const triangle: Question['ring'] = [
    [122, 30],
    [122.1, 30],
    [122.1, 30.05],
  ];

  it('is ready only with a place, a layer and a reach within bounds', () => {
    expect(isReady(first)).toBe(true);
    expect(isReady({ ...first, center: null })).toBe(false);
    expect(isReady({ ...first, layers: [] })).toBe(false);
    expect(isReady({ ...first, radiusM: 49 })).toBe(false);
    expect(isReady({ ...first, way: 'polygon', ring: triangle })).toBe(true);
    expect(isReady({ ...first, way: 'polygon', ring: triangle.slice(1) })).toBe(false);
    expect(isReady({ ...first, way: 'line', line: triangle.slice(1) })).toBe(true);
    expect(isReady({ ...first, way: 'line', line: triangle, widthM: 0 })).toBe(false);
    expect(isReady({ ...first, way: 'layer' })).toBe(true);
    expect(isReady({ ...first, way: 'nearest', layers: [] })).toBe(true);
    expect(isReady({ ...first, way: 'nearest', center: null })).toBe(false);
  });

  it('takes a selected area as it is, a line only with ground around it', () => {
    const ask = (type: 'Polygon' | 'MultiLineString', aroundM: number) => {
      const shape = { type, coordinates: [] } as Geometry;
      const object = { layer: 'parks', id: 'x:1', name: '园区', shape } as const;
      return isReady({ ...first, way: 'object', object, aroundM });
    };
    expect([ask('Polygon', 0), ask('Polygon', 500), ask('MultiLineString', 0)]).toEqual([true, true, false]);
  });

  it('becomes the inputs of a process', () => {
    expect(askedOf({ ...first, radiusM: 20 })).toBeNull();
    expect(askedOf(first)?.inputs).toEqual({
      layers: ['enterprises'],
      limit: 10_000,
      geometry: [122.4, 30.3],
      radiusM: 500,
    });
    const closed = { type: 'Polygon', coordinates: [[...triangle, triangle[0]]] };
    expect(askedOf({ ...first, way: 'polygon', ring: triangle })?.inputs).toMatchObject({ geometry: closed });
    expect(
      askedOf({ ...first, way: 'line', line: triangle, widthM: 300, layers: ['regions', 'places'] })?.inputs,
    ).toMatchObject({
      geometry: { type: 'LineString', coordinates: triangle },
      radiusM: 300,
      filter: { regions: "level = 'township'" },
    });
    for (const { part } of PRESETS) {
      expect(askedOf({ ...first, ...part, way: 'layer' })).toMatchObject({
        process: 'within',
        inputs: {
          layers: part.layers,
          kinds: part.kinds,
          near: { layer: part.nearLayer, radiusM: part.nearM },
        },
      });
    }
    const nearest = {
      ...first,
      way: 'nearest',
      nearestKind: 'depot',
      stock: ' 泡沫 ',
      quantity: 20,
    } as const;
    expect(askedOf(nearest)).toMatchObject({
      process: 'nearest',
      inputs: {
        layers: ['resources'],
        point: [122.4, 30.3],
        limit: 5,
        kinds: ['depot'],
        stock: { item: '泡沫', quantity: 20 },
      },
    });
    expect(askedOf({ ...nearest, nearestOf: 'places' })?.inputs).not.toHaveProperty('stock');
  });

  it('names only kinds that the layers have', () => {
    for (const { part } of PRESETS) {
      for (const [layer, words] of [
        ...Object.entries(part.kinds),
        [part.nearLayer, part.nearKinds ?? []],
      ] as [string, string[]][]) {
        const declared = layerById(layer)!;
        const known = declared.fields[declared.kindField!]!.dictionary!.map(({ id }) => id);
        expect([layer, words.filter((word) => !known.includes(word))]).toEqual([layer, []]);
      }
    }
  });

  it('keeps all but its place when its sketch is dragged', () => {
    const line = { ...first, way: 'line', line: triangle } as const;
    const sketch = sketchOf(line)!;
    expect({ ...line, ...partOf(sketch) }).toEqual(line);
    const moved: Sketch = { kind: 'line', line: triangle.slice(1), widthM: 200 };
    expect({ ...line, ...partOf(moved) }).toEqual({ ...line, line: triangle.slice(1) });
    const [west, south, east, north] = boxOfSketch(sketch);
    expect(west < 122 && south < 30 && east > 122.1 && north > 30.05).toBe(true);
  });
});
