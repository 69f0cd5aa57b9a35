/** Words for small probabilities. */
import { describe, expect, it } from 'vitest';
import { oneIn, perYear } from './per-year.ts';

describe('A probability per year', () => {
  it('is written with a power of ten in two digits', () => {
    expect(perYear(3.2e-6)).toBe('3.2×10⁻⁶');
    expect(perYear(3e-7)).toBe('3×10⁻⁷');
    expect(perYear(9.96e-6)).toBe('1×10⁻⁵');
    expect(perYear(1.26e-12)).toBe('1.3×10⁻¹²');
    expect(perYear(0)).toBe('0');
  });

  it('is one in so many', () => {
    expect(oneIn(3.2e-6)).toBe(310_000);
    expect(oneIn(1e-5)).toBe(100_000);
  });
});
