import { expect, it } from 'vitest';
import { progressOf, upward } from './theme-sums.ts';

const row = (code: string, progress: number | null) => ({ code, category: null, progress });

it('sums progress upward over the regions on the map, and what is not told is not 0', () => {
  const rows = [row('990101001000', 40), row('990101002000', null), row('990102001000', 100)];
  expect(progressOf(rows)).toEqual({ count: 3, told: 2, mean: 70 });
  const counties = [{ code: '990101000000' }, { code: '990102000000' }, { code: '990103000000' }];
  expect(upward(rows, counties)).toEqual([
    { code: '990101000000', count: 2, told: 1, mean: 40 },
    { code: '990102000000', count: 1, told: 1, mean: 100 },
  ]);
  expect(progressOf([]).mean).toBeNull();
});
