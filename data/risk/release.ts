/** What comes out of a vessel in each scenario of its failure set: vapour for the cloud, liquid for the pool, the rate of a jet. */
import { aerosolDilution } from '../models/aerosol.ts';
import { AIR_KG_MOL, ATMOSPHERE_PA, GAS_CONSTANT, idealGasDensityKgM3 } from '../models/constants.ts';
import { airborneShare } from '../models/flash.ts';
import { circleM2, gasThroat, liquidFluxKgM2S } from '../models/orifice.ts';
import { evaporationKgM2S, GROUNDS } from '../models/pools.ts';
import { type Substance, vapourPressurePa } from '../tables/substances.ts';
import type { CloudSource } from './cloud.ts';
import { AMBIENT_K, type Holding } from './holding.ts';

export type ScenarioId = 'instantaneous' | 'ten-minutes' | 'hole-10mm' | PipelineScenarioId;
/** Of pipelines: EGIG knows pinholes, holes and ruptures, CPR 18E leaks and ruptures. */
export type PipelineScenarioId = 'pinhole' | 'hole' | 'leak' | 'rupture';

export interface Release {
  /** What becomes a cloud in a wind of the given speed. */
  readonly clouds: (windMS: number) => readonly CloudSource[];
  /** Total outflow; null = at once. */
  readonly rateKgS: number | null;
  readonly massKg: number;
  /** Area of the pool; 0 = none that burns. */
  readonly poolM2: number;
  readonly jet: boolean;
}

/** Own defaults: liquid above a hole, depth of a bund and its bounds, pressure of a compressed gas. */
export const HEAD_M = 5;
const BUND_DEPTH_M = 1;
const BUND_M2 = [50, 3_000] as const;
export const GAS_PRESSURE_PA = 2e6;
/** Discharge coefficients: sharp hole, liquid and gas. */
export const [LIQUID_CD, GAS_CD] = [0.61, 0.62];
const HOLE_M2 = circleM2(0.01);
const TEN_MINUTES_S = 600;
/** In this time the liquid that rained out of a superheated jet has boiled away on the ground. */
const BOILING_S = 1800;
const THIN_POOL_M = 0.01;
const MOST_VAPOUR = 0.95;

const diameterOf = (areaM2: number) => Math.sqrt((4 * areaM2) / Math.PI);

/** The release of one scenario. */
export function releaseOf(holding: Holding, scenario: ScenarioId): Release {
  const { storage, substance } = holding;
  if (storage === 'gas') return gasRelease(holding, scenario);
  if (storage === 'cold' || storage === 'liquid' || substance.boilingPointK >= AMBIENT_K)
    return liquidRelease(holding, scenario);
  return superheatedRelease(holding, scenario);
}

/** Vapour and drops of a superheated liquid, diluted until the drops are gone. */
function superheatedRelease({ substance: s, vesselKg }: Holding, scenario: ScenarioId): Release {
  const flash = -Math.expm1((-s.liquidHeatCapacityJKgK * (AMBIENT_K - s.boilingPointK)) / s.latentHeatJKg);
  const airborne = airborneShare(flash);
  const spray = aerosolSource(s, Math.max(0, 1 - flash / airborne));
  const pool = vapourSource(s, s.boilingPointK, 1);
  const rained = vesselKg * (1 - airborne);
  const widthM = diameterOf(rained / s.liquidDensityKgM3 / THIN_POOL_M);
  const boiling: CloudSource = {
    ...pool,
    form: 'plume',
    amount: rained / BOILING_S,
    durationS: BOILING_S,
    widthM,
  };
  const withPool = (first: CloudSource) => (rained > 0 ? [first, boiling] : [first]);
  const still = { massKg: vesselKg, poolM2: 0 };
  if (scenario === 'instantaneous') {
    const puff: CloudSource = {
      ...spray,
      form: 'puff',
      amount: vesselKg * airborne,
      durationS: 0,
      widthM: 0,
    };
    return { ...still, clouds: () => withPool(puff), rateKgS: null, jet: false };
  }
  const whole = vesselKg / TEN_MINUTES_S;
  if (scenario === 'ten-minutes') {
    const plume: CloudSource = {
      ...spray,
      form: 'plume',
      amount: whole * airborne,
      durationS: TEN_MINUTES_S,
      widthM: 0,
    };
    return { ...still, clouds: () => withPool(plume), rateKgS: whole, jet: true };
  }
  const flux = liquidFluxKgM2S(
    LIQUID_CD,
    s.liquidDensityKgM3,
    Math.max(ATMOSPHERE_PA, vapourPressurePa(s, AMBIENT_K)),
    ATMOSPHERE_PA,
  );
  const rate = Math.min(flux * HOLE_M2, whole);
  // what rains out of a small jet boils as fast as it falls: all of it is airborne
  const plume: CloudSource = {
    ...spray,
    form: 'plume',
    amount: rate,
    durationS: vesselKg / rate,
    widthM: 0,
  };
  return { ...still, clouds: () => [plume], rateKgS: rate, jet: true };
}

