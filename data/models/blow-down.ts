/** Outflow that changes with time: tanks draining, gas vessels blowing down, long pipelines after a rupture. */
import { z } from 'zod';
import { GAS_CONSTANT, GRAVITY_MS2 } from './constants.ts';
import { ambientPressurePa, notNegative, positive, timesS } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { circleM2, criticalRatio, gasThroat } from './orifice.ts';

export const tankDrain = model({
  id: 'liquid-tank-drain',
  version: '1.0.0',
  label: { zh: '立式储罐经孔口排空', en: 'A vertical tank draining through a hole' },
  source: 'Torricelli with a falling level, √h = √h0 − (Cd A/AT) √(g/2) t; Casal 2018, ch. 2; CCPS 1999',
  validity: {
    zh: '截面不变的立罐；液体不闪蒸',
    en: 'Upright tanks of constant cross-section; liquids that do not flash',
  },
  assumptions: [
    {
      zh: '气相压力不变（常压或恒压垫）',
      en: 'The pressure above the liquid stays (atmospheric or a constant pad)',
    },
  ],
  inputs: z.strictObject({
    dischargeCoefficient: positive().max(1).default(0.61),
    holeDiameterM: positive(),
    tankDiameterM: positive(),
    headM: notNegative().describe('初始液面高出孔口 initial level above the hole'),
    densityKgM3: positive(),
    padPressurePa: notNegative().default(0).describe('气相表压 gauge pressure above the liquid'),
    timesS: timesS(),
  }),
  outputs: z.object({
    massFlowKgS: z.array(z.number()),
    headM: z.array(z.number()),
    releasedKg: z.array(z.number()),
    emptyAfterS: z.number(),
  }),
  run: (i) => {
    const tank = circleM2(i.tankDiameterM);
    const hole = circleM2(i.holeDiameterM);
    const pad = i.padPressurePa / (i.densityKgM3 * GRAVITY_MS2);
    const root0 = Math.sqrt(i.headM + pad);
    const fall = ((i.dischargeCoefficient * hole) / tank) * Math.sqrt(GRAVITY_MS2 / 2);
    const emptyAfterS = (root0 - Math.sqrt(pad)) / fall;
    const states = i.timesS.map((t) => {
      const root = Math.max(Math.sqrt(pad), root0 - fall * t);
      const head = root ** 2 - pad;
      const flowing = t < emptyAfterS;
      return {
        head,
        flow: flowing ? i.dischargeCoefficient * hole * i.densityKgM3 * Math.sqrt(2 * GRAVITY_MS2) * root : 0,
        released: i.densityKgM3 * tank * (i.headM - head),
      };
    });
    return judged(
      {
        massFlowKgS: states.map((state) => state.flow),
        headM: states.map((state) => state.head),
        releasedKg: states.map((state) => state.released),
        emptyAfterS,
      },
      within({ zh: '流量系数', en: 'Discharge coefficient' }, i.dischargeCoefficient, [0.5, 1]),
      within(
        { zh: '孔径与罐径之比', en: 'Hole to tank diameter' },
        i.holeDiameterM / i.tankDiameterM,
        [0, 0.2],
        [0, 0.4],
      ),
    );
  },
});

/** What a vessel holds at a moment of its blow-down. */
interface VesselState {
  readonly massFlowKgS: number;
  readonly pressurePa: number;
  readonly temperatureK: number;
}

