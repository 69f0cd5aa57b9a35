/** Numerical tools of the models: the error function, a root between two bounds, interpolation in a table. */

/** Error function to about 1e-15: Maclaurin-type series (Abramowitz & Stegun 1964, 7.1.6), beyond 3 as 1 − erfc. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 3) return Math.sign(x) * (1 - erfc(a));
  let term = a;
  let sum = a;
  for (let n = 1; Math.abs(term) > 1e-17 * sum && n < 200; n++) {
    term *= (2 * a * a) / (2 * n + 1);
    sum += term;
  }
  return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a) * sum;
}

/** Complementary error function; beyond 3 a continued fraction (Abramowitz & Stegun 1964, 7.1.14). */
export function erfc(x: number): number {
  if (x < 3) return 1 - erf(x);
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** Where a function that changes its sign between the bounds is zero (bisection), or null where it does not. */
export function rootBetween(f: (x: number) => number, low: number, high: number, relative = 1e-12) {
  let lowValue = f(low);
  const highValue = f(high);
  if (lowValue === 0) return low;
  if (highValue === 0) return high;
  if (!(lowValue * highValue < 0)) return null;
  for (let i = 0; i < 200 && high - low > relative * Math.max(Math.abs(low), Math.abs(high)); i++) {
    const middle = (low + high) / 2;
    const value = f(middle);
    if (value === 0) return middle;
    if (lowValue * value < 0) high = middle;
    else {
      low = middle;
      lowValue = value;
    }
  }
  return (low + high) / 2;
}

/** Linear interpolation in a table with rising `xs`; the end segments are prolonged beyond it. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && x > xs[i]!) i++;
  const x0 = xs[i - 1]!;
  const y0 = ys[i - 1]!;
  return y0 + ((ys[i]! - y0) * (x - x0)) / (xs[i]! - x0);
}