/** A superheated liquid or a gas that flows out of a pipeline steadily: its cloud, and the jet that burns. */
export function pipelineRelease(s: Substance, liquefied: boolean, rateKgS: number): Release {
  const flash = liquefied
    ? -Math.expm1((-s.liquidHeatCapacityJKgK * (AMBIENT_K - s.boilingPointK)) / s.latentHeatJKg)
    : 1;
  const airborne = airborneShare(flash);
  const state = liquefied
    ? aerosolSource(s, Math.max(0, 1 - flash / airborne))
    : vapourSource(s, AMBIENT_K, 1);
  const plume: CloudSource = {
    ...state,
    form: 'plume',
    amount: rateKgS,
    durationS: BOILING_S,
    widthM: 0,
  };
  return { clouds: () => [plume], rateKgS, massKg: rateKgS * BOILING_S, poolM2: 0, jet: true };
}

/** A gas under pressure, at most its vapour pressure. */
function gasRelease({ substance: s, vesselKg }: Holding, scenario: ScenarioId): Release {
  const gas = vapourSource(s, AMBIENT_K, 1);
  const still = { massKg: vesselKg, poolM2: 0 };
  if (scenario === 'instantaneous') {
    const puff: CloudSource = { ...gas, form: 'puff', amount: vesselKg, durationS: 0, widthM: 0 };
    return { ...still, clouds: () => [puff], rateKgS: null, jet: false };
  }
  const whole = vesselKg / TEN_MINUTES_S;
  const pressure =
    AMBIENT_K < s.criticalTemperatureK
      ? Math.min(GAS_PRESSURE_PA, Math.max(1.01 * ATMOSPHERE_PA, vapourPressurePa(s, AMBIENT_K)))
      : GAS_PRESSURE_PA;
  const density = idealGasDensityKgM3(s.molarMassKgMol, AMBIENT_K, pressure);
  const flux = gasThroat(GAS_CD, density, pressure, AMBIENT_K, s.heatCapacityRatio, ATMOSPHERE_PA).fluxKgM2S;
  const rate = scenario === 'ten-minutes' ? whole : Math.min(whole, flux * HOLE_M2);
  const plume: CloudSource = { ...gas, form: 'plume', amount: rate, durationS: vesselKg / rate, widthM: 0 };
  return { ...still, clouds: () => [plume], rateKgS: rate, jet: true };
}

