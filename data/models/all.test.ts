import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MODELS, modelOf } from './all.ts';

describe('the list of models', () => {
  it('names each once, in both languages, with source, validity and assumptions', () => {
    expect(new Set(MODELS.map(({ id }) => id)).size).toBe(MODELS.length);
    for (const one of MODELS) {
      expect(modelOf(one.id)).toBe(one);
      for (const text of [one.label.zh, one.label.en, one.validity.zh, one.validity.en, one.source])
        expect(text.length).toBeGreaterThan(1);
      expect(one.assumptions.length).toBeGreaterThan(0);
      expect(one.version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('describes inputs and outputs as JSON Schema, units in the names of physical numbers', () => {
    const unit =
      /(M|M2|M3|S|MS|M3S|Pa|K|Kg|KgS|KgM2S|KgM3|KgMol|JKg|JKgK|J|W|WM2|NM|Min|Ppm|MgM3|PerYear|PerKmYear|Km|Mm|H|Tdu|W43S|PaS|Deg|S|M4S3|M4S2|Mj|Share|Shares|Factor|Ratio|Coefficient|Number|Exponent|Okta|Oktas|WM2s)$/;
    const plain = new Set([
      'alpha',
      'alphaPlume',
      'alphaPuff',
      'beta',
      'share',
      'shares',
      'ppm',
      'n',
      'a',
      'b',
      'c',
      'exponent',
      'compressibility',
      'probit',
      'wayne',
      'bagster',
      'transmissivity',
      'viewFactor',
      'scaledDistance',
      'scaledOverpressure',
      'flameMach',
      'strength',
      'immediate',
      'delayed',
      'persons',
      'ofSlot',
      'ofSlod',
      'toxicLoad',
      'carbon',
      'hydrogen',
      'oxygen',
      'chlorine',
      'antoineA',
      'antoineB',
      'antoineC',
      'immediateIgnition',
      'delayedIgnition',
      'nonEquilibriumParameter',
      'liquidFactorAmbient',
      'relativeHumidity',
      'dimensionlessWind',
      'airChangesPerHour',
      'farPer1e8H',
      'massFlowLbMin',
      'distanceMiles',
      'airPerSubstanceKgKg',
      'specificVolumeChangeM3Kg',
      'velocityMS',
      'oxygenMolPerMol',
      'distancesMiles',
      'toxicLoadPpmNMin',
      'loadPpmNMin',
      'loadsPpmNMin',
      'hoursPerYear',
      'criticalTemperatureK',
      'fatalities',
      'outerShareOfLower',
      'flashShareExponential',
      'lethalShareIndoors',
      'reducedGravityMS2',
    ]);
    const wrong: string[] = [];
    for (const one of MODELS)
      for (const [io, part] of [
        ['input', one.inputs],
        ['output', one.outputs],
      ] as const) {
        const schema = z.toJSONSchema(part, { io, unrepresentable: 'any' });
        expect(schema.type).toBe('object');
        for (const [name, value] of Object.entries(schema.properties ?? {})) {
          const s = value as { type?: string; items?: { type?: string } };
          const numeric = [s.type, s.items?.type].some((type) => type === 'number' || type === 'integer');
          if (numeric && !unit.test(name) && !plain.has(name)) wrong.push(`${one.id}.${name}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  it('refuses inputs that no model knows', () => {
    for (const one of MODELS) expect(() => one.answer({ nonsense: 1 })).toThrow(z.ZodError);
  });
});
