/** How a vessel loses its content: by the state of the substance, through a hole or as a whole. */

import { aerosolDilution } from '../models/aerosol.ts';
import { AIR_KG_MOL, ATMOSPHERE_PA, idealGasDensityKgM3 } from '../models/constants.ts';
import { adiabaticFlash } from '../models/flash.ts';
import { flashingFlow, gasOrifice, liquidOrifice } from '../models/orifice.ts';
import { poolEvaporation } from '../models/pools.ts';
import { type Substance, vapourPressurePa } from '../tables/substances.ts';
import type { Chain } from './chain.ts';
import { NotPossible, type Situation } from './scenario.ts';
import { kelvin, stateOf } from './state.ts';

/** What comes out of the hole. */
export interface Outflow {
  readonly massFlowKgS: number;
  readonly durationS: number;
  readonly totalKg: number;
}

const LEAK_S = 1800;
const WHOLE_S = 600;

/** Outflow through the hole, or of the whole content within the duration. Throws NotPossible, Undefined. */
export function outflow(s: Situation, chain: Chain): Outflow {
  if (s.holeDiameterM === undefined) {
    const durationS = s.durationS ?? WHOLE_S;
    chain.assume(`全部存量在 ${durationS} s 内流出`, `The whole content comes out within ${durationS} s`);
    return { massFlowKgS: s.massKg / durationS, durationS, totalKg: s.massKg };
  }
  const massFlowKgS = throughHole(s, s.holeDiameterM, chain);
  const durationS = Math.min(s.durationS ?? LEAK_S, s.massKg / massFlowKgS);
  chain.assume(
    `泄漏速率保持初始值，至多 ${s.durationS ?? LEAK_S} s 或漏完为止`,
    `The first outflow lasts, for at most ${s.durationS ?? LEAK_S} s or until nothing is left`,
  );
  return { massFlowKgS, durationS, totalKg: massFlowKgS * durationS };
}

function throughHole(s: Situation, holeDiameterM: number, chain: Chain): number {
  const { substance } = s;
  const temperatureK = kelvin(s.weather.tempC);
  switch (stateOf(substance, temperatureK)) {
    case 'gas': {
      if (s.storagePressurePa === undefined)
        throw new NotPossible(
          'storagePressurePa',
          '压缩气体的孔口泄漏需要储存压力',
          'A hole in a vessel of compressed gas needs the storage pressure',
        );
      return chain.use(gasOrifice, {
        holeDiameterM,
        pressurePa: s.storagePressurePa,
        temperatureK,
        heatCapacityRatio: substance.heatCapacityRatio,
        molarMassKgMol: substance.molarMassKgMol,
      }).massFlowKgS;
    }
    case 'liquefied': {
      const saturationPressurePa = vapourPressurePa(substance, temperatureK);
      chain.assume(
        '液化气体按环境温度下的饱和压力储存',
        'Liquefied gas is stored at its vapour pressure at the temperature of the air',
      );
      return chain.use(flashingFlow, {
        holeDiameterM,
        liquidDensityKgM3: substance.liquidDensityKgM3,
        temperatureK,
        pressurePa: saturationPressurePa,
        saturationPressurePa,
        latentHeatJKg: substance.latentHeatJKg,
        specificVolumeChangeM3Kg:
          1 / idealGasDensityKgM3(substance.molarMassKgMol, temperatureK, saturationPressurePa) -
          1 / substance.liquidDensityKgM3,
        liquidHeatCapacityJKgK: substance.liquidHeatCapacityJKgK,
      }).massFlowKgS;
    }
    case 'liquid': {
      const headM = s.liquidHeadM ?? 5;
      chain.assume(
        `液面高出孔口 ${headM} m，常压`,
        `Liquid stands ${headM} m above the hole, at ambient pressure`,
      );
      return chain.use(liquidOrifice, {
        holeDiameterM,
        densityKgM3: substance.liquidDensityKgM3,
        pressurePa: ATMOSPHERE_PA,
        headM,
      }).massFlowKgS;
    }
  }
}

/** What is in the air, and the cloud that it makes with the air that it needs to become gas. */
export interface Airborne {
  /** Share of what came out that is in the air. */
  readonly share: number;
  /** Flow of the substance into the air, where a pool sets it. */
  readonly poolFlowKgS: number | null;
  readonly widthM: number;
  /** kg of cloud for a kg of substance. */
  readonly mixtureKgKg: number;
  readonly densityKgM3: number;
  readonly temperatureK: number;
  readonly volumeShare: number;
}