/** A liquid that does not flash: a pool in its bund that evaporates, or boils where it is cold. */
function liquidRelease({ substance: s, vesselKg, storage }: Holding, scenario: ScenarioId): Release {
  const volumeM3 = vesselKg / s.liquidDensityKgM3;
  const bundM2 = Math.min(Math.max(volumeM3 / BUND_DEPTH_M, BUND_M2[0]), BUND_M2[1]);
  const head = liquidFluxKgM2S(LIQUID_CD, s.liquidDensityKgM3, ATMOSPHERE_PA, ATMOSPHERE_PA, HEAD_M);
  const inflow =
    scenario === 'hole-10mm' ? Math.min(head * HOLE_M2, vesselKg / TEN_MINUTES_S) : vesselKg / TEN_MINUTES_S;
  const poolM2 =
    scenario === 'hole-10mm'
      ? Math.min(bundM2, (inflow * BOILING_S) / s.liquidDensityKgM3 / THIN_POOL_M)
      : bundM2;
  const base = {
    massKg: vesselKg,
    poolM2,
    jet: false,
    rateKgS: scenario === 'instantaneous' ? null : inflow,
  };
  const widthM = diameterOf(poolM2);
  if (storage === 'cold') {
    const { conductivityWMK: k, diffusivityM2S: a } = GROUNDS.concrete;
    const strength = (k * (AMBIENT_K - s.boilingPointK)) / Math.sqrt(Math.PI * a) / s.latentHeatJKg;
    // mean of the first ten minutes
    const boiling = Math.min(inflow, (2 * strength * Math.sqrt(TEN_MINUTES_S) * poolM2) / TEN_MINUTES_S);
    const source: CloudSource = {
      ...vapourSource(s, s.boilingPointK, 1),
      form: 'plume',
      amount: boiling,
      durationS: TEN_MINUTES_S,
      widthM,
    };
    return { ...base, clouds: () => [source] };
  }
  const vapourPa = Math.min(MOST_VAPOUR * ATMOSPHERE_PA, vapourPressurePa(s, AMBIENT_K));
  const vapour = vapourSource(s, AMBIENT_K, vapourPa / ATMOSPHERE_PA);
  return {
    ...base,
    clouds: (windMS) => {
      const flux = evaporationKgM2S(windMS, widthM / 2, s.molarMassKgMol, AMBIENT_K, vapourPa, ATMOSPHERE_PA);
      const amount = Math.min(inflow, flux * poolM2);
      return [{ ...vapour, form: 'plume', amount, durationS: BOILING_S, widthM }];
    },
  };
}

type State = Pick<CloudSource, 'mixtureFactor' | 'densityKgM3' | 'temperatureK' | 'initialShare'>;

/** Vapour of a temperature, mixed with air to a volume share. */
function vapourSource(s: Substance, temperatureK: number, share: number): State {
  const molar = share * s.molarMassKgMol + (1 - share) * AIR_KG_MOL;
  return {
    mixtureFactor: 1 + ((1 - share) * AIR_KG_MOL) / (share * s.molarMassKgMol),
    densityKgM3: idealGasDensityKgM3(molar, temperatureK),
    temperatureK,
    initialShare: share,
  };
}

function aerosolSource(s: Substance, liquidShare: number): State {
  if (liquidShare === 0) return vapourSource(s, s.boilingPointK, 1);
  const p = s.vapourPressure;
  const slope = (s.latentHeatJKg * s.molarMassKgMol) / GAS_CONSTANT / Math.LN10;
  // other forms of the vapour pressure by Clausius–Clapeyron from the boiling point
  const antoine =
    p.form === 'antoine' ? p : { a: Math.log10(ATMOSPHERE_PA) + slope / s.boilingPointK, b: slope, c: 0 };
  const { value } = aerosolDilution.run({
    massFlowKgS: 1,
    liquidShare,
    molarMassKgMol: s.molarMassKgMol,
    boilingPointK: s.boilingPointK,
    latentHeatJKg: s.latentHeatJKg,
    liquidHeatCapacityJKgK: s.liquidHeatCapacityJKgK,
    vapourHeatCapacityJKgK:
      (s.heatCapacityRatio * GAS_CONSTANT) / ((s.heatCapacityRatio - 1) * s.molarMassKgMol),
    antoineA: antoine.a,
    antoineB: antoine.b,
    antoineC: antoine.c,
    ambientTemperatureK: AMBIENT_K,
    ambientPressurePa: ATMOSPHERE_PA,
  });
  return {
    mixtureFactor: value.mixtureFlowKgS,
    densityKgM3: value.densityKgM3,
    temperatureK: value.temperatureK,
    initialShare: value.volumeShare,
  };
}
