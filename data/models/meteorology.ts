/** The atmosphere of a scenario: Pasquill stability from sun, cloud and wind, and wind at other heights. */
import { z } from 'zod';
import { VON_KARMAN } from './constants.ts';
import { notNegative, positive, type Stability, stability } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

export const CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const satisfies readonly Stability[];

/** Lower bounds of the wind columns, m/s at 10 m, and the classes (day strong, moderate, slight; night cloudy, clear). */
const PASQUILL: readonly (readonly [number, readonly [string, string, string, string, string]])[] = [
  [0, ['A', 'A-B', 'B', 'E', 'F']],
  [2, ['A-B', 'B', 'C', 'E', 'F']],
  [3, ['B', 'B-C', 'C', 'D', 'E']],
  [5, ['C', 'C-D', 'D', 'D', 'D']],
  [6, ['C', 'D', 'D', 'D', 'D']],
];

/**
 * Short-wave radiation on the ground, W/m²: (990 sin φ − 30)(1 − 0.75 N^3.4), at least 0.
 * Source: Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517; Kasten & Czeplak 1980 for the cloud.
 */
export function solarRadiationWM2(elevationDeg: number, cloudOktas: number): number {
  const clear = 990 * Math.sin((elevationDeg * Math.PI) / 180) - 30;
  return Math.max(0, clear * (1 - 0.75 * (cloudOktas / 8) ** 3.4));
}

export const pasquillClass = model({
  id: 'pasquill-class',
  version: '1.0.0',
  label: { zh: '大气稳定度（Pasquill）', en: 'Atmospheric stability (Pasquill)' },
  source:
    'Pasquill 1961, Meteorol. Mag. 90, 33 (Turner 1970 table 3-1); radiation by Holtslag & van Ulden 1983: strong > 700, moderate 350–700 W/m²',
  validity: {
    zh: '开阔地；风速取 10 m 高；不适用于日出日落前后一小时',
    en: 'Open country, wind at 10 m; not within an hour of sunrise or sunset',
  },
  assumptions: [
    {
      zh: '介于两类时取较稳定的一类（保守）',
      en: 'Between two classes the more stable one is taken (conservative)',
    },
  ],
  inputs: z
    .strictObject({
      windMS: notNegative(),
      solarElevationDeg: z.number().min(-90).max(90).optional(),
      solarRadiationWM2: notNegative()
        .optional()
        .describe('实测，优先于太阳高度 measured: used before the elevation'),
      cloudOktas: z.number().min(0).max(8),
    })
    .refine((i) => i.solarElevationDeg !== undefined || i.solarRadiationWM2 !== undefined, {
      path: ['solarElevationDeg'],
      message: 'solarElevationDeg or solarRadiationWM2 is needed',
    }),
  outputs: z.object({ stability: stability(), between: z.string(), radiationWM2: z.number() }),
  run: (i) => {
    const radiationWM2 = i.solarRadiationWM2 ?? solarRadiationWM2(i.solarElevationDeg!, i.cloudOktas);
    const day = i.solarElevationDeg !== undefined ? i.solarElevationDeg > 0 : radiationWM2 > 0;
    const column = day ? (radiationWM2 > 700 ? 0 : radiationWM2 >= 350 ? 1 : 2) : i.cloudOktas >= 4 ? 3 : 4;
    const row = PASQUILL.findLast(([from]) => i.windMS >= from)!;
    // overcast: neutral by day and by night
    const between = i.cloudOktas === 8 ? 'D' : row[1][column]!;
    return judged(
      { stability: stability().parse(between.at(-1)), between, radiationWM2 },
      remark(
        i.solarElevationDeg !== undefined && Math.abs(i.solarElevationDeg) < 10,
        'edge',
        '太阳在地平线附近，稳定度正在转换',
        'The sun is near the horizon: stability is changing',
      ),
      remark(
        i.windMS < 1,
        'edge',
        '风速低于 1 m/s，风向不定',
        'Below 1 m/s the wind has no steady direction',
      ),
    );
  },
});

/** Exponents of the wind's power law by class A..F. Sources: Irwin 1979 (CCPS 1999 table 2.11); EPA-454/B-95-003b; open country: Touma 1977. */
export const WIND_EXPONENTS = {
  rural: [0.07, 0.07, 0.1, 0.15, 0.35, 0.55],
  urban: [0.15, 0.15, 0.2, 0.25, 0.4, 0.6],
  'urban-isc3': [0.15, 0.15, 0.2, 0.25, 0.3, 0.3],
  open: [0.108, 0.112, 0.12, 0.142, 0.203, 0.253],
} as const;
export type WindSet = keyof typeof WIND_EXPONENTS;
const windSet = () => z.enum(['rural', 'urban', 'urban-isc3', 'open']);

/** Wind at another height, m/s: u = ur (z/zr)^p. */
export function windAtMS(windMS: number, referenceM: number, heightM: number, cls: Stability, set: WindSet) {
  return windMS * (heightM / referenceM) ** WIND_EXPONENTS[set][CLASSES.indexOf(cls)]!;
}

