/** A layer's strength multiplies what the style says, in expressions that the map understands. */
import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { times } from './strength.ts';

const OPACITIES: readonly unknown[] = [
  undefined,
  0.82,
  ['case', ['boolean', ['get', 'inDonut'], false], 0, 0.6],
  ['interpolate', ['linear'], ['zoom'], 8, 0.2, 12, ['case', ['==', ['get', 'kind'], 'a'], 1, 0.5], 15, 1],
  ['step', ['zoom'], 0, 11, 0.4, 14, 1],
];

function valueAt(expression: unknown, zoom: number, properties: object): number {
  if (typeof expression === 'number' || expression === undefined) return expression ?? 1;
  const made = createExpression(expression as never, 'layers[0].paint.fill-opacity');
  if (made.result !== 'success') throw new Error(JSON.stringify(made.value));
  return Number(made.value.evaluate({ zoom }, { type: 'Point', properties } as never));
}

it('is the factor times the opacity of the style, at every zoom', () => {
  const kinds = fc.record({ kind: fc.constantFrom('a', 'b'), inDonut: fc.boolean() });
  fc.assert(
    fc.property(
      fc.constantFrom(...OPACITIES),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 6, max: 18, noNaN: true }),
      kinds,
      (opacity, factor, zoom, properties) => {
        const strong = valueAt(opacity, zoom, properties);
        expect(valueAt(times(opacity, factor), zoom, properties)).toBeCloseTo(strong * factor, 9);
      },
    ),
  );
});
