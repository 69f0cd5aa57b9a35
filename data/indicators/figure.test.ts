import { describe, expect, it } from 'vitest';
import { changeOf, figureValue, isMet, monthLater, monthsUntil } from './figure.ts';

describe('A figure', () => {
  it('is computed from its rows: the report that prints 95.55 % has 95.84 % by its own figures', () => {
    expect(figureValue({ kind: 'ratio' }, { over: 199_963, under: 208_653 })?.toFixed(2)).toBe('95.84');
    expect(figureValue({ kind: 'ratio' }, { over: 118_569, under: 119_847 })?.toFixed(2)).toBe('98.93');
  });
  it('is not known where there is nothing to divide by', () => {
    expect(figureValue({ kind: 'ratio' }, { over: 0, under: 0 })).toBeNull();
    expect(figureValue({ kind: 'per_gdp' }, { over: 3, under: null })).toBeNull();
    expect(changeOf(5, 0)).toBeNull();
    expect(isMet(null, '>=', 100)).toBeNull();
  });
  it('falls against the same period before', () => {
    expect(changeOf(246, 297)?.toFixed(1)).toBe('-17.2');
    expect(isMet(changeOf(80, 100), '<', -15)).toBe(true);
    expect(isMet(changeOf(85, 100), '<', -15)).toBe(false);
    expect(isMet(100, '=', 100)).toBe(true);
  });
  it('belongs to months that cross years', () => {
    expect(monthsUntil('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthLater('2026-01', -12)).toBe('2025-01');
    expect(monthLater('2025-12', 1)).toBe('2026-01');
  });
});
