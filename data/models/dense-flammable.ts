/** The flammable part of a dense cloud: its reach, width, and the fuel between the limits. */
import { z } from 'zod';
import { densePlume, plumeScales } from './dense-gas.ts';
import { ambientPressurePa, ambientTemperatureK, positive } from './inputs.ts';
import { judged, model, remark, Undefined } from './model.ts';

export const denseFlammable = model({
  id: 'dense-gas-flammable',
  version: '1.0.0',
  label: {
    zh: '重气可燃云：范围与爆炸极限内的质量',
    en: 'Flammable dense cloud: extent and mass within its limits',
  },
  source:
    'Britter & McQuaid 1988 (HSE CRR 17): reach of each limit; mass by continuity, ṁ/u between the distances of the limits; half of LFL as the outer line (CPR 18E)',
  validity: {
    zh: '连续释放，α 在 −1 与 1 之间；平坦开阔地',
    en: 'Continuous releases, α between −1 and 1; flat open ground',
  },
  assumptions: [
    {
      zh: '云以 10 m 风速移动（工作手册的连续性假定）',
      en: 'The cloud moves with the wind at 10 m (the continuity of the workbook)',
    },
    { zh: '横截面内浓度均匀', en: 'Uniform across the section' },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive().describe('源处全部流量（含混入的空气） of the mixture at the source'),
    releaseDensityKgM3: positive(),
    releaseTemperatureK: positive().optional(),
    initialShare: positive().max(1).default(1),
    fuelMassShare: positive()
      .max(1)
      .default(1)
      .describe('燃料占源处质量的份额 fuel in the mass of the mixture'),
    windMS: positive(),
    ambientTemperatureK: ambientTemperatureK(),
    ambientPressurePa: ambientPressurePa(),
    durationS: positive().optional().describe('释放时长，限制云的长度 limits the length of the cloud'),
    lowerLimitShare: positive().max(1),
    upperLimitShare: positive().max(1),
  }),
  outputs: z.object({
    lowerLimitReachM: z.number(),
    upperLimitReachM: z.number(),
    halfLowerLimitReachM: z.number(),
    halfWidthM: z.number().describe('在 LFL 处 at the LFL'),
    upwindM: z.number(),
    explosiveMassKg: z.number(),
  }),
  run: (i) => {
    if (i.upperLimitShare <= i.lowerLimitShare)
      throw new Undefined({ zh: '爆炸上限不高于下限', en: 'The upper limit is not above the lower' });
    const { durationS, lowerLimitShare, upperLimitShare, fuelMassShare, ...source } = i;
    const reach = (targetShare: number) =>
      densePlume.run({ ...source, distancesM: [], targetShare }).value.reachM!;
    const lower = reach(lowerLimitShare);
    const upper = Math.min(lower, reach(upperLimitShare));
    const there = densePlume.run({ ...source, distancesM: [lower], targetShare: lowerLimitShare });
    const { buoyancyLengthM, lengthM } = plumeScales(source, i.massFlowKgS);
    // no more cloud than was released
    const length = Math.min(
      lower - upper,
      durationS === undefined ? Number.POSITIVE_INFINITY : durationS * i.windMS,
    );
    return judged(
      {
        lowerLimitReachM: lower,
        upperLimitReachM: upper,
        halfLowerLimitReachM: reach(lowerLimitShare / 2),
        halfWidthM: there.value.halfWidthM[0]!,
        upwindM: lengthM / 2 + 2 * buoyancyLengthM,
        explosiveMassKg: ((fuelMassShare * i.massFlowKgS) / i.windMS) * length,
      },
      remark(lower === 0, 'edge', '源处浓度低于下限', 'Below the lower limit at the source'),
      ...there.reasons.map((reason) => ({
        validity: there.validity === 'out' ? ('out' as const) : ('edge' as const),
        reason,
      })),
      remark(
        durationS !== undefined && (i.windMS * durationS) / Math.max(lower, 1) < 2.5,
        'edge',
        '释放时间短于云到达下限距离所需，稳态公式偏大',
        'The release is short for this distance: the steady form is too far',
      ),
    );
  },
});
