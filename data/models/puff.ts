/** Gaussian puffs, and releases that last a while: concentration over time, arrival and toxic load. */
import { z } from 'zod';
import { kgM3FromPpm } from './concentration.ts';
import { notNegative, positive, type Stability, stability, timesS } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';
import { erf } from './numeric.ts';
import { plumeKgM3, weatherRemarks } from './plume.ts';
import {
  averagingFactor,
  averagingRemark,
  distanceRemark,
  SIGMA_AVERAGING_S,
  type SigmaSet,
  sigmaSet,
  sigmaXM,
  sigmaYM,
  sigmaZM,
} from './sigmas.ts';

/**
 * Concentration of a puff, kg/m³: m/((2π)^1.5 σx σy σz) e^(−(x−ut)²/2σx²) e^(−y²/2σy²) Σ e^(−(z∓H)²/2σz²).
 * Source: Slade 1968; CCPS 1999, eq. 3.22 ff.
 */
export function puffKgM3(
  massKg: number,
  sigmaX: number,
  sigmaY: number,
  sigmaZ: number,
  alongM: number,
  crosswindM: number,
  heightM: number,
  releaseHeightM: number,
): number {
  if (sigmaX <= 0 || sigmaY <= 0 || sigmaZ <= 0) return 0;
  const bell = (d: number, sigma: number) => Math.exp((-d * d) / (2 * sigma * sigma));
  const vertical = bell(heightM - releaseHeightM, sigmaZ) + bell(heightM + releaseHeightM, sigmaZ);
  return (
    (massKg / ((2 * Math.PI) ** 1.5 * sigmaX * sigmaY * sigmaZ)) *
    bell(alongM, sigmaX) *
    bell(crosswindM, sigmaY) *
    vertical
  );
}

const receptor = () => ({
  windMS: positive(),
  stability: stability(),
  distanceM: z.number(),
  crosswindM: z.number().default(0),
  heightM: notNegative().default(0),
  releaseHeightM: notNegative().default(0),
  timesS: timesS(),
});

export const gaussianPuff = model({
  id: 'gaussian-puff',
  version: '1.0.0',
  label: { zh: '高斯烟团', en: 'Gaussian puff' },
  source:
    'Slade 1968; CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases, ch. 3 (coefficients and eq.)',
  validity: {
    zh: '瞬时释放、中性密度；风速 1–12 m/s；100 m – 10 km',
    en: 'Releases at once, as dense as air; wind 1–12 m/s; 100 m – 10 km',
  },
  assumptions: [
    {
      zh: '系数取烟团走过的距离 u t 处的值，使质量在任何时刻守恒',
      en: 'Coefficients at the distance travelled u t, so that mass is conserved at all times',
    },
    { zh: '平坦地形，无障碍物', en: 'Flat, no obstacles' },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    ...receptor(),
    sigmaAt: z
      .enum(['travel', 'receptor'])
      .default('travel')
      .describe('系数取烟团距离或受体距离 where the coefficients are taken'),
  }),
  outputs: z.object({
    concentrationKgM3: z.array(z.number()),
    sigmaYM: z.array(z.number()),
    sigmaZM: z.array(z.number()),
    centreM: z.array(z.number()),
  }),
  run: (i) => {
    const states = i.timesS.map((t) => {
      const travelled = i.windMS * t;
      const at = i.sigmaAt === 'travel' ? travelled : i.distanceM;
      const sigmaY = sigmaXM(at, i.stability);
      const sigmaZ = sigmaZM(at, i.stability, 'ccps-puff');
      const c = puffKgM3(
        i.massKg,
        sigmaY,
        sigmaY,
        sigmaZ,
        i.distanceM - travelled,
        i.crosswindM,
        i.heightM,
        i.releaseHeightM,
      );
      return { c, sigmaY, sigmaZ, travelled };
    });
    return judged(
      {
        concentrationKgM3: states.map(({ c }) => c),
        sigmaYM: states.map(({ sigmaY }) => sigmaY),
        sigmaZM: states.map(({ sigmaZ }) => sigmaZ),
        centreM: states.map(({ travelled }) => travelled),
      },
      ...weatherRemarks(i.windMS, i.stability),
      ...distanceRemark(i.distanceM, i.distanceM),
    );
  },
});

/** A release as seen from a distance: as good as steady, as good as instantaneous, or between. */
export type Regime = 'continuous' | 'finite' | 'instantaneous';

/** Regime from u td/x: continuous from 2.5, instantaneous below 0.6. Source: Britter & McQuaid 1988, § 4. */
export function regimeOf(windMS: number, durationS: number, distanceM: number): Regime {
  const lengths = (windMS * durationS) / distanceM;
  return lengths >= 2.5 ? 'continuous' : lengths < 0.6 ? 'instantaneous' : 'finite';
}

