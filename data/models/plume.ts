/** Gaussian plumes of steady releases of neutral gas: concentration, the greatest one, and how far a level reaches. */
import { z } from 'zod';
import { ppmFromKgM3 } from './concentration.ts';
import { AIR_KG_MOL } from './constants.ts';
import {
  ambientPressurePa,
  ambientTemperatureK,
  notNegative,
  positive,
  type Stability,
  stability,
} from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import {
  averagingFactor,
  averagingRemark,
  distanceRemark,
  SIGMA_AVERAGING_S,
  type SigmaSet,
  sigmaSet,
  sigmaYM,
  sigmaZM,
} from './sigmas.ts';

/**
 * Concentration of a steady plume, kg/m³ for kg/s: Q/(2π u σy σz) e^(−y²/2σy²) Σ e^(−(z∓H)²/2σz²), reflected at the
 * ground and, where a mixing height is given, at the lid (well mixed from σz > 1.6 times it).
 * Source: Pasquill 1961; Gifford 1961; EPA-454/B-95-003b eq. 1-1 and 1-50.
 */
export function plumeKgM3(
  massFlowKgS: number,
  windMS: number,
  sigmaY: number,
  sigmaZ: number,
  crosswindM: number,
  heightM: number,
  releaseHeightM: number,
  mixingHeightM = Number.POSITIVE_INFINITY,
): number {
  if (sigmaY <= 0 || sigmaZ <= 0) return 0;
  const across = Math.exp((-crosswindM * crosswindM) / (2 * sigmaY * sigmaY));
  if (sigmaZ > 1.6 * mixingHeightM) {
    if (heightM > mixingHeightM) return 0;
    return (massFlowKgS * across) / (Math.sqrt(2 * Math.PI) * windMS * sigmaY * mixingHeightM);
  }
  const bell = (z: number) => Math.exp((-z * z) / (2 * sigmaZ * sigmaZ));
  let vertical = bell(heightM - releaseHeightM) + bell(heightM + releaseHeightM);
  if (Number.isFinite(mixingHeightM))
    for (let j = 1; j <= 5; j++)
      for (const image of [2 * j * mixingHeightM, -2 * j * mixingHeightM])
        vertical += bell(heightM - releaseHeightM + image) + bell(heightM + releaseHeightM + image);
  return ((massFlowKgS * across) / (2 * Math.PI * windMS * sigmaY * sigmaZ)) * vertical;
}

/** Distance before the source at which a plume would have begun to be as wide as an area source: σy(xv) = D/4.3. */
export function virtualSourceM(widthM: number, cls: Stability, set: SigmaSet): number {
  if (widthM <= 0) return 0;
  return rootBetween((x) => sigmaYM(x, cls, set) - widthM / 4.3, 1e-6, 1e6) ?? 0;
}

/** Inputs that describe the release and the air of every plume. */
export const plumeSource = () => ({
  massFlowKgS: positive(),
  windMS: positive(),
  stability: stability(),
  sigmaSet: sigmaSet().default('briggs-rural'),
  releaseHeightM: notNegative().default(0),
  mixingHeightM: positive().optional(),
  averagingTimeS: positive().default(SIGMA_AVERAGING_S),
  sourceWidthM: notNegative()
    .default(0)
    .describe('面源宽度（虚拟点源） width of an area source (virtual point)'),
});
export const windRemark = (windMS: number) =>
  within({ zh: '风速', en: 'Wind speed', unit: 'm/s' }, windMS, [1, 12], [0.5, 20]);
/** Greatest wind at which a class occurs, m/s at 10 m, by the table of Pasquill 1961. */
const GREATEST_WIND_MS: Readonly<Record<Stability, number>> = {
  A: 3,
  B: 5,
  C: Number.POSITIVE_INFINITY,
  D: Number.POSITIVE_INFINITY,
  E: 5,
  F: 3,
};

/** Remarks on the weather of a Gaussian model: wind speed, and a class that does not occur in such a wind. */
export const weatherRemarks = (windMS: number, cls: Stability) => [
  windRemark(windMS),
  remark(
    windMS > GREATEST_WIND_MS[cls],
    windMS > 2 * GREATEST_WIND_MS[cls] ? 'out' : 'edge',
    `稳定度 ${cls} 在风速 ${windMS} m/s 下不会出现`,
    `Class ${cls} does not occur in a wind of ${windMS} m/s`,
  ),
];

/** Remarks on a gas that is not passive: denser than air and not yet dilute, or more of it than there is room. */
export function passiveRemarks(shares: readonly number[], molarMassKgMol: number) {
  const most = Math.max(0, ...shares);
  return [
    remark(most > 1, 'out', '算得浓度超过纯气体', 'The concentration found is above that of the pure gas'),
    remark(
      most > 0.01 && most <= 1 && molarMassKgMol > 1.1 * AIR_KG_MOL,
      'edge',
      '气体比空气重且浓度高于 1 %：应与重气模型比较',
      'Heavier than air and above 1 %: compare with the dense gas model',
    ),
  ];
}

export const PLUME_LIMITS = [
  {
    zh: '平坦地形，无障碍物；中性密度气体；风向风速不变',
    en: 'Flat, no obstacles; gas as dense as air; steady wind',
  },
  {
    zh: '扩散系数为 10 分钟平均，按 (t/600)^0.2 换算',
    en: '10-minute coefficients, converted by (t/600)^0.2',
  },
] as const;
export const PLUME_VALIDITY = {
  zh: '风速 1–12 m/s，100 m – 10 km（50 m 起标为边缘），粗糙度不大于 0.1 m',
  en: 'Wind 1–12 m/s, 100 m – 10 km (edge from 50 m), roughness up to 0.1 m',
};

