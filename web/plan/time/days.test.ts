import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayAfter, daysBetween, marksOf, stepped } from './days.ts';

it('counts days back and forth over months, years and leap days', () => {
  expect(dayAfter('2024-02-28', 1)).toBe('2024-02-29');
  expect(daysBetween('2024-11-22', '2026-11-22')).toBe(730);
  fc.assert(
    fc.property(fc.integer({ min: -800, max: 800 }), (days) => {
      expect(daysBetween('2025-06-15', dayAfter('2025-06-15', days))).toBe(days);
    }),
  );
});

it('marks Junes and Decembers where they lie', () => {
  const marks = marksOf('2024-11-22', '2026-11-22');
  expect(marks.map(({ label }) => label)).toEqual(['2025-06', '2025-12', '2026-06']);
  expect(marks[0]!.share).toBeCloseTo(191 / 730, 5);
});

it('never leaves the slider', () => {
  expect(stepped('2024-11-25', -7, '2024-11-22', '2026-11-22')).toBe('2024-11-22');
  expect(stepped('2026-11-20', 30, '2024-11-22', '2026-11-22')).toBe('2026-11-22');
});
