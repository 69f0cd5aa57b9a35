/** Every consequence model, by family: the list from which the API, the documentation and the screens take them. */
import type { Text } from '../layer.ts';
import { aerosolDilution, antoine } from './aerosol.ts';
import { gasBlowDown, pipelineRupture, tankDrain } from './blow-down.ts';
import { concentrationUnits, stoichiometry } from './concentration.ts';
import { denseFlammable } from './dense-flammable.ts';
import { brittermcquaidCurves, densePlume, densePuff } from './dense-gas.ts';
import { denseRelease } from './dense-release.ts';
import { endpoints, substanceProperties } from './endpoints.ts';
import { eventTree, ignitionProbability } from './event-tree.ts';
import { failureFrequency, pipelineFailure } from './failure.ts';
import { bleveFireball, rmpFireball } from './fireball.ts';
import { flammablePlume } from './flammable-cloud.ts';
import { adiabaticFlash, dropRainOut } from './flash.ts';
import { flareDistance, jetFire } from './jet-fire.ts';
import { pasquillClass, windLogProfile, windPowerLaw } from './meteorology.ts';
import type { AnyModel } from './model.ts';
import { momentumJet } from './momentum-jet.ts';
import { flashingFlow, gasOrifice, liquidOrifice } from './orifice.ts';
import { gaussianPlume, gaussianPlumeMaximum } from './plume.ts';
import { gaussianPlumeReach } from './plume-reach.ts';
import { briggsPlumeRise } from './plume-rise.ts';
import { poolBurningBabrauskas, poolBurningRate, poolFlameSize } from './pool-burning.ts';
import { poolFirePointSource, poolFireSolidFlame, rmpPoolFire } from './pool-fire.ts';
import { poolOnLand } from './pool-on-land.ts';
import { poolBoiling, poolEvaporation, poolSpread, rmpEvaporation } from './pools.ts';
import { gaussianFiniteRelease, gaussianPuff } from './puff.ts';
import { fatalAccidentRate, isotropicRisk, pipelineRisk, potentialLossOfLife } from './risk-measures.ts';
import { dispersionCoefficients } from './sigmas.ts';
import { rmpVce, tntEquivalence } from './tnt.ts';
import { probitToxic, toxicLoad } from './toxic-harm.ts';
import { transmissivity } from './transmissivity.ts';
import { bakerStrehlowTang, bauwensDorofeev, multiEnergy } from './vapour-cloud-explosion.ts';
import { flashExpansion, fragmentRange, vesselBurst } from './vessel-burst.ts';
import { probitOverpressure, probitThermal, thermalDose } from './vulnerability.ts';

/** A family of models, in the order of a calculation. */
export interface ModelFamily extends Text {
  readonly id: string;
  readonly models: readonly AnyModel[];
}

export const MODEL_FAMILIES: readonly ModelFamily[] = [
  {
    id: 'source',
    zh: '源项',
    en: 'Source terms',
    models: [
      liquidOrifice,
      gasOrifice,
      flashingFlow,
      adiabaticFlash,
      dropRainOut,
      tankDrain,
      gasBlowDown,
      pipelineRupture,
      poolSpread,
      poolEvaporation,
      poolBoiling,
      rmpEvaporation,
      poolOnLand,
    ],
  },
  { id: 'weather', zh: '气象', en: 'Meteorology', models: [pasquillClass, windPowerLaw, windLogProfile] },
  {
    id: 'dispersion',
    zh: '扩散',
    en: 'Dispersion',
    models: [
      concentrationUnits,
      stoichiometry,
      dispersionCoefficients,
      briggsPlumeRise,
      gaussianPlume,
      gaussianPlumeMaximum,
      gaussianPlumeReach,
      gaussianPuff,
      gaussianFiniteRelease,
      antoine,
      aerosolDilution,
      brittermcquaidCurves,
      densePlume,
      densePuff,
      denseRelease,
      flammablePlume,
      denseFlammable,
      momentumJet,
    ],
  },
  {
    id: 'fire',
    zh: '火灾',
    en: 'Fires',
    models: [
      transmissivity,
      poolBurningRate,
      poolBurningBabrauskas,
      poolFlameSize,
      poolFirePointSource,
      poolFireSolidFlame,
      rmpPoolFire,
      jetFire,
      flareDistance,
      bleveFireball,
      rmpFireball,
    ],
  },
  {
    id: 'explosion',
    zh: '爆炸',
    en: 'Explosions',
    models: [
      tntEquivalence,
      rmpVce,
      bakerStrehlowTang,
      bauwensDorofeev,
      multiEnergy,
      vesselBurst,
      flashExpansion,
      fragmentRange,
    ],
  },
  {
    id: 'harm',
    zh: '阈值与伤害',
    en: 'Endpoints and harm',
    models: [
      substanceProperties,
      endpoints,
      thermalDose,
      probitThermal,
      probitOverpressure,
      probitToxic,
      toxicLoad,
    ],
  },
  {
    id: 'risk',
    zh: '频率与风险',
    en: 'Frequencies and risk',
    models: [
      eventTree,
      ignitionProbability,
      failureFrequency,
      pipelineFailure,
      potentialLossOfLife,
      fatalAccidentRate,
      isotropicRisk,
      pipelineRisk,
    ],
  },
];

/** Every model. */
export const MODELS: readonly AnyModel[] = MODEL_FAMILIES.flatMap(({ models }) => models);

const BY_ID = new Map(MODELS.map((one) => [one.id, one]));

/** A model by its id, or undefined. */
export const modelOf = (id: string): AnyModel | undefined => BY_ID.get(id);
