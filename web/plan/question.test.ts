/** Places and radii as people write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RADIUS_M } from '../link.ts';
import { isReady, radiusOfStep, readPlace, stepOfRadius, wider } from './question.ts';

describe('a typed place', () => {
  it('is read with an ASCII comma, a full-width comma or a space', () => {
    for (const text of ['122.41,30.27', '122.41， 30.27', ' 122.41 30.27 '])
      expect(readPlace(text)).toEqual([122.41, 30.27]);
  });

  it('is refused when it is none, or lies beyond the map', () => {
    for (const text of ['', '122.41', '122.41,30.27,1', '181,30', '122,86', 'a,b', '1e3,2'])
      expect(readPlace(text)).toBeNull();
  });
});

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
});

describe('a question', () => {
  it('is ready only with a centre, a layer and a radius within bounds', () => {
    const ready = { center: [122.4, 30.3], radiusM: 500, layers: ['enterprises'] } as const;
    expect(isReady(ready)).toBe(true);
    expect(isReady({ ...ready, center: null })).toBe(false);
    expect(isReady({ ...ready, layers: [] })).toBe(false);
    expect(isReady({ ...ready, radiusM: 49 })).toBe(false);
  });
});
