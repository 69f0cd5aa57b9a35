/** What is sent for an accident, and when it can be sent at all. */
import { describe, expect, it } from 'vitest';
import type { WindRose } from './answer.ts';
import { levelName, lookOf } from './looks.ts';
import {
  type AccidentQuestion,
  FIRST_QUESTION,
  firstHeld,
  inputsOf,
  missingOf,
  noDataOf,
  scenarioFor,
  usesOf,
} from './question.ts';
import { takenFrom } from './weather-part.tsx';

const weather = { windMS: 3, windFromDeg: 90, stability: 'D', tempC: 20, rh: 70 } as const;
const unit = { id: 'demo:M0003', name: '氯化装置', at: [122.6, 30.2] } as const;
const asked = (part: Partial<AccidentQuestion>): AccidentQuestion => {
  const question = { ...FIRST_QUESTION, weather, ...part };
  return { ...question, scenario: scenarioFor(question) };
};
const chlorine = asked({ subject: { kind: 'unit', unit }, substance: 'chlorine' });

describe('the inputs of an accident', () => {
  it('of a unit name it and leave place and quantity to the register', () => {
    expect(inputsOf(chlorine)).toEqual({
      unitId: unit.id,
      substance: 'chlorine',
      scenario: 'toxic_continuous',
      weather,
      terrain: 'rural',
      holeDiameterM: 0.01,
    });
  });

  it('carry a place that was dragged, a quantity, and a receptor with its air changes', () => {
    const more = asked({ ...chlorine, point: [122.7, 30.3], massKg: 500, receptor: [122.5, 30.2] });
    expect(inputsOf(more)).toMatchObject({
      point: [122.7, 30.3],
      massKg: 500,
      receptor: [122.5, 30.2],
      airChangesPerHour: 1,
    });
  });

  it('leave out what the scenario or the state of the substance does not read', () => {
    const whole = asked({ ...chlorine, scenario: 'toxic_instantaneous', liquidHeadM: 3, bundAreaM2: 100 });
    expect(inputsOf(whole)).not.toHaveProperty('holeDiameterM');
    expect(inputsOf(whole)).not.toHaveProperty('liquidHeadM');
    const liquid = asked({
      ...chlorine,
      substance: 'benzene',
      scenario: null,
      liquidHeadM: 3,
      bundAreaM2: 100,
    });
    expect(inputsOf(liquid)).toMatchObject({ liquidHeadM: 3, bundAreaM2: 100 });
    expect(usesOf(asked({ substance: 'methane', scenario: 'flash_fire' })).pressure).toBe(true);
  });

  it('wait for what is missing, and say what', () => {
    expect(missingOf(FIRST_QUESTION)).toEqual(['unit', 'substance', 'scenario', 'weather']);
    expect(missingOf(asked({ subject: { kind: 'place' }, substance: 'propane' }))).toEqual(['place', 'mass']);
    const gas = asked({ ...chlorine, substance: 'methane', scenario: 'jet_fire' });
    expect(missingOf(gas)).toEqual(['pressure']);
    expect(inputsOf(gas)).toBeNull();
    expect(missingOf(asked({ ...gas, storagePressureKPa: 4000 }))).toEqual([]);
    expect(missingOf(asked({ ...gas, storagePressureKPa: 4000, holeMm: null }))).toEqual(['hole']);
  });

  it('keep a scenario only while the substance can have it', () => {
    expect(scenarioFor({ ...chlorine, scenario: 'bleve' })).toBe('toxic_continuous');
    expect(scenarioFor(asked({ substance: 'propane', scenario: 'bleve' }))).toBe('bleve');
    expect(scenarioFor(asked({ substance: 'tnt' }))).toBeNull();
    expect([noDataOf(asked({ substance: 'tnt' })), noDataOf(chlorine)]).toEqual(['tnt', null]);
  });

  it('begin with the substance furthest above its threshold that is known', () => {
    const line = (substance: string, quantityT: number, thresholdT: number | null) => ({
      substance,
      cas: null,
      quantityT,
      thresholdT,
    });
    const pesticide = line('某种农药', 900, 50);
    expect(firstHeld([line('丙烷', 60, 50), pesticide, line('氯', 20, 5)])?.substance).toBe('氯');
    expect(firstHeld([pesticide])).toBe(pesticide);
    expect(firstHeld([line('甲烷', 900, null), line('氯', 1, 5)])?.substance).toBe('氯');
    expect(firstHeld([])).toBeUndefined();
  });
});

describe('the weather of a wind rose', () => {
  const rose: WindRose = {
    label: { zh: '', en: '' },
    source: { zh: '', en: '' },
    simulated: true,
    station: false,
    classes: [],
    sectors: [],
    mostFrequent: { windMS: 5, stability: 'D', windFromDeg: 135 },
    worst: { windMS: 1.5, stability: 'F' },
  };
  it('as usual takes its direction, at its worst keeps the direction that was looked at', () => {
    expect(takenFrom('frequent', weather, rose, null)).toMatchObject({ windFromDeg: 135, windMS: 5 });
    expect(takenFrom('worst', weather, rose, null)).toEqual({ ...weather, windMS: 1.5, stability: 'F' });
    expect(takenFrom('station', weather, rose, null)).toBeNull();
  });
});

describe('a level', () => {
  it.each([
    [{ endpoint: 'AEGL-3', threshold: 20, unit: 'ppm' }, 'zone-1', 'AEGL-3'],
    [{ endpoint: 'ERPG-2', threshold: 3, unit: 'ppm' }, 'zone-2', 'ERPG-2'],
    [{ endpoint: 'PAC-1', threshold: 1, unit: 'ppm' }, 'zone-3', 'PAC-1'],
    [{ endpoint: 'LFL', threshold: 17_000, unit: 'ppm' }, 'zone-1', 'LFL'],
    [{ endpoint: 'LFL-half', threshold: 8_500, unit: 'ppm' }, 'zone-2', '½ LFL'],
    [{ endpoint: 'heat-37.5', threshold: 37.5, unit: 'kW/m²' }, 'zone-1', '37.5 kW/m²'],
    [{ endpoint: 'heat-2', threshold: 2, unit: 'kW/m²' }, 'zone-3', '2 kW/m²'],
    [{ endpoint: 'overpressure-16', threshold: 16, unit: 'kPa' }, 'zone-2', '16 kPa'],
  ] as const)('%o is drawn as %s and called %s', (level, look, name) => {
    expect([lookOf(level), levelName(level)]).toEqual([look, name]);
  });
});
