/** Donuts of several layers stand side by side. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Disc, spreadApart } from './spread.ts';

const disc: fc.Arbitrary<Disc> = fc.record({
  x: fc.integer({ min: 0, max: 1000 }),
  y: fc.integer({ min: 0, max: 1000 }),
  radius: fc.integer({ min: 17, max: 24 }),
  weight: fc.integer({ min: 1, max: 1000 }),
});

describe('discs', () => {
  it('stay where they are while they have room', () => {
    const far = [0, 100, 200].map((x) => ({ x, y: x, radius: 20, weight: 1 }));
    expect(spreadApart(far)).toEqual(far.map(({ x, y }) => ({ x, y })));
  });

  it('no longer overlap when two of them met', () => {
    fc.assert(
      fc.property(disc, disc, (a, b) => {
        const [p, q] = spreadApart([a, b]);
        if (!p || !q) throw new Error('two discs stay two');
        expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeGreaterThanOrEqual(
          Math.min(a.radius + b.radius - 1, Math.hypot(a.x - b.x, a.y - b.y) - 1e-9),
        );
      }),
    );
  });

  it('move less the heavier they are', () => {
    const [heavy, light] = spreadApart([
      { x: 0, y: 0, radius: 20, weight: 900 },
      { x: 10, y: 0, radius: 20, weight: 100 },
    ]);
    expect(Math.abs(heavy?.x ?? 0)).toBeLessThan(Math.abs((light?.x ?? 0) - 10));
  });
});
