/** Layers go up and down one step at a time, and none is lost. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LayerId } from '../../../data/layers/all.ts';
import { inOrder, moved } from './order.ts';

const IDS: readonly LayerId[] = ['enterprises', 'cameras', 'pipelines', 'parks', 'resources'];

it('goes back with the opposite step', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...IDS]), fc.constantFrom(...IDS), (order, id) => {
      const down = moved(order, id, 1);
      expect([...down].sort()).toEqual([...order].sort());
      expect(down === order ? order : moved(down, id, -1)).toEqual(order);
    }),
  );
});

it('lists what was ordered first, and the others as they were', () => {
  const layers = IDS.map((id) => ({ id }));
  expect(inOrder(layers, [])).toEqual(layers);
  expect(inOrder(layers, ['parks', 'cameras']).map(({ id }) => id)).toEqual([
    'parks',
    'cameras',
    'enterprises',
    'pipelines',
    'resources',
  ]);
});
