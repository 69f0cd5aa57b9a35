/** How far and how wide a Gaussian plume holds a concentration. */
import { z } from 'zod';
import { notNegative, positive } from './inputs.ts';
import { judged, model, remark } from './model.ts';
import { rootBetween } from './numeric.ts';
import {
  PLUME_LIMITS,
  PLUME_VALIDITY,
  plumeKgM3,
  plumeSource,
  virtualSourceM,
  weatherRemarks,
} from './plume.ts';
import { averagingFactor, averagingRemark, distanceRemark, sigmaYM, sigmaZM } from './sigmas.ts';

export const gaussianPlumeReach = model({
  id: 'gaussian-plume-reach',
  version: '1.0.0',
  label: { zh: '烟羽达到给定浓度的范围', en: 'How far a plume holds a concentration' },
  source: 'Gaussian plume on the ground solved for distance; half-width y = σy √(2 ln(C0/C))',
  validity: PLUME_VALIDITY,
  assumptions: PLUME_LIMITS,
  inputs: z.strictObject({
    ...plumeSource(),
    concentrationKgM3: positive(),
    heightM: notNegative().default(0),
  }),
  outputs: z.object({
    reachM: z.number().describe('0 = 达不到该浓度 the level is not reached'),
    greatestHalfWidthM: z.number(),
    arrivalS: z.number(),
  }),
  run: (i) => {
    const factor = averagingFactor(i.averagingTimeS);
    const shift = virtualSourceM(i.sourceWidthM, i.stability, i.sigmaSet);
    const sigma = (x: number) => factor * sigmaYM(x + shift, i.stability, i.sigmaSet);
    const axis = (x: number) =>
      plumeKgM3(
        i.massFlowKgS,
        i.windMS,
        sigma(x),
        sigmaZM(x, i.stability, i.sigmaSet),
        0,
        i.heightM,
        i.releaseHeightM,
        i.mixingHeightM,
      );
    const farthest = 200_000;
    const steps = 600;
    const xs = Array.from({ length: steps + 1 }, (_, k) => farthest ** (k / steps));
    const last = xs.findLastIndex((x) => axis(x) >= i.concentrationKgM3);
    const reachM =
      last < 0
        ? 0
        : last === steps
          ? farthest
          : (rootBetween((x) => axis(x) - i.concentrationKgM3, xs[last]!, xs[last + 1]!) ?? xs[last]!);
    const widths = xs.slice(0, last + 1).map((x) => {
      const ratio = axis(x) / i.concentrationKgM3;
      return ratio > 1 ? sigma(x) * Math.sqrt(2 * Math.log(ratio)) : 0;
    });
    return judged(
      { reachM, greatestHalfWidthM: Math.max(0, ...widths), arrivalS: reachM / i.windMS },
      ...weatherRemarks(i.windMS, i.stability),
      ...(reachM > 0 ? distanceRemark(reachM, reachM) : []),
      averagingRemark(i.averagingTimeS),
      remark(reachM === farthest, 'out', '在 200 km 处仍高于该浓度', 'Still above the level at 200 km'),
    );
  },
});
