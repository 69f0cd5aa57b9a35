/** Heat from pool fires: a point in the middle of the flame, or the surface of the flame seen as a cylinder. */
import { z } from 'zod';
import { ambientTemperatureK, notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { poolFlame } from './pool-burning.ts';
import { bagsterTransmissivity, waterPressurePa } from './transmissivity.ts';

const pool = () => ({
  diameterM: positive(),
  massFluxKgM2S: positive(),
  flameHeightM: positive().optional().describe('缺省按 Thomas 式 Thomas 1963 when absent'),
  windMS: notNegative().default(0),
  vapourDensityKgM3: positive().default(2.5),
  ambientTemperatureK: ambientTemperatureK(),
  relativeHumidity: share().default(0.7),
  distancesM: z
    .array(notNegative())
    .max(1_000)
    .default([])
    .describe('自池中心的水平距离 from the centre of the pool'),
  levelsWM2: z.array(positive()).max(20).default([]),
});
type Pool = z.output<z.ZodObject<ReturnType<typeof pool>>>;

const heightOf = (i: Pool) =>
  i.flameHeightM ??
  poolFlame(i.diameterM, i.massFluxKgM2S, i.windMS, i.ambientTemperatureK, i.vapourDensityKgM3).lengthM;

/** Share of the heat that is radiated: 0.35 e^(−0.05 D). Source: CCPS 2000; Casal 2018 eq. 3.15; fit for D up to 50 m. */
export const radiantShare = (diameterM: number) => 0.35 * Math.exp(-0.05 * diameterM);

/** Where a flux that falls outwards passes a level, m from the centre; the border of the pool where it never does. */
export function reachOf(flux: (distanceM: number) => number, level: number, fromM: number): number {
  const start = fromM * 1.0001 + 1e-6;
  if (flux(start) < level) return 0;
  return rootBetween((x) => flux(x) - level, start, 1e5) ?? 1e5;
}

export const poolFirePointSource = model({
  id: 'pool-fire-point-source',
  version: '1.0.0',
  label: { zh: '池火热辐射（点源）', en: 'Heat of a pool fire (point source)' },
  source:
    'q = τ η ṁ″ A ΔHc cos φ/(4π L²), L from the middle of the flame; CCPS 2000 CPQRA; Casal 2018 § 3.4.1',
  validity: {
    zh: '距离大于 5 倍池径为佳，3–5 倍为边缘；池径至 50 m',
    en: 'Best beyond 5 diameters, edge from 3; diameter up to 50 m',
  },
  assumptions: [
    { zh: '受体竖直、正对火焰；光路 L − D/2', en: 'An upright receiver facing the fire; path L − D/2' },
    { zh: '辐射份额默认 0.35 e^(−0.05 D)', en: 'Radiant share 0.35 e^(−0.05 D) unless given' },
  ],
  inputs: z.strictObject({
    ...pool(),
    heatOfCombustionJKg: positive(),
    radiantShare: share().optional(),
    receiverHeightM: notNegative().default(0),
  }),
  outputs: z.object({
    flameHeightM: z.number(),
    radiantShare: z.number(),
    radiatedW: z.number(),
    heatFluxWM2: z.array(z.number()),
    transmissivity: z.array(z.number()),
    reachM: z.array(z.number()),
  }),
  run: (i) => {
    const flameHeightM = heightOf(i);
    const eta = i.radiantShare ?? radiantShare(i.diameterM);
    const radiatedW = eta * i.massFluxKgM2S * (Math.PI / 4) * i.diameterM ** 2 * i.heatOfCombustionJKg;
    const water = waterPressurePa(i.relativeHumidity, i.ambientTemperatureK);
    const at = (x: number) => {
      const line = Math.hypot(x, flameHeightM / 2 - i.receiverHeightM);
      const tau = bagsterTransmissivity(water, Math.max(0, line - i.diameterM / 2));
      return { tau, flux: (tau * radiatedW * (x / line)) / (4 * Math.PI * line ** 2) };
    };
    const seen = i.distancesM.map(at);
    // nearer than 0.7 of the height of the point the flux of an upright receiver falls again
    const from = Math.max(i.diameterM / 2, flameHeightM / 2 / Math.SQRT2);
    const reachM = i.levelsWM2.map((level) => reachOf((x) => at(x).flux, level, from));
    const least = Math.min(...i.distancesM, ...reachM.filter((x) => x > 0)) / i.diameterM;
    return judged(
      {
        flameHeightM,
        radiantShare: eta,
        radiatedW,
        heatFluxWM2: seen.map(({ flux }) => flux),
        transmissivity: seen.map(({ tau }) => tau),
        reachM,
      },
      Number.isFinite(least)
        ? within(
            { zh: '距离/池径', en: 'Distance over diameter' },
            least,
            [3, Number.POSITIVE_INFINITY],
            [1.5, Number.POSITIVE_INFINITY],
          )
        : null,
      i.radiantShare === undefined
        ? within({ zh: '池径', en: 'Diameter', unit: 'm' }, i.diameterM, [0.5, 50], [0.2, 80])
        : null,
      within({ zh: '相对湿度', en: 'Relative humidity' }, i.relativeHumidity, [0.1, 1], [0.05, 1]),
    );
  },
});

/**
 * View factors of an upright cylinder from the ground, vertical, horizontal and greatest. `h` = 2H/D, `s` = 2x/D > 1.
 * Source: Mudan 1987, Fire Safety J. 12, 241; CPR 14E app. 6.1.
 */
export function cylinderViewFactors(
  h: number,
  s: number,
): { vertical: number; horizontal: number; greatest: number } {
  const a = (h * h + s * s + 1) / (2 * s);
  const b = (1 + s * s) / (2 * s);
  const rootA = Math.sqrt(a * a - 1);
  const rootB = Math.sqrt(b * b - 1);
  const far = Math.atan(Math.sqrt(((a + 1) * (s - 1)) / ((a - 1) * (s + 1))));
  const vertical =
    (Math.atan(h / Math.sqrt(s * s - 1)) / s -
      (h / s) * Math.atan(Math.sqrt((s - 1) / (s + 1))) +
      ((a * h) / (s * rootA)) * far) /
    Math.PI;
  const horizontal =
    (((b - 1 / s) / rootB) * Math.atan(Math.sqrt(((b + 1) * (s - 1)) / ((b - 1) * (s + 1)))) -
      ((a - 1 / s) / rootA) * far) /
    Math.PI;
  return { vertical, horizontal, greatest: Math.hypot(vertical, horizontal) };
}

/** Emissive power of a sooty flame, W/m²: 140 kW/m² clear, 20 kW/m² soot. Source: Mudan & Croce 1988 (SFPE Handbook). */
export function sootyEmissiveWM2(diameterM: number, clearWM2 = 140e3, sootWM2 = 20e3): number {
  const clear = Math.exp(-0.12 * diameterM);
  return clearWM2 * clear + sootWM2 * (1 - clear);
}

export const poolFireSolidFlame = model({
  id: 'pool-fire-solid-flame',
  version: '1.0.0',
  label: { zh: '池火热辐射（固体火焰）', en: 'Heat of a pool fire (solid flame)' },
  source:
    'q = SEP F τ; view factor of an upright cylinder, Mudan 1987; SEP Mudan & Croce 1988; flame Thomas 1963; CPR 14E § 6.5.4',
  validity: {
    zh: '池径 1–50 m（SEP 试验数据），距火焰面 0.05 D 以外',
    en: 'Diameter 1–50 m (tests of SEP), from 0.05 D off the flame',
  },
  assumptions: [
    {
      zh: '直立圆柱火焰：风的倾斜不计入视角系数',
      en: 'An upright cylinder: the tilt by the wind is not in the view factor',
    },
    { zh: '受体朝最不利方向', en: 'The receiver faces the worst way' },
  ],
  inputs: z.strictObject({
    ...pool(),
    emissivePowerWM2: positive()
      .optional()
      .describe('缺省为含烟火焰 a sooty flame when absent; LNG 220–265, LPG 170–250 kW/m²'),
  }),
  outputs: z.object({
    flameHeightM: z.number(),
    emissivePowerWM2: z.number(),
    heatFluxWM2: z.array(z.number()),
    viewFactor: z.array(z.number()),
    transmissivity: z.array(z.number()),
    reachM: z.array(z.number()),
  }),
  run: (i) => {
    const flameHeightM = heightOf(i);
    const emissive = i.emissivePowerWM2 ?? sootyEmissiveWM2(i.diameterM);
    const water = waterPressurePa(i.relativeHumidity, i.ambientTemperatureK);
    const radius = i.diameterM / 2;
    const at = (x: number) => {
      if (x <= radius) throw new Undefined({ zh: '受体在火焰内', en: 'The receiver is inside the flame' });
      const factor = cylinderViewFactors(flameHeightM / radius, x / radius).greatest;
      const tau = bagsterTransmissivity(water, x - radius);
      return { factor, tau, flux: emissive * factor * tau };
    };
    const seen = i.distancesM.map(at);
    const tilt = poolFlame(
      i.diameterM,
      i.massFluxKgM2S,
      i.windMS,
      i.ambientTemperatureK,
      i.vapourDensityKgM3,
    ).tiltDeg;
    return judged(
      {
        flameHeightM,
        emissivePowerWM2: emissive,
        heatFluxWM2: seen.map(({ flux }) => flux),
        viewFactor: seen.map(({ factor }) => factor),
        transmissivity: seen.map(({ tau }) => tau),
        reachM: i.levelsWM2.map((level) => reachOf((x) => at(x).flux, level, radius)),
      },
      within({ zh: '池径', en: 'Diameter', unit: 'm' }, i.diameterM, [1, 50], [0.5, 100]),
      remark(
        tilt > 30,
        'edge',
        `火焰被风吹斜约 ${tilt.toFixed(0)}°，下风向热辐射会更强`,
        `The wind tilts the flame by some ${tilt.toFixed(0)}°: more heat downwind`,
      ),
      within({ zh: '相对湿度', en: 'Relative humidity' }, i.relativeHumidity, [0.1, 1], [0.05, 1]),
    );
  },
});

export const rmpPoolFire = model({
  id: 'RMP-pool-fire',
  version: '1.0.0',
  label: { zh: 'EPA RMP 池火 5 kW/m² 距离', en: 'EPA RMP pool fire, distance to 5 kW/m²' },
  source: 'EPA 550-B-99-009 app. D, eq. D-27: d = ΔHc √(0.0001 A/(5000 π (ΔHv + cp (Tb − Ta))))',
  validity: { zh: '液体池火', en: 'Pool fires of liquids' },
  assumptions: [{ zh: '辐射份额 0.4，透射率 1', en: 'Radiant share 0.4, no absorption in air' }],
  inputs: z.strictObject({
    areaM2: positive(),
    heatOfCombustionJKg: positive(),
    latentHeatJKg: positive(),
    liquidHeatCapacityJKgK: positive(),
    boilingPointK: positive(),
    ambientTemperatureK: ambientTemperatureK(),
  }),
  outputs: z.object({ distanceM: z.number() }),
  run: (i) => {
    const boil =
      i.latentHeatJKg + i.liquidHeatCapacityJKgK * Math.max(0, i.boilingPointK - i.ambientTemperatureK);
    return judged({
      distanceM: i.heatOfCombustionJKg * Math.sqrt((0.0001 * i.areaM2) / (5000 * Math.PI * boil)),
    });
  },
});