export const gasBlowDown = model({
  id: 'gas-vessel-blow-down',
  version: '1.0.0',
  label: { zh: '气体容器泄压', en: 'Blow-down of a gas vessel' },
  source: 'Mass balance dm/dt = −ṁ(P, T) with isentropic hole flow; CPR 14E (Yellow Book) § 2.5; CCPS 1999',
  validity: { zh: '理想气体至 2 MPa；γ 1.01–1.67', en: 'Ideal gas up to 2 MPa; γ 1.01–1.67' },
  assumptions: [
    { zh: '容器内均匀；绝热（快）或等温（慢）', en: 'Uniform inside; adiabatic (fast) or isothermal (slow)' },
    {
      zh: '四阶 Runge–Kutta，每步质量变化不超过 2 %',
      en: 'Fourth-order Runge–Kutta, at most 2 % of the mass a step',
    },
  ],
  inputs: z.strictObject({
    dischargeCoefficient: positive().max(1).default(0.62),
    holeDiameterM: positive(),
    volumeM3: positive(),
    pressurePa: positive(),
    temperatureK: positive(),
    molarMassKgMol: positive().max(1),
    heatCapacityRatio: z.number().gt(1).max(2),
    compressibility: positive().max(3).default(1),
    ambientPressurePa: ambientPressurePa(),
    process: z.enum(['adiabatic', 'isothermal']).default('adiabatic'),
    timesS: timesS(),
  }),
  outputs: z.object({
    initialMassKg: z.number(),
    massFlowKgS: z.array(z.number()),
    pressurePa: z.array(z.number()),
    temperatureK: z.array(z.number()),
    releasedKg: z.array(z.number()),
  }),
  run: (i) => {
    const perKelvin = (i.compressibility * GAS_CONSTANT) / i.molarMassKgMol;
    const initialMassKg = (i.pressurePa * i.volumeM3) / (perKelvin * i.temperatureK);
    const hole = circleM2(i.holeDiameterM);
    if (i.pressurePa < i.ambientPressurePa)
      throw new Undefined({ zh: '容器内压力低于环境压力', en: 'The pressure inside is below ambient' });
    const at = (massKg: number): VesselState => {
      const left = massKg / initialMassKg;
      const temperatureK =
        i.process === 'adiabatic' ? i.temperatureK * left ** (i.heatCapacityRatio - 1) : i.temperatureK;
      const densityKgM3 = massKg / i.volumeM3;
      const pressurePa = densityKgM3 * perKelvin * temperatureK;
      if (pressurePa <= i.ambientPressurePa) return { massFlowKgS: 0, pressurePa, temperatureK };
      const { fluxKgM2S } = gasThroat(
        i.dischargeCoefficient,
        densityKgM3,
        pressurePa,
        temperatureK,
        i.heatCapacityRatio,
        i.ambientPressurePa,
      );
      return { massFlowKgS: fluxKgM2S * hole, pressurePa, temperatureK };
    };
    const masses = massesAt(i.timesS, initialMassKg, (massKg) => at(massKg).massFlowKgS);
    const states = masses.map(at);
    return judged(
      {
        initialMassKg,
        massFlowKgS: states.map((state) => state.massFlowKgS),
        pressurePa: states.map((state) => state.pressurePa),
        temperatureK: states.map((state) => state.temperatureK),
        releasedKg: masses.map((massKg) => initialMassKg - massKg),
      },
      within({ zh: '绝热指数', en: 'Heat capacity ratio' }, i.heatCapacityRatio, [1.01, 1.67]),
      remark(
        i.pressurePa > 2e6 && i.compressibility === 1,
        i.pressurePa > 1e7 ? 'out' : 'edge',
        '压力高于 2 MPa 而未给出压缩因子',
        'Above 2 MPa without a compressibility',
      ),
    );
  },
});

/** Mass left at each time, kg, for an outflow that depends on the mass; steps change it by at most 2 %. */
function massesAt(times: readonly number[], massKg: number, flow: (massKg: number) => number): number[] {
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const result = new Array<number>(times.length);
  let t = 0;
  let m = massKg;
  for (const i of order) {
    const until = times[i]!;
    for (let steps = 0; t < until && steps < 100_000; steps++) {
      const now = flow(m);
      if (now === 0) break;
      const dt = Math.min(until - t, (0.02 * m) / now);
      const second = flow(m - (dt / 2) * now);
      const third = flow(m - (dt / 2) * second);
      const fourth = flow(m - dt * third);
      m -= (dt / 6) * (now + 2 * second + 2 * third + fourth);
      t += dt;
    }
    t = Math.max(t, until);
    result[i] = m;
  }
  return result;
}

