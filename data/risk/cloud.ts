/** The cloud of a release on the ground, fast to ask at many points: where it burns and what dose it gives, in logarithms. */
import { ATMOSPHERE_PA, airDensityKgM3, GAS_CONSTANT, idealGasDensityKgM3 } from '../models/constants.ts';
import { corrected, plumeScales, puffScales } from '../models/dense-gas.ts';
import { plumeShare, puffShare } from '../models/dense-gas-curves.ts';
import { FLAMMABLE_AVERAGING_S } from '../models/flammable-cloud.ts';
import type { Stability } from '../models/inputs.ts';
import { plumeKgM3, virtualSourceM } from '../models/plume.ts';
import { puffKgM3 } from '../models/puff.ts';
import { averagingFactor, sigmaYM, sigmaZM } from '../models/sigmas.ts';
import { AMBIENT_K } from './holding.ts';
import { COS, DOWNWIND, LN_COS, RING, type Ring, SIN, samplesWithin } from './rings.ts';

/** Longest exposure of a person, s. Source: CPR 18E (Purple Book) 2005, § 5.2.4. */
export const LONGEST_EXPOSURE_S = 1800;
/** Nothing is computed farther away, m: the models end at 10 km. */
export const FARTHEST_M = 10_000;

export interface Air {
  readonly stability: Stability;
  readonly windMS: number;
}

/** What leaves the vessel: at once, or steadily. Masses are those of the substance, the mixture is with its air. */
export interface CloudSource {
  readonly form: 'puff' | 'plume';
  /** kg, or kg/s. */
  readonly amount: number;
  readonly durationS: number;
  /** Mass of the mixture at the source over that of the substance. */
  readonly mixtureFactor: number;
  readonly densityKgM3: number;
  readonly temperatureK: number;
  /** Volume share of the substance at the source. */
  readonly initialShare: number;
  /** Width of an evaporating pool. */
  readonly widthM: number;
}

/**
 * A cloud at a point x downwind, y crosswind, and on the samples of a ring. Shares are by volume; what lies outside is −∞.
 * A dose is n ln(share) + ln(seconds).
 */
export interface Cloud {
  /** As it burns: the momentary share. */
  readonly lnShare: (x: number, y: number) => number;
  readonly lnDose: (x: number, y: number, n: number) => number;
  /** Samples of a ring from the axis on beyond which the share is less than `least`. */
  readonly count: (ring: Ring, least: number) => number;
  readonly ringShares: (ring: Ring, count: number, out: Float64Array) => void;
  readonly ringDoses: (ring: Ring, count: number, n: number, out: Float64Array) => void;
  /** No farther across does it hold a share of at least `least`, up to a distance. */
  readonly halfWidthM: (reachM: number, least: number) => number;
}

/** Steps of the tables along the axis, from 1 m to twice the farthest. */
const AXIS_STEPS = 400;
const LN_RATIO = Math.log(2 * FARTHEST_M) / AXIS_STEPS;
const PER_LN = 1 / LN_RATIO;
const LAST = AXIS_STEPS - 1e-9;
const NONE = Number.NEGATIVE_INFINITY;
/** ln of a share of nothing, finite so that tables can be interpolated. */
const LN_NOTHING = -1e4;

/** Values at 1 m × ratio^i, read linearly between. */
const tabulated = (f: (x: number) => number) =>
  Float64Array.from({ length: AXIS_STEPS + 1 }, (_, i) => f(Math.exp(i * LN_RATIO)));
const lnTabulated = (f: (x: number) => number) => tabulated((x) => Math.max(LN_NOTHING, Math.log(f(x))));

/** Position in a table by the log of a distance. */
const position = (lnX: number) => (lnX <= 0 ? 0 : Math.min(LAST, lnX * PER_LN));
function read(table: Float64Array, at: number): number {
  const i = at | 0;
  const low = table[i]!;
  return low + (table[i + 1]! - low) * (at - i);
}
const readAt = (table: Float64Array, x: number) => read(table, position(Math.log(x)));

/** Density over that of air below which a cloud rises from the ground. */
const BUOYANT = 0.8;

/** Heavier than air at the source: Britter–McQuaid, else Gauss. Decided by the substance and its state alone. */
export const isDense = (source: CloudSource) => source.densityKgM3 > 1.02 * airDensityKgM3(AMBIENT_K);

