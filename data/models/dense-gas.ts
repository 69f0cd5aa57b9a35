/** Clouds heavier than air on flat ground: Britter & McQuaid for continuous, instantaneous and finite releases. */
import { z } from 'zod';
import { airDensityKgM3, GRAVITY_MS2 } from './constants.ts';
import { betasAt, PLUME_CURVES, plumeShare, puffShare } from './dense-gas-curves.ts';
import { ambientPressurePa, ambientTemperatureK, positive, share, timesS } from './inputs.ts';
import { judged, model, type Remark, remark, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { windRemark } from './plume.ts';

export const BRITTER_SOURCE =
  'Britter & McQuaid 1988, Workbook on the Dispersion of Dense Gases, HSE CRR 17/1988; CCPS 1999 § 3.2; Casal 2018 ch. 7';
export const BRITTER_VALIDITY = {
  zh: '贴地面、平坦无障碍、粗糙度不大于 0.1 m；α 在 −1 与 1 之间；C/C0 至 0.002（烟团 0.001），更远按 x⁻² 外推',
  en: 'On flat open ground, roughness up to 0.1 m; α between −1 and 1; C/C0 down to 0.002 (puffs 0.001), beyond ∝ x⁻²',
};
export const BRITTER_ASSUMPTIONS = [
  {
    zh: '无射流动量；不含地面粗糙度、地形与障碍物',
    en: 'No jet momentum; roughness, terrain and obstacles are not represented',
  },
  {
    zh: 'C 对 β 线性内插；低温云团按 C/(C + (1 − C) T0/Ta) 修正',
    en: 'C linear in β; cold clouds corrected by C/(C + (1 − C) T0/Ta)',
  },
];

/** Inputs that every dense cloud has. */
export const cloud = () => ({
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
export function corrected(i: Cloud, c: number): number {
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

/** α for an answer: null where it is −∞. */
export const finite = (alpha: number) => (Number.isFinite(alpha) ? alpha : null);

/** Guards of a dense cloud. */
export function denseRemarks(i: Cloud, alpha: number, heaviness: number, least: number): (Remark | null)[] {
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

/** A remark on concentrations beyond the last curve. */
export const beyondCurves = (found: readonly number[], last: number, c0: number) =>
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
  source: BRITTER_SOURCE,
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
  source: BRITTER_SOURCE,
  validity: BRITTER_VALIDITY,
  assumptions: BRITTER_ASSUMPTIONS,
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
  source: BRITTER_SOURCE,
  validity: BRITTER_VALIDITY,
  assumptions: [
    ...BRITTER_ASSUMPTIONS,
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