/** A steady release of a duration, seen at a moment; kg/m³. Plume part times ½[erf(rear) − erf(front)]. */
export function finiteReleaseKgM3(
  release: {
    massFlowKgS: number;
    durationS: number;
    windMS: number;
    stability: Stability;
    releaseHeightM: number;
  },
  set: SigmaSet,
  yFactor: number,
  distanceM: number,
  crosswindM: number,
  heightM: number,
  timeS: number,
): number {
  if (timeS <= 0 || distanceM <= 0) return 0;
  const { windMS, stability: cls } = release;
  const emitting = Math.min(timeS, release.durationS);
  const edge = (sinceS: number) => {
    const ahead = distanceM - windMS * sinceS;
    const sigma = sigmaXM(windMS * sinceS, cls);
    return sigma > 0 ? erf(ahead / (Math.SQRT2 * sigma)) : Math.sign(ahead);
  };
  const passing = Math.max(0, (edge(timeS - emitting) - edge(timeS)) / 2);
  const plume = plumeKgM3(
    release.massFlowKgS,
    windMS,
    yFactor * sigmaYM(distanceM, cls, set),
    sigmaZM(distanceM, cls, set),
    crosswindM,
    heightM,
    release.releaseHeightM,
  );
  return plume * passing;
}

export const gaussianFiniteRelease = model({
  id: 'gaussian-finite-release',
  version: '1.0.0',
  label: { zh: '有限时长释放（Palazzi）', en: 'A release of finite duration (Palazzi)' },
  source: 'Palazzi et al. 1982, Atmos. Environ. 16, 2785; toxic load ∫Cⁿ dt (ten Berge 1986)',
  validity: {
    zh: '风速 1–12 m/s；100 m – 10 km；中性密度',
    en: 'Wind 1–12 m/s; 100 m – 10 km; as dense as air',
  },
  assumptions: [
    {
      zh: 'σx 取释放首尾各自走过的距离；σy、σz 取受体距离',
      en: 'σx at the distances that the front and the rear have travelled; σy, σz at the receptor',
    },
    { zh: '室内浓度：换气率一阶衰减', en: 'Indoors: first-order exchange of air' },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    durationS: positive(),
    ...receptor(),
    sigmaSet: sigmaSet().default('briggs-rural'),
    averagingTimeS: positive().default(SIGMA_AVERAGING_S),
    airChangesPerHour: positive().max(30).default(1),
    molarMassKgMol: positive().max(1).optional(),
    toxicLoadExponent: positive()
      .max(10)
      .optional()
      .describe('给出 n 与摩尔质量时另算毒负荷 ppmⁿ·min with n and the molar mass: toxic load'),
  }),
  outputs: z.object({
    concentrationKgM3: z.array(z.number()),
    indoorConcentrationKgM3: z.array(z.number()),
    regime: z.enum(['continuous', 'finite', 'instantaneous']),
    plumeConcentrationKgM3: z.number(),
    toxicLoadPpmNMin: z.number().optional(),
  }),
  run: (i) => {
    const factor = averagingFactor(i.averagingTimeS);
    const at = (t: number) =>
      finiteReleaseKgM3(i, i.sigmaSet, factor, i.distanceM, i.crosswindM, i.heightM, t);
    const order = [...i.timesS].sort((a, b) => a - b);
    const last = order.at(-1)!;
    const steps = 2_000;
    const dt = last / steps;
    const onePpm = i.molarMassKgMol ? kgM3FromPpm(1, i.molarMassKgMol, 298.15) : undefined;
    const exchange = i.airChangesPerHour / 3600;
    let load = 0;
    const indoor = new Array<number>(steps + 1).fill(0);
    for (let k = 1; k <= steps; k++) {
      const c = at((k - 0.5) * dt);
      // exact for a constant concentration during the step
      indoor[k] = c + (indoor[k - 1]! - c) * Math.exp(-exchange * dt);
      if (onePpm && i.toxicLoadExponent) load += (c / onePpm) ** i.toxicLoadExponent * (dt / 60);
    }
    return judged(
      {
        concentrationKgM3: i.timesS.map(at),
        indoorConcentrationKgM3: i.timesS.map((t) => indoor[dt > 0 ? Math.round(t / dt) : 0]!),
        regime: regimeOf(i.windMS, i.durationS, Math.max(1, i.distanceM)),
        plumeConcentrationKgM3: plumeKgM3(
          i.massFlowKgS,
          i.windMS,
          factor * sigmaYM(i.distanceM, i.stability, i.sigmaSet),
          sigmaZM(i.distanceM, i.stability, i.sigmaSet),
          i.crosswindM,
          i.heightM,
          i.releaseHeightM,
        ),
        ...(onePpm && i.toxicLoadExponent ? { toxicLoadPpmNMin: load } : {}),
      },
      ...weatherRemarks(i.windMS, i.stability),
      ...distanceRemark(i.distanceM, i.distanceM),
      averagingRemark(i.averagingTimeS),
      within({ zh: '释放时长', en: 'Duration', unit: 's' }, i.durationS, [10, 86_400], [1, 1e6]),
      remark(
        i.toxicLoadExponent !== undefined && last < i.distanceM / i.windMS + i.durationS,
        'edge',
        '毒负荷只积分到最后一个时刻，云团尚未全部通过',
        'The toxic load ends with the last moment, before the whole cloud has passed',
      ),
    );
  },
});
