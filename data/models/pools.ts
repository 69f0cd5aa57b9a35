/** Pools of spilled liquid on land: how far they spread, how fast they boil or evaporate. */
import { z } from 'zod';
import { GAS_CONSTANT, GRAVITY_MS2 } from './constants.ts';
import { ambientPressurePa, notNegative, positive, timesS } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

/** Least depth of a pool by its ground, m. Source: CPR 14E (Yellow Book) 2005, table 3.5. */
export const LEAST_DEPTH_M = { smooth: 0.005, average: 0.01, rough: 0.02 } as const;

/** Heat conductivity W/(m K) and diffusivity m²/s of grounds. Source: CPR 14E (Yellow Book) 2005, table 3.4. */
export const GROUNDS = {
  concrete: { conductivityWMK: 1.3, diffusivityM2S: 5.0e-7 },
  'average-soil': { conductivityWMK: 0.9, diffusivityM2S: 4.3e-7 },
} as const;

const ground = () => z.enum(['smooth', 'average', 'rough']).default('average');

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

export const poolOnLand = model({
  id: 'pool-on-land',
  version: '1.0.0',
  label: { zh: '液池随时间的扩展与蒸发', en: 'A pool that spreads and evaporates' },
  source:
    'Mass balance of a spreading pool: Shaw & Briscoe 1978 gravity spread, ground heat (CPR 14E § 3.5.3) for boiling liquids, Mackay & Matsugu 1973 for others',
  validity: {
    zh: '平坦不渗透地面，半径至 100 m，至 1 h',
    en: 'Flat tight ground, radius up to 100 m, up to 1 h',
  },
  assumptions: [
    {
      zh: '沸腾液体：每一环从浸湿起由地面供热',
      en: 'Boiling liquids: every ring takes heat from the ground since it was wetted',
    },
    { zh: '不沸腾液体：温度不变', en: 'Others keep their temperature' },
    {
      zh: '达到最小深度、围堰或蒸发等于流入时停止扩展',
      en: 'Spreading ends at the least depth, at the bund, or when evaporation eats the inflow',
    },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    durationS: positive(),
    liquidDensityKgM3: positive(),
    ground: ground(),
    subsoil: z.enum(['concrete', 'average-soil']).default('concrete'),
    bundAreaM2: positive().optional(),
    boilingPointK: positive(),
    latentHeatJKg: positive(),
    liquidTemperatureK: positive(),
    groundTemperatureK: positive().default(293.15),
    molarMassKgMol: positive().max(1),
    vapourPressurePa: positive().optional().describe('不沸腾时必需 needed where it does not boil'),
    windMS: positive().default(3),
    ambientPressurePa: ambientPressurePa(),
    untilS: positive().max(7200).default(1800),
  }),
  outputs: z.object({
    timesS: z.array(z.number()),
    radiusM: z.array(z.number()),
    evaporationKgS: z.array(z.number()),
    poolMassKg: z.array(z.number()),
    evaporatedKg: z.array(z.number()),
    spiltKg: z.array(z.number()),
    peakEvaporationKgS: z.number(),
  }),
  run: (i) => {
    const boils = i.liquidTemperatureK >= i.boilingPointK - 0.5;
    if (!boils && i.vapourPressurePa === undefined)
      throw new Undefined({
        zh: '不沸腾的液体需要蒸气压',
        en: 'A liquid that does not boil needs its vapour pressure',
      });
    const { conductivityWMK, diffusivityM2S } = GROUNDS[i.subsoil];
    const heat =
      (conductivityWMK * Math.max(0, i.groundTemperatureK - i.boilingPointK)) /
      Math.sqrt(Math.PI * diffusivityM2S) /
      i.latentHeatJKg;
    const bundM2 = i.bundAreaM2 ?? Number.POSITIVE_INFINITY;
    const steps = 400;
    const dt = i.untilS / steps;
    const rings: { since: number; areaM2: number }[] = [];
    const trace = {
      timesS: [] as number[],
      radiusM: [] as number[],
      evaporationKgS: [] as number[],
      poolMassKg: [] as number[],
      evaporatedKg: [] as number[],
      spiltKg: [] as number[],
    };
    let mass = 0;
    let gone = 0;
    let area = 0;
    let spilt = 0;
    for (let step = 0; step < steps; step++) {
      const t = step * dt;
      const inflow = i.massFlowKgS * Math.max(0, Math.min(dt, i.durationS - t));
      spilt += inflow;
      mass += inflow;
      // gravity: dr/dt = √(2 g h) with the present depth; a new pool starts at the continuous law
      const volume = mass / i.liquidDensityKgM3;
      const grown =
        area === 0
          ? Math.PI *
            Math.sqrt((32 * GRAVITY_MS2 * (i.massFlowKgS / i.liquidDensityKgM3)) / (9 * Math.PI)) *
            dt ** 1.5
          : Math.PI * (Math.sqrt(area / Math.PI) + Math.sqrt((2 * GRAVITY_MS2 * volume) / area) * dt) ** 2;
      const next = Math.max(area, Math.min(grown, volume / LEAST_DEPTH_M[i.ground], bundM2));
      if (next > area) rings.push({ since: t, areaM2: next - area });
      area = next;
      const wanted = boils
        ? rings.reduce(
            (sum, ring) =>
              sum + 2 * heat * ring.areaM2 * (Math.sqrt(t + dt - ring.since) - Math.sqrt(t - ring.since)),
            0,
          )
        : dt *
          area *
          evaporationKgM2S(
            i.windMS,
            Math.sqrt(area / Math.PI),
            i.molarMassKgMol,
            i.liquidTemperatureK,
            i.vapourPressurePa!,
            i.ambientPressurePa,
          );
      const evaporated = Math.min(mass, wanted);
      mass -= evaporated;
      gone += evaporated;
      trace.timesS.push(t + dt);
      trace.radiusM.push(Math.sqrt(area / Math.PI));
      trace.evaporationKgS.push(evaporated / dt);
      trace.poolMassKg.push(mass);
      trace.evaporatedKg.push(gone);
      trace.spiltKg.push(spilt);
    }
    return judged(
      { ...trace, peakEvaporationKgS: Math.max(...trace.evaporationKgS) },
      within({ zh: '液池半径', en: 'Pool radius', unit: 'm' }, Math.sqrt(area / Math.PI), [0, 100], [0, 200]),
      within({ zh: '时长', en: 'Time', unit: 's' }, i.untilS, [0, 3600]),
      remark(
        !boils && i.windMS < 0.5,
        'edge',
        '风速过低，蒸发公式不可靠',
        'Too little wind for the evaporation law',
      ),
    );
  },
});
