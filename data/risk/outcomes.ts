/** From a holding to its outcomes: event tree, and the share of people outdoors who die at a point of each outcome. */
import { ATMOSPHERE_PA, GAS_CONSTANT } from '../models/constants.ts';
import { ignitionProbability } from '../models/event-tree.ts';
import { bleveFireball, fireballSize } from '../models/fireball.ts';
import { considineLengthM, cookLengthM, jetFire } from '../models/jet-fire.ts';
import { rootBetween } from '../models/numeric.ts';
import { poolBurningRate } from '../models/pool-burning.ts';
import { poolFireSolidFlame } from '../models/pool-fire.ts';
import { bstPressure, FLAME_MACH } from '../models/vapour-cloud-explosion.ts';
import { THERMAL_PROBITS } from '../tables/probits.ts';
import { type Air, type Cloud, cloudOf, FARTHEST_M, LONGEST_EXPOSURE_S } from './cloud.ts';
import { AMBIENT_K, type Holding } from './holding.ts';
import { LEAST_PROBIT, lethalityOfProbit, lnSum } from './lethality.ts';
import { type Release, releaseOf, type ScenarioId } from './release.ts';
import { COS, RING, type Ring, SIN } from './rings.ts';

export type OutcomeId = 'toxic' | 'flash-fire' | 'explosion' | 'fireball' | 'jet-fire' | 'pool-fire';

/** P(death) outdoors and unprotected, downwind x and crosswind y in metres; 0 beyond `reachM`. */
export interface Footprint {
  readonly reachM: number;
  /** It is 0 farther across than this. */
  readonly halfWidthM: number;
  readonly lethality: (x: number, y: number) => number;
  /** The same on the samples of a ring; gives how many there are from the axis on, the others are 0. */
  readonly ring: (ring: Ring, out: Float64Array) => number;
  /** Of an explosion: the circle in which buildings fail, its centre downwind of the source. */
  readonly damaged?: { readonly centreM: number; readonly radiusM: number };
}

export interface Outcome {
  readonly scenario: ScenarioId;
  readonly outcome: OutcomeId;
  readonly frequencyPerYear: number;
  /** Depends neither on the weather nor on the direction of the wind. */
  readonly round: boolean;
  readonly footprint: (air: Air) => Footprint;
}

/** Longest exposure to heat, s, and heat that kills everybody. Source: CPR 18E 2005, § 5.2.3. */
export const HEAT_S = 20;
const LETHAL_WM2 = 35_000;
/** Share of the immediate ignitions of an instantaneous release that is a BLEVE; delayed: flash fire. CPR 18E § 4.7. */
const BLEVE_SHARE = 0.7;
const FLASH_SHARE = 0.6;
/** Own default: a tenth of the flammable cloud is in congestion (medium, 2.5D). */
const CONGESTED_SHARE = 0.1;
/** Overpressure that kills, outdoors; from 0.1 bar on only indoors. CPR 18E 2005, § 5.2.5. */
const LETHAL_PA = 30_000;
const DAMAGE_PA = 10_000;

/** Emissive power of burning cold gas: clear flames of LNG. Source: CCPS 2000; 220–265 kW/m². */
const LNG_EMISSIVE_WM2 = 220e3;

/** P(death) by heat: everybody from 35 kW/m², else the probit of Tsao & Perry. */
export function heatLethality(fluxWM2: number, seconds: number): number {
  if (fluxWM2 >= LETHAL_WM2) return 1;
  const { a, b } = THERMAL_PROBITS['tsao-perry'];
  return fluxWM2 <= 0
    ? 0
    : lethalityOfProbit(a + b * Math.log(Math.min(HEAT_S, seconds) * fluxWM2 ** (4 / 3)));
}

