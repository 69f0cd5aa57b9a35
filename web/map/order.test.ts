/** Ordered layers take each other's places, and nobody else's. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LayerId } from '../../data/layers/all.ts';
import { ordered } from './order.ts';

const of = (id: string, layer?: LayerId) => ({ id, of: layer });
const STYLE = [
  of('land'),
  of('parks-fill', 'parks'),
  of('roads'),
  of('pipelines-case', 'pipelines'),
  of('pipelines-line', 'pipelines'),
  of('names'),
  of('enterprises', 'enterprises'),
  of('enterprises-red', 'enterprises'),
];

it('leaves the style as it is without an order', () => {
  expect(ordered(STYLE, [])).toEqual(STYLE.map(({ id }) => id));
});

it('draws the first layer of the order over the others', () => {
  expect(ordered(STYLE, ['pipelines', 'enterprises'])).toEqual([
    'land',
    'parks-fill',
    'roads',
    'enterprises',
    'enterprises-red',
    'names',
    'pipelines-case',
    'pipelines-line',
  ]);
});

it('keeps every style layer once, the ground in its place, and a layer’s own parts in their order', () => {
  const layers = fc.shuffledSubarray<LayerId>(['parks', 'pipelines', 'enterprises', 'regions', 'places']);
  fc.assert(
    fc.property(layers, (order) => {
      const next = ordered(STYLE, order);
      expect([...next].sort()).toEqual(STYLE.map(({ id }) => id).sort());
      for (const ground of ['land', 'roads', 'names'])
        expect(next.indexOf(ground)).toBe(STYLE.findIndex(({ id }) => id === ground));
      expect(next.indexOf('pipelines-case')).toBeLessThan(next.indexOf('pipelines-line'));
      const first = order.filter((id) => id !== 'regions' && id !== 'places');
      for (const [at, id] of first.entries()) {
        const below = first[at + 1];
        if (!below) continue;
        const top = Math.max(...STYLE.filter((one) => one.of === below).map((one) => next.indexOf(one.id)));
        const bottom = Math.min(...STYLE.filter((one) => one.of === id).map((one) => next.indexOf(one.id)));
        expect(bottom).toBeGreaterThan(top);
      }
    }),
  );
});