/** The cloud of one source in given air. */
export function cloudOf(source: CloudSource, air: Air, molarMassKgMol: number): Cloud {
  if (isDense(source))
    return source.form === 'puff' ? densePuffCloud(source, air) : densePlumeCloud(source, air);
  return source.form === 'puff'
    ? lightPuffCloud(source, air, molarMassKgMol)
    : lightPlumeCloud(source, air, molarMassKgMol);
}

const denseInputs = (source: CloudSource, air: Air) => ({
  releaseDensityKgM3: source.densityKgM3,
  releaseTemperatureK: source.temperatureK,
  initialShare: source.initialShare,
  windMS: air.windMS,
  ambientTemperatureK: AMBIENT_K,
  ambientPressurePa: ATMOSPHERE_PA,
});

/** The doses of a cloud that lasts equally long everywhere. */
function steady(
  seconds: number,
  lnMean: (x: number, y: number) => number,
  ringMeans: Cloud['ringShares'],
): Pick<Cloud, 'lnDose' | 'ringDoses'> {
  const lnS = Math.log(seconds);
  return {
    lnDose: (x, y, n) => n * lnMean(x, y) + lnS,
    ringDoses: (ring, count, n, out) => {
      ringMeans(ring, count, out);
      for (let j = 0; j < count; j++) out[j] = n * out[j]! + lnS;
    },
  };
}

function densePlumeCloud(source: CloudSource, air: Air): Cloud {
  const inputs = denseInputs(source, air);
  const flow = source.amount * source.mixtureFactor;
  const plume = plumeScales(inputs, flow);
  const puff = puffScales(inputs, flow * source.durationS);
  // the smaller of both at every distance: as near the plume is the smaller, nothing jumps between the regimes
  const axis = lnTabulated((x) =>
    corrected(
      inputs,
      Math.min(plumeShare(plume.alpha, x / plume.lengthM), puffShare(puff.alpha, x / puff.lengthM)),
    ),
  );
  const { lengthM: d, buoyancyLengthM: lb } = plume;
  // in light wind the workbook's widths grow without bound: never wider than all of it would spread if released at once
  const atOnceM = (seconds: number) =>
    Math.sqrt(
      Math.cbrt((3 * puff.volumeM3) / (4 * Math.PI)) ** 2 +
        1.2 * Math.sqrt(puff.gravity * puff.volumeM3) * seconds,
    );
  const lastS = Math.min(source.durationS, LONGEST_EXPOSURE_S);
  const upwindM = Math.min(d / 2 + 2 * lb, atOnceM(lastS)) + source.widthM / 2;
  // no narrower than a passive plume spread evenly: √(π/2) σy
  const width = tabulated(
    (x) =>
      Math.max(
        Math.min(d + 8 * lb + 2.5 * Math.cbrt(lb * x * x), atOnceM(lastS + x / (0.4 * air.windMS))),
        Math.sqrt(Math.PI / 2) * sigmaYM(x, air.stability, 'briggs-rural'),
      ) +
      source.widthM / 2,
  );
  const lnShare = (x: number, y: number) => {
    if (x < -upwindM) return NONE;
    const at = position(Math.log(Math.abs(x)));
    return Math.abs(y) > read(width, x > 0 ? at : 0) ? NONE : read(axis, at);
  };
  const ringShares: Cloud['ringShares'] = ({ rM, lnR }, count, out) => {
    const downwind = Math.min(count, DOWNWIND);
    for (let j = 0; j < downwind; j++) {
      const at = position(lnR + LN_COS[j]!);
      out[j] = rM * SIN[j]! <= read(width, at) ? read(axis, at) : NONE;
    }
    for (let j = downwind; j < count; j++) {
      const inside = rM * COS[j]! >= -upwindM && rM * SIN[j]! <= width[0]!;
      out[j] = inside ? read(axis, position(lnR + LN_COS[j]!)) : NONE;
    }
  };
  return {
    lnShare,
    ringShares,
    ...steady(lastS, lnShare, ringShares),
    count: ({ rM, lnR }) => {
      if (rM <= upwindM) return RING;
      if (rM > Math.hypot(upwindM, width[0]!)) return samplesWithin(read(width, position(lnR)), rM);
      return Math.min(RING, Math.ceil((RING / Math.PI) * Math.acos(-upwindM / rM) + 1));
    },
    halfWidthM: (reachM) => readAt(width, reachM),
  };
}

