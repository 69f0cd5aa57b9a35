import { expect, it } from 'vitest';
import { chinaDay, dayOfMoment, MOMENT, momentWords } from './china-day.ts';

it('begins a day at four in the afternoon of UTC', () => {
  expect(chinaDay(new Date('2026-05-01T15:59:59Z'))).toBe('2026-05-01');
  expect(chinaDay(new Date('2026-05-01T16:00:00Z'))).toBe('2026-05-02');
  expect(dayOfMoment('2026-05-01T16:00:00.000001Z')).toBe('2026-05-02');
  expect(dayOfMoment('2026-05-01')).toBe('2026-05-01');
});

it('writes a moment by the clock of China', () => {
  expect(momentWords('2026-05-01')).toBe('2026-05-01');
  expect(momentWords('2026-12-31T23:04:05.123456Z')).toBe('2027-01-01 07:04:05');
});

it('knows a day and an instant of UTC, and nothing else', () => {
  for (const moment of ['2026-05-01', '2026-05-01T08:00:00Z', '2026-05-01T08:00:00.123456Z'])
    expect(MOMENT.test(moment)).toBe(true);
  for (const none of ['2026-05', '2026-05-01T08:00Z', '2026-05-01T08:00:00+08:00', "2026-05-01' or true"])
    expect(MOMENT.test(none)).toBe(false);
});
