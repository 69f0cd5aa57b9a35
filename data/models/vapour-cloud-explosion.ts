/** Explosions of fuel clouds: Baker–Strehlow–Tang, hydrogen after Bauwens & Dorofeev, TNO multi-energy (approximate). */
import { z } from 'zod';
import { SOUND_MS } from './constants.ts';
import { ambientPressurePa, positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { interpolate, rootBetween } from './numeric.ts';

const DISTANCES = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 9.5] as const;
/** Scaled overpressure at DISTANCES by Mach number of the flame. Source: Tang & Baker 1999; CCPS 2010, read from the figure. */
const PRESSURE = new Map<number, readonly number[]>([
  [0.2, [0.068, 0.069, 0.068, 0.0526, 0.0396, 0.028, 0.0186, 0.0146, 0.00932, 0.00571, 0.00409, 0.00295]],
  [0.35, [0.215, 0.224, 0.222, 0.172, 0.126, 0.0913, 0.0606, 0.0464, 0.0311, 0.0188, 0.0134, 0.01]],
  [0.7, [0.689, 0.666, 0.668, 0.467, 0.379, 0.309, 0.2, 0.136, 0.0892, 0.0496, 0.0336, 0.0241]],
  [1, [1.29, 1.29, 1.21, 0.849, 0.587, 0.328, 0.206, 0.149, 0.0935, 0.0544, 0.036, 0.0254]],
  [1.4, [2.04, 2.01, 1.8, 0.972, 0.591, 0.389, 0.24, 0.176, 0.107, 0.0596, 0.0366, 0.0261]],
  [2, [5.07, 5.8, 3.27, 0.996, 0.596, 0.402, 0.243, 0.171, 0.109, 0.0587, 0.04, 0.0275]],
  [4, [14.8, 11.5, 3.16, 0.947, 0.577, 0.393, 0.238, 0.169, 0.109, 0.0596, 0.0392, 0.0269]],
  [5.2, [19.6, 8.49, 2.74, 1.04, 0.575, 0.395, 0.244, 0.171, 0.108, 0.0589, 0.0402, 0.0274]],
]);
const IMPULSE_DISTANCES = [0.1, 0.2, 0.5, 1, 2, 5, 9.5] as const;
/** Scaled impulse i a0/(E^⅓ p0^⅔), same source; from Mach 1 on the middle of a narrow band. */
const IMPULSE = new Map<number, readonly number[]>([
  [0.2, [0.0831, 0.0687, 0.0364, 0.0189, 0.00944, 0.00378, 0.00198]],
  [0.35, [0.142, 0.111, 0.0504, 0.0266, 0.0129, 0.00516, 0.0026]],
  [0.7, [0.214, 0.146, 0.0565, 0.0299, 0.0148, 0.0059, 0.0031]],
  [1, [0.304, 0.1625, 0.059, 0.0315, 0.016, 0.0063, 0.0033]],
]);

function curve(
  table: ReadonlyMap<number, readonly number[]>,
  xs: readonly number[],
  mach: number,
  scaled: number,
): number {
  const machs = [...table.keys()];
  const at = (key: number) =>
    Math.exp(
      interpolate(xs.map(Math.log), table.get(key)!.map(Math.log), Math.log(Math.max(xs[0]!, scaled))),
    );
  if (mach <= machs[0]!) {
    // deflagrations scale as Mf²/(1 + Mf) (Tang & Baker 1999)
    const strength = (m: number) => (m * m) / (1 + m);
    return (at(machs[0]!) * strength(mach)) / strength(machs[0]!);
  }
  const above = machs.findIndex((key) => key >= mach);
  if (above < 0) return at(machs.at(-1)!);
  const low = machs[above - 1]!;
  const high = machs[above]!;
  return at(low) + ((at(high) - at(low)) * (mach - low)) / (high - low);
}

/** Scaled overpressure Δp/p0 at R̄ = r (p0/E)^⅓ for a flame of the given Mach number. */
export const bstPressure = (mach: number, scaled: number) => curve(PRESSURE, DISTANCES, mach, scaled);
/** Scaled impulse at R̄. */
export const bstImpulse = (mach: number, scaled: number) => curve(IMPULSE, IMPULSE_DISTANCES, mach, scaled);

/** A detonation; used where the deflagration turns into one. */
export const DETONATION_MACH = 5.2;
const REACTIVITIES = ['low', 'medium', 'high'] as const;
/** Flame Mach number by expansion, reactivity, and congestion low, medium, high. Source: CCPS 2010, Guidelines for Vapor Cloud Explosion…, 2nd ed., table 4.2 (Pierorazio et al. 2005). */
export const FLAME_MACH = {
  '2D': {
    high: [0.59, DETONATION_MACH, DETONATION_MACH],
    medium: [0.47, 0.66, 1.6],
    low: [0.079, 0.47, 0.66],
  },
  '2.5D': {
    high: [0.47, DETONATION_MACH, DETONATION_MACH],
    medium: [0.29, 0.55, 1.0],
    low: [0.053, 0.35, 0.5],
  },
  '3D': {
    high: [0.36, DETONATION_MACH, DETONATION_MACH],
    medium: [0.11, 0.44, 0.5],
    low: [0.026, 0.23, 0.34],
  },
} as const;

