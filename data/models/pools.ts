/** Pools of spilled liquid on land: how far they spread, how fast they boil or evaporate. */
import { z } from 'zod';
import { GAS_CONSTANT, GRAVITY_MS2 } from './constants.ts';
import { ambientPressurePa, notNegative, positive, timesS } from './inputs.ts';
import { judged, model, Undefined, within } from './model.ts';

/** Least depth of a pool by its ground, m. Source: CPR 14E (Yellow Book) 2005, table 3.5. */
export const LEAST_DEPTH_M = { smooth: 0.005, average: 0.01, rough: 0.02 } as const;

/** Heat conductivity W/(m K) and diffusivity m²/s of grounds. Source: CPR 14E (Yellow Book) 2005, table 3.4. */
export const GROUNDS = {
  concrete: { conductivityWMK: 1.3, diffusivityM2S: 5.0e-7 },
  'average-soil': { conductivityWMK: 0.9, diffusivityM2S: 4.3e-7 },
} as const;

export const ground = () => z.enum(['smooth', 'average', 'rough']).default('average');

export const poolSpread = model({
  id: 'pool-spread',
  version: '1.0.0',
  label: { zh: '地面液池扩展（Shaw–Briscoe）', en: 'Spread of a pool on land (Shaw–Briscoe)' },
  source:
    'Shaw & Briscoe 1978, UKAEA SRD R100: r² = r0² + t √(8 g V/π) at once, r = (32 g V̇/(9π))^¼ t^¾ continuous; least depth CPR 14E table 3.5',
  validity: {
    zh: '平坦地面，扩展后深度 5–20 mm，或围堰内',
    en: 'Flat ground; 5–20 mm deep at the end, or within a bund',
  },
  assumptions: [{ zh: '不计蒸发和下渗', en: 'Nothing evaporates or seeps away' }],
  inputs: z
    .strictObject({
      volumeM3: positive().optional().describe('瞬时泄漏量 spilled at once'),
      volumeFlowM3S: positive().optional().describe('连续泄漏 continuous'),
      durationS: positive().optional().describe('连续泄漏的持续时间 of a continuous spill'),
      ground: ground(),
      bundAreaM2: positive().optional(),
      initialRadiusM: notNegative().default(0),
      timesS: timesS(),
    })
    .refine((i) => (i.volumeM3 === undefined) !== (i.volumeFlowM3S === undefined), {
      path: ['volumeM3'],
      message: 'volumeM3 or volumeFlowM3S is needed, not both',
    }),
  outputs: z.object({
    radiusM: z.array(z.number()),
    areaM2: z.array(z.number()),
    depthM: z.array(z.number()),
    bunded: z.array(z.boolean()),
  }),
  run: (i) => {
    const states = i.timesS.map((t) => {
      const spilt = i.volumeM3 ?? i.volumeFlowM3S! * Math.min(t, i.durationS ?? Number.POSITIVE_INFINITY);
      const free = i.volumeM3
        ? Math.sqrt(i.initialRadiusM ** 2 + t * Math.sqrt((8 * GRAVITY_MS2 * i.volumeM3) / Math.PI))
        : i.initialRadiusM + ((32 * GRAVITY_MS2 * i.volumeFlowM3S!) / (9 * Math.PI)) ** 0.25 * t ** 0.75;
      const thinnest = Math.sqrt(spilt / LEAST_DEPTH_M[i.ground] / Math.PI);
      const unbunded = Math.min(free, Math.max(thinnest, i.initialRadiusM));
      const bund = i.bundAreaM2 === undefined ? Number.POSITIVE_INFINITY : Math.sqrt(i.bundAreaM2 / Math.PI);
      const radius = Math.min(unbunded, bund);
      const area = Math.PI * radius ** 2;
      return { radius, area, depth: area > 0 ? spilt / area : 0, bunded: radius === bund };
    });
    return judged(
      {
        radiusM: states.map((state) => state.radius),
        areaM2: states.map((state) => state.area),
        depthM: states.map((state) => state.depth),
        bunded: states.map((state) => state.bunded),
      },
      within(
        { zh: '液池半径', en: 'Pool radius', unit: 'm' },
        Math.max(...states.map((s) => s.radius)),
        [0, 100],
        [0, 200],
      ),
    );
  },
});

/**
 * Evaporation of a pool below its boiling point, kg/(m² s):
 * 0.002 u10^0.78 r^−0.11 · M P/(R T) · ln(1 + (Pv − P∞)/(P − Pv)). Source: Mackay & Matsugu 1973; Casal 2018 eq. 2.56.
 */
export function evaporationKgM2S(
  windMS: number,
  radiusM: number,
  molarMassKgMol: number,
  temperatureK: number,
  vapourPressurePa: number,
  ambientPa: number,
  farPressurePa = 0,
): number {
  if (vapourPressurePa >= ambientPa)
    throw new Undefined({
      zh: '蒸气压不低于环境压力：液池沸腾',
      en: 'The vapour pressure is not below ambient: the pool boils',
    });
  const transfer = 0.002 * windMS ** 0.78 * radiusM ** -0.11;
  const density = (molarMassKgMol * ambientPa) / (GAS_CONSTANT * temperatureK);
  return transfer * density * Math.log1p((vapourPressurePa - farPressurePa) / (ambientPa - vapourPressurePa));
}

