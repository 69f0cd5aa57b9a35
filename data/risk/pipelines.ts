/** What a metre of a pipeline may do: failure frequencies, ignition and consequences by its medium, diameter and pressure. */
import type { Text } from '../layer.ts';
import type { PIPELINE_MEDIA } from '../layers/pipelines.ts';
import { ATMOSPHERE_PA, idealGasDensityKgM3 } from '../models/constants.ts';
import { ignitionProbability } from '../models/event-tree.ts';
import { cookLengthM, jetFire } from '../models/jet-fire.ts';
import { circleM2, gasThroat, liquidFluxKgM2S } from '../models/orifice.ts';
import { BABRAUSKAS, babrauskasKgM2S } from '../models/pool-burning.ts';
import { poolFireSolidFlame } from '../models/pool-fire.ts';
import { toxicProbitOf } from '../models/toxic-harm.ts';
import { FAILURE_SETS, GAS_PIPELINE_PER_1000_KM } from '../tables/failure-frequencies.ts';
import { type Substance, substanceOf, vapourPressurePa } from '../tables/substances.ts';
import { AMBIENT_K, type Holding, PROBIT_SET } from './holding.ts';
import { HEAT_S, type Ignition, type Outcome, outcomesOfRelease, roundHeat } from './outcomes.ts';
import { GAS_CD, LIQUID_CD, type PipelineScenarioId, pipelineRelease } from './release.ts';

export type PipelineMedium = (typeof PIPELINE_MEDIA)[number]['id'];

/** A pipeline as the register has it. */
export interface RiskPipeline {
  readonly id: string;
  readonly name: string;
  readonly medium: PipelineMedium;
  readonly pressureMPa: number | null;
  readonly diameterMm: number | null;
}

/** Outcomes of one metre; frequencies are per metre and year. */
export type LineOutcome = Outcome & { readonly substance: Text };
export interface LineSource {
  readonly outcomes: readonly LineOutcome[];
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}

/** Media that kill nobody by fire or poison. */
export const HARMLESS_MEDIA = ['steam', 'water', 'drainage'] as const satisfies readonly PipelineMedium[];
type Harmless = (typeof HARMLESS_MEDIA)[number];
const isHarmless = (medium: PipelineMedium): medium is Harmless =>
  HARMLESS_MEDIA.some((one) => one === medium);

/** Equivalent diameters of a pinhole and a hole, m; EGIG classes are up to 20 mm and from 20 mm to the diameter. Own defaults. */
const PINHOLE_M = 0.01;
const HOLE_M = 0.05;
/** Share of a release that burns. Source: EGIG (pinhole, hole, rupture to and above 16 inches). */
const EGIG_IGNITION = { pinhole: 0.04, hole: 0.02, rupture: 0.1, wideRupture: 0.33 } as const;
const WIDE_MM = 406.4;
/** Decay of the outflow of both ends to one steady rate; burning efficiency × radiated share. Source: Stephens 2000, GRI-00/0189. */
const STEADY_SHARE = 0.33;
const RADIATED_SHARE = 0.35 * 0.2;
/** Own defaults: the largest pool on land, its depth, and how long a leak feeds it. */
const LARGEST_POOL_M2 = 3_000;
const POOL_DEPTH_M = 0.01;
const LEAK_S = 1_800;
/** Direct ignition of a liquid of class 1. Source: CPR 18E 2005, table 4.5. */
const LIQUID_IGNITION = 0.065;

interface Pipe {
  readonly diameterM: number;
  readonly pressurePa: number;
}

/** What a metre of a pipeline may do, or what is missing; nothing is guessed. Null for media without hazard. */
export function lineSourceOf(pipeline: RiskPipeline): LineSource | null {
  const { medium, diameterMm, pressureMPa } = pipeline;
  if (isHarmless(medium)) return null;
  const without = (zh: string, en: string): LineSource => ({
    outcomes: [],
    notes: [],
    missing: [{ zh, en }],
  });
  if (medium === 'chemical') return without('介质物料不明', 'The substance is not known');
  if (medium === 'manufactured_gas')
    return without('人工煤气组分不明', 'The composition of the manufactured gas is not known');
  if (!diameterMm) return without('没有管径数据', 'No diameter');
  if (!pressureMPa) return without('没有压力数据', 'No pressure');
  const pipe = { diameterM: diameterMm / 1000, pressurePa: ATMOSPHERE_PA + pressureMPa * 1e6 };
  if (medium === 'crude_oil' || medium === 'oil_products') return oilLine(medium, pipe);
  if (medium === 'natural_gas' || medium === 'hydrogen') return gasLine(medium, pipe);
  return liquefiedLine(medium, pipe);
}

const named = (substance: Substance, outcomes: readonly Outcome[]): LineOutcome[] =>
  outcomes.map((outcome) => ({ ...outcome, substance: { zh: substance.zh, en: substance.en } }));

