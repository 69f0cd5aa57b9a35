/** A dense release of finite duration: plume near, puff far, the smaller of both between. */
import { z } from 'zod';
import {
  BRITTER_ASSUMPTIONS,
  BRITTER_SOURCE,
  BRITTER_VALIDITY,
  beyondCurves,
  cloud,
  corrected,
  denseRemarks,
  finite,
  plumeScales,
  puffScales,
} from './dense-gas.ts';
import { plumeShare, puffShare } from './dense-gas-curves.ts';
import { positive, share } from './inputs.ts';
import { judged, model } from './model.ts';
import { rootBetween } from './numeric.ts';
import { type Regime, regimeOf } from './puff.ts';

export const denseRelease = model({
  id: 'dense-gas-release',
  version: '1.0.0',
  label: { zh: '重气有限时长释放', en: 'Dense gas, a release of finite duration' },
  source: BRITTER_SOURCE,
  validity: BRITTER_VALIDITY,
  assumptions: [
    ...BRITTER_ASSUMPTIONS,
    {
      zh: 'u td/x ≥ 2.5 连续，≤ 0.6 瞬时，之间取两者中较小的浓度',
      en: 'Continuous for u td/x ≥ 2.5, instantaneous for ≤ 0.6, between the smaller of both',
    },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    durationS: positive(),
    ...cloud(),
    distancesM: z.array(positive()).max(1_000).default([]),
    targetShare: share().optional(),
  }),
  outputs: z.object({
    concentrationShare: z.array(z.number()),
    regimes: z.array(z.enum(['continuous', 'finite', 'instantaneous'])),
    reachM: z.number().optional(),
    reachRegime: z.enum(['continuous', 'finite', 'instantaneous']).optional(),
    alphaPlume: z.number().nullable(),
    alphaPuff: z.number().nullable(),
  }),
  run: (i) => {
    const plume = plumeScales(i, i.massFlowKgS);
    const puff = puffScales(i, i.massFlowKgS * i.durationS);
    const regime = (x: number): Regime => regimeOf(i.windMS, i.durationS, x);
    const at = (x: number) => {
      const steady = corrected(i, plumeShare(plume.alpha, x / plume.lengthM));
      const momentary = corrected(i, puffShare(puff.alpha, x / puff.lengthM));
      const kind = regime(x);
      return kind === 'continuous'
        ? steady
        : kind === 'instantaneous'
          ? momentary
          : Math.min(steady, momentary);
    };
    const found = i.distancesM.map(at);
    const reachM = i.targetShare ? lastReach(at, i.targetShare) : undefined;
    return judged(
      {
        concentrationShare: found,
        regimes: i.distancesM.map(regime),
        ...(reachM === undefined ? {} : { reachM, reachRegime: regime(Math.max(reachM, 1e-6)) }),
        alphaPlume: finite(plume.alpha),
        alphaPuff: finite(puff.alpha),
      },
      ...denseRemarks(
        i,
        plume.alpha,
        Math.cbrt((plume.gravity * plume.flowM3S) / (i.windMS ** 3 * plume.lengthM)),
        0.15,
      ),
      beyondCurves([...found, ...(i.targetShare ? [i.targetShare] : [])], 0.002, i.initialShare),
    );
  },
});

/** The farthest distance at which a level is held; the change from one regime to the next may be a step. */
function lastReach(at: (x: number) => number, level: number): number {
  const steps = 2_000;
  const xs = Array.from({ length: steps + 1 }, (_, k) => 1e5 ** (k / steps));
  const last = xs.findLastIndex((x) => at(x) >= level);
  if (last < 0) return 0;
  if (last === steps) return xs[steps]!;
  return rootBetween((x) => at(x) - level, xs[last]!, xs[last + 1]!) ?? xs[last]!;
}
