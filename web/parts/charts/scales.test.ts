/** Charts say what the numbers say: stacks add up, ticks are round, days stand where they belong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binSpans, dayPercent, niceTicks, percentOf, stackOf } from './scales.ts';

const counts = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 5 });

describe('stacks', () => {
  it('put the parts one after another without gaps and end where the sum ends', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 5 }),
        (parts, more, least) => {
          const sum = parts.reduce((a, b) => a + b, 0);
          const spans = stackOf(parts, sum + more, least);
          spans.forEach((span, i) => {
            expect(span.from).toBeCloseTo(spans[i - 1]?.to ?? 0, 9);
            expect(span.to).toBeGreaterThanOrEqual(span.from - 1e-9);
          });
          expect(spans.at(-1)?.to ?? 0).toBeCloseTo(percentOf(sum, sum + more), 6);
        },
      ),
    );
  });

  it('keep one red object among thousands visible', () => {
    const [red, blue] = stackOf([1, 9_999], 10_000, 2);
    expect((red?.to ?? 0) - (red?.from ?? 0)).toBeCloseTo(2);
    expect(blue?.to).toBeCloseTo(100);
  });

  it('draw nothing for nothing', () => {
    expect(stackOf([0, 0], 0, 2)).toEqual([
      { from: 0, to: 0 },
      { from: 0, to: 0 },
    ]);
  });
});

describe('ticks', () => {
  it('are round, even, begin at 0 and reach the greatest value', () => {
    expect(niceTicks(37)).toEqual([0, 10, 20, 30, 40]);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (most) => {
        const ticks = niceTicks(most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1) ?? 0).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

it('days stand in proportion between the first and the last', () => {
  expect(dayPercent('2026-01-11', '2026-01-01', '2026-01-21')).toBeCloseTo(50);
  expect(dayPercent('2026-01-01', '2026-01-01', '2026-01-01')).toBe(50);
});

it('bins are of one width', () => {
  expect(binSpans(4).map(({ to }) => to)).toEqual([25, 50, 75, 100]);
});