export const bakerStrehlowTang = model({
  id: 'Baker-Strehlow-Tang',
  version: '1.0.0',
  label: { zh: '蒸气云爆炸（Baker–Strehlow–Tang）', en: 'Vapour cloud explosion (Baker–Strehlow–Tang)' },
  source:
    'Tang & Baker 1999, Process Saf. Prog. 18, 235; flame speeds Pierorazio et al. 2005 (CCPS 2010); curves read from the published figure',
  validity: {
    zh: 'R̄ 0.1–10，火焰马赫数 0.2–5.2；读图误差 5–10 %',
    en: 'R̄ 0.1–10, flame Mach number 0.2–5.2; curves read to 5–10 %',
  },
  assumptions: [
    {
      zh: '能量 = 地面因子 × 质量 × 燃烧热，只计拥塞区内的可燃物',
      en: 'Energy = ground factor × mass × heat of combustion; only fuel in the congestion counts',
    },
    {
      zh: 'R̄ 对数内插，马赫数线性内插；0.2 以下按 Mf²/(1 + Mf)',
      en: 'Log-log in R̄, linear in Mach number; below 0.2 by Mf²/(1 + Mf)',
    },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    heatOfCombustionJKg: positive(),
    groundFactor: positive().max(2).default(2),
    flameMach: positive()
      .max(5.2)
      .optional()
      .describe('或给出扩展、活性、拥塞 or give expansion, reactivity, congestion'),
    expansion: z.enum(['2D', '2.5D', '3D']).default('2.5D'),
    reactivity: z.enum(REACTIVITIES).optional().describe('层流燃速 <45 / 45–75 / >75 cm/s'),
    congestion: z.enum(REACTIVITIES).optional().describe('阻塞率 <10 / 10–40 / >40 %'),
    ambientPressurePa: ambientPressurePa(),
    distancesM: z.array(positive()).max(1_000).default([]),
    levelsPa: z.array(positive()).max(20).default([]),
  }),
  outputs: z.object({
    energyJ: z.number(),
    flameMach: z.number(),
    scaledDistance: z.array(z.number()),
    scaledOverpressure: z.array(z.number()),
    overpressurePa: z.array(z.number()),
    impulsePaS: z.array(z.number()),
    reachM: z.array(z.number()),
  }),
  run: (i) => {
    const table =
      i.reactivity && i.congestion
        ? FLAME_MACH[i.expansion][i.reactivity][REACTIVITIES.indexOf(i.congestion)]
        : undefined;
    const mach = i.flameMach ?? table;
    if (mach === undefined)
      throw new Undefined({
        zh: '需要火焰马赫数，或活性与拥塞程度',
        en: 'Needs a flame Mach number, or reactivity and congestion',
      });
    const energyJ = i.groundFactor * i.massKg * i.heatOfCombustionJKg;
    const scaleM = Math.cbrt(energyJ / i.ambientPressurePa);
    const scaledDistance = i.distancesM.map((r) => r / scaleM);
    const scaledOverpressure = scaledDistance.map((r) => bstPressure(mach, r));
    const impulseScale = (Math.cbrt(energyJ) * i.ambientPressurePa ** (2 / 3)) / SOUND_MS;
    const reachM = i.levelsPa.map(
      (level) =>
        scaleM * (rootBetween((r) => bstPressure(mach, r) * i.ambientPressurePa - level, 0.3, 1e4) ?? 0),
    );
    const all = [...scaledDistance, ...reachM.filter((r) => r > 0).map((r) => r / scaleM)];
    return judged(
      {
        energyJ,
        flameMach: mach,
        scaledDistance,
        scaledOverpressure,
        overpressurePa: scaledOverpressure.map((p) => p * i.ambientPressurePa),
        impulsePaS: scaledDistance.map((r) => bstImpulse(mach, r) * impulseScale),
        reachM,
      },
      all.length > 0
        ? within({ zh: '最小 R̄', en: 'Least R̄' }, Math.min(...all), [0.1, 10], [0.05, 20])
        : null,
      all.length > 0
        ? within({ zh: '最大 R̄', en: 'Greatest R̄' }, Math.max(...all), [0.1, 10], [0.05, 20])
        : null,
      remark(
        mach < 0.2,
        'edge',
        '火焰马赫数低于曲线，按 Mf²/(1 + Mf) 缩放',
        'A flame slower than the curves: scaled by Mf²/(1 + Mf)',
      ),
    );
  },
});