export const pipelineRupture = model({
  id: 'gas-pipeline-rupture',
  version: '1.0.0',
  label: { zh: '长输气管道断裂（Bell/Wilson）', en: 'Rupture of a long gas pipeline (Bell/Wilson)' },
  source:
    'Bell 1978; Wilson 1981; Hanna & Drivas 1987, Guidelines for Use of Vapor Cloud Dispersion Models; the double exponential in its mass-conserving form, α = M/(β ṁ0)',
  validity: {
    zh: '完全断裂、长径比大于 1000、α < 1；经验公式，一律标为边缘',
    en: 'Full-bore rupture, length over 1000 diameters, α < 1; an empirical law, always marked as edge',
  },
  assumptions: [
    { zh: '一个断口；上下游各算一次后相加', en: 'One open end: run upstream and downstream and add them' },
    { zh: '初始等温，无止回阀或切断阀动作', en: 'Isothermal before; no valve closes' },
  ],
  inputs: z.strictObject({
    diameterM: positive(),
    lengthM: positive().describe('断口至封闭端 from the break to the closed end'),
    pressurePa: positive(),
    temperatureK: positive(),
    molarMassKgMol: positive().max(1),
    heatCapacityRatio: z.number().gt(1).max(2),
    compressibility: positive().max(3).default(1),
    frictionFactor: positive().max(0.2).default(0.015).describe('Darcy'),
    ambientPressurePa: ambientPressurePa(),
    timesS: timesS(),
  }),
  outputs: z.object({
    initialMassKg: z.number(),
    initialMassFlowKgS: z.number(),
    timeConstantS: z.number(),
    alpha: z.number(),
    massFlowKgS: z.array(z.number()),
    releasedKg: z.array(z.number()),
  }),
  run: (i) => {
    const area = circleM2(i.diameterM);
    const gas = (i.compressibility * GAS_CONSTANT * i.temperatureK) / i.molarMassKgMol;
    const densityKgM3 = i.pressurePa / gas;
    const initialMassKg = densityKgM3 * area * i.lengthM;
    const throat = gasThroat(
      1,
      densityKgM3,
      i.pressurePa,
      i.temperatureK,
      i.heatCapacityRatio,
      i.ambientPressurePa,
    );
    const initialMassFlowKgS = throat.fluxKgM2S * area;
    if (initialMassFlowKgS === 0) throw new Undefined({ zh: '没有压差', en: 'No pressure difference' });
    const soundMS = Math.sqrt(i.heatCapacityRatio * gas);
    const beta =
      ((2 / 3) * i.lengthM * Math.sqrt((i.heatCapacityRatio * i.frictionFactor * i.lengthM) / i.diameterM)) /
      soundMS;
    const alpha = initialMassKg / (beta * initialMassFlowKgS);
    const fast = alpha ** 2 * beta;
    const share = initialMassFlowKgS / (1 + alpha);
    return judged(
      {
        initialMassKg,
        initialMassFlowKgS,
        timeConstantS: beta,
        alpha,
        massFlowKgS: i.timesS.map((t) => share * (Math.exp(-t / fast) + alpha * Math.exp(-t / beta))),
        releasedKg: i.timesS.map(
          (t) => share * (fast * -Math.expm1(-t / fast) + alpha * beta * -Math.expm1(-t / beta)),
        ),
      },
      remark(
        true,
        'edge',
        '经验公式：两个时间常数未经我们的算例核对',
        'An empirical law; its time constants were not checked on a published case',
      ),
      remark(i.lengthM < 1000 * i.diameterM, 'out', '管道短于 1000 倍管径', 'Shorter than 1000 diameters'),
      remark(alpha >= 1, 'out', 'α 不小于 1：不是长管道', 'α is not below 1: not a long pipeline'),
      remark(
        i.ambientPressurePa / i.pressurePa > criticalRatio(i.heatCapacityRatio),
        'out',
        '初始流动不是临界流',
        'The flow is not choked at first',
      ),
    );
  },
});
