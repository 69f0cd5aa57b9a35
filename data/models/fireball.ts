/** The fireball of a BLEVE: size, duration, and the heat it gives. */
import { z } from 'zod';
import { ambientTemperatureK, notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { bagsterTransmissivity, waterPressurePa } from './transmissivity.ts';

/** Size and duration of a fireball. CCPS: D = 5.8 M^⅓, t = 0.45 M^⅓ below 30 t, else 2.6 M^⅙; TNO: 6.48 M^0.325, 0.852 M^0.26. */
export function fireballSize(
  massKg: number,
  method: 'ccps' | 'tno',
): { diameterM: number; durationS: number } {
  if (method === 'tno') return { diameterM: 6.48 * massKg ** 0.325, durationS: 0.852 * massKg ** 0.26 };
  const root = Math.cbrt(massKg);
  return { diameterM: 5.8 * root, durationS: massKg < 30_000 ? 0.45 * root : 2.6 * massKg ** (1 / 6) };
}

/** Radiated share by the pressure at burst: 0.27 P^0.32 (MPa), at most 0.4. Source: Roberts 1982, Fire Safety J. 4, 197. */
export const robertsShare = (burstPressurePa: number) =>
  Math.min(0.4, 0.27 * (burstPressurePa / 1e6) ** 0.32);

/** Greatest emissive power seen on large fireballs, W/m². Source: Johnson, Pritchard & Wickens 1990. */
const MOST_EMISSIVE_WM2 = 400e3;

export const bleveFireball = model({
  id: 'BLEVE-fireball',
  version: '1.0.0',
  label: { zh: 'BLEVE 火球', en: 'BLEVE fireball' },
  source:
    'CCPS 2000 CPQRA eqs. 2.2.32–2.2.35 (size, duration, height 0.75 D); TNO CPR 14E; radiated share Roberts 1982; view factor of a sphere',
  validity: { zh: '1–3000 t 液化可燃气', en: '1–3000 t of liquefied flammable gas' },
  assumptions: [
    { zh: '火球中心高 0.75 D；受体正对火球', en: 'Centre at 0.75 D; the receiver faces it' },
    { zh: '辐射功率上限 400 kW/m²', en: 'Emissive power at most 400 kW/m²' },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    heatOfCombustionJKg: positive().default(46.3e6),
    radiantShare: share().optional(),
    burstPressurePa: positive().optional(),
    method: z.enum(['ccps', 'tno']).default('ccps'),
    distancesM: z.array(notNegative()).max(1_000).default([]).describe('地面距离 along the ground'),
    levelsWM2: z.array(positive()).max(20).default([]),
    dosesTdu: z.array(positive()).max(20).default([]).describe('(kW/m²)^(4/3) s'),
    ambientTemperatureK: ambientTemperatureK(),
    relativeHumidity: share().default(0.7),
  }),
  outputs: z.object({
    diameterM: z.number(),
    durationS: z.number(),
    centreHeightM: z.number(),
    initialDiameterM: z.number(),
    radiantShare: z.number(),
    emissivePowerWM2: z.number(),
    heatFluxWM2: z.array(z.number()),
    doseTdu: z.array(z.number()),
    reachM: z.array(z.number()),
    doseReachM: z.array(z.number()),
  }),
  run: (i) => {
    const { diameterM, durationS } = fireballSize(i.massKg, i.method);
    const centreHeightM = 0.75 * diameterM;
    const chi = i.radiantShare ?? (i.burstPressurePa ? robertsShare(i.burstPressurePa) : 0.3);
    const uncapped = (chi * i.massKg * i.heatOfCombustionJKg) / (Math.PI * diameterM ** 2 * durationS);
    const emissive = Math.min(MOST_EMISSIVE_WM2, uncapped);
    const water = waterPressurePa(i.relativeHumidity, i.ambientTemperatureK);
    const flux = (x: number) => {
      const line = Math.hypot(x, centreHeightM);
      const tau = bagsterTransmissivity(water, line - diameterM / 2);
      return emissive * tau * (diameterM / 2 / line) ** 2;
    };
    const dose = (x: number) => durationS * (flux(x) / 1000) ** (4 / 3);
    const reach = (f: (x: number) => number, level: number) =>
      f(0) < level ? 0 : (rootBetween((x) => f(x) - level, 0, 1e5) ?? 1e5);
    return judged(
      {
        diameterM,
        durationS,
        centreHeightM,
        initialDiameterM: 1.3 * diameterM,
        radiantShare: chi,
        emissivePowerWM2: emissive,
        heatFluxWM2: i.distancesM.map(flux),
        doseTdu: i.distancesM.map(dose),
        reachM: i.levelsWM2.map((level) => reach(flux, level)),
        doseReachM: i.dosesTdu.map((level) => reach(dose, level)),
      },
      within({ zh: '质量', en: 'Mass', unit: 'kg' }, i.massKg, [1_000, 3e6], [100, 6e6]),
      remark(
        uncapped > MOST_EMISSIVE_WM2,
        'edge',
        '辐射功率已截至 400 kW/m²',
        'The emissive power was capped at 400 kW/m²',
      ),
    );
  },
});

export const rmpFireball = model({
  id: 'RMP-BLEVE',
  version: '1.0.0',
  label: { zh: 'EPA RMP BLEVE 距离', en: 'EPA RMP distance of a BLEVE' },
  source:
    'EPA 550-B-99-009 app. C, eq. C-5: L = √(2.2 τ R ΔHc M^0.67/(4π (3.42e6/t)^¾)); dose (5 kW/m²)^(4/3) × 40 s',
  validity: { zh: '1–3000 t 液化可燃气', en: '1–3000 t of liquefied flammable gas' },
  assumptions: [{ zh: '辐射份额 0.4，透射率 1', en: 'Radiant share 0.4, no absorption in air' }],
  inputs: z.strictObject({
    massKg: positive(),
    heatOfCombustionJKg: positive(),
    radiantShare: share().default(0.4),
    transmissivity: share().default(1),
  }),
  outputs: z.object({ distanceM: z.number(), durationS: z.number() }),
  run: (i) => {
    const { durationS } = fireballSize(i.massKg, 'ccps');
    const above = 2.2 * i.transmissivity * i.radiantShare * i.heatOfCombustionJKg * i.massKg ** 0.67;
    return judged(
      { distanceM: Math.sqrt(above / (4 * Math.PI * (3.42e6 / durationS) ** 0.75)), durationS },
      within({ zh: '质量', en: 'Mass', unit: 'kg' }, i.massKg, [1_000, 3e6], [100, 6e6]),
    );
  },
});