export const bauwensDorofeev = model({
  id: 'Bauwens-Dorofeev-hydrogen',
  version: '1.0.0',
  label: { zh: '氢气云爆炸（Bauwens–Dorofeev）', en: 'Hydrogen cloud explosion (Bauwens & Dorofeev)' },
  source: 'Bauwens & Dorofeev 2019 (ICHS): Ps = 0.34/R̄^(4/3) + 0.062/R̄² + 0.0033/R̄³, R̄ = r (p0/E)^⅓',
  validity: { zh: 'R̄ 0.3–10，爆轰部分的能量', en: 'R̄ 0.3–10, energy of the part that detonates' },
  assumptions: [{ zh: '能量含地面反射', en: 'Energy with the reflection of the ground' }],
  inputs: z.strictObject({
    energyJ: positive(),
    ambientPressurePa: ambientPressurePa(),
    distancesM: z.array(positive()).min(1).max(1_000),
  }),
  outputs: z.object({ scaledDistance: z.array(z.number()), overpressurePa: z.array(z.number()) }),
  run: (i) => {
    const scaledDistance = i.distancesM.map((r) => r * Math.cbrt(i.ambientPressurePa / i.energyJ));
    return judged(
      {
        scaledDistance,
        overpressurePa: scaledDistance.map(
          (r) => i.ambientPressurePa * (0.34 / r ** (4 / 3) + 0.062 / r ** 2 + 0.0033 / r ** 3),
        ),
      },
      within({ zh: '最小 R̄', en: 'Least R̄' }, Math.min(...scaledDistance), [0.3, 10], [0.1, 20]),
      within({ zh: '最大 R̄', en: 'Greatest R̄' }, Math.max(...scaledDistance), [0.3, 10], [0.1, 20]),
    );
  },
});

/** Plateau overpressure of the ten strengths, relative to ambient. Source: van den Berg 1985, J. Hazard. Mater. 12, 1. */
export const STRENGTHS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

/** Scaled overpressure of a strength at R̄ (energy without ground factor): an approximation of the published figure. */
export function multiEnergyPressure(strength: number, scaled: number): number {
  const plateau = STRENGTHS[strength - 1]!;
  if (scaled <= 0.6) return plateau;
  if (strength <= 5) return plateau * (0.6 / scaled) ** 1.08;
  return Math.min(plateau, bstPressure(DETONATION_MACH, scaled));
}

export const multiEnergy = model({
  id: 'TNO-multi-energy',
  version: '1.0.0',
  label: { zh: 'TNO 多能法（近似）', en: 'TNO multi-energy (approximate)' },
  source:
    'van den Berg 1985; CPR 14E (Yellow Book) § 5.5; the curves approximated here, not the published figure',
  validity: {
    zh: '近似曲线：一律标为边缘；R̄ 0.6–10',
    en: 'Approximate curves: always marked as edge; R̄ 0.6–10',
  },
  assumptions: [
    {
      zh: '能量 = 3.5 MJ/m³ × 拥塞区内化学计量混合气体积',
      en: 'Energy = 3.5 MJ/m³ × stoichiometric volume in the congestion',
    },
    {
      zh: '强度 1–5 平台后按 R̄^−1.08 衰减，6–10 并入爆轰曲线',
      en: 'Strengths 1–5 decay as R̄^−1.08 beyond the plateau, 6–10 join the detonation curve',
    },
    { zh: '拥塞取 7，中等 5–6，开阔 2–3，无约束 1', en: 'Congested 7, moderate 5–6, open 2–3, unconfined 1' },
  ],
  inputs: z
    .strictObject({
      congestedVolumeM3: positive().optional(),
      energyJ: positive().optional(),
      strength: z.int().min(1).max(10).default(7),
      ambientPressurePa: ambientPressurePa(),
      distancesM: z.array(positive()).max(1_000).default([]),
      levelsPa: z.array(positive()).max(20).default([]),
    })
    .refine((i) => i.congestedVolumeM3 !== undefined || i.energyJ !== undefined, {
      path: ['congestedVolumeM3'],
      message: 'congestedVolumeM3 or energyJ is needed',
    }),
  outputs: z.object({
    energyJ: z.number(),
    scaledDistance: z.array(z.number()),
    overpressurePa: z.array(z.number()),
    reachM: z.array(z.number()),
  }),
  run: (i) => {
    const energyJ = i.energyJ ?? 3.5e6 * i.congestedVolumeM3!;
    const scaleM = Math.cbrt(energyJ / i.ambientPressurePa);
    const scaledDistance = i.distancesM.map((r) => r / scaleM);
    const at = (r: number) => multiEnergyPressure(i.strength, r) * i.ambientPressurePa;
    return judged(
      {
        energyJ,
        scaledDistance,
        overpressurePa: scaledDistance.map(at),
        reachM: i.levelsPa.map((level) => scaleM * (rootBetween((r) => at(r) - level, 0.6, 1e4) ?? 0)),
      },
      remark(
        true,
        'edge',
        '曲线是近似值，并非读自原图',
        'The curves are approximations, not read from the published figure',
      ),
      scaledDistance.length > 0
        ? within({ zh: '最大 R̄', en: 'Greatest R̄' }, Math.max(...scaledDistance), [0.1, 10], [0.1, 30])
        : null,
    );
  },
});