export const windPowerLaw = model({
  id: 'wind-power-law',
  version: '1.0.0',
  label: { zh: '风速廓线（幂律）', en: 'Wind profile (power law)' },
  source:
    'u = ur (z/zr)^p; Irwin 1979, Atmos. Environ. 13, 191 (CCPS 1999 table 2.11); EPA-454/B-95-003b (ISC3)',
  validity: { zh: '2–200 m', en: '2–200 m' },
  assumptions: [{ zh: '平坦均匀地表', en: 'Flat, uniform ground' }],
  inputs: z.strictObject({
    windMS: positive(),
    referenceHeightM: positive().default(10),
    heightM: positive(),
    stability: stability(),
    set: windSet().default('rural'),
  }),
  outputs: z.object({ windMS: z.number(), exponent: z.number() }),
  run: (i) => {
    const exponent = WIND_EXPONENTS[i.set][CLASSES.indexOf(i.stability)]!;
    const heights = [i.heightM, i.referenceHeightM] as const;
    return judged(
      { windMS: windAtMS(i.windMS, i.referenceHeightM, i.heightM, i.stability, i.set), exponent },
      within({ zh: '较低高度', en: 'Lower height', unit: 'm' }, Math.min(...heights), [2, 200], [1, 200]),
      within({ zh: '较高高度', en: 'Upper height', unit: 'm' }, Math.max(...heights), [2, 200], [1, 300]),
      remark(
        exponent > 0.4 && Math.max(...heights) / Math.min(...heights) >= 5,
        'edge',
        '稳定大气中跨度很大的外推不可靠',
        'A wide extrapolation in stable air is not reliable',
      ),
    );
  },
});

/** Numerators and roughness scales, m, of L = a / log10(z0/b) by class; none for D. Source: Golder 1972 as in CPR 14E. */
const OBUKHOV: Readonly<Record<Exclude<Stability, 'D'>, readonly [number, number]>> = {
  A: [33.162, 1117],
  B: [32.258, 11.46],
  C: [51.787, 1.324],
  E: [-48.33, 1.262],
  F: [-31.325, 19.36],
};

/** Obukhov length, m: negative in unstable air, infinite in neutral air. */
export function obukhovLengthM(cls: Stability, roughnessM: number): number {
  if (cls === 'D') return Number.POSITIVE_INFINITY;
  const [a, b] = OBUKHOV[cls];
  return a / Math.log10(roughnessM / b);
}

/** Stability function ψm of the wind profile (Businger–Dyer). */
export function stabilityFunction(heightM: number, obukhovM: number): number {
  if (!Number.isFinite(obukhovM)) return 0;
  if (obukhovM > 0) return (-5 * heightM) / obukhovM;
  const a = (1 - (16 * heightM) / obukhovM) ** 0.25;
  return 2 * Math.log((1 + a) / 2) + Math.log((1 + a * a) / 2) - 2 * Math.atan(a) + Math.PI / 2;
}

export const windLogProfile = model({
  id: 'wind-log-profile',
  version: '1.0.0',
  label: { zh: '风速廓线（Monin–Obukhov）', en: 'Wind profile (Monin–Obukhov)' },
  source:
    'u = (u*/k)(ln(z/z0) − ψ(z/L) + ψ(z0/L)), Businger–Dyer; L by class from Golder 1972 (CPR 14E, Yellow Book)',
  validity: {
    zh: '粗糙度至 0.5 m；高度 20 z0 至 100 m；z/L < 1',
    en: 'Roughness up to 0.5 m; 20 z0 to 100 m; z/L < 1',
  },
  assumptions: [{ zh: '近地层平稳、水平均匀', en: 'A steady, uniform surface layer' }],
  inputs: z.strictObject({
    windMS: positive(),
    referenceHeightM: positive().default(10),
    heightM: positive(),
    stability: stability(),
    roughnessM: positive(),
  }),
  outputs: z.object({
    windMS: z.number(),
    frictionVelocityMS: z.number(),
    obukhovLengthM: z.number().nullable().describe('中性时为 null null in neutral air'),
  }),
  run: (i) => {
    const length = obukhovLengthM(i.stability, i.roughnessM);
    const shape = (height: number) =>
      Math.log(height / i.roughnessM) -
      stabilityFunction(height, length) +
      stabilityFunction(i.roughnessM, length);
    if (Math.min(i.heightM, i.referenceHeightM) <= i.roughnessM)
      throw new Undefined({ zh: '高度不大于粗糙度', en: 'A height is not above the roughness length' });
    const frictionVelocityMS = (i.windMS * VON_KARMAN) / shape(i.referenceHeightM);
    return judged(
      {
        windMS: (frictionVelocityMS / VON_KARMAN) * shape(i.heightM),
        frictionVelocityMS,
        obukhovLengthM: Number.isFinite(length) ? length : null,
      },
      within({ zh: '粗糙度', en: 'Roughness', unit: 'm' }, i.roughnessM, [1e-5, 0.5]),
      within(
        { zh: '高度', en: 'Height', unit: 'm' },
        i.heightM,
        [20 * i.roughnessM, 100],
        [5 * i.roughnessM, 200],
      ),
      remark(
        i.heightM / length > 1,
        'edge',
        '高于 Obukhov 长度：稳定廓线不可靠',
        'Above the Obukhov length: the stable profile is unreliable',
      ),
    );
  },
});
