/** A cloud of vapour and drops diluted with air until the drops are gone: the source that dense-gas models may use. */
import { z } from 'zod';
import { AIR_KG_MOL, ATMOSPHERE_PA, GAS_CONSTANT } from './constants.ts';
import { ambientPressurePa, ambientTemperatureK, positive, share } from './inputs.ts';
import { judged, model, Undefined, within } from './model.ts';
import { rootBetween } from './numeric.ts';

/** Heat capacity of dry air, J/(kg K). */
const AIR_HEAT_JKGK = 1006;

/** Vapour pressure by Antoine, Pa: log10 p = A − B/(T + C). */
export function antoinePa(a: number, b: number, c: number, temperatureK: number): number {
  return 10 ** (a - b / (temperatureK + c));
}

export const antoine = model({
  id: 'antoine',
  version: '1.0.0',
  label: { zh: '蒸气压（Antoine）', en: 'Vapour pressure (Antoine)' },
  source:
    'Antoine 1888, log10 p[Pa] = A − B/(T[K] + C); constants: Poling, Prausnitz & O’Connell 2001, app. A',
  validity: {
    zh: '常数给出的温度范围（常压沸点附近）',
    en: 'The temperature range of the constants (near the boiling point)',
  },
  assumptions: [{ zh: '纯物质', en: 'A pure substance' }],
  inputs: z.strictObject({ a: z.number(), b: z.number(), c: z.number(), temperatureK: positive() }),
  outputs: z.object({ vapourPressurePa: z.number() }),
  run: (i) => {
    if (i.temperatureK + i.c <= 0)
      throw new Undefined({
        zh: '温度低于 Antoine 方程的极点',
        en: 'Below the pole of the Antoine equation',
      });
    const vapourPressurePa = antoinePa(i.a, i.b, i.c, i.temperatureK);
    return judged(
      { vapourPressurePa },
      within(
        { zh: '蒸气压', en: 'Vapour pressure', unit: 'Pa' },
        vapourPressurePa,
        [1_000, 300_000],
        [100, 2e6],
      ),
    );
  },
});

export const aerosolDilution = model({
  id: 'aerosol-dilution',
  version: '1.0.0',
  label: { zh: '气溶胶云绝热稀释至液滴蒸尽', en: 'Aerosol cloud diluted until the drops have evaporated' },
  source:
    'Adiabatic mixing with dry air to the dew point: Britter & McQuaid 1988 § 5.7; Wheatley 1986 (SRD R410); vapour pressure by Antoine',
  validity: {
    zh: '液相份额 0–0.95；空气比沸点热',
    en: 'Liquid share 0–0.95; air hotter than the boiling point',
  },
  assumptions: [
    {
      zh: '干空气，不计湿度凝结；液滴与气体同温',
      en: 'Dry air, no condensing humidity; drops as cold as the gas',
    },
    { zh: '初始液体在沸点', en: 'The liquid starts at its boiling point' },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive().describe('空气中的物质（气＋液滴） what is airborne, vapour and drops'),
    liquidShare: share(),
    molarMassKgMol: positive().max(1),
    boilingPointK: positive(),
    latentHeatJKg: positive(),
    liquidHeatCapacityJKgK: positive(),
    vapourHeatCapacityJKgK: positive(),
    antoineA: z.number(),
    antoineB: z.number(),
    antoineC: z.number(),
    ambientTemperatureK: ambientTemperatureK(),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({
    temperatureK: z.number(),
    volumeShare: z.number().describe('云团中物质的体积份额 C0'),
    airPerSubstanceKgKg: z.number(),
    densityKgM3: z.number(),
    mixtureFlowKgS: z.number(),
    volumeFlowM3S: z.number(),
  }),
  run: (i) => {
    if (i.ambientTemperatureK <= i.boilingPointK)
      throw new Undefined({ zh: '空气不比沸点热', en: 'The air is not hotter than the boiling point' });
    const shareAt = (t: number) =>
      Math.min(1, antoinePa(i.antoineA, i.antoineB, i.antoineC, t) / i.ambientPressurePa);
    const airAt = (t: number) => (((1 - shareAt(t)) / shareAt(t)) * AIR_KG_MOL) / i.molarMassKgMol;
    // heat given up by the air minus heat that evaporates the drops at t, per kg of substance
    const surplus = (t: number) => {
      const cooled = i.boilingPointK - t;
      const sensible =
        cooled * (i.liquidShare * i.liquidHeatCapacityJKgK + (1 - i.liquidShare) * i.vapourHeatCapacityJKgK);
      return (
        airAt(t) * AIR_HEAT_JKGK * (i.ambientTemperatureK - t) - i.liquidShare * i.latentHeatJKg + sensible
      );
    };
    const floor = Math.max(60, -i.antoineC + 5, i.boilingPointK - 120);
    const temperatureK =
      i.liquidShare === 0 ? i.boilingPointK : rootBetween(surplus, floor, i.boilingPointK - 1e-9);
    if (temperatureK === null)
      throw new Undefined({
        zh: '在 Antoine 方程范围内没有混合状态',
        en: 'No mixture within the range of the Antoine equation',
      });
    const volumeShare = i.liquidShare === 0 ? 1 : shareAt(temperatureK);
    const air = i.liquidShare === 0 ? 0 : airAt(temperatureK);
    const molar = volumeShare * i.molarMassKgMol + (1 - volumeShare) * AIR_KG_MOL;
    const densityKgM3 = (i.ambientPressurePa * molar) / (GAS_CONSTANT * temperatureK);
    const mixtureFlowKgS = i.massFlowKgS * (1 + air);
    return judged(
      {
        temperatureK,
        volumeShare,
        airPerSubstanceKgKg: air,
        densityKgM3,
        mixtureFlowKgS,
        volumeFlowM3S: mixtureFlowKgS / densityKgM3,
      },
      within({ zh: '液相份额', en: 'Liquid share' }, i.liquidShare, [0, 0.95], [0, 1]),
      within({ zh: '环境压力', en: 'Ambient pressure', unit: 'Pa' }, i.ambientPressurePa, [
        0.7 * ATMOSPHERE_PA,
        1.1 * ATMOSPHERE_PA,
      ]),
    );
  },
});
