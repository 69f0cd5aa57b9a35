/** Fires: the circle in which each level of heat is reached, whichever way the flame or the receiver is turned. */
import { idealGasDensityKgM3 } from '../models/constants.ts';
import { bleveFireball } from '../models/fireball.ts';
import { jetFire } from '../models/jet-fire.ts';
import { poolBurningRate, poolFlameSize } from '../models/pool-burning.ts';
import { poolFireSolidFlame } from '../models/pool-fire.ts';
import { HEAT_LEVELS, HEAT_SOURCE } from '../tables/endpoints.ts';
import type { Chain } from './chain.ts';
import { type Effects, type Level, NotPossible, type Situation } from './scenario.ts';
import { circle } from './shape.ts';
import { outflow, poolAreaM2 } from './source.ts';
import { kelvin, stateOf } from './state.ts';

/** Heat at which neighbouring equipment fails, W/m². Source: World Bank 1988. */
const ESCALATION_WM2 = 37_500;
const LEVELS_WM2 = [2_000, 5_000, 10_000, 12_500, ESCALATION_WM2];

const levels: readonly (Level & { readonly wm2: number })[] = HEAT_LEVELS.filter(({ level }) =>
  LEVELS_WM2.includes(level),
).map(({ level, zh, en }) => ({
  endpoint: `heat-${level / 1000}`,
  threshold: level / 1000,
  unit: 'kW/m²',
  wm2: level,
  zh,
  en,
}));
const levelsWM2 = levels.map(({ wm2 }) => wm2);

/** The heat of combustion; the choice of scenarios lets only fuels through. */
function heatOf(s: Situation): number {
  if (s.substance.heatOfCombustionJKg === null)
    throw new NotPossible(
      'scenario',
      '该物质没有燃烧热数据',
      'No heat of combustion is known for this substance',
    );
  return s.substance.heatOfCombustionJKg;
}

const airOf = (s: Situation) => ({
  ambientTemperatureK: kelvin(s.weather.tempC),
  relativeHumidity: s.weather.rh / 100,
});

/** A pool that burns: of the whole content, or as large as the leak feeds. Throws NotPossible, Undefined. */
export function poolFire(s: Situation, chain: Chain): Effects {
  const { substance } = s;
  const air = airOf(s);
  if (stateOf(substance, air.ambientTemperatureK) !== 'liquid')
    throw new NotPossible(
      'scenario',
      '该物质在此气温下不是液体，不形成持久的液池',
      'Not a liquid at this temperature: no lasting pool',
    );
  const burning = chain.use(poolBurningRate, {
    heatOfCombustionJKg: heatOf(s),
    latentHeatJKg: substance.latentHeatJKg,
    liquidHeatCapacityJKgK: substance.liquidHeatCapacityJKgK,
    boilingPointK: substance.boilingPointK,
    ambientTemperatureK: air.ambientTemperatureK,
    liquidDensityKgM3: substance.liquidDensityKgM3,
  });
  const out = outflow(s, chain);
  const spillM3S = out.massFlowKgS / substance.liquidDensityKgM3;
  const open = 2 * Math.sqrt(poolAreaM2(s, out.totalKg, chain) / Math.PI);
  const fed = 2 * Math.sqrt(spillM3S / (Math.PI * burning.regressionMS));
  const diameterM = s.holeDiameterM === undefined ? open : Math.min(open, fed);
  const flame = chain.use(poolFlameSize, {
    diameterM,
    massFluxKgM2S: burning.massFluxKgM2S,
    windMS: s.weather.windMS,
    ambientTemperatureK: air.ambientTemperatureK,
  });
  const fire = {
    diameterM,
    massFluxKgM2S: burning.massFluxKgM2S,
    windMS: s.weather.windMS,
    vapourDensityKgM3: idealGasDensityKgM3(substance.molarMassKgMol, substance.boilingPointK),
    ...air,
  };
  const { reachM, emissivePowerWM2 } = chain.use(poolFireSolidFlame, { ...fire, levelsWM2 });
  chain.assume('火焰之内一律按达到各热辐射水平计', 'Inside the flame every level counts as reached');
  const distanceM = distances(Math.max(...reachM, diameterM), diameterM / 2);
  const fluxAt = (distancesM: readonly number[]) =>
    poolFireSolidFlame.answer({ ...fire, distancesM: [...distancesM] }).value.heatFluxWM2;
  // a pool that the leak feeds burns while it is fed
  const burnsS = out.totalKg / (burning.massFluxKgM2S * (Math.PI / 4) * diameterM ** 2);
  return heat(
    reachM.map((reach) => Math.max(reach, diameterM / 2)),
    distanceM,
    fluxAt,
    Math.max(out.durationS, burnsS),
    {
      poolDiameterM: diameterM,
      flameLengthM: flame.lengthM,
      emissivePowerWM2,
      burningKgM2S: burning.massFluxKgM2S,
    },
    chain,
  );
}

