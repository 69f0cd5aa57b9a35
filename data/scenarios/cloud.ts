/** Clouds of gas: how far and how wide each level reaches, by the dense-gas or the Gaussian model as its guard says. */

import { kgM3FromPpm, ppmFromKgM3 } from '../models/concentration.ts';
import { airDensityKgM3 } from '../models/constants.ts';
import { densePlume, densePuff, plumeScales, puffScales } from '../models/dense-gas.ts';
import { denseRelease } from '../models/dense-release.ts';
import { windPowerLaw } from '../models/meteorology.ts';
import { rootBetween } from '../models/numeric.ts';
import { gaussianPlume } from '../models/plume.ts';
import { gaussianPlumeReach } from '../models/plume-reach.ts';
import { gaussianPuff, regimeOf } from '../models/puff.ts';
import { SIGMA_AVERAGING_S } from '../models/sigmas.ts';
import type { Chain } from './chain.ts';
import { passingShare } from './passage.ts';
import {
  type AtPlace,
  type Effects,
  type Level,
  NotPossible,
  type Situation,
  type Zone,
} from './scenario.ts';
import { band, extentM, type Point, type Ring } from './shape.ts';
import { type Airborne, airborne, outflow } from './source.ts';
import { kelvin, stateOf } from './state.ts';
import { turnDeg } from './wind-turn.ts';

/** Clouds lighter than this are passive. Source: Britter & McQuaid 1988, § 5. */
const DENSE_PLUME = 0.15;
const DENSE_PUFF = 0.2;
/** Averaging of flammable clouds, s. Source: CPR 14E (Yellow Book) § 4.5.3. */
const FLAMMABLE_AVERAGING_S = 18.75;
const averagingS = (kind: Zone['kind']) => (kind === 'flammable' ? FLAMMABLE_AVERAGING_S : SIGMA_AVERAGING_S);
/** Beyond this no data support the models, nor a wind that blows the same all the way. */
const SUPPORTED_M = 10_000;
const FARTHEST_M = 200_000;
/** Distances at which outlines are drawn; the same for all, so that a smaller zone is drawn inside a larger one. */
const GRID_M = Array.from({ length: 251 }, (_, k) => FARTHEST_M ** (k / 250));

/** A cloud that can be asked: how far a share of the gas reaches, the outline up to there, the share on the axis. */
interface Cloud {
  /** m; 0 = nowhere. */
  reachM(level: Level): number;
  ring(level: Level, reachM: number, gridM: readonly number[]): Ring;
  ppmAt(distancesM: readonly number[]): readonly number[];
  speedMS(reachM: number): number;
  /** At a place; `speedMS` is that of the fastest part of the cloud. */
  at(place: Point, speedMS: number): AtPlace;
}

const NOTHING: AtPlace = { most: 0, fromS: 0, untilS: 0 };

/** Zones of a release that lasts. */
export function continuousCloud(
  s: Situation,
  levels: readonly Level[],
  kind: Zone['kind'],
  chain: Chain,
): Effects {
  const out = outflow(s, chain);
  const air = airborne(s, out.totalKg, chain);
  const massFlowKgS =
    air.poolFlowKgS === null ? out.massFlowKgS * air.share : Math.min(air.poolFlowKgS, out.massFlowKgS);
  const durationS = air.poolFlowKgS === null ? out.durationS : Math.min(3600, out.totalKg / massFlowKgS);
  const gas = mixture(s, air);
  const flow = massFlowKgS * air.mixtureKgKg;
  const scales = plumeScales(gas, flow);
  const heaviness = Math.cbrt((scales.gravity * scales.flowM3S) / (s.weather.windMS ** 3 * scales.lengthM));
  const cloud =
    heaviness >= DENSE_PLUME
      ? denseLasting(s, gas, flow, durationS, chain)
      : passiveLasting(s, air, massFlowKgS, durationS, kind, chain);
  return effects(s, cloud, levels, kind, chain, {
    outflowKgS: out.massFlowKgS,
    airborneKgS: massFlowKgS,
    durationS,
    releasedKg: out.totalKg,
    ...(heaviness >= DENSE_PLUME ? {} : { averagingTimeS: averagingS(kind) }),
    ...figures(air),
  });
}

