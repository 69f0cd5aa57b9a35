/** A city's own bounds: the published schemes stay, other bounds have an id of their own, old settings still parse. */
import { describe, expect, it } from 'vitest';
import { explainHazmatForm } from '../grading/hazmat-form.ts';
import { explainPark } from '../grading/park.ts';
import { explainPoint, SCORINGS, type ScoringMethod, scorePoint } from '../grading/scored-point.ts';
import {
  type CityNumbers,
  citySchemeOf,
  DEFAULT_NUMBERS,
  hazmatBoundsOf,
  parkBoundsOf,
} from './city-bounds.ts';
import { DEFAULT_SETTINGS, GradingSettings, SCHEME_IDS, storedSettings } from './settings.ts';

const METHODS = Object.keys(SCORINGS) as ScoringMethod[];
const city = (change: (settings: GradingSettings) => void): CityNumbers => {
  const settings = structuredClone(DEFAULT_SETTINGS);
  change(settings);
  return { version: 3, settings };
};

describe('By the defaults', () => {
  it('every published scheme is the one that grades', () => {
    const published = METHODS.flatMap((method) =>
      SCORINGS[method].schemes.map((scheme) => ({ method, scheme })),
    );
    expect(published.map(({ scheme }) => scheme.id)).toEqual([...SCHEME_IDS]);
    for (const { method, scheme } of published)
      expect(citySchemeOf(method, scheme.id, DEFAULT_NUMBERS)).toBe(scheme);
    expect(hazmatBoundsOf(DEFAULT_NUMBERS)).toEqual({ bounds: [90, 75, 60] });
    expect(parkBoundsOf(DEFAULT_NUMBERS)).toEqual({ bounds: [85, 70, 60] });
  });

  it('settings that were stored before the bounds existed have them, and nothing else is let through', () => {
    const { scoring: _, ...old } = structuredClone(DEFAULT_SETTINGS);
    expect(storedSettings(old)).toEqual(DEFAULT_SETTINGS);
    expect(GradingSettings.safeParse(old).success).toBe(false);
    expect(() => storedSettings({ ...old, colours: 4 })).toThrow();
  });
});

describe('A city’s own bounds', () => {
  const own = city(({ scoring }) => {
    scoring.schemes['LEC-4'] = { 1: 400, 2: 200, 3: 100 };
    scoring.schemes['LEC-5'] = { 1: 300, 2: 160, 3: 70 };
    scoring.hazmatForm = { 4: 95, 3: 80, 2: 70 };
    scoring.park = { 4: 90, 3: 70, 2: 60 };
  });

  it('grade under an id of their own, beside a published table that keeps its numbers', () => {
    const values = { l: 6, e: 6, c: 7 };
    const scheme = citySchemeOf('LEC', null, own);
    expect(scheme.id).toBe('LEC-4-city-v3');
    expect(scorePoint('LEC', values, scheme)).toEqual({ score: 252, grade: 2 });
    expect(scorePoint('LEC', { l: 6, e: 6, c: 5 }, scheme).grade).toBe(3);
    expect(scorePoint('LEC', { l: 6, e: 6, c: 5 }).grade).toBe(2);
    expect(SCORINGS.LEC.schemes[0]!.bands.map(({ from }) => from)).toEqual([320, 160, 70]);
    const explained = explainPoint('LEC', values, { scheme });
    expect(explained).toMatchObject({ scheme: 'LEC-4-city-v3', grade: 2 });
    expect(explained.rule.zh).toContain('200');
    expect(citySchemeOf('LS', 'LS-COAL', own).id).toBe('LS-COAL');
  });

  it('leave it to the table whether a bound itself belongs to the worse grade', () => {
    expect(scorePoint('LEC', { l: 10, e: 10, c: 3 }, citySchemeOf('LEC', 'LEC-5', own)).grade).toBe(2);
  });

  it('of forms and parks are named in the explanation', () => {
    expect(explainHazmatForm({ source_1: 1 }, [], hazmatBoundsOf(own))).toMatchObject({
      scheme: 'hazmat-form-city-v3',
      score: 90,
      grade: 3,
    });
    expect(explainHazmatForm({ source_1: 1 }, [])).not.toHaveProperty('scheme');
    expect(explainPark(85, parkBoundsOf(own))).toMatchObject({ scheme: 'park-city-v3', grade: 3 });
  });

  it('are refused where they do not fall', () => {
    for (const bounds of [
      { 1: 160, 2: 160, 3: 70 },
      { 1: 100, 2: 200, 3: 70 },
    ]) {
      const settings = structuredClone(DEFAULT_SETTINGS);
      settings.scoring.schemes['MES-5'] = bounds;
      const parsed = GradingSettings.safeParse(settings);
      expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual(['scoring/schemes/MES-5']);
    }
  });
});
