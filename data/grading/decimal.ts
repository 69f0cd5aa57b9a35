/** Exact arithmetic with decimal numbers as they are written: where a threshold decides, 0.7 + 0.2 + 0.1 is 1. */

/** A fraction of whole numbers, `under` above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Fraction = { over: 0n, under: 1n };

/** The decimal number as it is written. Throws a RangeError on what is not finite. */
export function fraction(value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError(`Not a number: ${value}`);
  const [mantissa, exponent = '0'] = String(value).split('e');
  const [whole, decimals = ''] = mantissa!.split('.');
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole! + decimals);
  return power >= 0
    ? { over: digits * 10n ** BigInt(power), under: 1n }
    : { over: digits, under: 10n ** BigInt(-power) };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.over,
  under: a.under * b.under,
});
/** Throws a RangeError when `b` is 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.over === 0n) throw new RangeError('Divided by 0');
  const sign = b.over < 0n ? -1n : 1n;
  return { over: sign * a.over * b.under, under: sign * b.over * a.under };
}
/** Whether `a` is at least `least`. */
export const atLeast = (a: Fraction, least: number): boolean => {
  const bound = fraction(least);
  return a.over * bound.under >= bound.over * a.under;
};
/** Nine decimals are kept. */
export const toNumber = ({ over, under }: Fraction): number => Number((over * 1_000_000_000n) / under) / 1e9;

/** The sum and the product of numbers as they are written. */
export const sumOf = (values: readonly number[]): Fraction =>
  values.reduce((sum, value) => plus(sum, fraction(value)), ZERO);
export const productOf = (values: readonly number[]): Fraction =>
  values.reduce((product, value) => times(product, fraction(value)), { over: 1n, under: 1n } as Fraction);