/** Zones of a release at once. Throws NotPossible for a liquid, which makes a pool first. */
export function suddenCloud(
  s: Situation,
  levels: readonly Level[],
  kind: Zone['kind'],
  chain: Chain,
): Effects {
  if (stateOf(s.substance, kelvin(s.weather.tempC)) === 'liquid')
    throw new NotPossible(
      'scenario',
      '该物质在此气温下为液体，先成池再蒸发：请用持续泄漏',
      'A liquid at this temperature: it makes a pool and evaporates; ask for the lasting release',
    );
  const air = airborne(s, s.massKg, chain);
  const gas = mixture(s, air);
  const airborneKg = s.massKg * air.share;
  const mass = airborneKg * air.mixtureKgKg;
  chain.assume('全部存量瞬时释放', 'The whole content is released at once');
  const scales = puffScales(gas, mass);
  const heaviness = Math.sqrt(scales.gravity * scales.lengthM) / s.weather.windMS;
  const cloud =
    heaviness >= DENSE_PUFF ? denseSudden(s, gas, mass, chain) : passiveSudden(s, airborneKg, chain);
  return effects(s, cloud, levels, kind, chain, { releasedKg: s.massKg, airborneKg, ...figures(air) });
}

const figures = (air: Airborne) => ({
  cloudDensityKgM3: air.densityKgM3,
  cloudTemperatureK: air.temperatureK,
  cloudVolumeShare: air.volumeShare,
  sourceWidthM: air.widthM,
});

function mixture(s: Situation, air: Airborne) {
  const ambientTemperatureK = kelvin(s.weather.tempC);
  return {
    releaseDensityKgM3: air.densityKgM3,
    releaseTemperatureK: air.temperatureK,
    initialShare: air.volumeShare,
    windMS: s.weather.windMS,
    ambientTemperatureK,
    ambientPressurePa: 101_325,
    ambientDensityKgM3: airDensityKgM3(ambientTemperatureK),
  };
}
type Mixture = ReturnType<typeof mixture>;

function denseLasting(s: Situation, gas: Mixture, flow: number, durationS: number, chain: Chain): Cloud {
  const plume = chain.use(densePlume, { massFlowKgS: flow, ...gas, distancesM: [0] });
  chain.assume(
    '有限时长的释放不会浓于同一速率的稳定烟羽',
    'A release that ends is nowhere richer than the steady plume of the same rate',
  );
  const upwind = plume.upwindM;
  const widest = plume.halfWidthM[0]!;
  return {
    reachM(level) {
      const targetShare = level.threshold / 1e6;
      if (targetShare >= gas.initialShare) return 0;
      const lasting =
        chain.use(denseRelease, { massFlowKgS: flow, durationS, ...gas, targetShare }).reachM ?? 0;
      return Math.min(
        lasting,
        densePlume.answer({ massFlowKgS: flow, ...gas, targetShare }).value.reachM ?? 0,
      );
    },
    ring(_level, reachM, gridM) {
      const before = Array.from({ length: 13 }, (_, k) => -upwind * Math.cos((k / 12) * (Math.PI / 2)));
      const after = [...gridM.filter((x) => x < reachM), reachM];
      const { halfWidthM } = densePlume.answer({ massFlowKgS: flow, ...gas, distancesM: after }).value;
      return band([
        ...before.map((x) => [x, widest * Math.sqrt(Math.max(0, 1 - (x / upwind) ** 2))] as const),
        ...after.map((x, k) => [x, halfWidthM[k]!] as const),
      ]);
    },
    ppmAt(distancesM) {
      const asked = { massFlowKgS: flow, ...gas, distancesM: [...distancesM] };
      const steady = densePlume.answer(asked).value.concentrationShare;
      return denseRelease
        .answer({ ...asked, durationS })
        .value.concentrationShare.map((share, k) => Math.min(share, steady[k]!) * 1e6);
    },
    speedMS(reachM) {
      const [heightM] = densePlume.answer({ massFlowKgS: flow, ...gas, distancesM: [reachM] }).value.heightM;
      return cloudSpeed(s, heightM!, chain);
    },
    at([x, y], speedMS) {
      if (x <= -upwind) return NOTHING;
      const along = Math.max(x, 1);
      const asked = { massFlowKgS: flow, ...gas, distancesM: [along] };
      const steady = densePlume.answer(asked).value;
      const halfM = x < 0 ? widest * Math.sqrt(1 - (x / upwind) ** 2) : steady.halfWidthM[0]!;
      if (Math.abs(y) > halfM) return NOTHING;
      const ending = denseRelease.answer({ ...asked, durationS }).value;
      const share = Math.min(steady.concentrationShare[0]!, ending.concentrationShare[0]!);
      const fromS = Math.max(0, x) / speedMS;
      // seen from afar a short release is one puff, which is longer than the release
      const puff = ending.regimes[0] === 'continuous' ? 0 : puffPassageS(s, gas, flow * durationS, along);
      return { most: share * 1e6, fromS, untilS: fromS + Math.max(durationS, puff) };
    },
  };
}

