import fc from 'fast-check';
import { expect, it } from 'vitest';
import { controlLevels } from '../tables/control-levels.ts';
import { explainSector } from './sector.ts';

it('joins the worst and the mean of the objects of a sector', () => {
  // the counts of a city's public report
  const explained = explainSector({ 1: 11, 2: 99, 3: 607, 4: 5 }, 3);
  expect(explained.score).toBeCloseTo(73.989, 3);
  expect(explained.grade).toBe(2);
  expect(explained.outside?.[0]?.zh).toContain('3 个对象未评估');
  expect(explainSector({ 1: 0, 2: 0, 3: 0, 4: 0 }, 7)).toMatchObject({ grade: null, score: null });
  expect(() => explainSector({ 1: -1, 2: 0, 3: 0, 4: 0 }, 0)).toThrow(RangeError);
});

it('lowers the sector by what it says would lower it', () => {
  const count = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.tuple(count, count, count, count), ([red, orange, yellow, blue]) => {
      const { grade, toLower } = explainSector({ 1: red, 2: orange, 3: yellow, 4: blue }, 0);
      for (const relief of toLower) expect(relief.grade).toBeGreaterThan(grade!);
    }),
  );
});

it('gives a risk to the level of its grade and to all below', () => {
  expect(controlLevels(1)).toEqual(['company', 'workshop', 'team', 'post']);
  expect(controlLevels(3)).toEqual(['team', 'post']);
  expect(controlLevels(null)).toEqual([]);
});