export const gaussianPlume = model({
  id: 'gaussian-plume',
  version: '1.0.0',
  label: { zh: '高斯烟羽', en: 'Gaussian plume' },
  source: 'Pasquill 1961, Gifford 1961; coefficients Briggs 1973; EPA-454/B-95-003b (ISC3) eqs. 1-1, 1-50',
  validity: PLUME_VALIDITY,
  assumptions: PLUME_LIMITS,
  inputs: z.strictObject({
    ...plumeSource(),
    distancesM: z.array(z.number()).min(1).max(1_000),
    crosswindM: z.number().default(0),
    heightM: notNegative().default(0),
    sigmaYM: positive().optional().describe('给定时代替系数组 used instead of the set'),
    sigmaZM: positive().optional(),
    molarMassKgMol: positive().max(1).optional().describe('给出时另算 ppm gives ppm as well'),
    temperatureK: ambientTemperatureK(),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({
    concentrationKgM3: z.array(z.number()),
    concentrationPpm: z.array(z.number()).optional(),
    sigmaYM: z.array(z.number()),
    sigmaZM: z.array(z.number()),
  }),
  run: (i) => {
    const shift = virtualSourceM(i.sourceWidthM, i.stability, i.sigmaSet);
    const factor = averagingFactor(i.averagingTimeS);
    const at = i.distancesM.map((x) => ({
      sigmaY: x <= 0 ? 0 : (i.sigmaYM ?? factor * sigmaYM(x + shift, i.stability, i.sigmaSet)),
      sigmaZ: x <= 0 ? 0 : (i.sigmaZM ?? sigmaZM(x, i.stability, i.sigmaSet)),
    }));
    const concentrationKgM3 = at.map(({ sigmaY, sigmaZ }) =>
      plumeKgM3(
        i.massFlowKgS,
        i.windMS,
        sigmaY,
        sigmaZ,
        i.crosswindM,
        i.heightM,
        i.releaseHeightM,
        i.mixingHeightM,
      ),
    );
    const { molarMassKgMol: molar } = i;
    return judged(
      {
        concentrationKgM3,
        ...(molar
          ? {
              concentrationPpm: concentrationKgM3.map((c) =>
                ppmFromKgM3(c, molar, i.temperatureK, i.ambientPressurePa),
              ),
            }
          : {}),
        sigmaYM: at.map(({ sigmaY }) => sigmaY),
        sigmaZM: at.map(({ sigmaZ }) => sigmaZ),
      },
      ...weatherRemarks(i.windMS, i.stability),
      ...(i.sigmaYM && i.sigmaZM ? [] : distanceRemark(Math.min(...i.distancesM), Math.max(...i.distancesM))),
      averagingRemark(i.averagingTimeS),
      ...(molar
        ? passiveRemarks(
            concentrationKgM3.map((c) => ppmFromKgM3(c, molar, i.temperatureK, i.ambientPressurePa) / 1e6),
            molar,
          )
        : []),
    );
  },
});

export const gaussianPlumeMaximum = model({
  id: 'gaussian-plume-maximum',
  version: '1.0.0',
  label: { zh: '高架源最大落地浓度', en: 'Greatest ground concentration of an elevated plume' },
  source:
    'σz = H/√2, C = 2 Q σz/(e π u H² σy) (Gifford 1961; Crowl & Louvar ch. 5); and the true maximum of the field',
  validity: PLUME_VALIDITY,
  assumptions: PLUME_LIMITS,
  inputs: z.strictObject({ ...plumeSource(), releaseHeightM: positive() }),
  outputs: z.object({
    concentrationKgM3: z.number().describe('σz = H/√2'),
    distanceM: z.number(),
    fieldMaximumKgM3: z.number(),
    fieldMaximumAtM: z.number(),
  }),
  run: (i) => {
    const factor = averagingFactor(i.averagingTimeS);
    const shift = virtualSourceM(i.sourceWidthM, i.stability, i.sigmaSet);
    const target = i.releaseHeightM / Math.SQRT2;
    const distanceM = rootBetween((x) => sigmaZM(x, i.stability, i.sigmaSet) - target, 1e-3, 1e6);
    if (distanceM === null)
      throw new Undefined({ zh: '烟羽不会扩展到这个高度', en: 'The plume never grows to this height' });
    const sigmaY = factor * sigmaYM(distanceM + shift, i.stability, i.sigmaSet);
    const ground = (x: number) =>
      plumeKgM3(
        i.massFlowKgS,
        i.windMS,
        factor * sigmaYM(x + shift, i.stability, i.sigmaSet),
        sigmaZM(x, i.stability, i.sigmaSet),
        0,
        0,
        i.releaseHeightM,
        i.mixingHeightM,
      );
    const fieldMaximumAtM = greatestBetween(ground, distanceM / 20, distanceM * 20);
    return judged(
      {
        concentrationKgM3:
          (2 * i.massFlowKgS * target) / (Math.E * Math.PI * i.windMS * i.releaseHeightM ** 2 * sigmaY),
        distanceM,
        fieldMaximumKgM3: ground(fieldMaximumAtM),
        fieldMaximumAtM,
      },
      ...weatherRemarks(i.windMS, i.stability),
      ...distanceRemark(distanceM, distanceM),
      averagingRemark(i.averagingTimeS),
    );
  },
});

/** Where a function with one hump is greatest, between two positive bounds (golden section on the logarithm). */
function greatestBetween(f: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let a = Math.log(low);
  let b = Math.log(high);
  for (let i = 0; i < 80; i++) {
    const c = b - golden * (b - a);
    const d = a + golden * (b - a);
    if (f(Math.exp(c)) > f(Math.exp(d))) b = d;
    else a = c;
  }
  return Math.exp((a + b) / 2);
}