/** Seconds in which a puff passes a place on the axis. */
function puffPassageS(s: Situation, gas: Mixture, massKg: number, distanceM: number): number {
  const { first, b } = circlesOf(s, gas, massKg, distanceM);
  const [front, rear] = centresAt(first, b, distanceM, 0) ?? [0, 0];
  return (rear - front) / (0.4 * s.weather.windMS);
}

/** Radius of the puff: R² = first² + b c, when its middle is at c. */
function circlesOf(s: Situation, gas: Mixture, massKg: number, reachM: number) {
  const timesS = [0, reachM / (0.4 * s.weather.windMS)];
  const [first, last] = densePuff.answer({ massKg, ...gas, timesS }).value.radiusM as [number, number];
  return { first, b: (last ** 2 - first ** 2) / reachM };
}

/** Where the middle is when the puff reaches a place and when it leaves it, m; null = it never covers it. */
function centresAt(first: number, b: number, x: number, y: number): readonly [number, number] | null {
  // (x − c)² + y² = first² + b c
  const half = x + b / 2;
  const root = half ** 2 - (x ** 2 + y ** 2 - first ** 2);
  if (root < 0 || half + Math.sqrt(root) < 0) return null;
  return [Math.max(0, half - Math.sqrt(root)), half + Math.sqrt(root)];
}

function denseSudden(s: Situation, gas: Mixture, massKg: number, chain: Chain): Cloud {
  const { windMS } = s.weather;
  chain.assume(
    '云心以 0.4 倍 10 m 风速移动，前沿更快，但不快于该风速',
    'The middle travels at 0.4 times the wind at 10 m; its front faster, but not faster than that wind',
  );
  const circles = (reachM: number) => circlesOf(s, gas, massKg, reachM);
  return {
    reachM(level) {
      const targetShare = level.threshold / 1e6;
      if (targetShare >= gas.initialShare) return 0;
      return chain.use(densePuff, { massKg, ...gas, targetShare }).reachM ?? 0;
    },
    ring(_level, reachM, gridM) {
      // until the middle of the cloud is where the level ends
      const { first, b } = circles(reachM);
      const upTo = (c: number) => Math.min(reachM, Math.max(0, c));
      const rearmost = upTo(b / 4 - first ** 2 / b);
      const west = rearmost - Math.sqrt(first ** 2 + b * rearmost);
      const upwind = gridM.filter((x) => x < -west).map((x) => -x);
      const xs = [west, ...upwind.reverse(), 0, ...gridM.filter((x) => x < reachM), reachM];
      return band(
        xs.map((x) => {
          const c = upTo(x + b / 2);
          return [x, Math.sqrt(Math.max(0, first ** 2 + b * c - (x - c) ** 2))] as const;
        }),
      );
    },
    ppmAt: (distancesM) =>
      distancesM.map((distanceM) => {
        const timesS = [distanceM / (0.4 * windMS)];
        return densePuff.answer({ massKg, ...gas, distanceM, timesS }).value.concentrationShare[0]! * 1e6;
      }),
    speedMS(reachM) {
      const { first, b } = circles(reachM);
      // the front c + R is there when the middle is at c
      const c = (2 * reachM + b - Math.sqrt((2 * reachM + b) ** 2 - 4 * (reachM ** 2 - first ** 2))) / 2;
      return c > 0 ? Math.min(windMS, (0.4 * windMS * reachM) / c) : windMS;
    },
    at([x, y], speedMS) {
      const { first, b } = circles(Math.max(1, x));
      const centres = centresAt(first, b, x, y);
      if (!centres) return NOTHING;
      const timesS = [centres[1] / (0.4 * windMS)];
      const asked = { massKg, ...gas, distanceM: Math.max(x, 0), timesS: [Math.max(x, 0) / (0.4 * windMS)] };
      const share = densePuff.answer(asked).value.concentrationShare[0]!;
      const fromS = Math.max(0, x) / speedMS;
      return { most: share * 1e6, fromS, untilS: Math.max(fromS, timesS[0]!) };
    },
  };
}

