/** From a holding to its outcomes: event tree, and the share of people outdoors who die at a point of each outcome. */
import { ATMOSPHERE_PA, GAS_CONSTANT } from '../models/constants.ts';
import { ignitionProbability } from '../models/event-tree.ts';
import { bleveFireball, fireballSize } from '../models/fireball.ts';
import { considineLengthM, cookLengthM, jetFire } from '../models/jet-fire.ts';
import { rootBetween } from '../models/numeric.ts';
import { poolBurningRate } from '../models/pool-burning.ts';
import { poolFireSolidFlame } from '../models/pool-fire.ts';
import { bstPressure, FLAME_MACH } from '../models/vapour-cloud-explosion.ts';
import { probitShare } from '../models/vulnerability.ts';
import { THERMAL_PROBITS } from '../tables/probits.ts';
import { type Air, type Cloud, cloudOf, FARTHEST_M, LONGEST_EXPOSURE_S } from './cloud.ts';
import { AMBIENT_K, type Holding } from './holding.ts';
import { type Release, releaseOf, type ScenarioId } from './release.ts';

export type OutcomeId = 'toxic' | 'flash-fire' | 'explosion' | 'fireball' | 'jet-fire' | 'pool-fire';

/** P(death) outdoors and unprotected, downwind x and crosswind y in metres; 0 beyond `reachM`. */
export interface Footprint {
  readonly reachM: number;
  /** It is 0 farther across than this. */
  readonly halfWidthM: number;
  readonly lethality: (x: number, y: number) => number;
}

export interface Outcome {
  readonly scenario: ScenarioId;
  readonly outcome: OutcomeId;
  readonly frequencyPerYear: number;
  /** Depends neither on the weather nor on the direction of the wind. */
  readonly round: boolean;
  readonly footprint: (air: Air) => Footprint;
}

/** Shares below it are zero: probits under 1.9 are not supported by data. */
export const LEAST_SHARE = 1e-3;
/** Longest exposure to heat, s, and heat that kills everybody. Source: CPR 18E 2005, § 5.2.3. */
const HEAT_S = 20;
const LETHAL_WM2 = 35_000;
/** Share of the immediate ignitions of an instantaneous release that is a BLEVE; delayed: flash fire. CPR 18E § 4.7. */
const BLEVE_SHARE = 0.7;
const FLASH_SHARE = 0.6;
/** Own default: a tenth of the flammable cloud is in congestion (medium, 2.5D). */
const CONGESTED_SHARE = 0.1;
/** Overpressure that kills, outdoors; from 0.1 bar on only indoors. CPR 18E 2005, § 5.2.5. */
const LETHAL_PA = 30_000;

/** Emissive power of burning cold gas: clear flames of LNG. Source: CCPS 2000; 220–265 kW/m². */
const LNG_EMISSIVE_WM2 = 220e3;

const kept = (share: number) => (share < LEAST_SHARE ? 0 : share);

/** P(death) by heat: everybody from 35 kW/m², else the probit of Tsao & Perry. */
export function heatLethality(fluxWM2: number, seconds: number): number {
  if (fluxWM2 >= LETHAL_WM2) return 1;
  const { a, b } = THERMAL_PROBITS['tsao-perry'];
  return fluxWM2 <= 0
    ? 0
    : kept(probitShare(a + b * Math.log(Math.min(HEAT_S, seconds) * fluxWM2 ** (4 / 3))));
}

/** Scaled distance at which a cloud explosion reaches the lethal pressure; 0 = nowhere. */
const SCALED_REACH = Object.fromEntries(
  (['low', 'medium', 'high'] as const).map((reactivity) => {
    const mach = FLAME_MACH['2.5D'][reactivity][1];
    const over = (scaled: number) => bstPressure(mach, scaled) * ATMOSPHERE_PA - LETHAL_PA;
    return [reactivity, over(0.1) < 0 ? 0 : (rootBetween(over, 0.1, 9) ?? 0)];
  }),
);

/** Every outcome of a holding, frequencies of all its vessels together. */
export function outcomesOf(holding: Holding): Outcome[] {
  return holding.failures.scenarios.flatMap(({ id, frequency }) =>
    isScenario(id) ? outcomesOfScenario(holding, id, frequency * holding.vessels) : [],
  );
}
const isScenario = (id: string): id is ScenarioId =>
  id === 'instantaneous' || id === 'ten-minutes' || id === 'hole-10mm';

function outcomesOfScenario(holding: Holding, scenario: ScenarioId, frequency: number): Outcome[] {
  const { substance: s, probit, storage } = holding;
  const release = releaseOf(holding, scenario);
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
    const gaseous = storage !== 'liquid' && s.boilingPointK < AMBIENT_K;
    const { immediate } = ignitionProbability.run({
      kind: !gaseous ? 'liquid-class-1' : s.reactivity === 'low' ? 'gas-low' : 'gas-average-high',
      release: release.rateKgS === null ? 'instantaneous' : 'continuous',
      massFlowKgS: release.rateKgS ?? undefined,
      massKg: release.massKg,
      sources: [],
      cloudS: 60,
    }).value;
    const atOnce = frequency * immediate;
    unignited -= atOnce;
    const burning = release.poolM2 > 0 ? poolFire(holding, release) : undefined;
    let delayed = probit ? 0 : unignited;
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
    add('flash-fire', delayed * FLASH_SHARE, (air) => flashFire(holding, release, air, burning));
    add('explosion', delayed * (1 - FLASH_SHARE), (air) => explosion(holding, release, air, burning));
    if (!probit) unignited -= delayed;
  }
  // a substance that burns and poisons: what does not ignite at once is computed as poison (CPR 18E § 4.7)
  if (probit) add('toxic', unignited, (air) => toxic(holding, release, air));
  return found;
}

