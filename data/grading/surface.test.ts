/** The risk surface: fixed scale, monotone, honest about what is unknown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedCell, NO_DATA, type SurfaceGrid, surface } from './surface.ts';

const LEVEL = 17;
// a place at 120° E, 30° N: column and row of its cell
const X = 109_226;
const Y = Math.floor((0.5 - Math.asinh(Math.tan(Math.PI / 6)) / (2 * Math.PI)) * 2 ** LEVEL);
const lonOf = (x: number) => (x / 2 ** LEVEL) * 360 - 180;
const latOf = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** LEVEL))) * 180) / Math.PI;
/** A box of whole cells around the place, one pixel a cell. */
const around = (cells: number): SurfaceGrid => ({
  bbox: [lonOf(X - cells), latOf(Y + cells + 1), lonOf(X + cells + 1), latOf(Y - cells)],
  width: 2 * cells + 1,
  height: 2 * cells + 1,
});
const middle = (values: Uint8Array) => values[(values.length - 1) / 2]!;

const cell = fc.record({
  x: fc.integer({ min: X - 20, max: X + 20 }),
  y: fc.integer({ min: Y - 20, max: Y + 20 }),
  counts: fc.tuple(fc.nat(2), fc.nat(3), fc.nat(5), fc.nat(9)),
}) satisfies fc.Arbitrary<CountedCell>;
const city = fc.uniqueArray(cell, { maxLength: 30, selector: ({ x, y }) => `${x} ${y}` });

describe('the risk surface', () => {
  it('is 100 at a red enterprise and 5 at a lone blue one', () => {
    expect(middle(surface([{ x: X, y: Y, counts: [1, 0, 0, 0] }], LEVEL, around(2)))).toBe(100);
    expect(middle(surface([{ x: X, y: Y, counts: [0, 0, 0, 1] }], LEVEL, around(2)))).toBe(5);
  });

  it('is unknown, not blue, where nothing assessed is within reach', () => {
    expect([...surface([], LEVEL, around(2))]).toEqual(Array(25).fill(NO_DATA));
    const far = surface([{ x: X + 10, y: Y, counts: [1, 0, 0, 0] }], LEVEL, around(0));
    expect(middle(far)).toBe(NO_DATA); // 10 cells of 265 m are beyond 2,100 m
    expect(middle(surface([{ x: X + 7, y: Y, counts: [1, 0, 0, 0] }], LEVEL, around(0)))).not.toBe(NO_DATA);
  });

  it('follows the formula one sigma away from a single source', () => {
    // 600 m at 30° N are 2.2674 cells; two cells away the distance is 529.2 m
    const at = middle(surface([{ x: X + 2, y: Y, counts: [1, 0, 0, 0] }], LEVEL, around(0)));
    expect(at).toBe(Math.round(100 * Math.exp(-(529.26 ** 2) / (2 * 600 ** 2))));
  });

  it('gives a place the same value whatever box is asked', () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 0, max: 12 }), (cells, size) => {
        const small = middle(surface(cells, LEVEL, around(0)));
        const large = middle(surface(cells, LEVEL, around(size)));
        expect(Math.abs(small - large)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('is never lowered by another enterprise', () => {
    fc.assert(
      fc.property(city, cell, (cells, more) => {
        const known = (value: number) => (value === NO_DATA ? -1 : value);
        const before = surface(cells, LEVEL, around(6));
        const others = cells.filter(({ x, y }) => x !== more.x || y !== more.y);
        const same = cells.find(({ x, y }) => x === more.x && y === more.y);
        const counts = more.counts.map((count, i) => count + (same?.counts[i] ?? 0)) as [
          number,
          number,
          number,
          number,
        ];
        const after = surface([...others, { ...more, counts }], LEVEL, around(6));
        after.forEach((value, i) => {
          expect(known(value)).toBeGreaterThanOrEqual(known(before[i]!));
        });
      }),
    );
  });

  it('keeps a hot spot when pixels are wide', () => {
    const wide: SurfaceGrid = { ...around(60), width: 5, height: 5 };
    expect(
      Math.max(
        ...surface([{ x: X + 3, y: Y + 2, counts: [1, 0, 0, 0] }], LEVEL, wide).filter((v) => v !== 255),
      ),
    ).toBe(100);
  });

  it('answers the whole world without running out of memory', () => {
    const world: SurfaceGrid = { bbox: [-180, -85, 180, 85], width: 64, height: 64 };
    const cells = [0, 40_000, 80_000, 120_000].map((x) => ({ x, y: x, counts: [1, 0, 0, 0] as const }));
    const began = performance.now();
    expect(surface(cells as unknown as CountedCell[], LEVEL, world)).toHaveLength(4096);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
