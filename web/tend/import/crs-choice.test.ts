/** Codes of coordinate systems and the choices of the screen. */
import { describe, expect, it } from 'vitest';
import { CRS_CHOICES, zonesOf } from '../../../data/geo/crs-choices.ts';
import { choiceOf, specOf } from './crs-choice.ts';

describe('choices of coordinate systems', () => {
  it('become codes that lead back to the same choice and zone', () => {
    for (const { id, needsZone } of CRS_CHOICES)
      for (const zone of needsZone ? zonesOf(id, 120).map((one) => one.zone) : [null]) {
        const code = specOf(id, zone);
        expect(code, `${id} ${zone}`).not.toBeNull();
        expect(choiceOf(code!), code!).toMatchObject({ choice: { id }, zone });
      }
  });

  it('say nothing while the zone is missing, and know no foreign code', () => {
    expect(specOf('cgcs2000_gk3', null)).toBeNull();
    expect(choiceOf('EPSG:2154')).toBeNull();
  });
});
