import { expect, it } from 'vitest';
import type { Layer } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import { dayQuery, LAYERS_WITH_PAST } from './past.ts';

it('knows a past of exactly the graded layers', () => {
  const graded = LAYERS.filter((layer: Layer) => layer.graded).map(({ id }) => id as string);
  expect([...LAYERS_WITH_PAST].sort()).toEqual(graded.sort());
});

it('says the day only where there is one', () => {
  const time = { at: '2026-05-01', mode: 'known' } as const;
  expect(dayQuery('places', time)).toEqual(time);
  expect(dayQuery('places', null)).toEqual({});
  expect(dayQuery('roads', time)).toEqual({});
});
