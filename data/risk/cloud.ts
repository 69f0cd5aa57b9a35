/** The cloud of a release on the ground, fast to ask at many points: where it burns and what dose it gives. */
import { ATMOSPHERE_PA, airDensityKgM3, GAS_CONSTANT, idealGasDensityKgM3 } from '../models/constants.ts';
import { corrected, plumeScales, puffScales } from '../models/dense-gas.ts';
import { plumeShare, puffShare } from '../models/dense-gas-curves.ts';
import { FLAMMABLE_AVERAGING_S } from '../models/flammable-cloud.ts';
import type { Stability } from '../models/inputs.ts';
import { plumeKgM3, virtualSourceM } from '../models/plume.ts';
import { puffKgM3 } from '../models/puff.ts';
import { averagingFactor, sigmaYM, sigmaZM } from '../models/sigmas.ts';
import { AMBIENT_K } from './holding.ts';

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

/** Concentration as volume share at a point downwind x, crosswind y, and for how long. */
export interface Cloud {
  readonly share: (x: number, y: number, momentary: boolean) => number;
  readonly durationS: (x: number, y: number) => number;
  /** No farther across does it hold a share of at least `least`, up to a distance. */
  readonly halfWidthM: (reachM: number, least: number) => number;
}

/** Points of the axis, m, on which the concentration is tabulated. */
const AXIS_STEPS = 400;
const AXIS_FIRST_M = 1;
const AXIS_RATIO = (2 * FARTHEST_M) ** (1 / AXIS_STEPS);

/** A function of the distance on a logarithmic table, linear between its points. */
function tabulated(f: (x: number) => number): (x: number) => number {
  const values = Float64Array.from({ length: AXIS_STEPS + 1 }, (_, i) => f(AXIS_FIRST_M * AXIS_RATIO ** i));
  const scale = 1 / Math.log(AXIS_RATIO);
  return (x) => {
    if (x <= AXIS_FIRST_M) return values[0]!;
    const at = Math.log(x / AXIS_FIRST_M) * scale;
    const i = Math.floor(at);
    if (i >= AXIS_STEPS) return values[AXIS_STEPS]!;
    return values[i]! + (values[i + 1]! - values[i]!) * (at - i);
  };
}

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

function densePlumeCloud(source: CloudSource, air: Air): Cloud {
  const inputs = denseInputs(source, air);
  const flow = source.amount * source.mixtureFactor;
  const plume = plumeScales(inputs, flow);
  const puff = puffScales(inputs, flow * source.durationS);
  // the smaller of both at every distance: as near the plume is the smaller, nothing jumps between the regimes
  const axis = tabulated((x) =>
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
  return {
    share: (x, y) => (x < -upwindM || Math.abs(y) > width(x) ? 0 : axis(Math.abs(x))),
    durationS: () => lastS,
    halfWidthM: (reachM) => width(reachM),
  };
}

function densePuffCloud(source: CloudSource, air: Air): Cloud {
  const inputs = denseInputs(source, air);
  const scales = puffScales(inputs, source.amount * source.mixtureFactor);
  const axis = tabulated((r) => corrected(inputs, puffShare(scales.alpha, r / scales.lengthM)));
  const r0 = Math.cbrt((3 * scales.volumeM3) / (4 * Math.PI));
  const a = 0.4 * air.windMS;
  const b = 1.2 * Math.sqrt(scales.gravity * scales.volumeM3);
  // (x − a t)² + y² ≤ r0² + b t: from t1 to t2
  const covered = (x: number, y: number) => {
    const half = (2 * a * x + b) / 2;
    const discriminant = half * half - a * a * (x * x + y * y - r0 * r0);
    if (discriminant <= 0) return 0;
    const root = Math.sqrt(discriminant);
    return Math.max(0, (half + root) / (a * a) - Math.max(0, (half - root) / (a * a)));
  };
  return {
    share: (x, y) => (covered(x, y) > 0 ? axis(Math.hypot(x, y)) : 0),
    durationS: (x, y) => Math.min(covered(x, y), LONGEST_EXPOSURE_S),
    halfWidthM: (reachM) => reachM,
  };
}

const shareOf = (kgM3: number, molar: number) =>
  Math.min(1, (kgM3 * GAS_CONSTANT * AMBIENT_K) / (molar * ATMOSPHERE_PA));

function lightPlumeCloud(source: CloudSource, air: Air, molar: number): Cloud {
  const shift = virtualSourceM(source.widthM, air.stability, 'briggs-rural');
  const momentaryFactor = averagingFactor(FLAMMABLE_AVERAGING_S);
  const sigmaY = tabulated((x) => sigmaYM(x + shift, air.stability, 'briggs-rural'));
  const axis = (factor: number) =>
    tabulated((x) =>
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
  const [mean, momentary] = [axis(1), axis(momentaryFactor)];
  return {
    share: (x, y, now) => {
      if (x <= 0) return x * x + y * y <= (source.widthM / 2) ** 2 ? mean(1) : 0;
      const s = (now ? momentaryFactor : 1) * sigmaY(x);
      return (now ? momentary : mean)(x) * Math.exp((-y * y) / (2 * s * s));
    },
    durationS: () => Math.min(source.durationS, LONGEST_EXPOSURE_S),
    halfWidthM: (reachM, least) => Math.max(source.widthM / 2, sigmaY(reachM) * bellEdge(least)),
  };
}

/** Standard deviations beyond which a bell of height 1 is below a level. */
const bellEdge = (least: number) => Math.sqrt(2 * Math.log(1 / Math.min(0.99, least)));

function lightPuffCloud(source: CloudSource, air: Air, molar: number): Cloud {
  const sigma = tabulated((x) => sigmaYM(x, air.stability, 'ccps-puff'));
  const axis = tabulated((x) => {
    const [y, z] = [sigmaYM(x, air.stability, 'ccps-puff'), sigmaZM(x, air.stability, 'ccps-puff')];
    return shareOf(puffKgM3(source.amount, y, y, z, 0, 0, 0, 0), molar);
  });
  // gas at first: a hemisphere of pure gas
  const r0 = Math.cbrt(source.amount / idealGasDensityKgM3(molar, AMBIENT_K) / ((2 / 3) * Math.PI));
  const rises = source.densityKgM3 < BUOYANT * airDensityKgM3(AMBIENT_K);
  return {
    share: (x, y, now) => {
      const squared = x * x + y * y;
      if (squared <= r0 * r0) return 1;
      // a cloud that rises does not drift along the ground: it burns where it was released, as a growing hemisphere
      if (now && rises) return (r0 * r0 * r0) / (squared * Math.sqrt(squared));
      if (x <= 0) return 0;
      const s = sigma(x);
      return axis(x) * Math.exp((-y * y) / (2 * s * s));
    },
    // as long as the greatest concentration would give the same mass: √(2π) σx/u
    durationS: (x) =>
      Math.min(
        LONGEST_EXPOSURE_S,
        (Math.sqrt(2 * Math.PI) * Math.max(r0, sigma(Math.max(1, x)))) / air.windMS,
      ),
    halfWidthM: (reachM, least) => Math.max(r0 / Math.cbrt(least), sigma(reachM) * bellEdge(least)),
  };
}