function densePuffCloud(source: CloudSource, air: Air): Cloud {
  const inputs = denseInputs(source, air);
  const scales = puffScales(inputs, source.amount * source.mixtureFactor);
  const axis = lnTabulated((r) => corrected(inputs, puffShare(scales.alpha, r / scales.lengthM)));
  const r0 = Math.cbrt((3 * scales.volumeM3) / (4 * Math.PI));
  const a = 0.4 * air.windMS;
  const b = 1.2 * Math.sqrt(scales.gravity * scales.volumeM3);
  // (x − a t)² + y² ≤ r0² + b t: from t1 to t2
  const covered = (x: number, squared: number) => {
    const half = (2 * a * x + b) / 2;
    const discriminant = half * half - a * a * (squared - r0 * r0);
    if (discriminant <= 0) return 0;
    const root = Math.sqrt(discriminant);
    return Math.max(0, (half + root) / (a * a) - Math.max(0, (half - root) / (a * a)));
  };
  const lnCovered = (x: number, squared: number) =>
    Math.log(Math.min(covered(x, squared), LONGEST_EXPOSURE_S));
  return {
    lnShare: (x, y) => {
      const squared = x * x + y * y;
      return covered(x, squared) > 0 ? read(axis, position(Math.log(squared) / 2)) : NONE;
    },
    lnDose: (x, y, n) => {
      const squared = x * x + y * y;
      return n * read(axis, position(Math.log(squared) / 2)) + lnCovered(x, squared);
    },
    // along a ring, what the cloud passes lies on one side of a line across the wind
    count: ({ rM }) => {
      let [from, to] = [0, RING];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (covered(rM * COS[middle]!, rM * rM) > 0) from = middle + 1;
        else to = middle;
      }
      return from;
    },
    ringShares: ({ rM, lnR }, count, out) => {
      const share = read(axis, position(lnR));
      for (let j = 0; j < count; j++) out[j] = covered(rM * COS[j]!, rM * rM) > 0 ? share : NONE;
    },
    ringDoses: ({ rM, lnR }, count, n, out) => {
      const share = n * read(axis, position(lnR));
      for (let j = 0; j < count; j++) out[j] = share + lnCovered(rM * COS[j]!, rM * rM);
    },
    halfWidthM: (reachM) => reachM,
  };
}

const shareOf = (kgM3: number, molar: number) =>
  Math.min(1, (kgM3 * GAS_CONSTANT * AMBIENT_K) / (molar * ATMOSPHERE_PA));

function lightPlumeCloud(source: CloudSource, air: Air, molar: number): Cloud {
  const shift = virtualSourceM(source.widthM, air.stability, 'briggs-rural');
  const momentaryFactor = averagingFactor(FLAMMABLE_AVERAGING_S);
  const sigma = tabulated((x) => sigmaYM(x + shift, air.stability, 'briggs-rural'));
  const axisOf = (factor: number) =>
    lnTabulated((x) =>
      shareOf(
        plumeKgM3(
          source.amount,
          air.windMS,
          factor * sigmaYM(x + shift, air.stability, 'briggs-rural'),
          sigmaZM(x, air.stability, 'briggs-rural'),
          0,
          0,
          0,
        ),
        molar,
      ),
    );
  const mean = axisOf(1);
  const momentary = axisOf(momentaryFactor);
  const poolM = source.widthM / 2;
  const bell = (axis: Float64Array, factor: number) => (x: number, y: number) => {
    if (x <= 0) return x * x + y * y <= poolM * poolM ? mean[0]! : NONE;
    const at = position(Math.log(x));
    const across = y / (factor * read(sigma, at));
    return read(axis, at) - (across * across) / 2;
  };
  const ringBell = (axis: Float64Array, factor: number): Cloud['ringShares'] => {
    return ({ rM, lnR }, count, out) => {
      const downwind = Math.min(count, DOWNWIND);
      for (let j = 0; j < downwind; j++) {
        const at = position(lnR + LN_COS[j]!);
        const across = (rM * SIN[j]!) / (factor * read(sigma, at));
        out[j] = read(axis, at) - (across * across) / 2;
      }
      for (let j = downwind; j < count; j++) out[j] = rM <= poolM ? mean[0]! : NONE;
    };
  };
  return {
    lnShare: bell(momentary, momentaryFactor),
    ringShares: ringBell(momentary, momentaryFactor),
    ...steady(Math.min(source.durationS, LONGEST_EXPOSURE_S), bell(mean, 1), ringBell(mean, 1)),
    count: ({ rM, lnR }, least) =>
      rM <= poolM
        ? RING
        : Math.min(DOWNWIND, samplesWithin(read(sigma, position(lnR)) * bellEdge(least), rM)),
    halfWidthM: (reachM, least) => Math.max(poolM, readAt(sigma, reachM) * bellEdge(least)),
  };
}

