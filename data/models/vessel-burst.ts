/** Bursting vessels: the energy set free, the blast, and how far fragments may fly. */
import { z } from 'zod';
import { GAS_CONSTANT, SOUND_MS } from './constants.ts';
import { ambientPressurePa, positive, share } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { TNT_J_KG } from './tnt.ts';
import { bstPressure, DETONATION_MACH } from './vapour-cloud-explosion.ts';

/**
 * Overpressure of the shock at the surface of a bursting sphere, Pa: P1/Pa = Ps/Pa (1 − (γ1−1)(a0/a1)(Ps/Pa − 1)/
 * √(2γ0(2γ0 + (γ0+1)(Ps/Pa − 1))))^(−2γ1/(γ1−1)). Source: Baker et al. 1983, Explosion Hazards and Evaluation.
 */
export function burstOverpressurePa(
  burstPa: number,
  ambientPa: number,
  gamma: number,
  soundInsideMS: number,
): number {
  const air = 1.4;
  const needed = (shock: number) => {
    const loss =
      ((gamma - 1) * (SOUND_MS / soundInsideMS) * (shock - 1)) /
      Math.sqrt(2 * air * (2 * air + (air + 1) * (shock - 1)));
    return loss >= 1 ? Number.POSITIVE_INFINITY : shock * (1 - loss) ** ((-2 * gamma) / (gamma - 1));
  };
  let high = burstPa / ambientPa;
  while (!Number.isFinite(needed(high))) high = 1 + (high - 1) * 0.9;
  const ratio = rootBetween((shock) => needed(shock) - burstPa / ambientPa, 1, high);
  return ((ratio ?? high) - 1) * ambientPa;
}

export const vesselBurst = model({
  id: 'vessel-burst',
  version: '1.0.0',
  label: { zh: '压力容器爆裂', en: 'Bursting pressure vessel' },
  source:
    'Energy: Brode 1959, isentropic and isothermal expansion (CCPS 2000 CPQRA § 2.2.3); blast: Baker et al. 1983 (high-explosive curve beyond R̄ = 2, shock at the surface nearer)',
  validity: { zh: '理想气体；R̄ 0.3–10（小于 2 为边缘）', en: 'Ideal gas; R̄ 0.3–10 (edge below 2)' },
  assumptions: [
    {
      zh: '地面爆裂，能量加倍；爆破能的 40–50 % 进入冲击波（可设）',
      en: 'On the ground, energy doubled; 40–50 % of the energy goes into the blast (can be set)',
    },
    { zh: '球形容器', en: 'A spherical vessel' },
  ],
  inputs: z.strictObject({
    burstPressurePa: positive(),
    gasVolumeM3: positive(),
    heatCapacityRatio: z.number().gt(1).max(2),
    soundSpeedInsideMS: positive().default(340),
    energyForm: z.enum(['brode', 'isentropic', 'isothermal']).default('brode'),
    blastShare: share().default(0.5),
    groundFactor: positive().max(2).default(2),
    ambientPressurePa: ambientPressurePa(),
    distancesM: z.array(positive()).max(1_000).default([]),
  }),
  outputs: z.object({
    energyJ: z.number(),
    tntKg: z.number(),
    surfaceOverpressurePa: z.number(),
    scaledDistance: z.array(z.number()),
    overpressurePa: z.array(z.number()),
  }),
  run: (i) => {
    const { burstPressurePa: p1, ambientPressurePa: pa, heatCapacityRatio: g, gasVolumeM3: v } = i;
    if (p1 <= pa)
      throw new Undefined({ zh: '爆破压力不高于环境压力', en: 'The burst pressure is not above ambient' });
    const energyJ = {
      brode: ((p1 - pa) * v) / (g - 1),
      isentropic: ((p1 * v) / (g - 1)) * (1 - (pa / p1) ** ((g - 1) / g)),
      isothermal: p1 * v * Math.log(p1 / pa),
    }[i.energyForm];
    const blast = energyJ * i.blastShare * i.groundFactor;
    const scaleM = Math.cbrt(blast / pa);
    const scaledDistance = i.distancesM.map((r) => r / scaleM);
    const surface = burstOverpressurePa(p1, pa, g, i.soundSpeedInsideMS);
    return judged(
      {
        energyJ,
        tntKg: (energyJ * i.blastShare) / TNT_J_KG,
        surfaceOverpressurePa: surface,
        scaledDistance,
        overpressurePa: scaledDistance.map((r) => Math.min(surface, pa * bstPressure(DETONATION_MACH, r))),
      },
      remark(
        scaledDistance.some((r) => r < 2),
        'edge',
        '近场（R̄ < 2）受容器形状和破裂方式影响很大',
        'Near the vessel (R̄ < 2) shape and way of failure matter much',
      ),
      scaledDistance.length > 0
        ? within({ zh: '最大 R̄', en: 'Greatest R̄' }, Math.max(...scaledDistance), [0.3, 10], [0.3, 20])
        : null,
    );
  },
});

