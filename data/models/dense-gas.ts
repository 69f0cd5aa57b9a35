/** Clouds heavier than air on flat ground: Britter & McQuaid for continuous, instantaneous and finite releases. */
import { z } from 'zod';
import { airDensityKgM3, GRAVITY_MS2 } from './constants.ts';
import { betasAt, PLUME_CURVES, plumeShare, puffShare } from './dense-gas-curves.ts';
import { ambientPressurePa, ambientTemperatureK, positive, share, timesS } from './inputs.ts';
import { judged, model, type Remark, remark, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { windRemark } from './plume.ts';
import { type Regime, regimeOf } from './puff.ts';

const SOURCE =
  'Britter & McQuaid 1988, Workbook on the Dispersion of Dense Gases, HSE CRR 17/1988; CCPS 1999 § 3.2; Casal 2018 ch. 7';
const VALIDITY = {
  zh: '贴地面、平坦无障碍、粗糙度不大于 0.1 m；α 在 −1 与 1 之间；C/C0 至 0.002（烟团 0.001），更远按 x⁻² 外推',
  en: 'On flat open ground, roughness up to 0.1 m; α between −1 and 1; C/C0 down to 0.002 (puffs 0.001), beyond ∝ x⁻²',
};
const ASSUMPTIONS = [
  {
    zh: '无射流动量；不含地面粗糙度、地形与障碍物',
    en: 'No jet momentum; roughness, terrain and obstacles are not represented',
  },
  {
    zh: 'C 对 β 线性内插；低温云团按 C/(C + (1 − C) T0/Ta) 修正',
    en: 'C linear in β; cold clouds corrected by C/(C + (1 − C) T0/Ta)',
  },
];

const cloud = () => ({
  releaseDensityKgM3: positive(),
  releaseTemperatureK: positive().optional().describe('缺省为等温 isothermal when absent'),
  initialShare: share().default(1).describe('源处体积份额 C0 volume share of the gas at the source'),
  windMS: positive().describe('10 m 高处 at 10 m'),
  ambientTemperatureK: ambientTemperatureK(),
  ambientPressurePa: ambientPressurePa(),
  ambientDensityKgM3: positive().optional(),
});

interface Cloud {
  readonly releaseDensityKgM3: number;
  readonly releaseTemperatureK?: number | undefined;
  readonly initialShare: number;
  readonly windMS: number;
  readonly ambientTemperatureK: number;
  readonly ambientPressurePa: number;
  readonly ambientDensityKgM3?: number | undefined;
}

/** Reduced gravity g (ρ0 − ρa)/ρa, m/s²; 0 for a gas that is not heavier than air. */
export function reducedGravityMS2(i: Cloud): number {
  const air = i.ambientDensityKgM3 ?? airDensityKgM3(i.ambientTemperatureK, i.ambientPressurePa);
  return Math.max(0, (GRAVITY_MS2 * (i.releaseDensityKgM3 - air)) / air);
}

/** Volume share of the gas where the isothermal curves leave the share c of the source mixture. */
function corrected(i: Cloud, c: number): number {
  const ratio = (i.releaseTemperatureK ?? i.ambientTemperatureK) / i.ambientTemperatureK;
  return (i.initialShare * c) / (c + (1 - c) * ratio);
}

/** Scales of a continuous release. */
export function plumeScales(i: Cloud, massFlowKgS: number) {
  const flowM3S = massFlowKgS / i.releaseDensityKgM3;
  const gravity = reducedGravityMS2(i);
  return {
    flowM3S,
    gravity,
    lengthM: Math.sqrt(flowM3S / i.windMS),
    alpha: 0.2 * Math.log10((gravity ** 2 * flowM3S) / i.windMS ** 5),
    buoyancyLengthM: (flowM3S * gravity) / i.windMS ** 3,
  };
}

/** Scales of an instantaneous release. */
export function puffScales(i: Cloud, massKg: number) {
  const volumeM3 = massKg / i.releaseDensityKgM3;
  const gravity = reducedGravityMS2(i);
  return {
    volumeM3,
    gravity,
    lengthM: Math.cbrt(volumeM3),
    alpha: 0.5 * Math.log10((gravity * Math.cbrt(volumeM3)) / i.windMS ** 2),
  };
}

/** Where a falling concentration passes a level, m; 0 where the source is below it. */
function reach(at: (x: number) => number, level: number): number {
  if (at(1e-6) < level) return 0;
  return rootBetween((logX) => at(Math.exp(logX)) - level, Math.log(1e-6), Math.log(1e6)) === null
    ? 1e6
    : Math.exp(rootBetween((logX) => at(Math.exp(logX)) - level, Math.log(1e-6), Math.log(1e6))!);
}

const finite = (alpha: number) => (Number.isFinite(alpha) ? alpha : null);

function denseRemarks(i: Cloud, alpha: number, heaviness: number, least: number): (Remark | null)[] {
  return [
    windRemark(i.windMS),
    remark(
      reducedGravityMS2(i) === 0,
      'out',
      '气体不比空气重：用高斯模型',
      'Not heavier than air: use the Gaussian model',
    ),
    remark(
      reducedGravityMS2(i) > 0 && heaviness < least,
      'edge',
      '云团的重力作用很弱，接近中性：可与高斯模型比较',
      'Hardly heavier than air: compare with the Gaussian model',
    ),
    Number.isFinite(alpha) && alpha > -1 ? within({ zh: 'α', en: 'α' }, alpha, [-1, 1], [-1, 1.1]) : null,
  ];
}

const beyondCurves = (found: readonly number[], last: number, c0: number) =>
  remark(
    found.some((c) => c < last * c0),
    'edge',
    '比曲线更稀，按 x⁻² 外推',
    'More dilute than the curves: extrapolated as x⁻²',
  );

export const brittermcquaidCurves = model({
  id: 'britter-mcquaid-curves',
  version: '1.0.0',
  label: { zh: 'Britter–McQuaid 连续释放曲线 β(α)', en: 'Britter–McQuaid curves β(α), continuous' },
  source: SOURCE,
  validity: { zh: 'α 在 −1 与 1 之间', en: 'α between −1 and 1' },
  assumptions: [{ zh: '分段直线拟合', en: 'Piecewise straight fits' }],
  inputs: z.strictObject({ alpha: z.number() }),
  outputs: z.object({ share: z.array(z.number()), beta: z.array(z.number()) }),
  run: ({ alpha }) => {
    const points = betasAt(PLUME_CURVES, alpha);
    return judged(
      { share: points.map((point) => point.share), beta: points.map((point) => point.beta) },
      within({ zh: 'α', en: 'α' }, alpha, [-1, 1], [-1.1, 1.1]),
    );
  },
});

export const densePlume = model({
  id: 'britter-mcquaid-plume',
  version: '1.0.0',
  label: { zh: '重气连续释放（Britter–McQuaid）', en: 'Dense gas, continuous (Britter–McQuaid)' },
  source: SOURCE,
  validity: VALIDITY,
  assumptions: ASSUMPTIONS,
  inputs: z.strictObject({
    massFlowKgS: positive(),
    ...cloud(),
    distancesM: z.array(z.number()).max(1_000).default([]),
    targetShare: share().optional().describe('求达到该体积份额的距离 gives the reach of this volume share'),
  }),
  outputs: z.object({
    concentrationShare: z.array(z.number()),
    halfWidthM: z.array(z.number()),
    heightM: z.array(z.number()),
    upwindM: z.number(),
    reachM: z.number().optional(),
    alpha: z.number().nullable(),
    sourceLengthM: z.number(),
    reducedGravityMS2: z.number(),
  }),
  run: (i) => {
    const scales = plumeScales(i, i.massFlowKgS);
    const { lengthM: d, buoyancyLengthM: lb } = scales;
    const at = (x: number) => corrected(i, plumeShare(scales.alpha, x / d));
    const upwindM = d / 2 + 2 * lb;
    const widths = i.distancesM.map((x) =>
      x < -upwindM ? 0 : d + 8 * lb + 2.5 * Math.cbrt(lb * Math.max(0, x) ** 2),
    );
    const found = i.distancesM.map((x) => (x < -upwindM ? 0 : at(x)));
    const reachM = i.targetShare ? reach(at, i.targetShare) : undefined;
    return judged(
      {
        concentrationShare: found,
        halfWidthM: widths,
        heightM: widths.map((width, k) =>
          width > 0 ? (d * d * i.initialShare) / (2 * width * found[k]!) : 0,
        ),
        upwindM,
        ...(reachM === undefined ? {} : { reachM }),
        alpha: finite(scales.alpha),
        sourceLengthM: d,
        reducedGravityMS2: scales.gravity,
      },
      ...denseRemarks(
        i,
        scales.alpha,
        Math.cbrt((scales.gravity * scales.flowM3S) / (i.windMS ** 3 * d)),
        0.15,
      ),
      beyondCurves(
        [...found.filter((c) => c > 0), ...(i.targetShare ? [i.targetShare] : [])],
        0.002,
        i.initialShare,
      ),
    );
  },
});

export const densePuff = model({
  id: 'britter-mcquaid-puff',
  version: '1.0.0',
  label: { zh: '重气瞬时释放（Britter–McQuaid）', en: 'Dense gas, instantaneous (Britter–McQuaid)' },
  source: SOURCE,
  validity: VALIDITY,
  assumptions: [
    ...ASSUMPTIONS,
    {
      zh: '云心 xc = 0.4 u t，R² = R0² + 1.2 √(g0 V) t；云外为零',
      en: 'Centre xc = 0.4 u t, R² = R0² + 1.2 √(g0 V) t; nothing outside',
    },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    ...cloud(),
    distanceM: z.number().default(0),
    crosswindM: z.number().default(0),
    timesS: timesS().default([0]),
    targetShare: share().optional(),
  }),
  outputs: z.object({
    concentrationShare: z.array(z.number()),
    centreM: z.array(z.number()),
    radiusM: z.array(z.number()),
    heightM: z.array(z.number()),
    reachM: z.number().optional(),
    alpha: z.number().nullable(),
    sourceLengthM: z.number(),
    reducedGravityMS2: z.number(),
  }),
  run: (i) => {
    const scales = puffScales(i, i.massKg);
    const at = (x: number) => corrected(i, puffShare(scales.alpha, x / scales.lengthM));
    const radius0 = Math.cbrt((3 * scales.volumeM3) / (4 * Math.PI));
    const states = i.timesS.map((t) => {
      const centre = 0.4 * i.windMS * t;
      const radius = Math.sqrt(radius0 ** 2 + 1.2 * Math.sqrt(scales.gravity * scales.volumeM3) * t);
      const inside = (i.distanceM - centre) ** 2 + i.crosswindM ** 2 <= radius ** 2;
      const c = at(i.distanceM);
      return {
        centre,
        radius,
        c: inside ? c : 0,
        height: (scales.volumeM3 * i.initialShare) / (c * Math.PI * radius ** 2),
      };
    });
    const reachM = i.targetShare ? reach(at, i.targetShare) : undefined;
    const found = states.map(({ c }) => c);
    return judged(
      {
        concentrationShare: found,
        centreM: states.map(({ centre }) => centre),
        radiusM: states.map(({ radius }) => radius),
        heightM: states.map(({ height }) => height),
        ...(reachM === undefined ? {} : { reachM }),
        alpha: finite(scales.alpha),
        sourceLengthM: scales.lengthM,
        reducedGravityMS2: scales.gravity,
      },
      ...denseRemarks(i, scales.alpha, Math.sqrt(scales.gravity * scales.lengthM) / i.windMS, 0.2),
      beyondCurves(
        [...found.filter((c) => c > 0), ...(i.targetShare ? [i.targetShare] : [])],
        0.001,
        i.initialShare,
      ),
    );
  },
});

