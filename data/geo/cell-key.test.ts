import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellKey,
  cellOf,
  keyRange,
  keyRanges,
  LEAF_LEVEL,
  morton,
  quickKeyRanges,
  unmorton,
} from './cell-key.ts';

const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const lat = fc.double({ min: -84, max: 84, noNaN: true });
const box = fc
  .tuple(lon, lat, fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }))
  .map(([w, s, dx, dy]) => [w, s, Math.min(180, w + dx), Math.min(85, s + dy)] as const);

describe('cell keys', () => {
  it('interleaves and separates columns and rows', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 24 - 1), fc.nat(2 ** 24 - 1), (x, y) => {
        expect(unmorton(morton(x, y))).toEqual({ x, y });
      }),
    );
  });

  it('stay exact integers and never collide between levels', () => {
    const last = 2 ** LEAF_LEVEL - 1;
    expect(Number.isSafeInteger(cellKey(LEAF_LEVEL, last, last))).toBe(true);
    expect(cellKey(3, 1, 1)).not.toBe(cellKey(4, 2, 2));
  });

  it('put a cell and everything below it into one range', () => {
    fc.assert(
      fc.property(lon, lat, fc.integer({ min: 0, max: LEAF_LEVEL }), (longitude, latitude, level) => {
        const leaf = cellOf(longitude, latitude, LEAF_LEVEL);
        const cell = cellOf(longitude, latitude, level);
        const [low, high] = keyRange(level, cell.x, cell.y);
        const key = cellKey(LEAF_LEVEL, leaf.x, leaf.y);
        expect(key).toBeGreaterThanOrEqual(low);
        expect(key).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('cover every point of a box within the allowed number of ranges', () => {
    fc.assert(
      fc.property(
        box,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (b, u, v) => {
          const leaf = cellOf(b[0] + (b[2] - b[0]) * u, b[1] + (b[3] - b[1]) * v, LEAF_LEVEL);
          const key = cellKey(LEAF_LEVEL, leaf.x, leaf.y);
          for (const [{ ranges }, most] of [
            [keyRanges(b), 16],
            [quickKeyRanges(b), 9],
          ] as const) {
            expect(ranges.length).toBeLessThanOrEqual(most);
            expect(ranges.some(([low, high]) => key >= low && key <= high)).toBe(true);
          }
        },
      ),
    );
  });

  it('cover a box along the edge of a large cell without ever finer cuts', () => {
    for (let step = 0; step < 50; step++) {
      const { ancestors } = keyRanges([-0.01, -0.01, 0.01 + step * 1e-5, 0.013]);
      // a cover of few cells has few cells above it; cut down to the finest level they were thousands
      expect(ancestors.length).toBeLessThan(500);
    }
    expect(keyRanges([-0.01, -0.01, 0.01, 0.013]).ranges.length).toBeGreaterThan(3);
  });

  it('find an area by the key of its smallest enclosing cell wherever it touches the box', () => {
    fc.assert(
      fc.property(box, lon, lat, fc.integer({ min: 0, max: LEAF_LEVEL }), (b, longitude, latitude, level) => {
        const cell = cellOf(longitude, latitude, level);
        const size = 2 ** (LEAF_LEVEL - level);
        const low = cellOf(b[0], b[3], LEAF_LEVEL);
        const high = cellOf(b[2], b[1], LEAF_LEVEL);
        const touches =
          cell.x * size <= high.x &&
          (cell.x + 1) * size > low.x &&
          cell.y * size <= high.y &&
          (cell.y + 1) * size > low.y;
        fc.pre(touches);
        const key = cellKey(level, cell.x, cell.y);
        for (const { ranges, ancestors } of [keyRanges(b), quickKeyRanges(b)])
          expect(ancestors.includes(key) || ranges.some(([l, h]) => key >= l && key <= h)).toBe(true);
      }),
    );
  });
});