function passiveLasting(
  s: Situation,
  air: Airborne,
  massFlowKgS: number,
  durationS: number,
  kind: Zone['kind'],
  chain: Chain,
): Cloud {
  const { windMS, stability, tempC } = s.weather;
  const plume = {
    massFlowKgS,
    windMS,
    stability,
    sigmaSet: s.terrain === 'urban' ? ('briggs-urban' as const) : ('briggs-rural' as const),
    averagingTimeS: averagingS(kind),
    sourceWidthM: air.widthM,
  };
  const gas = { molarMassKgMol: s.substance.molarMassKgMol, temperatureK: kelvin(tempC) };
  const at = (distancesM: readonly number[]) =>
    gaussianPlume.answer({ ...plume, ...gas, distancesM: [...distancesM] }).value;
  return {
    reachM(level) {
      const concentrationKgM3 = kgM3FromPpm(level.threshold, gas.molarMassKgMol, gas.temperatureK);
      const { reachM } = chain.use(gaussianPlumeReach, { ...plume, concentrationKgM3 });
      if (reachM > 0) chain.use(gaussianPlume, { ...plume, ...gas, distancesM: [reachM] });
      if (reachM > 0 && regimeOf(windMS, durationS, reachM) !== 'continuous')
        chain.remark(
          'edge',
          '释放时间短于烟羽到达的时间：按稳定烟羽计算，远处偏高',
          'The release is shorter than its way: taken as a steady plume, which is too high far away',
        );
      return reachM;
    },
    ring(level, reachM, gridM) {
      const xs = gridM.filter((x) => x < reachM);
      if (xs.length === 0) return [];
      const { sigmaYM, concentrationPpm } = at(xs);
      return band([
        [0, 0],
        ...xs.map((x, k) => [x, halfWidth(sigmaYM[k]!, concentrationPpm![k]! / level.threshold)] as const),
        [reachM, 0],
      ]);
    },
    ppmAt: (distancesM) => at(distancesM).concentrationPpm!,
    speedMS: (reachM) => cloudSpeed(s, at([reachM]).sigmaZM[0]!, chain),
    at([x, y], speedMS) {
      if (x <= 0) return NOTHING;
      const steady = gaussianPlume.answer({ ...plume, ...gas, distancesM: [x], crosswindM: y }).value
        .concentrationPpm![0]!;
      const passing = passingShare(x, durationS, speedMS, stability);
      const most = Math.min(1e6, steady);
      const course = (timesS: readonly number[]) => timesS.map((time) => most * passing.at(time));
      return { most: most * passing.most, fromS: passing.fromS, untilS: passing.untilS, course };
    },
  };
}