/** Scaled distances at which a cloud explosion reaches a pressure, by reactivity; 0 = nowhere. */
const scaledReach = (pressurePa: number) =>
  Object.fromEntries(
    (['low', 'medium', 'high'] as const).map((reactivity) => {
      const mach = FLAME_MACH['2.5D'][reactivity][1];
      const over = (scaled: number) => bstPressure(mach, scaled) * ATMOSPHERE_PA - pressurePa;
      return [reactivity, over(0.1) < 0 ? 0 : (rootBetween(over, 0.1, 9) ?? 0)];
    }),
  );
const LETHAL_REACH = scaledReach(LETHAL_PA);
const DAMAGE_REACH = scaledReach(DAMAGE_PA);

/** Every outcome of a holding, frequencies of all its vessels together. */
export function outcomesOf(holding: Holding): Outcome[] {
  return holding.failures.scenarios.flatMap(({ id, frequency }) =>
    isScenario(id) ? outcomesOfScenario(holding, id, frequency * holding.vessels) : [],
  );
}
const isScenario = (id: string): id is ScenarioId =>
  id === 'instantaneous' || id === 'ten-minutes' || id === 'hole-10mm';

const outcomesOfScenario = (holding: Holding, scenario: ScenarioId, frequency: number) =>
  outcomesOfRelease(holding, scenario, releaseOf(holding, scenario), frequency);

/** Shares of the releases that ignite at once, and of the others later, when the cloud is largest. */
export interface Ignition {
  readonly immediate: number;
  readonly delayed: number;
}

/** At a plant, by kind and size (CPR 18E table 4.5); what does not ignite at once ignites later. */
function atPlant({ substance: s, storage }: Holding, release: Release): Ignition {
  const gaseous = storage !== 'liquid' && s.boilingPointK < AMBIENT_K;
  const { immediate } = ignitionProbability.run({
    kind: !gaseous ? 'liquid-class-1' : s.reactivity === 'low' ? 'gas-low' : 'gas-average-high',
    release: release.rateKgS === null ? 'instantaneous' : 'continuous',
    massFlowKgS: release.rateKgS ?? undefined,
    massKg: release.massKg,
    sources: [],
    cloudS: 60,
  }).value;
  return { immediate, delayed: 1 };
}

/** The event tree of a release that happens so often a year. */
export function outcomesOfRelease(
  holding: Holding,
  scenario: ScenarioId,
  release: Release,
  frequency: number,
  ignition: Ignition = atPlant(holding, release),
): Outcome[] {
  const { substance: s, probit } = holding;
  const cloudsIn = inEachAir((air) =>
    release.clouds(air.windMS).map((source) => cloudOf(source, air, s.molarMassKgMol)),
  );
  const found: Outcome[] = [];
  const add = (
    outcome: OutcomeId,
    frequencyPerYear: number,
    footprint: Outcome['footprint'],
    round = false,
  ) => {
    if (frequencyPerYear > 0) found.push({ scenario, outcome, frequencyPerYear, round, footprint });
  };
  let unignited = frequency;
  if (s.limits && s.heatOfCombustionJKg) {
    const { immediate } = ignition;
    const atOnce = frequency * immediate;
    unignited -= atOnce;
    const burning = release.poolM2 > 0 ? poolFire(holding, release) : undefined;
    let delayed = probit ? 0 : unignited * ignition.delayed;
    if (burning) add('pool-fire', atOnce, () => burning, true);
    else if (release.jet)
      add(
        'jet-fire',
        atOnce,
        once(() => jet(holding, release)),
      );
    else {
      const ball = fireball(holding);
      add('fireball', atOnce * BLEVE_SHARE, () => ball, true);
      delayed += atOnce * (1 - BLEVE_SHARE);
    }
    const flash = inEachAir((air) => flashFire(holding, cloudsIn(air), burning));
    add('flash-fire', delayed * FLASH_SHARE, flash);
    add(
      'explosion',
      delayed * (1 - FLASH_SHARE),
      inEachAir((air) => explosion(holding, release, air, cloudsIn(air), flash(air))),
    );
    if (!probit) unignited -= delayed;
  }
  // a substance that burns and poisons: what does not ignite at once is computed as poison (CPR 18E § 4.7)
  if (probit)
    add(
      'toxic',
      unignited,
      inEachAir((air) => toxic(holding, cloudsIn(air))),
    );
  return found;
}