export const denseRelease = model({
  id: 'dense-gas-release',
  version: '1.0.0',
  label: { zh: '重气有限时长释放', en: 'Dense gas, a release of finite duration' },
  source: SOURCE,
  validity: VALIDITY,
  assumptions: [
    ...ASSUMPTIONS,
    {
      zh: 'u td/x ≥ 2.5 连续，≤ 0.6 瞬时，之间取两者中较小的浓度',
      en: 'Continuous for u td/x ≥ 2.5, instantaneous for ≤ 0.6, between the smaller of both',
    },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    durationS: positive(),
    ...cloud(),
    distancesM: z.array(positive()).max(1_000).default([]),
    targetShare: share().optional(),
  }),
  outputs: z.object({
    concentrationShare: z.array(z.number()),
    regimes: z.array(z.enum(['continuous', 'finite', 'instantaneous'])),
    reachM: z.number().optional(),
    reachRegime: z.enum(['continuous', 'finite', 'instantaneous']).optional(),
    alphaPlume: z.number().nullable(),
    alphaPuff: z.number().nullable(),
  }),
  run: (i) => {
    const plume = plumeScales(i, i.massFlowKgS);
    const puff = puffScales(i, i.massFlowKgS * i.durationS);
    const regime = (x: number): Regime => regimeOf(i.windMS, i.durationS, x);
    const at = (x: number) => {
      const steady = corrected(i, plumeShare(plume.alpha, x / plume.lengthM));
      const momentary = corrected(i, puffShare(puff.alpha, x / puff.lengthM));
      const kind = regime(x);
      return kind === 'continuous'
        ? steady
        : kind === 'instantaneous'
          ? momentary
          : Math.min(steady, momentary);
    };
    const found = i.distancesM.map(at);
    const reachM = i.targetShare ? lastReach(at, i.targetShare) : undefined;
    return judged(
      {
        concentrationShare: found,
        regimes: i.distancesM.map(regime),
        ...(reachM === undefined ? {} : { reachM, reachRegime: regime(Math.max(reachM, 1e-6)) }),
        alphaPlume: finite(plume.alpha),
        alphaPuff: finite(puff.alpha),
      },
      ...denseRemarks(
        i,
        plume.alpha,
        Math.cbrt((plume.gravity * plume.flowM3S) / (i.windMS ** 3 * plume.lengthM)),
        0.15,
      ),
      beyondCurves([...found, ...(i.targetShare ? [i.targetShare] : [])], 0.002, i.initialShare),
    );
  },
});

/** The farthest distance at which a level is held; the change from one regime to the next may be a step. */
function lastReach(at: (x: number) => number, level: number): number {
  const steps = 2_000;
  const xs = Array.from({ length: steps + 1 }, (_, k) => 1e5 ** (k / steps));
  const last = xs.findLastIndex((x) => at(x) >= level);
  if (last < 0) return 0;
  if (last === steps) return xs[steps]!;
  return rootBetween((x) => at(x) - level, xs[last]!, xs[last + 1]!) ?? xs[last]!;
}