export const poolEvaporation = model({
  id: 'pool-evaporation-nonboiling',
  version: '1.0.0',
  label: { zh: '不沸腾液池的蒸发', en: 'Evaporation of a pool that does not boil' },
  source: 'Mackay & Matsugu 1973, Can. J. Chem. Eng. 51, 434; Casal 2018, eq. 2.56',
  validity: {
    zh: '风速 0.5–15 m/s，半径 0.5–50 m，蒸气压低于环境压力的一半',
    en: 'Wind 0.5–15 m/s, radius 0.5–50 m, vapour pressure below half of ambient',
  },
  assumptions: [{ zh: '液池温度不变', en: 'The pool keeps its temperature' }],
  inputs: z.strictObject({
    windMS: positive().describe('10 m 高处 at 10 m'),
    radiusM: positive(),
    molarMassKgMol: positive().max(1),
    temperatureK: positive(),
    vapourPressurePa: positive(),
    farPressurePa: notNegative().default(0),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({ massFlowKgS: z.number(), fluxKgM2S: z.number() }),
  run: (i) => {
    const flux = evaporationKgM2S(
      i.windMS,
      i.radiusM,
      i.molarMassKgMol,
      i.temperatureK,
      i.vapourPressurePa,
      i.ambientPressurePa,
      i.farPressurePa,
    );
    return judged(
      { massFlowKgS: flux * Math.PI * i.radiusM ** 2, fluxKgM2S: flux },
      within({ zh: '风速', en: 'Wind speed', unit: 'm/s' }, i.windMS, [0.5, 15]),
      within({ zh: '液池半径', en: 'Pool radius', unit: 'm' }, i.radiusM, [0.5, 50]),
      within(
        { zh: '蒸气压与环境压力之比', en: 'Vapour to ambient pressure' },
        i.vapourPressurePa / i.ambientPressurePa,
        [0, 0.5],
        [0, 0.9],
      ),
    );
  },
});

export const poolBoiling = model({
  id: 'pool-boiling-on-ground',
  version: '1.0.0',
  label: { zh: '低温液池在地面沸腾', en: 'A cold pool boiling on the ground' },
  source: 'Heat from a half-space, q = k (Tg − Tb)/√(π a t); CPR 14E (Yellow Book) 2005, § 3.5.3',
  validity: {
    zh: '沸点低于地面温度；10 s 至 1 h',
    en: 'Boiling point below the ground temperature; 10 s to 1 h',
  },
  assumptions: [
    {
      zh: '地面是半无限体，无水、无下渗；只计地面传热',
      en: 'The ground is a half-space, dry and tight; heat from the ground only',
    },
    { zh: '全部面积同时浸湿', en: 'The whole area is wetted at once' },
  ],
  inputs: z.strictObject({
    areaM2: positive(),
    groundTemperatureK: positive(),
    boilingPointK: positive(),
    latentHeatJKg: positive(),
    ground: z.enum(['concrete', 'average-soil']).default('concrete'),
    timesS: z.array(positive()).min(1).max(1_000),
  }),
  outputs: z.object({
    massFlowKgS: z.array(z.number()),
    fluxKgM2S: z.array(z.number()),
    evaporatedKg: z.array(z.number()),
  }),
  run: (i) => {
    if (i.groundTemperatureK <= i.boilingPointK)
      throw new Undefined({
        zh: '地面不比沸点热：不沸腾',
        en: 'The ground is not hotter than the boiling point: it does not boil',
      });
    const { conductivityWMK, diffusivityM2S } = GROUNDS[i.ground];
    const strength =
      (conductivityWMK * (i.groundTemperatureK - i.boilingPointK)) /
      Math.sqrt(Math.PI * diffusivityM2S) /
      i.latentHeatJKg;
    const flux = i.timesS.map((t) => strength / Math.sqrt(t));
    return judged(
      {
        massFlowKgS: flux.map((value) => value * i.areaM2),
        fluxKgM2S: flux,
        evaporatedKg: i.timesS.map((t) => 2 * strength * Math.sqrt(t) * i.areaM2),
      },
      within({ zh: '最早时刻', en: 'First moment', unit: 's' }, Math.min(...i.timesS), [10, 3600], [1, 7200]),
      within({ zh: '最晚时刻', en: 'Last moment', unit: 's' }, Math.max(...i.timesS), [10, 3600], [1, 7200]),
    );
  },
});

export const rmpEvaporation = model({
  id: 'RMP-liquid-evaporation',
  version: '1.0.0',
  label: { zh: 'EPA RMP 液池蒸发速算', en: 'EPA RMP evaporation rate' },
  source:
    'EPA 550-B-99-009, § 3.2: QR = 1.4 QS LFA DF undiked (1 cm deep), QR = 1.4 LFA A diked; 1.5 m/s, 25 °C',
  validity: {
    zh: '最坏情形风速 1.5 m/s；液体常温储存',
    en: 'Worst-case wind of 1.5 m/s; liquids at ambient temperature',
  },
  assumptions: [
    { zh: '因子 LFA、DF 取自 EPA 附录 B', en: 'The factors LFA and DF come from EPA appendix B' },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    liquidFactorAmbient: positive(),
    densityFactor: positive(),
    bundAreaM2: positive().optional(),
  }),
  outputs: z.object({ massFlowKgS: z.number(), massFlowLbMin: z.number(), poolAreaM2: z.number() }),
  run: (i) => {
    const poundKg = 0.45359237;
    const squareFootM2 = 0.09290304;
    const openFt2 = (i.massKg / poundKg) * i.densityFactor;
    const areaFt2 = Math.min(openFt2, (i.bundAreaM2 ?? Number.POSITIVE_INFINITY) / squareFootM2);
    const massFlowLbMin = 1.4 * i.liquidFactorAmbient * areaFt2;
    return judged({
      massFlowKgS: (massFlowLbMin * poundKg) / 60,
      massFlowLbMin,
      poolAreaM2: areaFt2 * squareFootM2,
    });
  },
});
