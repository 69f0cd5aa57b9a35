import { expect, it } from 'vitest';
import { periodBetween } from './period.ts';

const TODAY = '2026-11-22';
const was = (at: string) => ({ at, mode: 'was' as const });

it('lists the changes after the earlier day up to the later one, whichever map it is on', () => {
  const expected = { from: '2025-11-23', to: TODAY, mode: 'was', mixed: false };
  expect(periodBetween(was('2025-11-22'), null, TODAY)).toEqual(expected);
  expect(periodBetween(null, was('2025-11-22'), TODAY)).toEqual(expected);
});

it('has nothing to list for one day, and says when the maps mean time differently', () => {
  expect(periodBetween(null, null, TODAY)).toBeNull();
  expect(periodBetween(was('2026-05-01'), { at: '2026-05-01', mode: 'known' }, TODAY)).toBeNull();
  expect(periodBetween(was('2026-05-01'), { at: '2026-06-01', mode: 'known' }, TODAY)).toEqual({
    from: '2026-05-02',
    to: '2026-06-01',
    mode: 'known',
    mixed: true,
  });
});

it('lists the rest of the day after an instant of it', () => {
  const morning = was('2026-05-01T01:00:00Z');
  const day = { from: '2026-05-01', to: '2026-05-01', mode: 'was', mixed: false };
  expect(periodBetween(morning, was('2026-05-01'), TODAY)).toEqual(day);
  expect(periodBetween(was('2026-05-01T03:00:00Z'), morning, TODAY)).toEqual(day);
  expect(periodBetween(was(`${TODAY}T01:00:00Z`), null, TODAY)).toMatchObject({ from: TODAY, to: TODAY });
});
