/** How fast a pool burns, and how large its flame is. */
import { z } from 'zod';
import { airDensityKgM3, GRAVITY_MS2 } from './constants.ts';
import { ambientTemperatureK, notNegative, positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

/** Heat that turns the liquid into vapour at its boiling point, J/kg. */
function heatToBoilJKg(latentJKg: number, heatJKgK: number, boilingK: number, ambientK: number): number {
  return latentJKg + heatJKgK * Math.max(0, boilingK - ambientK);
}

export const poolBurningRate = model({
  id: 'pool-burning-rate',
  version: '1.0.0',
  label: { zh: '池火燃烧速率', en: 'Burning rate of a pool' },
  source:
    'Burgess & Zabetakis 1962: y = 1.27e-6 ΔHc/ΔH*, ṁ″ = ρ y (CCPS 2000 CPQRA eq. 2.2.51); Hottel form ṁ″ = 0.001 ΔHc/ΔH*',
  validity: {
    zh: '液体烃类和类似燃料，池径大于 1 m',
    en: 'Liquid hydrocarbons and the like, pools wider than 1 m',
  },
  assumptions: [
    {
      zh: '两式约相差 8 %；massFluxKgM2S 为 ρ y',
      en: 'The two forms differ by some 8 %; massFluxKgM2S is ρ y',
    },
    { zh: '沸点低于环境时 ΔH* = ΔHv', en: 'ΔH* = ΔHv where the boiling point is below ambient' },
  ],
  inputs: z.strictObject({
    heatOfCombustionJKg: positive(),
    latentHeatJKg: positive(),
    liquidHeatCapacityJKgK: positive(),
    boilingPointK: positive(),
    ambientTemperatureK: ambientTemperatureK(),
    liquidDensityKgM3: positive(),
  }),
  outputs: z.object({ regressionMS: z.number(), massFluxKgM2S: z.number(), massFluxHottelKgM2S: z.number() }),
  run: (i) => {
    const ratio =
      i.heatOfCombustionJKg /
      heatToBoilJKg(i.latentHeatJKg, i.liquidHeatCapacityJKgK, i.boilingPointK, i.ambientTemperatureK);
    return judged(
      {
        regressionMS: 1.27e-6 * ratio,
        massFluxKgM2S: 1.27e-6 * ratio * i.liquidDensityKgM3,
        massFluxHottelKgM2S: 0.001 * ratio,
      },
      within({ zh: 'ΔHc/ΔH*', en: 'ΔHc/ΔH*' }, ratio, [10, 130], [5, 300]),
    );
  },
});

/** Largest mass flux kg/(m² s) and kβ 1/m of large pools (∞: no growth with size). Source: Babrauskas 1983, Fire Technol. 19, 251. */
export const BABRAUSKAS = {
  gasoline: [0.055, 2.1],
  lng: [0.078, 1.1],
  propane: [0.099, 1.4],
  butane: [0.078, 2.7],
  hexane: [0.074, 1.9],
  heptane: [0.101, 1.1],
  benzene: [0.085, 2.7],
  kerosene: [0.039, 3.5],
  'crude-oil': [0.035, 2.8],
  methanol: [0.017, Number.POSITIVE_INFINITY],
  ethanol: [0.015, Number.POSITIVE_INFINITY],
  'liquid-hydrogen': [0.169, 6.1],
} as const satisfies Record<string, readonly [number, number]>;
export type PoolFuel = keyof typeof BABRAUSKAS;

/** Mass flux of a pool of the given diameter, kg/(m² s): ṁ∞ (1 − e^(−kβ D)). */
export function babrauskasKgM2S(largestKgM2S: number, kBeta: number, diameterM: number): number {
  return Number.isFinite(kBeta) ? largestKgM2S * -Math.expm1(-kBeta * diameterM) : largestKgM2S;
}

export const poolBurningBabrauskas = model({
  id: 'pool-burning-rate-babrauskas',
  version: '1.0.0',
  label: { zh: '池火燃烧速率（Babrauskas）', en: 'Burning rate by pool size (Babrauskas)' },
  source: 'Babrauskas 1983, Fire Technology 19, 251; ṁ″ = ṁ∞ (1 − e^(−kβ D))',
  validity: { zh: '池径 0.2–50 m', en: 'Diameter 0.2–50 m' },
  assumptions: [{ zh: '无风；原油取 0.022–0.045 的中值', en: 'Calm; crude oil: the middle of 0.022–0.045' }],
  inputs: z.strictObject({
    fuel: z.enum(Object.keys(BABRAUSKAS) as [PoolFuel, ...PoolFuel[]]),
    diameterM: positive(),
  }),
  outputs: z.object({ massFluxKgM2S: z.number(), largestFluxKgM2S: z.number() }),
  run: (i) => {
    const [largest, kBeta] = BABRAUSKAS[i.fuel];
    return judged(
      { massFluxKgM2S: babrauskasKgM2S(largest, kBeta, i.diameterM), largestFluxKgM2S: largest },
      within({ zh: '池径', en: 'Diameter', unit: 'm' }, i.diameterM, [0.2, 50], [0.2, 100]),
    );
  },
});

export interface Flame {
  readonly lengthM: number;
  /** Dimensionless wind u (ρv/(g ṁ″ D))^⅓; 1 where it is less. */
  readonly wind: number;
  readonly tiltDeg: number;
}

/**
 * Flame of a pool. Calm: H/D = 42 (ṁ″/(ρa √(gD)))^0.61; in wind 55 (…)^0.67 u*^−0.21 (Thomas 1963); tilt cos θ = 1/√u*
 * (American Gas Association 1974).
 */
export function poolFlame(
  diameterM: number,
  massFluxKgM2S: number,
  windMS: number,
  ambientK: number,
  vapourKgM3: number,
): Flame {
  const air = airDensityKgM3(ambientK);
  const burning = massFluxKgM2S / (air * Math.sqrt(GRAVITY_MS2 * diameterM));
  const wind = Math.max(1, windMS * Math.cbrt(vapourKgM3 / (GRAVITY_MS2 * massFluxKgM2S * diameterM)));
  const lengthM =
    windMS > 0 ? diameterM * 55 * burning ** 0.67 * wind ** -0.21 : diameterM * 42 * burning ** 0.61;
  return { lengthM, wind, tiltDeg: windMS > 0 ? (Math.acos(1 / Math.sqrt(wind)) * 180) / Math.PI : 0 };
}

export const poolFlameSize = model({
  id: 'pool-flame-size',
  version: '1.0.0',
  label: { zh: '池火火焰长度与倾角', en: 'Length and tilt of a pool flame' },
  source: 'Thomas 1963 (length), American Gas Association 1974 (tilt); steady spill: D = 2 √(V̇/(π y))',
  validity: { zh: '池径 1–50 m，风速至 20 m/s', en: 'Diameter 1–50 m, wind up to 20 m/s' },
  assumptions: [
    {
      zh: '圆池；无风式与有风式在微风处不连续（Thomas 原式）',
      en: 'A round pool; the calm and the windy form do not meet (as published)',
    },
  ],
  inputs: z.strictObject({
    diameterM: positive().optional(),
    spillM3S: positive()
      .optional()
      .describe('持续泄漏时由平衡直径得出 the steady diameter of a burning spill'),
    regressionMS: positive().optional(),
    massFluxKgM2S: positive(),
    windMS: notNegative().default(0),
    vapourDensityKgM3: positive().default(2.5).describe('沸点下的蒸气密度 at the boiling point'),
    ambientTemperatureK: ambientTemperatureK(),
  }),
  outputs: z.object({
    diameterM: z.number(),
    lengthM: z.number(),
    dimensionlessWind: z.number(),
    tiltDeg: z.number(),
  }),
  run: (i) => {
    const steady =
      i.spillM3S && i.regressionMS ? 2 * Math.sqrt(i.spillM3S / (Math.PI * i.regressionMS)) : undefined;
    const diameterM = i.diameterM ?? steady;
    if (diameterM === undefined)
      throw new Undefined({
        zh: '需要池径，或泄漏量与燃烧速率',
        en: 'Needs a diameter, or a spill with its regression rate',
      });
    const flame = poolFlame(diameterM, i.massFluxKgM2S, i.windMS, i.ambientTemperatureK, i.vapourDensityKgM3);
    return judged(
      { diameterM, lengthM: flame.lengthM, dimensionlessWind: flame.wind, tiltDeg: flame.tiltDeg },
      within({ zh: '池径', en: 'Diameter', unit: 'm' }, diameterM, [1, 50], [0.5, 100]),
      within({ zh: '风速', en: 'Wind speed', unit: 'm/s' }, i.windMS, [0, 20]),
      remark(
        i.massFluxKgM2S > 0.2,
        'edge',
        '燃烧速率高于常见燃料',
        'A burning rate above that of usual fuels',
      ),
    );
  },
});