function passiveSudden(s: Situation, massKg: number, chain: Chain): Cloud {
  const { windMS, stability, tempC } = s.weather;
  const temperatureK = kelvin(tempC);
  const input = (distanceM: number) => ({
    massKg,
    windMS,
    stability,
    distanceM,
    timesS: [distanceM / windMS],
  });
  const at = (distanceM: number) => {
    const { concentrationKgM3, sigmaYM } = gaussianPuff.answer(input(distanceM)).value;
    return {
      ppm: Math.min(1e6, ppmFromKgM3(concentrationKgM3[0]!, s.substance.molarMassKgMol, temperatureK)),
      sigmaY: sigmaYM[0]!,
    };
  };
  return {
    reachM(level) {
      if (at(1).ppm < level.threshold) return 0;
      const ends = rootBetween(
        (log) => at(Math.exp(log)).ppm - level.threshold,
        0,
        Math.log(FARTHEST_M),
        1e-9,
      );
      const reachM = ends === null ? FARTHEST_M : Math.exp(ends);
      chain.use(gaussianPuff, input(reachM));
      return reachM;
    },
    ring(level, reachM, gridM) {
      const xs = gridM.filter((x) => x < reachM);
      if (xs.length === 0) return [];
      return band([
        [0, 0],
        ...xs.map((x) => {
          const { ppm, sigmaY } = at(x);
          return [x, halfWidth(sigmaY, ppm / level.threshold)] as const;
        }),
        [reachM, 0],
      ]);
    },
    ppmAt: (distancesM) => distancesM.map((x) => at(x).ppm),
    speedMS: () => windMS,
    at([x, y]) {
      const course = (timesS: readonly number[]) =>
        gaussianPuff
          .answer({ ...input(x), crosswindM: y, timesS: [...timesS] })
          .value.concentrationKgM3.map((kgM3) =>
            Math.min(1e6, ppmFromKgM3(kgM3, s.substance.molarMassKgMol, temperatureK)),
          );
      // a puff of no length: the same window as that of a release of no duration
      const { fromS, untilS } = passingShare(Math.max(x, 1), 0, windMS, stability);
      const most = Math.max(
        ...course(Array.from({ length: 401 }, (_, k) => fromS + ((untilS - fromS) * k) / 400)),
      );
      return { most, fromS, untilS, course };
    },
  };
}

const halfWidth = (sigmaY: number, ratio: number) =>
  ratio > 1 ? sigmaY * Math.sqrt(2 * Math.log(ratio)) : 0;

/** Wind at the height of the cloud, within the profile's 2–200 m. */
function cloudSpeed(s: Situation, heightM: number, chain: Chain): number {
  return chain.use(windPowerLaw, {
    windMS: s.weather.windMS,
    heightM: Math.min(200, Math.max(2, heightM)),
    stability: s.weather.stability,
    set: s.terrain,
  }).windMS;
}

function effects(
  s: Situation,
  cloud: Cloud,
  levels: readonly Level[],
  kind: Zone['kind'],
  chain: Chain,
  source: Effects['source'],
): Effects {
  const rising = [...levels].sort((one, other) => one.threshold - other.threshold);
  const reaches = rising.map((level) => ({ level, reachM: cloud.reachM(level) }));
  const farthest = Math.max(0, ...reaches.map(({ reachM }) => reachM));
  // the fastest counts for all, so that no arrival is told too late
  const speeds = reaches.filter(({ reachM }) => reachM > 0).map(({ reachM }) => cloud.speedMS(reachM));
  const speedMS = speeds.length > 0 ? Math.max(...speeds) : null;
  if (farthest > SUPPORTED_M)
    chain.remark(
      'out',
      `影响区远达 ${(farthest / 1000).toFixed(0)} km：10 km 以外没有试验支持，风也难保不变`,
      `A zone reaches ${(farthest / 1000).toFixed(0)} km: beyond 10 km there is no experiment, and the wind hardly stays the same`,
    );
  const zones = reaches.flatMap(({ level, reachM }): Zone[] => {
    const ring = reachM > 0 ? cloud.ring(level, reachM, GRID_M) : [];
    if (ring.length < 3) return [];
    return [{ level, kind, ring, extentM: extentM(ring), arrivalS: reachM / speedMS!, escalation: false }];
  });
  if (speedMS !== null)
    chain.assume(
      '到达时间 = 下风距离 ÷ 云的最快速度（烟羽取云高处风速）',
      'Arrival = distance with the wind ÷ the fastest speed of the cloud (of a plume: the wind at its height)',
    );
  const distanceM = farthest > 0 ? steps(farthest * 1.25, 60) : [];
  return {
    zones,
    unreached: rising.filter((level) => !zones.some((zone) => zone.level === level)),
    speedMS,
    turnDeg: turnDeg(s.weather, chain),
    profile: { distanceM, value: distanceM.length > 0 ? cloud.ppmAt(distanceM) : [], unit: 'ppm' },
    // where nothing is reached the wind at 10 m will do
    at: (place) => cloud.at(place, speedMS ?? s.weather.windMS),
    source,
  };
}

/** Distances from 1 m that grow by a constant factor. */
const steps = (toM: number, count: number): number[] =>
  toM <= 1 ? [toM / 2] : Array.from({ length: count + 1 }, (_, k) => toM ** (k / count));