/** Standard deviations beyond which a bell of height 1 is below a level. */
const bellEdge = (least: number) => Math.sqrt(2 * Math.log(1 / Math.min(0.99, least)));

function lightPuffCloud(source: CloudSource, air: Air, molar: number): Cloud {
  const sigma = tabulated((x) => sigmaYM(x, air.stability, 'ccps-puff'));
  const axis = lnTabulated((x) => {
    const [y, z] = [sigmaYM(x, air.stability, 'ccps-puff'), sigmaZM(x, air.stability, 'ccps-puff')];
    return shareOf(puffKgM3(source.amount, y, y, z, 0, 0, 0, 0), molar);
  });
  // gas at first: a hemisphere of pure gas
  const r0 = Math.cbrt(source.amount / idealGasDensityKgM3(molar, AMBIENT_K) / ((2 / 3) * Math.PI));
  const lnR0 = Math.log(r0);
  const rises = source.densityKgM3 < BUOYANT * airDensityKgM3(AMBIENT_K);
  // as long as the greatest concentration would give the same mass: √(2π) σx/u
  const lnS = tabulated((x) =>
    Math.log(
      Math.min(
        LONGEST_EXPOSURE_S,
        (Math.sqrt(2 * Math.PI) * Math.max(r0, sigmaYM(x, air.stability, 'ccps-puff'))) / air.windMS,
      ),
    ),
  );
  const drifting = (x: number, y: number) => {
    if (x * x + y * y <= r0 * r0) return 0;
    if (x <= 0) return NONE;
    const at = position(Math.log(x));
    const across = y / read(sigma, at);
    return read(axis, at) - (across * across) / 2;
  };
  const ringDrifting: Cloud['ringShares'] = ({ rM, lnR }, count, out) => {
    const downwind = Math.min(count, DOWNWIND);
    for (let j = 0; j < downwind; j++) {
      const at = position(lnR + LN_COS[j]!);
      const across = (rM * SIN[j]!) / read(sigma, at);
      out[j] = rM <= r0 ? 0 : read(axis, at) - (across * across) / 2;
    }
    for (let j = downwind; j < count; j++) out[j] = rM <= r0 ? 0 : NONE;
  };
  return {
    // a cloud that rises does not drift along the ground: it burns where it was released, as a growing hemisphere
    lnShare: rises ? (x, y) => Math.min(0, 3 * (lnR0 - Math.log(x * x + y * y) / 2)) : drifting,
    ringShares: rises
      ? ({ lnR }, count, out) => {
          out.fill(Math.min(0, 3 * (lnR0 - lnR)), 0, count);
        }
      : ringDrifting,
    lnDose: (x, y, n) => n * drifting(x, y) + read(lnS, x > 0 ? position(Math.log(x)) : 0),
    ringDoses: (ring, count, n, out) => {
      ringDrifting(ring, count, out);
      for (let j = 0; j < count; j++)
        out[j] = n * out[j]! + read(lnS, j < DOWNWIND ? position(ring.lnR + LN_COS[j]!) : 0);
    },
    count: ({ rM, lnR }, least) => {
      if (rM <= r0 || (rises && rM <= r0 / Math.cbrt(least))) return RING;
      return Math.min(DOWNWIND, samplesWithin(read(sigma, position(lnR)) * bellEdge(least), rM));
    },
    halfWidthM: (reachM, least) => Math.max(r0 / Math.cbrt(least), readAt(sigma, reachM) * bellEdge(least)),
  };
}