/** Flow through a hole of a gas at the pressure of the line, kg/s; ideal gas. */
function gasRateKgS(s: Substance, { pressurePa }: Pipe, holeM: number): number {
  const density = idealGasDensityKgM3(s.molarMassKgMol, AMBIENT_K, pressurePa);
  const flux = gasThroat(
    GAS_CD,
    density,
    pressurePa,
    AMBIENT_K,
    s.heatCapacityRatio,
    ATMOSPHERE_PA,
  ).fluxKgM2S;
  return flux * circleM2(holeM);
}

/** Buried lines of light gas: the crater turns the jet upwards, and what burns is a vertical jet or, after a rupture, a trench fire. */
function gasLine(medium: 'natural_gas' | 'hydrogen', pipe: Pipe): LineSource {
  const substance = substanceOf(medium)!.substance;
  const { diameterM } = pipe;
  const diameterMm = 1000 * diameterM;
  const set =
    GAS_PIPELINE_PER_1000_KM.find(({ belowMm }) => diameterMm < belowMm) ?? GAS_PIPELINE_PER_1000_KM.at(-1)!;
  const scenarios = [
    ['pinhole', set.pinhole, Math.min(PINHOLE_M, diameterM), EGIG_IGNITION.pinhole],
    ['hole', set.hole, Math.min(HOLE_M, diameterM), EGIG_IGNITION.hole],
    [
      'rupture',
      set.rupture,
      diameterM,
      diameterMm > WIDE_MM ? EGIG_IGNITION.wideRupture : EGIG_IGNITION.rupture,
    ],
  ] as const satisfies readonly (readonly [PipelineScenarioId, number, number, number])[];
  const outcomes = scenarios.map(([scenario, per1000Km, holeM, ignition]): Outcome => {
    const rate = gasRateKgS(substance, pipe, holeM) * (scenario === 'rupture' ? 2 * STEADY_SHARE : 1);
    const burning = medium === 'hydrogen' ? hydrogenIgnition(rate) : ignition;
    const footprint = scenario === 'rupture' ? ruptureFire(substance, rate) : verticalJet(substance, rate);
    return {
      scenario,
      outcome: 'jet-fire',
      frequencyPerYear: (per1000Km / 1e6) * burning,
      round: true,
      footprint: () => footprint,
    };
  });
  return {
    outcomes: named(substance, outcomes),
    notes: pipe.pressurePa < 1.6e6 ? [BELOW_EGIG] : [],
    missing: [],
  };
}

const BELOW_EGIG: Text = {
  zh: '压力低于 1.5 MPa：EGIG 统计的是输气管道，此处借用',
  en: 'Under 1.5 MPa: EGIG counts transmission lines; its frequencies are borrowed',
};

function hydrogenIgnition(massFlowKgS: number): number {
  const { immediate, delayed } = ignitionProbability.run({
    kind: 'hydrogen',
    release: 'continuous',
    massFlowKgS,
    sources: [],
    cloudS: 60,
  }).value;
  return immediate + (1 - immediate) * delayed;
}

/** Heat of a fire of both ends of a ruptured line, as from one point on the ground. Source: Stephens 2000, GRI-00/0189, eq. 2.5. */
function ruptureFire({ heatOfCombustionJKg }: Substance, rateKgS: number) {
  const radiatedW = RADIATED_SHARE * rateKgS * heatOfCombustionJKg!;
  return roundHeat((distancesM) => distancesM.map((d) => radiatedW / (4 * Math.PI * d * d)), 0.5, HEAT_S);
}

function verticalJet({ heatOfCombustionJKg }: Substance, rateKgS: number) {
  const lengthM = cookLengthM(rateKgS * heatOfCombustionJKg!);
  const flux = (distancesM: readonly number[]) =>
    jetFire.run({
      massFlowKgS: rateKgS,
      heatOfCombustionJKg: heatOfCombustionJKg!,
      lengthMethod: 'cook',
      direction: 'vertical',
      releaseHeightM: 0,
      receivers: distancesM.map((alongM) => ({ alongM, acrossM: 0, heightM: 1.5 })),
      levelsWM2: [],
      ambientTemperatureK: AMBIENT_K,
      relativeHumidity: 0.7,
    }).value.heatFluxWM2;
  return roundHeat(flux, lengthM / 16, HEAT_S);
}

/** Frequencies of plant pipework by diameter, per metre and year. */
function pipeworkOf(diameterM: number) {
  const id = diameterM < 0.075 ? 'pipe-under-75mm' : diameterM <= 0.15 ? 'pipe-75-150mm' : 'pipe-over-150mm';
  const { scenarios } = FAILURE_SETS.find((set) => set.id === id)!;
  const of = (scenario: string) => scenarios.find((one) => one.id === scenario)!.frequency;
  return { rupture: of('rupture'), leak: of('leak') };
}
const leakM = (diameterM: number) => Math.min(0.05, 0.1 * diameterM);