export const flashExpansion = model({
  id: 'flash-expansion-energy',
  version: '1.0.0',
  label: { zh: '过热液体爆裂的膨胀能', en: 'Expansion energy of a superheated liquid' },
  source:
    'E = m (u1 − u2s), isentropic flash to ambient pressure with a constant heat capacity: x = cp Tb ln(T/Tb)/ΔHv (CCPS 2010, Guidelines for Vapor Cloud Explosion, Pressure Vessel Burst, BLEVE…, ch. 7)',
  validity: {
    zh: '过热至约 100 K，低于 0.9 倍临界温度',
    en: 'Superheat up to some 100 K, below 0.9 of the critical temperature',
  },
  assumptions: [
    {
      zh: '比热和汽化热不变；液体体积略去',
      en: 'Constant heat capacity and latent heat; the volume of the liquid is neglected',
    },
  ],
  inputs: z.strictObject({
    massKg: positive(),
    temperatureK: positive(),
    boilingPointK: positive(),
    liquidHeatCapacityJKgK: positive(),
    latentHeatJKg: positive(),
    molarMassKgMol: positive().max(1),
    criticalTemperatureK: positive().optional(),
  }),
  outputs: z.object({ energyJ: z.number(), specificEnergyJKg: z.number(), flashShare: z.number() }),
  run: (i) => {
    if (i.temperatureK <= i.boilingPointK)
      throw new Undefined({ zh: '液体没有过热', en: 'The liquid is not superheated' });
    const entropy = i.liquidHeatCapacityJKgK * Math.log(i.temperatureK / i.boilingPointK);
    const flashShare = Math.min(1, (entropy * i.boilingPointK) / i.latentHeatJKg);
    // u2 lies below h2 by p v of the vapour, R Tb/M
    const internal = i.latentHeatJKg - (GAS_CONSTANT * i.boilingPointK) / i.molarMassKgMol;
    const specificEnergyJKg =
      i.liquidHeatCapacityJKgK * (i.temperatureK - i.boilingPointK) - flashShare * internal;
    return judged(
      { energyJ: i.massKg * specificEnergyJKg, specificEnergyJKg, flashShare },
      within({ zh: '过热度', en: 'Superheat', unit: 'K' }, i.temperatureK - i.boilingPointK, [0, 100]),
      remark(
        i.criticalTemperatureK !== undefined && i.temperatureK > 0.9 * i.criticalTemperatureK,
        'edge',
        '接近临界温度，常比热近似变差',
        'Near the critical temperature a constant heat capacity is a poor guess',
      ),
    );
  },
});

export const fragmentRange = model({
  id: 'fragment-range',
  version: '1.0.0',
  label: { zh: '容器碎片飞散距离', en: 'How far fragments of a vessel fly' },
  source:
    'Birk 1995, J. Loss Prev. Process Ind. 9, 173 (LPG BLEVE): 90 M^⅓ m below 5 t, 465 M^0.1 m above, M in kg',
  validity: { zh: '经验式，LPG 容器；一律标为边缘', en: 'Empirical, LPG vessels; always marked as edge' },
  assumptions: [{ zh: '给出最大飞散距离', en: 'The greatest range' }],
  inputs: z.strictObject({ massKg: positive() }),
  outputs: z.object({ rangeM: z.number() }),
  run: ({ massKg }) => {
    return judged(
      { rangeM: massKg < 5_000 ? 90 * Math.cbrt(massKg) : 465 * massKg ** 0.1 },
      remark(true, 'edge', '经验式，未经核对', 'An empirical rule that was not checked'),
    );
  },
});