/** The cloud of a release. `spilledKg` is what came out and lies on the ground where it does not evaporate at once. */
export function airborne(s: Situation, spilledKg: number, chain: Chain): Airborne {
  const { substance } = s;
  const temperatureK = kelvin(s.weather.tempC);
  switch (stateOf(substance, temperatureK)) {
    case 'gas':
      chain.assume('气体膨胀后与空气同温', 'The gas has expanded to the temperature of the air');
      return {
        share: 1,
        poolFlowKgS: null,
        widthM: 0,
        mixtureKgKg: 1,
        densityKgM3: idealGasDensityKgM3(substance.molarMassKgMol, temperatureK),
        temperatureK,
        volumeShare: 1,
      };
    case 'liquefied':
      return flashed(substance, temperatureK, chain);
    case 'liquid':
      return fromPool(s, poolAreaM2(s, spilledKg, chain), chain);
  }
}

function flashed(substance: Substance, temperatureK: number, chain: Chain): Airborne {
  const flash = chain.use(adiabaticFlash, {
    liquidHeatCapacityJKgK: substance.liquidHeatCapacityJKgK,
    latentHeatJKg: substance.latentHeatJKg,
    temperatureK,
    boilingPointK: substance.boilingPointK,
  });
  if (flash.rainOutShare > 0)
    chain.remark(
      'edge',
      `约 ${percent(flash.rainOutShare)} 的液体落地成池，其蒸发未计入`,
      `About ${percent(flash.rainOutShare)} rains out; the evaporation of that pool is not counted`,
    );
  const vapour = substance.vapourPressure;
  // Clausius–Clapeyron through the boiling point, in the form of Antoine, where no Antoine constants are known
  const slope = (substance.latentHeatJKg * substance.molarMassKgMol) / (8.314462618 * Math.LN10);
  const known = vapour.form === 'antoine';
  if (!known)
    chain.assume(
      '沸点附近的蒸气压按 Clausius–Clapeyron',
      'Vapour pressure near the boiling point by Clausius–Clapeyron',
    );
  const share = Math.min(1, flash.airborneShare);
  const liquidShare = Math.max(0, 1 - flash.flashShareExponential / share);
  const cloud = chain.use(aerosolDilution, {
    massFlowKgS: 1,
    liquidShare,
    molarMassKgMol: substance.molarMassKgMol,
    boilingPointK: substance.boilingPointK,
    latentHeatJKg: substance.latentHeatJKg,
    liquidHeatCapacityJKgK: substance.liquidHeatCapacityJKgK,
    vapourHeatCapacityJKgK:
      (substance.heatCapacityRatio / (substance.heatCapacityRatio - 1)) *
      (8.314462618 / substance.molarMassKgMol),
    antoineA: known ? vapour.a : Math.log10(ATMOSPHERE_PA) + slope / substance.boilingPointK,
    antoineB: known ? vapour.b : slope,
    antoineC: known ? vapour.c : 0,
    ambientTemperatureK: temperatureK,
  });
  return {
    share,
    poolFlowKgS: null,
    widthM: 0,
    mixtureKgKg: cloud.mixtureFlowKgS,
    densityKgM3: cloud.densityKgM3,
    temperatureK: cloud.temperatureK,
    volumeShare: cloud.volumeShare,
  };
}

function fromPool(s: Situation, areaM2: number, chain: Chain): Airborne {
  const { substance, weather } = s;
  const temperatureK = kelvin(weather.tempC);
  const radiusM = Math.sqrt(areaM2 / Math.PI);
  const vapourPa = vapourPressurePa(substance, temperatureK);
  const { massFlowKgS } = chain.use(poolEvaporation, {
    windMS: weather.windMS,
    radiusM,
    molarMassKgMol: substance.molarMassKgMol,
    temperatureK,
    vapourPressurePa: vapourPa,
  });
  const volumeShare = Math.min(1, vapourPa / ATMOSPHERE_PA);
  const molar = volumeShare * substance.molarMassKgMol + (1 - volumeShare) * AIR_KG_MOL;
  return {
    share: 1,
    poolFlowKgS: massFlowKgS,
    widthM: 2 * radiusM,
    mixtureKgKg: molar / (volumeShare * substance.molarMassKgMol),
    densityKgM3: idealGasDensityKgM3(molar, temperatureK),
    temperatureK,
    volumeShare,
  };
}

/** Depth to which a pool without a bund spreads, m. Source: EPA 550-B-99-009, § 3.2. */
const OPEN_DEPTH_M = 0.01;

/** Area of a pool, m²: 1 cm deep, or what the bund holds. */
export function poolAreaM2(s: Situation, spilledKg: number, chain: Chain): number {
  const openM2 = spilledKg / s.substance.liquidDensityKgM3 / OPEN_DEPTH_M;
  if (s.bundAreaM2 !== undefined && s.bundAreaM2 < openM2) return s.bundAreaM2;
  chain.assume('无围堰的液池深 1 cm', 'A pool without a bund is 1 cm deep');
  chain.cite('EPA 550-B-99-009 § 3.2');
  return openM2;
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
