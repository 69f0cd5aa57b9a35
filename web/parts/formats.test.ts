/** Figures as people read them. */
import { describe, expect, it } from 'vitest';
import { daysUntil, formatsOf } from './formats.ts';

describe('figures', () => {
  const zh = formatsOf('zh');
  it('write distances in metres below a kilometre and in kilometres above', () => {
    expect([zh.distance(38.4), zh.distance(999.4), zh.distance(1234), zh.distance(20_000)]).toEqual([
      '38 m',
      '999 m',
      '1.2 km',
      '20 km',
    ]);
  });

  it('tell the age of a record in the largest unit that fits', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(zh.age('2026-11-22T09:00:00Z', now)).toBe('3 小时前');
    expect(formatsOf('en').age('2026-11-20T12:00:00Z', now)).toBe('2 days ago');
  });

  it('count the days to a date by the calendar of China, without minding the hour', () => {
    expect(daysUntil('2026-11-25', new Date('2026-11-22T15:59:00Z'))).toBe(3);
    expect(daysUntil('2026-11-25', new Date('2026-11-22T16:00:00Z'))).toBe(2);
    expect(daysUntil('2026-10-30', new Date('2026-11-22T00:00:00Z'))).toBe(-23);
  });
});
