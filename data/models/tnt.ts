/** Blast of TNT and of clouds by their TNT equivalent. */
import { z } from 'zod';
import { positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';
import { rootBetween } from './numeric.ts';

/** Heat of detonation of TNT, J/kg. */
export const TNT_J_KG = 4.68e6;

type Fit = readonly (readonly [number, readonly number[]])[];

/** Upper scaled distance and coefficients of ln p[kPa] in powers of ln Z. Source: Swisdak 1994, NSWC (ADA526744), hemispherical. */
const PRESSURE: Fit = [
  [2.9, [7.2106, -2.1069, -0.3229, 0.1117, 0.0685]],
  [23.8, [7.5938, -3.0523, 0.40977, 0.0261, -0.01267]],
  [Number.POSITIVE_INFINITY, [6.0536, -1.4066]],
];
/** The same of ln(i/W^⅓), kPa ms/kg^⅓. */
const IMPULSE: Fit = [
  [0.96, [5.522, 1.117, 0.6, -0.292, -0.087]],
  [2.38, [5.465, -0.308, -1.464, 1.362, -0.432]],
  [33.7, [5.2749, -0.4677, -0.2499, 0.0588, -0.00554]],
  [Number.POSITIVE_INFINITY, [5.9825, -1.062]],
];

function evaluate(fit: Fit, scaled: number): number {
  const [, coefficients] = fit.find(([to]) => scaled <= to)!;
  const l = Math.log(scaled);
  return Math.exp(coefficients.reduceRight((sum, c) => sum * l + c, 0));
}

/** Side-on overpressure of a hemispherical charge on the ground, Pa, at Z = d/W^⅓ m/kg^⅓. */
export const kingeryPa = (scaled: number) => 1000 * evaluate(PRESSURE, scaled);
/** Its positive impulse, Pa s per kg^⅓. */
export const kingeryImpulsePaS = (scaled: number) => evaluate(IMPULSE, scaled);

/** Kinney & Graham 1985, relative to ambient; 808 in free air, 1616 on the ground (Crowl & Louvar eq. 6-23). */
export function kinneyGraham(scaled: number, coefficient: 808 | 1616): number {
  const root = (c: number) => Math.sqrt(1 + (scaled / c) ** 2);
  return (coefficient * (1 + (scaled / 4.5) ** 2)) / (root(0.048) * root(0.32) * root(1.35));
}

/** Overpressures by curve, Pa. */
export const TNT_CURVES = {
  'kingery-bulmash-surface': (z: number) => kingeryPa(z),
  'kinney-graham-surface': (z: number, ambientPa: number) => kinneyGraham(z, 1616) * ambientPa,
  'kinney-graham-air': (z: number, ambientPa: number) => kinneyGraham(z, 808) * ambientPa,
  'casal-4.8': (z: number, ambientPa: number) => ambientPa * (1 / z + 4 / z ** 2 + 12 / z ** 3),
  'gb-works': (z: number) => 1e5 * (14 / z ** 3 + 4.3 / z ** 2 + 1.1 / z),
} as const;
export type TntCurve = keyof typeof TNT_CURVES;

export const tntEquivalence = model({
  id: 'TNT-equivalence',
  version: '1.0.0',
  label: { zh: 'TNT 当量法', en: 'TNT equivalence' },
  source:
    'W = η M ΔHc/H_TNT; Kingery & Bulmash 1984 as fitted by Swisdak 1994 (surface burst); Kinney & Graham 1985; Casal 2018 eq. 4.8; form used for explosive works in GB codes',
  validity: {
    zh: '对比距离 0.2–198 m/kg^⅓（Kingery–Bulmash）；云爆取当量系数 1–10 %，近场偏高',
    en: 'Scaled distance 0.2–198 m/kg^⅓ (Kingery–Bulmash); clouds: yield 1–10 %, too high near the cloud',
  },
  assumptions: [
    { zh: '空中爆炸与地面爆炸曲线不可混用', en: 'Free-air and surface curves must not be mixed' },
    { zh: '冲量只在 Kingery–Bulmash 曲线下给出', en: 'Impulse with the Kingery–Bulmash curve only' },
  ],
  inputs: z.strictObject({
    massKg: positive().describe('燃料或炸药质量 fuel or explosive'),
    heatOfCombustionJKg: positive().default(TNT_J_KG),
    yieldShare: share().default(1).describe('当量系数，云爆 0.01–0.1'),
    heatOfTntJKg: positive().default(TNT_J_KG),
    curve: z.enum(Object.keys(TNT_CURVES) as [TntCurve, ...TntCurve[]]).default('kingery-bulmash-surface'),
    ambientPressurePa: positive().default(101_325),
    distancesM: z.array(positive()).max(1_000).default([]),
    levelsPa: z.array(positive()).max(20).default([]),
  }),
  outputs: z.object({
    tntKg: z.number(),
    scaledDistance: z.array(z.number()).describe('m/kg^(1/3)'),
    overpressurePa: z.array(z.number()),
    impulsePaS: z.array(z.number()).optional(),
    reachM: z.array(z.number()),
  }),
  run: (i) => {
    const tntKg = (i.yieldShare * i.massKg * i.heatOfCombustionJKg) / i.heatOfTntJKg;
    const root = Math.cbrt(tntKg);
    const scaledDistance = i.distancesM.map((d) => d / root);
    const pressure = (scaled: number) => TNT_CURVES[i.curve](scaled, i.ambientPressurePa);
    const reachM = i.levelsPa.map(
      (level) => root * (rootBetween((s) => pressure(s) - level, 0.01, 1e5) ?? 0),
    );
    const all = [...scaledDistance, ...reachM.map((d) => d / root)];
    const surface = i.curve === 'kingery-bulmash-surface';
    return judged(
      {
        tntKg,
        scaledDistance,
        overpressurePa: scaledDistance.map(pressure),
        ...(surface ? { impulsePaS: scaledDistance.map((s) => root * kingeryImpulsePaS(s)) } : {}),
        reachM,
      },
      ...(all.length > 0
        ? [
            within(
              { zh: '最小对比距离', en: 'Least scaled distance', unit: 'm/kg^⅓' },
              Math.min(...all),
              surface ? [0.2, 198.5] : [1, 100],
            ),
            within(
              { zh: '最大对比距离', en: 'Greatest scaled distance', unit: 'm/kg^⅓' },
              Math.max(...all),
              surface ? [0.2, 198.5] : [1, 100],
            ),
          ]
        : []),
      remark(
        i.heatOfCombustionJKg > 1.5 * i.heatOfTntJKg && i.yieldShare > 0.1,
        'edge',
        '燃料云的当量系数高于 10 %',
        'A yield above 10 % for a fuel cloud',
      ),
    );
  },
});

/** Distance to 1 psi of a cloud, m: 17 (η M ΔHc/H_TNT)^⅓. Source: EPA 550-B-99-009 app. C, eq. C-1. */
export const rmpVce = model({
  id: 'RMP-VCE',
  version: '1.0.0',
  label: { zh: 'EPA RMP 云爆 1 psi 距离', en: 'EPA RMP distance to 1 psi' },
  source: 'EPA 550-B-99-009 app. C, eq. C-1: d = 17 (0.1 Wf ΔHc/H_TNT)^⅓',
  validity: { zh: '最坏情形，全部可燃物，当量系数 10 %', en: 'Worst case, all of the substance, yield 10 %' },
  assumptions: [{ zh: '1 psi = 6.9 kPa', en: '1 psi = 6.9 kPa' }],
  inputs: z.strictObject({
    massKg: positive(),
    heatOfCombustionJKg: positive(),
    yieldShare: share().default(0.1),
    heatOfTntJKg: positive().default(TNT_J_KG),
  }),
  outputs: z.object({ distanceM: z.number(), distanceMiles: z.number() }),
  run: (i) => {
    const distanceM = 17 * Math.cbrt((i.yieldShare * i.massKg * i.heatOfCombustionJKg) / i.heatOfTntJKg);
    return judged(
      { distanceM, distanceMiles: distanceM / 1609.344 },
      within({ zh: '当量系数', en: 'Yield' }, i.yieldShare, [0.01, 0.1], [0.005, 0.2]),
    );
  },
});
