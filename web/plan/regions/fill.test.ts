import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classOf, REGION_INDICATORS } from '../../../data/regions/indicators.ts';
import { CLASSES, rampColour } from '../../map/choropleth.ts';
import { classesOf, lookOf } from './fill.ts';

it('a value is in the one class of the legend between whose bounds it lies', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...REGION_INDICATORS),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (indicator, value) => {
        const inside = classesOf(indicator).filter(
          ({ from, to }) => (from === null || value >= from) && (to === null || value < to),
        );
        expect(inside.map(({ look }) => look)).toEqual([lookOf(value, indicator)]);
      },
    ),
  );
});

it('bounds rise, and what is not known is no class', () => {
  for (const indicator of REGION_INDICATORS) {
    expect([...indicator.bounds].sort((a, b) => a - b)).toEqual([...indicator.bounds]);
    expect(lookOf(null, indicator)).toBe('unknown');
    expect(classOf(0, indicator.bounds)).toBe(0);
  }
});

it('every class has a colour of its own in both themes', () => {
  for (const theme of ['light', 'dark'] as const)
    expect(new Set(Array.from({ length: CLASSES }, (_, i) => rampColour(theme, i))).size).toBe(CLASSES);
});
