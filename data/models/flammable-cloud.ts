/** The flammable part of a cloud: how far it reaches, how long and wide, and how much fuel it holds between the limits. */
import { z } from 'zod';
import { kgM3FromPpm } from './concentration.ts';
import { ambientPressurePa, ambientTemperatureK, notNegative, positive, stability } from './inputs.ts';
import { judged, model, Undefined, within } from './model.ts';
import { rootBetween } from './numeric.ts';
import { plumeKgM3, weatherRemarks } from './plume.ts';
import { averagingFactor, sigmaSet, sigmaYM, sigmaZM } from './sigmas.ts';

/** Flammable clouds are judged by momentary concentrations, s. Source: CPR 14E § 4.5.3. */
export const FLAMMABLE_AVERAGING_S = 18.75;

export const flammablePlume = model({
  id: 'flammable-plume',
  version: '1.0.0',
  label: { zh: '可燃烟羽：范围与爆炸极限内的质量', en: 'Flammable plume: extent and mass within its limits' },
  source:
    'Gaussian plume integrated between LFL and UFL (TNO CPR 14E § 4; van Buijtenen 1980); half of LFL as the outer line (CPR 18E; ALOHA 60 % of LFL)',
  validity: {
    zh: '中性密度烟羽；风速 1–12 m/s；LFL 距离 100 m – 10 km',
    en: 'Plumes as dense as air; wind 1–12 m/s; LFL at 100 m – 10 km',
  },
  assumptions: [
    { zh: '瞬时浓度（18.75 s 平均）', en: 'Momentary concentrations (18.75 s mean)' },
    { zh: '爆炸质量 = ∫ C dV，LFL ≤ C ≤ UFL', en: 'Explosive mass = ∫ C dV where LFL ≤ C ≤ UFL' },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    windMS: positive(),
    stability: stability(),
    sigmaSet: sigmaSet().default('briggs-rural'),
    releaseHeightM: notNegative().default(0),
    lowerLimitShare: positive().max(1),
    upperLimitShare: positive().max(1),
    outerShareOfLower: positive().max(1).default(0.5),
    molarMassKgMol: positive().max(1),
    temperatureK: ambientTemperatureK(),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({
    lowerLimitReachM: z.number(),
    outerReachM: z.number(),
    greatestHalfWidthM: z.number(),
    explosiveMassKg: z.number(),
    massAboveLowerKg: z.number(),
  }),
  run: (i) => {
    if (i.upperLimitShare <= i.lowerLimitShare)
      throw new Undefined({ zh: '爆炸上限不高于下限', en: 'The upper limit is not above the lower' });
    const level = (part: number) =>
      kgM3FromPpm(part * 1e6, i.molarMassKgMol, i.temperatureK, i.ambientPressurePa);
    const lower = level(i.lowerLimitShare);
    const upper = level(i.upperLimitShare);
    const factor = averagingFactor(FLAMMABLE_AVERAGING_S);
    const sigmas = (x: number) =>
      [factor * sigmaYM(x, i.stability, i.sigmaSet), sigmaZM(x, i.stability, i.sigmaSet)] as const;
    // on the axis of the cloud, at the height of the release
    const axis = (x: number) =>
      plumeKgM3(i.massFlowKgS, i.windMS, ...sigmas(x), 0, i.releaseHeightM, i.releaseHeightM);
    const reachOf = (target: number) => rootBetween((x) => axis(x) - target, 1e-3, 1e6) ?? 0;
    const lowerLimitReachM = reachOf(lower);
    const cloud = integrate(lowerLimitReachM, lower, upper);
    return judged(
      { lowerLimitReachM, outerReachM: reachOf(lower * i.outerShareOfLower), ...cloud },
      ...weatherRemarks(i.windMS, i.stability),
      within(
        { zh: 'LFL 距离', en: 'Distance to LFL', unit: 'm' },
        lowerLimitReachM,
        [100, 10_000],
        [20, 20_000],
      ),
    );

    /** Slices across the wind: exact across by the width of each level, by steps along and up. */
    function integrate(end: number, low: number, high: number) {
      let between = 0;
      let above = 0;
      let greatestHalfWidthM = 0;
      const alongSteps = 300;
      for (let a = 0; a < alongSteps; a++) {
        // finer towards the source, where the cloud is small
        const x = end * ((a + 0.5) / alongSteps) ** 2;
        const dx = end * (((a + 1) / alongSteps) ** 2 - (a / alongSteps) ** 2);
        const [sy, sz] = sigmas(x);
        const top = i.releaseHeightM + sz * Math.sqrt(2 * Math.log(Math.max(1, (2 * axis(x)) / low)));
        const upSteps = 60;
        for (let b = 0; b < upSteps; b++) {
          const z = ((b + 0.5) / upSteps) * top;
          const middle = plumeKgM3(i.massFlowKgS, i.windMS, sy, sz, 0, z, i.releaseHeightM);
          if (middle <= low) continue;
          const outer = sy * Math.sqrt(2 * Math.log(middle / low));
          const inner = middle > high ? sy * Math.sqrt(2 * Math.log(middle / high)) : 0;
          greatestHalfWidthM = Math.max(greatestHalfWidthM, outer);
          const slab = dx * (top / upSteps) * middle * sy;
          above += slab * bellIntegral(outer / sy);
          between += slab * (bellIntegral(outer / sy) - bellIntegral(inner / sy));
        }
      }
      return { greatestHalfWidthM, explosiveMassKg: between, massAboveLowerKg: above };
    }
  },
});

/** ∫ e^(−t²/2) dt from −h to h by Simpson's rule (to 1e-9 for the widths that occur). */
function bellIntegral(h: number): number {
  if (h === 0) return 0;
  const n = 40;
  const step = (2 * h) / n;
  let sum = 2 * Math.exp((-h * h) / 2);
  for (let k = 1; k < n; k++) sum += (k % 2 ? 4 : 2) * Math.exp(-((-h + k * step) ** 2) / 2);
  return (sum * step) / 3;
}