/** A burning jet from a hole, in whatever direction. Throws NotPossible, Undefined. */
export function jet(s: Situation, chain: Chain): Effects {
  const air = airOf(s);
  const state = stateOf(s.substance, air.ambientTemperatureK);
  if (state === 'liquid')
    throw new NotPossible(
      'scenario',
      '该物质在此气温下为液体：请用池火',
      'A liquid at this temperature: ask for the pool fire',
    );
  if (s.holeDiameterM === undefined)
    throw new NotPossible('holeDiameterM', '喷射火需要孔径', 'A jet fire needs the diameter of the hole');
  const out = outflow(s, chain);
  const lpg = state === 'liquefied' && ['propane', 'butane'].includes(s.substance.id);
  const fire = {
    massFlowKgS: out.massFlowKgS,
    heatOfCombustionJKg: heatOf(s),
    lengthMethod: lpg ? ('considine-grint-lpg' as const) : ('cook' as const),
    ...air,
  };
  const found = chain.use(jetFire, { ...fire, levelsWM2 });
  chain.assume(
    '喷射方向未知：以沿射流方向的最远距离作圆',
    'The direction of the jet is not known: a circle of its reach',
  );
  const radii = found.reachAlongM.map((along, k) => Math.max(along, found.reachAcrossM[k]!));
  const distanceM = distances(Math.max(...radii, found.lengthM), found.lengthM * 1.01);
  const fluxAt = (distancesM: readonly number[]) =>
    jetFire.answer({ ...fire, receivers: distancesM.map((alongM) => ({ alongM })) }).value.heatFluxWM2;
  return heat(
    radii,
    distanceM,
    fluxAt,
    out.durationS,
    {
      outflowKgS: out.massFlowKgS,
      durationS: out.durationS,
      flameLengthM: found.lengthM,
      radiantShare: found.radiantShare,
    },
    chain,
  );
}

/** The fireball of a vessel that bursts in a fire, with all that it holds. Throws NotPossible, Undefined. */
export function fireball(s: Situation, chain: Chain): Effects {
  const air = airOf(s);
  if (stateOf(s.substance, air.ambientTemperatureK) !== 'liquefied')
    throw new NotPossible(
      'scenario',
      'BLEVE 火球只对带压液化气体',
      'A BLEVE needs a gas that is liquefied under pressure',
    );
  const ball = { massKg: s.massKg, heatOfCombustionJKg: heatOf(s), ...air };
  const found = chain.use(bleveFireball, { ...ball, levelsWM2 });
  chain.assume('全部存量进入火球', 'The whole content is in the fireball');
  const distanceM = distances(Math.max(...found.reachM, found.diameterM), found.diameterM / 10);
  return heat(
    found.reachM,
    distanceM,
    (distancesM) => bleveFireball.answer({ ...ball, distancesM: [...distancesM] }).value.heatFluxWM2,
    found.durationS,
    {
      fireballDiameterM: found.diameterM,
      durationS: found.durationS,
      emissivePowerWM2: found.emissivePowerWM2,
    },
    chain,
  );
}

function heat(
  radii: readonly number[],
  distanceM: readonly number[],
  fluxAt: (distancesM: readonly number[]) => readonly number[],
  lastsS: number,
  source: Effects['source'],
  chain: Chain,
): Effects {
  chain.cite(HEAT_SOURCE);
  const reached = levels.map(({ wm2, ...level }, k) => ({ level, wm2, radiusM: radii[k]! }));
  return {
    zones: reached
      .filter(({ radiusM }) => radiusM > 0)
      .map(({ level, wm2, radiusM }) => ({
        level,
        kind: 'heat',
        ring: circle(radiusM),
        extentM: radiusM,
        arrivalS: 0,
        escalation: wm2 >= ESCALATION_WM2,
      })),
    unreached: reached.filter(({ radiusM }) => radiusM <= 0).map(({ level }) => level),
    speedMS: null,
    turnDeg: null,
    profile: { distanceM, value: fluxAt(distanceM).map((flux) => flux / 1000), unit: 'kW/m²' },
    at([x, y]) {
      // inside the flame as at its edge
      const r = Math.max(Math.hypot(x, y), distanceM[0]!);
      return { most: fluxAt([r])[0]! / 1000, fromS: 0, untilS: lastsS };
    },
    source,
  };
}

/** 50 distances from just outside the flame to beyond the farthest level. */
function distances(toM: number, fromM: number): number[] {
  const from = fromM * 1.01;
  const to = Math.max(toM * 1.25, from * 2);
  return Array.from({ length: 50 }, (_, k) => from * (to / from) ** (k / 49));
}
