/** Exact decimals: what is written is what is counted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, fraction, over, plus, productOf, sumOf, times, toNumber } from './decimal.ts';

describe('Decimal numbers', () => {
  it('sum to 1 where binary numbers do not: 0.7 + 0.2 + 0.1', () => {
    expect(0.7 + 0.2 + 0.1).toBeLessThan(1);
    expect(atLeast(sumOf([0.7, 0.2, 0.1]), 1)).toBe(true);
    expect(toNumber(sumOf([0.7, 0.2, 0.1]))).toBe(1);
    expect(toNumber(productOf([0.1, 0.5, 100]))).toBe(5);
  });

  it('are read with a sign and an exponent', () => {
    expect(fraction(1e-7)).toEqual({ over: 1n, under: 10_000_000n });
    expect(fraction(1.5e21)).toEqual({ over: 1_500_000_000_000_000_000_000n, under: 1n });
    expect(toNumber(fraction(-0.25))).toBe(-0.25);
  });

  it('are refused when they are none, and nothing is divided by 0', () => {
    expect(() => fraction(Number.NaN)).toThrow(RangeError);
    expect(() => fraction(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => over(fraction(1), fraction(0))).toThrow(RangeError);
  });

  it('add, multiply and divide as whole numbers of thousandths do, and keep their bound', () => {
    const thousandths = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(thousandths, thousandths, (a, b) => {
        const [x, y] = [fraction(a / 1000), fraction(b / 1000)];
        const is = (one: { over: bigint; under: bigint }, of: bigint, by: bigint) =>
          expect(one.over * by).toBe(of * one.under);
        is(plus(x, y), BigInt(a + b), 1000n);
        is(times(x, y), BigInt(a) * BigInt(b), 1_000_000n);
        if (b !== 0) is(over(x, y), BigInt(a), BigInt(b));
        expect(atLeast(x, b / 1000)).toBe(a >= b);
      }),
    );
  });
});
