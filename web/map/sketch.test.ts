/** Sketches follow the hand that draws and drags them. */
import * as turf from '@turf/turf';
import fc from 'fast-check';
import { LngLat } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { clicked } from './drawing.ts';
import type { LonLat, Sketch } from './props.ts';
import { dragged } from './sketch.ts';
import { shapesOf } from './sketch-shapes.ts';

const square: readonly LonLat[] = [
  [122, 30],
  [122.1, 30],
  [122.1, 30.1],
  [122, 30.1],
];
const handles = (sketch: Sketch) =>
  shapesOf(sketch, turf).features.flatMap(({ properties }) => properties?.handle ?? []);

describe('a drawing', () => {
  const near = (corner: LonLat | undefined) => (one: LonLat) => one === corner;

  it('gains a corner with every click', () => {
    expect(clicked('line', square.slice(0, 2), [122.1, 30.1], near(undefined))).toEqual({
      corners: square.slice(0, 3),
      done: false,
    });
  });

  it('ends at its last corner, a polygon also at its first, once there are enough corners', () => {
    expect(clicked('line', square, [0, 0], near(square[3])).done).toBe(true);
    expect(clicked('line', square, [0, 0], near(square[0])).done).toBe(false);
    expect(clicked('polygon', square, [0, 0], near(square[0])).done).toBe(true);
    expect(clicked('polygon', square.slice(0, 2), [0, 0], near(square[0])).done).toBe(false);
    expect(clicked('line', square.slice(0, 1), [0, 0], near(square[0]))).toEqual({
      corners: square.slice(0, 1),
      done: false,
    });
  });
});

describe('a sketch', () => {
  it('moves the corner that is dragged and no other', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.double({ min: 121, max: 123, noNaN: true }), (index, lon) => {
        const after = dragged({ kind: 'polygon', ring: square }, 'corner', index, new LngLat(lon, 30.5));
        expect(after).toEqual({ kind: 'polygon', ring: square.with(index, [lon, 30.5]) });
      }),
    );
  });

  it('gains a corner in the middle of a side', () => {
    const line: Sketch = { kind: 'line', line: square.slice(0, 2), widthM: 200 };
    expect(dragged(line, 'middle', 1, new LngLat(122.05, 30.02))).toEqual({
      ...line,
      line: [square[0], [122.05, 30.02], square[1]],
    });
  });

  it('keeps a dragged radius within what may be asked', () => {
    const circle: Sketch = { kind: 'circle', center: [122, 30], radiusM: 1000 };
    expect(dragged(circle, 'edge', 0, new LngLat(122, 30))).toEqual({ ...circle, radiusM: 50 });
    expect(dragged(circle, 'edge', 0, new LngLat(123, 30))).toEqual({ ...circle, radiusM: 20_000 });
  });

  it('covers the ground on both sides of a line', () => {
    const [cover] = shapesOf({ kind: 'line', line: square.slice(0, 2), widthM: 200 }, turf).features;
    // 0.1° along 30° N are 9,640 m
    expect(turf.area(cover as GeoJSON.Feature) / 1e6).toBeCloseTo(9.64 * 0.4 + Math.PI * 0.04, 1);
  });

  it('has a handle at each corner and between them', () => {
    expect(handles({ kind: 'polygon', ring: square })).toEqual([
      ...Array(4).fill('middle'),
      ...Array(4).fill('corner'),
    ]);
    expect(handles({ kind: 'line', line: square, widthM: 0 })).toEqual([
      ...Array(3).fill('middle'),
      ...Array(4).fill('corner'),
    ]);
    expect(handles({ kind: 'circle', center: [122, 30], radiusM: 500 })).toEqual(['centre', 'edge']);
  });

  it('shows an object of the register with the ground around it, and lets nobody drag it', () => {
    const ring = [...square, square[0]!].map(([lon, lat]) => [lon, lat]);
    const shape: GeoJSON.Geometry = { type: 'MultiPolygon', coordinates: [[ring]] };
    const around: Sketch = { kind: 'shape', shape, aroundM: 1000 };
    const [cover] = shapesOf(around, turf).features;
    expect(turf.area(cover as GeoJSON.Feature)).toBeGreaterThan(turf.area(shape) * 1.3);
    expect(handles(around)).toEqual([]);
    expect(dragged(around, 'corner', 0, new LngLat(122, 30))).toBeNull();
    expect(shapesOf({ ...around, aroundM: 0 }, turf).features.map(({ geometry }) => geometry)).toEqual([
      shape,
    ]);
    const line: Sketch = { kind: 'shape', shape: { type: 'LineString', coordinates: ring }, aroundM: 50 };
    expect(shapesOf(line, turf).features.map(({ geometry }) => geometry.type)).toEqual([
      'Polygon',
      'LineString',
    ]);
  });
});
