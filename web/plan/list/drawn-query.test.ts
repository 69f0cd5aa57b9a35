/** What is asked of the server is what the filters of the map say. */
import { expect, it } from 'vitest';
import { conditionOf, drawnQuery } from './drawn-query.ts';

const ALL = { on: true, kinds: null, grades: null, where: null };

it('asks for everything in view where nothing is filtered', () => {
  const query = drawnQuery({
    id: 'enterprises',
    layer: ALL,
    graded: true,
    level: 'township',
    time: null,
    view: [122, 30, 122.5, 30.25],
  });
  expect(Object.fromEntries(query)).toEqual({
    limit: '200',
    f: 'json',
    bbox: '122.000000,30.000000,122.500000,30.250000',
    sortby: 'grade,name',
  });
});

it('joins grades, kinds and conditions, and knows that grey is no grade', () => {
  const layer = {
    ...ALL,
    grades: ['1', 'null'],
    kinds: ['mine', 'fire'],
    where: 'people > 9 or people < 2',
  } as const;
  expect(conditionOf('enterprises', layer, 'township')).toBe(
    "(people > 9 or people < 2) and (grade in (1) or grade is null) and sector in ('mine', 'fire')",
  );
  expect(conditionOf('enterprises', { ...ALL, grades: ['null'] }, 'township')).toBe('grade is null');
});

it('lists the level of regions that is filled, on the day that is shown', () => {
  const query = drawnQuery({
    id: 'regions',
    layer: ALL,
    graded: true,
    level: 'village',
    time: { at: '2026-05-01', mode: 'known' },
    view: [0, 0, 1, 1],
  });
  expect(query.get('filter')).toBe("level = 'village'");
  expect([query.get('at'), query.get('mode')]).toEqual(['2026-05-01', 'known']);
});