function once(make: () => Footprint): () => Footprint {
  let made: Footprint | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const cloudsOf = (holding: Holding, release: Release, air: Air): Cloud[] =>
  release.clouds(air.windMS).map((source) => cloudOf(source, air, holding.substance.molarMassKgMol));

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

function toxic(holding: Holding, release: Release, air: Air): Footprint {
  const clouds = cloudsOf(holding, release, air);
  const { a, b, n } = holding.probit!;
  const mgM3 = (1e6 * holding.substance.molarMassKgMol * ATMOSPHERE_PA) / (GAS_CONSTANT * AMBIENT_K);
  const leastLoad = Math.exp((5 - 3.1 - a) / b);
  const lethality = (x: number, y: number) => {
    let load = 0;
    for (const cloud of clouds) {
      const share = cloud.share(x, y, false);
      if (share > 0) load += (share * mgM3) ** n * (cloud.durationS(x, y) / 60);
    }
    return load < leastLoad ? 0 : kept(probitShare(a + b * Math.log(load)));
  };
  const reachM = reachOf((x) => lethality(x, 0) > 0 || lethality(-x, 0) > 0);
  // as long as any exposure and alone with its part of the load
  const least = (leastLoad / clouds.length / (LONGEST_EXPOSURE_S / 60)) ** (1 / n) / mgM3;
  return { ...extentOf(clouds, reachM, least), lethality };
}

/** Where the cloud is above the lower limit at any time, and where the pool's fire is lethal. */
function flashFire(holding: Holding, release: Release, air: Air, pool: Footprint | undefined): Footprint {
  const clouds = cloudsOf(holding, release, air);
  const lower = holding.substance.limits![0];
  const burns = (x: number, y: number) => clouds.some((cloud) => cloud.share(x, y, true) >= lower);
  const extent = extentOf(
    clouds,
    reachOf((x) => burns(x, 0) || burns(-x, 0)),
    lower,
  );
  return {
    reachM: Math.max(extent.reachM, pool?.reachM ?? 0),
    halfWidthM: Math.max(extent.halfWidthM, pool?.reachM ?? 0),
    lethality: (x, y) => (burns(x, y) ? 1 : (pool?.lethality(x, y) ?? 0)),
  };
}

/** The flash fire, and a circle of 0.3 bar about the middle of the cloud. */
function explosion(holding: Holding, release: Release, air: Air, pool: Footprint | undefined): Footprint {
  const flash = flashFire(holding, release, air, pool);
  const { limits, heatOfCombustionJKg, reactivity } = holding.substance;
  const sources = release.clouds(air.windMS);
  const clouds = cloudsOf(holding, release, air);
  const edge = reachOf((x) => clouds.some((cloud) => cloud.share(x, 0, true) >= limits![0]));
  const fuelKg = sources.reduce(
    (sum, { form, amount, durationS }) =>
      sum + (form === 'puff' ? amount : amount * Math.min(durationS, edge / air.windMS)),
    0,
  );
  const energyJ = 2 * CONGESTED_SHARE * fuelKg * heatOfCombustionJKg!;
  const radius = (SCALED_REACH[reactivity ?? 'medium'] ?? 0) * Math.cbrt(energyJ / ATMOSPHERE_PA);
  const centre = edge / 2;
  return {
    reachM: Math.min(FARTHEST_M, Math.max(flash.reachM, centre + radius)),
    halfWidthM: Math.max(flash.halfWidthM, radius),
    lethality: (x, y) => ((x - centre) * (x - centre) + y * y <= radius * radius ? 1 : flash.lethality(x, y)),
  };
}

/** A footprint from heat at distances on a table, linear between. */
function roundHeat(
  flux: (distancesM: readonly number[]) => readonly number[],
  nearM: number,
  seconds: number,
) {
  const distances = Array.from({ length: 600 }, (_, i) => Math.max(nearM * 1.001, 0.5) * 1.012 ** i);
  const shares = flux(distances).map((q) => heatLethality(q, seconds));
  const last = shares.findLastIndex((share) => share > 0);
  const reachM = Math.max(nearM, distances[last + 1] ?? distances[last] ?? 0);
  return {
    reachM,
    halfWidthM: reachM,
    lethality: (x: number, y: number) => {
      const r = Math.hypot(x, y);
      if (r <= nearM) return 1;
      const at = Math.log(r / distances[0]!) / Math.log(1.012);
      const i = Math.max(0, Math.floor(at));
      if (i > last) return 0;
      return shares[i]! + ((shares[i + 1] ?? 0) - shares[i]!) * Math.max(0, at - i);
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
  return {
    reachM: 3 * lengthM,
    halfWidthM: 3 * lengthM,
    lethality: (x, y) => {
      const u = (x - fromM) / step;
      const v = Math.abs(y) / step;
      if (u < 0 || u >= columns - 1 || v >= rows - 1) return 0;
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const [fu, fv] = [u - i, v - j];
      return (
        (1 - fv) * (at(i, j) * (1 - fu) + at(i + 1, j) * fu) +
        fv * (at(i, j + 1) * (1 - fu) + at(i + 1, j + 1) * fu)
      );
    },
  };
}