/** Oil: a pool that burns. */
function oilLine(medium: 'crude_oil' | 'oil_products', { diameterM, pressurePa }: Pipe): LineSource {
  const [most, kBeta] = BABRAUSKAS[medium === 'crude_oil' ? 'crude-oil' : 'gasoline'];
  const petrol = substanceOf('petrol')!.substance;
  const densityKgM3 = medium === 'crude_oil' ? 850 : petrol.liquidDensityKgM3;
  const leakKgS =
    liquidFluxKgM2S(LIQUID_CD, densityKgM3, pressurePa, ATMOSPHERE_PA) * circleM2(leakM(diameterM));
  const { rupture, leak } = pipeworkOf(diameterM);
  const pools = [
    ['rupture', rupture, LARGEST_POOL_M2],
    ['leak', leak, Math.min(LARGEST_POOL_M2, (leakKgS * LEAK_S) / densityKgM3 / POOL_DEPTH_M)],
  ] as const;
  const outcomes = pools.map(([scenario, frequency, areaM2]): Outcome => {
    const poolM = Math.sqrt((4 * areaM2) / Math.PI);
    const footprint = roundHeat(
      (distancesM) =>
        poolFireSolidFlame.run({
          diameterM: poolM,
          massFluxKgM2S: babrauskasKgM2S(most, kBeta, poolM),
          windMS: 0,
          vapourDensityKgM3: 2.5,
          ambientTemperatureK: AMBIENT_K,
          relativeHumidity: 0.7,
          distancesM: [...distancesM],
          levelsWM2: [],
        }).value.heatFluxWM2,
      poolM / 2,
      HEAT_S,
    );
    return {
      scenario,
      outcome: 'pool-fire',
      frequencyPerYear: frequency * LIQUID_IGNITION,
      round: true,
      footprint: () => footprint,
    };
  });
  const substance: Text =
    medium === 'crude_oil' ? { zh: '原油', en: 'Crude oil' } : { zh: '成品油', en: 'Oil products' };
  return {
    outcomes: outcomes.map((outcome) => ({ ...outcome, substance })),
    notes: medium === 'oil_products' ? [{ zh: '成品油按汽油计算', en: 'Computed as petrol' }] : [],
    missing: [],
  };
}

/** LPG and ammonia as superheated liquids, ethylene as a gas: jet, flash fire, explosion, poison, by the trees of the vessels. */
function liquefiedLine(medium: 'lpg' | 'ammonia' | 'ethylene', pipe: Pipe): LineSource {
  const found = substanceOf(medium)!;
  const s = found.substance;
  const liquefied = medium !== 'ethylene';
  const { rupture, leak } = pipeworkOf(pipe.diameterM);
  const rates = liquefied
    ? {
        leak:
          liquidFluxKgM2S(LIQUID_CD, s.liquidDensityKgM3, pipe.pressurePa, ATMOSPHERE_PA) *
          circleM2(leakM(pipe.diameterM)),
        rupture: 2 * STEADY_SHARE * flashingFluxKgM2S(s) * circleM2(pipe.diameterM),
      }
    : {
        leak: gasRateKgS(s, pipe, leakM(pipe.diameterM)),
        rupture: 2 * STEADY_SHARE * gasRateKgS(s, pipe, pipe.diameterM),
      };
  const outcomes = (['rupture', 'leak'] as const).flatMap((scenario) => {
    const release = pipelineRelease(s, liquefied, rates[scenario]);
    const holding: Holding = {
      substance: s,
      probit: toxicProbitOf(PROBIT_SET, medium) ?? null,
      storage: liquefied ? 'pressurised' : 'gas',
      vesselKg: release.massKg,
      vessels: 1,
      failures: FAILURE_SETS[0],
    };
    const frequency = scenario === 'rupture' ? rupture : leak;
    return outcomesOfRelease(holding, scenario, release, frequency, inOpenCountry(rates[scenario]));
  });
  const notes: Text[] = [
    {
      zh: '频率取自厂内管道统计，对埋地管道偏保守',
      en: 'Frequencies of plant pipework, on the safe side for buried lines',
    },
  ];
  if (found.standsFor) notes.push({ zh: `按 ${s.zh} 计算`, en: `Computed as ${s.en}` });
  if (!liquefied)
    notes.push({ zh: '乙烯、丙烯按乙烯理想气体计算', en: 'Computed as ethylene, an ideal gas' });
  return { outcomes: named(s, outcomes), notes, missing: [] };
}

/**
 * Ignition away from plants: 0.017 ṁ^0.74 in all, at most 0.3 (Cox, Lees & Ang 1990, Classification of Hazardous Locations), half
 * of it at once (UKOOA ignition model 2006).
 */
function inOpenCountry(rateKgS: number): Ignition {
  const all = Math.min(0.3, 0.017 * rateKgS ** 0.74);
  return { immediate: all / 2, delayed: all / 2 / (1 - all / 2) };
}

/** Flux of a saturated liquid that flashes at the break, in equilibrium: G = (h/v) √(1/(T c)). Source: Fauske & Epstein 1988. */
function flashingFluxKgM2S(s: Substance): number {
  const vapour = idealGasDensityKgM3(s.molarMassKgMol, AMBIENT_K, vapourPressurePa(s, AMBIENT_K));
  return s.latentHeatJKg * vapour * Math.sqrt(1 / (AMBIENT_K * s.liquidHeatCapacityJKgK));
}
