/** Gas jets that mix by their own momentum, before the wind takes them. */
import { z } from 'zod';
import { airDensityKgM3 } from './constants.ts';
import { ambientPressurePa, ambientTemperatureK, notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';

/** Axial and radial constants recommended by Long 1963. */
const AXIAL = 6;
const RADIAL = 5;

/**
 * Volume share on and beside the axis of a free turbulent jet, C/C0 = 6 (d/x) √(ρj/ρa) e^(−(5 r/x)²), at most 1.
 * Source: Long 1963, Chem. Process Hazards II, 6.
 */
export function jetShare(diameterM: number, densityRatio: number, alongM: number, offM: number): number {
  if (alongM <= 0) return 0;
  return Math.min(
    1,
    AXIAL * (diameterM / alongM) * Math.sqrt(densityRatio) * Math.exp(-(((RADIAL * offM) / alongM) ** 2)),
  );
}

export const momentumJet = model({
  id: 'momentum-jet',
  version: '1.0.0',
  label: { zh: '动量射流', en: 'Momentum jet' },
  source: 'Long 1963, Estimation of the Extent of Hazard Areas Round a Vent, Chem. Process Hazards II, 6',
  validity: {
    zh: '距喷口 10–500 倍直径；射流速度大于 10 倍风速处',
    en: '10–500 diameters from the mouth; while the jet is faster than ten times the wind',
  },
  assumptions: [
    { zh: '直径与密度取膨胀到环境压力之后', en: 'Diameter and density after expansion to ambient pressure' },
    { zh: '自由射流，地面按镜像反射', en: 'A free jet, the ground as a mirror' },
  ],
  inputs: z.strictObject({
    jetDiameterM: positive(),
    jetDensityKgM3: positive(),
    jetVelocityMS: positive().optional(),
    windMS: positive().optional(),
    initialShare: share().default(1),
    releaseHeightM: notNegative().default(1),
    receivers: z
      .array(
        z.strictObject({
          alongM: z.number(),
          acrossM: z.number().default(0),
          heightM: notNegative().default(1),
        }),
      )
      .max(1_000)
      .default([]),
    targetShare: positive().max(1).optional(),
    ambientTemperatureK: ambientTemperatureK(),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({ concentrationShare: z.array(z.number()), reachM: z.number().optional() }),
  run: (i) => {
    const ratio = i.jetDensityKgM3 / airDensityKgM3(i.ambientTemperatureK, i.ambientPressurePa);
    const found = i.receivers.map((r) => {
      const one = jetShare(
        i.jetDiameterM,
        ratio,
        r.alongM,
        Math.hypot(r.acrossM, r.heightM - i.releaseHeightM),
      );
      const image = jetShare(
        i.jetDiameterM,
        ratio,
        r.alongM,
        Math.hypot(r.acrossM, r.heightM + i.releaseHeightM),
      );
      return i.initialShare * Math.min(1, one + image);
    });
    const reachM = i.targetShare
      ? AXIAL * i.jetDiameterM * Math.sqrt(ratio) * Math.min(1e6, i.initialShare / i.targetShare)
      : undefined;
    const lengths = [...i.receivers.map(({ alongM }) => alongM), ...(reachM ? [reachM] : [])].map(
      (x) => x / i.jetDiameterM,
    );
    // the axis of the jet slows as its concentration falls
    const slowest =
      i.jetVelocityMS && lengths.length > 0
        ? i.jetVelocityMS * Math.min(1, (AXIAL * Math.sqrt(ratio)) / Math.max(...lengths))
        : null;
    return judged(
      { concentrationShare: found, ...(reachM === undefined ? {} : { reachM }) },
      lengths.length > 0
        ? within(
            { zh: '最近距离/直径', en: 'Nearest distance over diameter' },
            Math.min(...lengths),
            [10, 500],
            [1, 1000],
          )
        : null,
      lengths.length > 0
        ? within(
            { zh: '最远距离/直径', en: 'Farthest distance over diameter' },
            Math.max(...lengths),
            [10, 500],
            [1, 1000],
          )
        : null,
      remark(
        slowest !== null && i.windMS !== undefined && slowest < 10 * i.windMS,
        'edge',
        '射流已慢到受风影响',
        'The jet has slowed so far that the wind takes part',
      ),
    );
  },
});
