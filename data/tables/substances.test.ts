import { describe, expect, it } from 'vitest';
import { endpoints, substanceProperties } from '../models/endpoints.ts';
import { Undefined } from '../models/model.ts';
import { TOXIC_ENDPOINTS } from './endpoints.ts';
import { LISTED_SUBSTANCES } from './gb18218.ts';
import { STAND_INS, SUBSTANCES, substanceOf, vapourPressurePa } from './substances.ts';

describe('the substances', () => {
  it('are twenty-one or more, each once', () => {
    expect(SUBSTANCES.length).toBeGreaterThanOrEqual(21);
    expect(new Set(SUBSTANCES.map(({ id }) => id)).size).toBe(SUBSTANCES.length);
  });

  it.each(SUBSTANCES.filter((s) => s.id !== 'petrol').map((s) => [s.en, s] as const))(
    'boil at their boiling point: %s (Poling 2001; Perry 8th ed.)',
    (_, s) => {
      expect(Math.abs(vapourPressurePa(s, s.boilingPointK) / 101_325 - 1)).toBeLessThan(0.04);
    },
  );

  it('have limits in order, below the pure gas, and boil below their critical temperature', () => {
    for (const s of SUBSTANCES) {
      if (s.limits) expect(s.limits[0]).toBeLessThan(s.limits[1]);
      expect(s.boilingPointK).toBeLessThan(s.criticalTemperatureK);
      expect(s.heatCapacityRatio).toBeGreaterThan(1);
    }
  });

  it('share id and CAS number with GB 18218 where it lists them', () => {
    for (const listed of LISTED_SUBSTANCES) {
      const own = SUBSTANCES.find(({ id }) => id === listed.id);
      if (own) expect(own.cas).toBe(listed.cas);
    }
    // carbon monoxide is only in table 3
    const joined = SUBSTANCES.filter(({ id }) => LISTED_SUBSTANCES.some((listed) => listed.id === id));
    expect(joined.length).toBe(SUBSTANCES.length - 1);
    for (const id of Object.keys(STAND_INS))
      expect(LISTED_SUBSTANCES.some((listed) => listed.id === id)).toBe(true);
  });

  it('say that a mixture is represented and that unknown ones have no data', () => {
    expect(substanceOf('lpg')?.standsFor).toBe(true);
    expect(substanceOf('arsine')).toBeNull();
    expect(substanceProperties.answer({ substance: 'lpg' }).validity).toBe('edge');
    expect(() => substanceProperties.answer({ substance: 'arsine' })).toThrow(Undefined);
  });

  it('have endpoints that rise from level to level', () => {
    for (const t of Object.values(TOXIC_ENDPOINTS))
      for (const set of [t.aegl60, t.erpg, t.pac]) {
        const given = [...(set ?? [])].flatMap((level) => (level === null ? [] : [level]));
        expect(given).toEqual([...given].sort((a, b) => a - b));
      }
    const { value } = endpoints.answer({ substance: 'chlorine' });
    expect(value.toxic?.pacFrom).toBe('AEGL');
    // 20 ppm of chlorine are 58 mg/m³ (EPA)
    expect(value.toxic!.pacKgM3![2]! * 1e6).toBeCloseTo(58, 0);
    expect(value.flammable).toBeNull();
  });
});
