/** Outflow through a hole: liquid, gas (choked or not), and a liquid that flashes in the hole or a short pipe. */
import { z } from 'zod';
import { GAS_CONSTANT, GRAVITY_MS2 } from './constants.ts';
import { ambientPressurePa, notNegative, positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

const COEFFICIENT = { zh: '流量系数', en: 'Discharge coefficient' };
const dischargeCoefficient = () => z.number().positive().max(1);

/** Area of a round hole, m². */
export const circleM2 = (diameterM: number) => (Math.PI / 4) * diameterM ** 2;

/**
 * Bernoulli: G = Cd √(2ρ(P − Pa) + 2ρ²gh), kg/(m² s). Throws Undefined where nothing drives the liquid out.
 * Source: CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases, ch. 2; Casal 2018, ch. 2.
 */
export function liquidFluxKgM2S(
  coefficient: number,
  densityKgM3: number,
  pressurePa: number,
  outsidePa: number,
  headM = 0,
): number {
  const drive = pressurePa - outsidePa + densityKgM3 * GRAVITY_MS2 * headM;
  if (drive < 0)
    throw new Undefined({
      zh: '容器内压力低于环境压力，没有外流',
      en: 'The pressure inside is below ambient: nothing flows out',
    });
  return coefficient * Math.sqrt(2 * densityKgM3 * drive);
}

export const liquidOrifice = model({
  id: 'liquid-orifice',
  version: '1.0.0',
  label: { zh: '液体孔口泄漏', en: 'Liquid through a hole' },
  source: 'Bernoulli/Torricelli; CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases, ch. 2',
  validity: {
    zh: '不闪蒸的液体；流量系数 0.5–1；压差至 100 bar',
    en: 'Liquids that do not flash; discharge coefficient 0.5–1; up to 100 bar of pressure difference',
  },
  assumptions: [
    { zh: '稳态、不可压缩、圆孔', en: 'Steady, incompressible, round hole' },
    {
      zh: '速度按孔口面积计算，含流量系数',
      en: 'The velocity refers to the area of the hole and includes the coefficient',
    },
  ],
  inputs: z.strictObject({
    dischargeCoefficient: dischargeCoefficient().default(0.61),
    holeDiameterM: positive(),
    densityKgM3: positive(),
    pressurePa: positive().describe('绝对压力（液面上方） absolute, above the liquid'),
    ambientPressurePa: ambientPressurePa(),
    headM: notNegative().default(0).describe('液面高出孔口 liquid level above the hole'),
    vapourPressurePa: positive()
      .optional()
      .describe('储存温度下的蒸气压，用于判断闪蒸 at storage temperature, to tell flashing'),
  }),
  outputs: z.object({ massFlowKgS: z.number(), velocityMS: z.number() }),
  run: (i) => {
    const flux = liquidFluxKgM2S(
      i.dischargeCoefficient,
      i.densityKgM3,
      i.pressurePa,
      i.ambientPressurePa,
      i.headM,
    );
    return judged(
      { massFlowKgS: flux * circleM2(i.holeDiameterM), velocityMS: flux / i.densityKgM3 },
      within(COEFFICIENT, i.dischargeCoefficient, [0.5, 1]),
      within(
        { zh: '压差', en: 'Pressure difference', unit: 'Pa' },
        i.pressurePa - i.ambientPressurePa,
        [0, 1e7],
      ),
      within({ zh: '孔径', en: 'Hole diameter', unit: 'm' }, i.holeDiameterM, [0.001, 1]),
      remark(
        (i.vapourPressurePa ?? 0) > i.ambientPressurePa,
        'edge',
        '液体会闪蒸：孔口流量偏大（保守），长于 0.1 m 的管口改用两相模型',
        'The liquid flashes: conservative for a hole; use the two-phase model for pipes longer than 0.1 m',
      ),
    );
  },
});

/** State and flux of a gas in the throat. */
export interface Throat {
  readonly fluxKgM2S: number;
  readonly pressurePa: number;
  readonly temperatureK: number;
  readonly densityKgM3: number;
  readonly choked: boolean;
}

/** Ratio of throat to vessel pressure below which a gas flows no faster: (2/(γ+1))^(γ/(γ−1)). */
export const criticalRatio = (gamma: number) => (2 / (gamma + 1)) ** (gamma / (gamma - 1));

/**
 * Isentropic flow of an ideal gas through a hole, sonic or subsonic:
 * G = Cd √(ρ1 P1 (2γ/(γ−1)) (η^(2/γ) − η^((γ+1)/γ))), η = max(Pa/P1, critical). Throws Undefined below ambient.
 * Source: CCPS 1999, eq. 2.18 ff.; Perry's Chemical Engineers' Handbook.
 */
export function gasThroat(
  coefficient: number,
  densityKgM3: number,
  pressurePa: number,
  temperatureK: number,
  gamma: number,
  outsidePa: number,
): Throat {
  if (pressurePa < outsidePa)
    throw new Undefined({
      zh: '容器内压力低于环境压力，没有外流',
      en: 'The pressure inside is below ambient: nothing flows out',
    });
  const critical = criticalRatio(gamma);
  const eta = Math.max(outsidePa / pressurePa, critical);
  const drop = Math.max(0, eta ** (2 / gamma) - eta ** ((gamma + 1) / gamma));
  return {
    fluxKgM2S: coefficient * Math.sqrt(densityKgM3 * pressurePa * ((2 * gamma) / (gamma - 1)) * drop),
    pressurePa: eta * pressurePa,
    temperatureK: temperatureK * eta ** ((gamma - 1) / gamma),
    densityKgM3: densityKgM3 * eta ** (1 / gamma),
    choked: outsidePa / pressurePa <= critical,
  };
}

export const gasOrifice = model({
  id: 'gas-orifice',
  version: '1.0.0',
  label: { zh: '气体孔口泄漏（临界或亚临界）', en: 'Gas through a hole (choked or subsonic)' },
  source:
    'Isentropic nozzle flow; CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases, ch. 2',
  validity: {
    zh: '理想气体至 2 MPa；更高压力请给出压缩因子；γ 1.01–1.67',
    en: 'Ideal gas up to 2 MPa, above it give the compressibility; γ 1.01–1.67',
  },
  assumptions: [
    { zh: '容器内滞止，孔口等熵', en: 'Stagnant in the vessel, isentropic to the throat' },
    {
      zh: '速度 = 质量通量 / 喉部密度，含流量系数',
      en: 'Velocity = mass flux / throat density, coefficient included',
    },
  ],
  inputs: z
    .strictObject({
      dischargeCoefficient: dischargeCoefficient().default(0.62),
      holeDiameterM: positive(),
      pressurePa: positive().describe('绝对压力 absolute'),
      temperatureK: positive(),
      heatCapacityRatio: z.number().gt(1).max(2),
      densityKgM3: positive()
        .optional()
        .describe('容器内密度；或给出摩尔质量 in the vessel; or give the molar mass'),
      molarMassKgMol: positive().max(1).optional(),
      compressibility: positive().max(3).default(1),
      ambientPressurePa: ambientPressurePa(),
    })
    .refine((i) => i.densityKgM3 !== undefined || i.molarMassKgMol !== undefined, {
      path: ['molarMassKgMol'],
      message: 'densityKgM3 or molarMassKgMol is needed',
    }),
  outputs: z.object({
    massFlowKgS: z.number(),
    velocityMS: z.number(),
    throatPressurePa: z.number(),
    throatTemperatureK: z.number(),
    throatDensityKgM3: z.number(),
    choked: z.boolean(),
  }),
  run: (i) => {
    const density =
      i.densityKgM3 ??
      (i.pressurePa * i.molarMassKgMol!) / (i.compressibility * GAS_CONSTANT * i.temperatureK);
    const throat = gasThroat(
      i.dischargeCoefficient,
      density,
      i.pressurePa,
      i.temperatureK,
      i.heatCapacityRatio,
      i.ambientPressurePa,
    );
    return judged(
      {
        massFlowKgS: throat.fluxKgM2S * circleM2(i.holeDiameterM),
        velocityMS: throat.fluxKgM2S / throat.densityKgM3,
        throatPressurePa: throat.pressurePa,
        throatTemperatureK: throat.temperatureK,
        throatDensityKgM3: throat.densityKgM3,
        choked: throat.choked,
      },
      within(COEFFICIENT, i.dischargeCoefficient, [0.5, 1]),
      within({ zh: '绝热指数', en: 'Heat capacity ratio' }, i.heatCapacityRatio, [1.01, 1.67]),
      remark(
        i.pressurePa > 2e6 && i.densityKgM3 === undefined && i.compressibility === 1,
        i.pressurePa > 1e7 ? 'out' : 'edge',
        '压力高于 2 MPa 而未给出压缩因子',
        'Above 2 MPa without a compressibility',
      ),
    );
  },
});

export const flashingFlow = model({
  id: 'two-phase-orifice',
  version: '1.0.0',
  label: { zh: '闪蒸两相泄漏（Fauske）', en: 'Flashing two-phase outflow (Fauske)' },
  source:
    'Fauske & Epstein 1988, J. Loss Prev. Process Ind. 1, 75; Leung & Nazario 1990; CCPS 2000 CPQRA 2nd ed., eqs. 2.1.31–2.1.36',
  validity: {
    zh: '饱和或过冷液体，储存压力不低于其蒸气压；管长 0–10 m（摩擦未计）',
    en: 'Saturated or subcooled liquid stored at or above its vapour pressure; pipe 0–10 m (friction not counted)',
  },
  assumptions: [
    { zh: '管长不小于 0.1 m 时达到相平衡（N = 1）', en: 'Phase equilibrium from 0.1 m of pipe (N = 1)' },
    {
      zh: 'N 中的压差取 Psat − Pa，使管长为零时恰为液体孔口',
      en: 'The pressure difference in N is Psat − Pa, so that a pipe of no length is the liquid orifice',
    },
  ],
  inputs: z.strictObject({
    dischargeCoefficient: dischargeCoefficient().default(0.61),
    holeDiameterM: positive(),
    pipeLengthM: notNegative().default(0.1),
    liquidDensityKgM3: positive(),
    temperatureK: positive(),
    pressurePa: positive(),
    saturationPressurePa: positive(),
    ambientPressurePa: ambientPressurePa(),
    latentHeatJKg: positive(),
    specificVolumeChangeM3Kg: positive().describe('汽化比容差 vg − vl'),
    liquidHeatCapacityJKgK: positive(),
  }),
  outputs: z.object({
    massFlowKgS: z.number(),
    fluxKgM2S: z.number(),
    equilibriumFluxKgM2S: z.number().describe('ERM'),
    subcooledFluxKgM2S: z.number(),
    nonEquilibriumParameter: z.number(),
  }),
  run: (i) => {
    if (i.pressurePa < i.saturationPressurePa * 0.999)
      throw new Undefined({
        zh: '储存压力低于蒸气压',
        en: 'The storage pressure is below the vapour pressure',
      });
    if (i.saturationPressurePa <= i.ambientPressurePa)
      throw new Undefined({
        zh: '液体不闪蒸，请用液体孔口模型',
        en: 'The liquid does not flash: use the liquid orifice',
      });
    const { latentHeatJKg: latent, specificVolumeChangeM3Kg: volume } = i;
    const heat = i.temperatureK * i.liquidHeatCapacityJKgK;
    const equilibrium = latent / volume / Math.sqrt(heat);
    const square = 2 * i.dischargeCoefficient ** 2 * i.liquidDensityKgM3;
    const n = Math.min(
      1,
      latent ** 2 / (square * (i.saturationPressurePa - i.ambientPressurePa) * volume ** 2 * heat) +
        i.pipeLengthM / 0.1,
    );
    const nonEquilibrium = i.pipeLengthM >= 0.1 ? 1 : n;
    const subcooled = Math.sqrt(square * Math.max(0, i.pressurePa - i.saturationPressurePa));
    const flux = Math.sqrt(subcooled ** 2 + equilibrium ** 2 / nonEquilibrium);
    return judged(
      {
        massFlowKgS: flux * circleM2(i.holeDiameterM),
        fluxKgM2S: flux,
        equilibriumFluxKgM2S: equilibrium,
        subcooledFluxKgM2S: subcooled,
        nonEquilibriumParameter: nonEquilibrium,
      },
      within(COEFFICIENT, i.dischargeCoefficient, [0.5, 1]),
      remark(
        i.pipeLengthM / i.holeDiameterM > 50,
        i.pipeLengthM > 10 ? 'out' : 'edge',
        '管道较长，未计摩擦，流量偏大',
        'A long pipe: friction is not counted, the flow is too large',
      ),
    );
  },
});
