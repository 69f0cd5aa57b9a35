import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LISTED_SUBSTANCES, thresholdAndBeta } from '../tables/gb18218.ts';
import { rmpRow } from '../tables/rmp-names.ts';
import { gradeNamedInventory } from './named-inventory.ts';

it('takes a foreign name with or without its synonym', () => {
  expect(rmpRow('Ethylene oxide  [Oxirane]')).toEqual({ substance: 'ethylene_oxide', hazardClass: 'J3' });
  expect(rmpRow('Propylene  [1-Propene]')).toEqual({ substance: null, hazardClass: 'W2' });
  expect(rmpRow('Flammable Mixture')).toBeNull();
  // another form than the one that the standard names
  expect(rmpRow('Ammonia (conc 20% or greater)')).toBeNull();
  expect(rmpRow('Formaldehyde (solution)')).toBeNull();
});

it('names only rows that the standard has', () => {
  const ids = new Set(LISTED_SUBSTANCES.map(({ id }) => id));
  const names =
    'Ammonia (anhydrous)|Chlorine|Propane|Butane|Sulfur dioxide (anhydrous)|Bromine|Phosgene|Arsine|Epichlorohydrin';
  for (const name of names.split('|')) expect(ids, name).toContain(rmpRow(name)!.substance);
  expect(thresholdAndBeta('chlorine', 'J3')).toEqual({ thresholdT: 5, beta: 4 });
});

it('says at least for what is known, and not assessed where nothing is', () => {
  const ammonia = { name: 'Ammonia (anhydrous)', quantityT: 30 };
  const unknown = { name: 'Flammable Mixture', quantityT: 1 };
  expect(gradeNamedInventory([ammonia], null)).toMatchObject({
    state: 'assessed',
    level: 3,
    grade: 2,
    r: 12,
  });
  expect(gradeNamedInventory([ammonia, unknown], null)).toMatchObject({ state: 'at_least', level: 3 });
  expect(gradeNamedInventory([unknown], null)).toMatchObject({ state: 'not_assessed', grade: null });
  expect(gradeNamedInventory([], null)).toMatchObject({ state: 'not_assessed', grade: null });
  expect(gradeNamedInventory([{ ...ammonia, quantityT: 9 }], null).state).toBe('not_a_source');
});

it('never becomes milder by another chemical, known or not', () => {
  const item = fc.record({
    name: fc.constantFrom(
      'Chlorine',
      'Propane',
      'Flammable Mixture',
      'Ethane',
      'Oleum (Fuming Sulfuric acid)',
    ),
    quantityT: fc.integer({ min: 0, max: 9000 }).map((n) => n / 10),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), item, (items, added) => {
      const before = gradeNamedInventory(items, null);
      const after = gradeNamedInventory([...items, added], null);
      if (before.grade !== null) expect(after.grade).toBeLessThanOrEqual(before.grade);
      if (after.unmapped.length > 0) expect(['at_least', 'not_assessed']).toContain(after.state);
    }),
  );
});