/** Made once for each weather class. */
function inEachAir<T>(make: (air: Air) => T): (air: Air) => T {
  const made = new Map<string, T>();
  return (air) => {
    const key = `${air.stability}${air.windMS}`;
    const known = made.get(key) ?? make(air);
    made.set(key, known);
    return known;
  };
}

function once(make: () => Footprint): () => Footprint {
  let made: Footprint | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A box about the cloud: how far downwind, across, and to its far corner. */
function extentOf(clouds: readonly Cloud[], downwindM: number, least: number) {
  const halfWidthM = Math.max(0, ...clouds.map((cloud) => cloud.halfWidthM(downwindM, least)));
  return { reachM: Math.min(FARTHEST_M, Math.hypot(downwindM, halfWidthM)), halfWidthM };
}

/** Where f(x, 0) > 0 ends, searched from afar; the models end at 10 km. */
function reachOf(positive: (x: number) => boolean): number {
  let x = FARTHEST_M;
  while (x > 1 && !positive(x)) x /= 1.02;
  return Math.min(FARTHEST_M, x * 1.02);
}

/** Two buffers for the doses of clouds on a ring. */
const DOSES = [new Float64Array(RING), new Float64Array(RING)] as const;

function toxic(holding: Holding, clouds: readonly Cloud[]): Footprint {
  const { a, b, n } = holding.probit!;
  const mgM3 = (1e6 * holding.substance.molarMassKgMol * ATMOSPHERE_PA) / (GAS_CONSTANT * AMBIENT_K);
  // the load in (mg/m³)^n min from the dose in shares^n s
  const lnUnits = n * Math.log(mgM3) - Math.log(60);
  const lethal = (lnDose: number) => lethalityOfProbit(a + b * (lnDose + lnUnits));
  const leastLoad = Math.exp((LEAST_PROBIT - a) / b);
  const lethality = (x: number, y: number) =>
    lethal(clouds.reduce((sum, cloud) => lnSum(sum, cloud.lnDose(x, y, n)), Number.NEGATIVE_INFINITY));
  const reachM = reachOf((x) => lethality(x, 0) > 0 || lethality(-x, 0) > 0);
  // as long as any exposure and alone with its part of the load
  const least = (leastLoad / clouds.length / (LONGEST_EXPOSURE_S / 60)) ** (1 / n) / mgM3;
  const ring = (ring: Ring, out: Float64Array) => {
    const count = Math.max(0, ...clouds.map((cloud) => cloud.count(ring, least)));
    const [sum, more] = DOSES;
    for (const [i, cloud] of clouds.entries()) {
      cloud.ringDoses(ring, count, n, i === 0 ? sum : more);
      if (i > 0) for (let j = 0; j < count; j++) sum[j] = lnSum(sum[j]!, more[j]!);
    }
    for (let j = 0; j < count; j++) out[j] = lethal(sum[j]!);
    return count;
  };
  return { ...extentOf(clouds, reachM, least), lethality, ring };
}

/** Keeps the last ring: the explosion asks for what the flash fire was just asked for. */
function keepingLast(make: Footprint['ring']): Footprint['ring'] {
  const last = new Float64Array(RING);
  let [lastM, count] = [Number.NaN, 0];
  return (ring, out) => {
    if (ring.rM !== lastM) {
      count = make(ring, last);
      lastM = ring.rM;
    }
    out.set(count === RING ? last : last.subarray(0, count));
    return count;
  };
}

/** Where the cloud is above the lower limit at any time, and where the pool's fire is lethal. */
function flashFire(holding: Holding, clouds: readonly Cloud[], pool: Footprint | undefined): Footprint {
  const lower = holding.substance.limits![0];
  const lnLower = Math.log(lower);
  const burns = (x: number, y: number) => clouds.some((cloud) => cloud.lnShare(x, y) >= lnLower);
  const extent = extentOf(
    clouds,
    reachOf((x) => burns(x, 0) || burns(-x, 0)),
    lower,
  );
  const ring = (ring: Ring, out: Float64Array) => {
    const beside = pool?.lethality(ring.rM, 0) ?? 0;
    let count = Math.max(0, ...clouds.map((cloud) => cloud.count(ring, lower)));
    if (beside > 0) count = RING;
    out.fill(beside, 0, count);
    const [shares] = DOSES;
    for (const cloud of clouds) {
      cloud.ringShares(ring, count, shares);
      for (let j = 0; j < count; j++) if (shares[j]! >= lnLower) out[j] = 1;
    }
    return count;
  };
  return {
    reachM: Math.max(extent.reachM, pool?.reachM ?? 0),
    halfWidthM: Math.max(extent.halfWidthM, pool?.reachM ?? 0),
    lethality: (x, y) => (burns(x, y) ? 1 : (pool?.lethality(x, y) ?? 0)),
    ring: keepingLast(ring),
  };
}

/** The flash fire, and a circle of 0.3 bar about the middle of the cloud. */
function explosion(
  holding: Holding,
  release: Release,
  air: Air,
  clouds: readonly Cloud[],
  flash: Footprint,
): Footprint {
  const { limits, heatOfCombustionJKg, reactivity } = holding.substance;
  const lnLower = Math.log(limits![0]);
  const edge = reachOf((x) => clouds.some((cloud) => cloud.lnShare(x, 0) >= lnLower));
  const fuelKg = release
    .clouds(air.windMS)
    .reduce(
      (sum, { form, amount, durationS }) =>
        sum + (form === 'puff' ? amount : amount * Math.min(durationS, edge / air.windMS)),
      0,
    );
  const energyJ = 2 * CONGESTED_SHARE * fuelKg * heatOfCombustionJKg!;
  const scale = Math.cbrt(energyJ / ATMOSPHERE_PA);
  const radius = (LETHAL_REACH[reactivity ?? 'medium'] ?? 0) * scale;
  const centre = edge / 2;
  const inside = (x: number, y: number) => (x - centre) * (x - centre) + y * y <= radius * radius;
  return {
    reachM: Math.min(FARTHEST_M, Math.max(flash.reachM, centre + radius)),
    halfWidthM: Math.max(flash.halfWidthM, radius),
    lethality: (x, y) => (inside(x, y) ? 1 : flash.lethality(x, y)),
    ring: (ring, out) => {
      const count = flash.ring(ring, out);
      // the circle lies on the axis: along a ring it is left once
      let j = 0;
      while (j < RING && inside(ring.rM * COS[j]!, ring.rM * SIN[j]!)) out[j++] = 1;
      return Math.max(count, j);
    },
    damaged: { centreM: centre, radiusM: (DAMAGE_REACH[reactivity ?? 'medium'] ?? 0) * scale },
  };
}

/** A footprint from heat at distances on a table, linear between. */
export function roundHeat(
  flux: (distancesM: readonly number[]) => readonly number[],
  nearM: number,
  seconds: number,
) {
  const distances = Array.from({ length: 600 }, (_, i) => Math.max(nearM * 1.001, 0.5) * 1.012 ** i);
  const shares = flux(distances).map((q) => heatLethality(q, seconds));
  const last = shares.findLastIndex((share) => share > 0);
  const reachM = Math.max(nearM, distances[last + 1] ?? distances[last] ?? 0);
  const lethality = (x: number, y: number) => {
    const r = Math.hypot(x, y);
    if (r <= nearM) return 1;
    const at = Math.log(r / distances[0]!) / Math.log(1.012);
    const i = Math.max(0, Math.floor(at));
    if (i > last) return 0;
    return shares[i]! + ((shares[i + 1] ?? 0) - shares[i]!) * Math.max(0, at - i);
  };
  return {
    reachM,
    halfWidthM: reachM,
    lethality,
    ring: ({ rM }, out) => {
      const share = lethality(rM, 0);
      if (share === 0) return 0;
      out.fill(share);
      return RING;
    },
  } satisfies Footprint;
}

function fireball({ vesselKg, substance }: Holding): Footprint {
  const { diameterM, durationS } = fireballSize(vesselKg, 'ccps');
  return roundHeat(
    (distancesM) =>
      bleveFireball.run({
        massKg: vesselKg,
        heatOfCombustionJKg: substance.heatOfCombustionJKg!,
        method: 'ccps',
        distancesM: [...distancesM],
        levelsWM2: [],
        dosesTdu: [],
        ambientTemperatureK: AMBIENT_K,
        relativeHumidity: 0.7,
      }).value.heatFluxWM2,
    diameterM / 2,
    durationS,
  );
}

function poolFire({ substance: s, storage }: Holding, release: Release): Footprint {
  const { massFluxKgM2S } = poolBurningRate.run({
    heatOfCombustionJKg: s.heatOfCombustionJKg!,
    latentHeatJKg: s.latentHeatJKg,
    liquidHeatCapacityJKgK: s.liquidHeatCapacityJKgK,
    boilingPointK: s.boilingPointK,
    ambientTemperatureK: AMBIENT_K,
    liquidDensityKgM3: s.liquidDensityKgM3,
  }).value;
  const diameterM = Math.sqrt((4 * release.poolM2) / Math.PI);
  return roundHeat(
    (distancesM) =>
      poolFireSolidFlame.run({
        ...(storage === 'cold' ? { emissivePowerWM2: LNG_EMISSIVE_WM2 } : {}),
        diameterM,
        massFluxKgM2S,
        windMS: 0,
        vapourDensityKgM3: 2.5,
        ambientTemperatureK: AMBIENT_K,
        relativeHumidity: 0.7,
        distancesM: [...distancesM],
        levelsWM2: [],
      }).value.heatFluxWM2,
    diameterM / 2,
    HEAT_S,
  );
}

/** A horizontal jet with the wind, tabulated along and across its axis. */
function jet({ substance: s, storage }: Holding, { rateKgS }: Release): Footprint {
  const liquid = storage !== 'gas';
  const lengthM = liquid ? considineLengthM(rateKgS!) : cookLengthM(rateKgS! * s.heatOfCombustionJKg!);
  const step = lengthM / 12;
  const [columns, rows] = [61, 25];
  const fromM = -2 * lengthM;
  const { heatFluxWM2 } = jetFire.run({
    massFlowKgS: rateKgS!,
    heatOfCombustionJKg: s.heatOfCombustionJKg!,
    lengthMethod: liquid ? 'considine-grint-lpg' : 'cook',
    radiantShare: 0.25,
    direction: 'horizontal',
    releaseHeightM: 1,
    receivers: Array.from({ length: columns * rows }, (_, i) => ({
      alongM: fromM + (i % columns) * step,
      acrossM: Math.floor(i / columns) * step,
      heightM: 1.5,
    })),
    levelsWM2: [],
    ambientTemperatureK: AMBIENT_K,
    relativeHumidity: 0.7,
  }).value;
  const shares = heatFluxWM2.map((q) => heatLethality(q, HEAT_S));
  const at = (column: number, row: number) => shares[row * columns + column] ?? 0;
  const lethality = (x: number, y: number) => {
    const u = (x - fromM) / step;
    const v = Math.abs(y) / step;
    if (u < 0 || u >= columns - 1 || v >= rows - 1) return 0;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const [fu, fv] = [u - i, v - j];
    return (
      (1 - fv) * (at(i, j) * (1 - fu) + at(i + 1, j) * fu) +
      fv * (at(i, j + 1) * (1 - fu) + at(i + 1, j + 1) * fu)
    );
  };
  return {
    reachM: 3 * lengthM,
    halfWidthM: 3 * lengthM,
    lethality,
    ring: ({ rM }, out) => {
      if (rM > 3.7 * lengthM) return 0;
      for (let j = 0; j < RING; j++) out[j] = lethality(rM * COS[j]!, rM * SIN[j]!);
      return RING;
    },
  };
}
