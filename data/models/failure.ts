/** How often things leak: generic failure frequencies of equipment and of gas pipelines, with their uncertainty. */
import { z } from 'zod';
import {
  FAILURE_SETS,
  type FailureSet,
  type FailureSetId,
  GAS_PIPELINE_PER_1000_KM,
} from '../tables/failure-frequencies.ts';
import { positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

/** Generic frequencies are known to a factor of some 3 to 10: log-normal with this deviation of the logarithm. */
export const FREQUENCY_SIGMA_LN = 1;
const P90 = 1.2816;

const SETS: readonly FailureSet[] = FAILURE_SETS;

export const failureFrequency = model({
  id: 'failure-frequency',
  version: '1.0.0',
  label: { zh: '设备失效频率', en: 'Failure frequency of equipment' },
  source: 'CPR 18E, Guidelines for Quantitative Risk Assessment (Purple Book) 2005, ch. 3',
  validity: {
    zh: '通用频率，符合标准的设备；不确定度为 3–10 倍',
    en: 'Generic, equipment up to standards; uncertain by a factor 3–10',
  },
  assumptions: [
    {
      zh: '对数正态分布，σ(ln) = 1；给出 10 % 与 90 % 分位',
      en: 'Log-normal, σ(ln) = 1; 10 % and 90 % limits are given',
    },
  ],
  inputs: z.strictObject({
    equipment: z.enum(FAILURE_SETS.map(({ id }) => id) as [FailureSetId, ...FailureSetId[]]),
    lengthM: positive().optional(),
    hoursPerYear: positive().max(8_784).optional(),
  }),
  outputs: z.object({
    per: z.string(),
    scenarios: z.array(
      z.object({
        id: z.string(),
        zh: z.string(),
        en: z.string(),
        frequencyPerYear: z.number(),
        lowPerYear: z.number(),
        highPerYear: z.number(),
      }),
    ),
    confidence: z.string(),
  }),
  run: (i) => {
    const set = SETS.find(({ id }) => id === i.equipment)!;
    const amount = set.per === 'metre-year' ? i.lengthM : set.per === 'hour' ? i.hoursPerYear : 1;
    if (amount === undefined)
      throw new Undefined(
        set.per === 'hour'
          ? { zh: '需要每年使用小时数', en: 'Needs the hours of use a year' }
          : { zh: '需要管道长度', en: 'Needs the length of the pipe' },
      );
    const spread = Math.exp(P90 * FREQUENCY_SIGMA_LN);
    return judged({
      per: set.per,
      scenarios: set.scenarios.map(({ id, zh, en, frequency }) => ({
        id,
        zh,
        en,
        frequencyPerYear: frequency * amount,
        lowPerYear: (frequency * amount) / spread,
        highPerYear: frequency * amount * spread,
      })),
      confidence: set.confidence,
    });
  },
});

export const pipelineFailure = model({
  id: 'pipeline-failure-frequency',
  version: '1.0.0',
  label: { zh: '输气管道失效频率', en: 'Failure frequency of gas pipelines' },
  source: 'European Gas pipeline Incident data Group (EGIG), 8th report 2011, by diameter',
  validity: { zh: '陆上钢质输气管道，管径至 1041 mm', en: 'Onshore steel transmission lines up to 1041 mm' },
  assumptions: [
    {
      zh: '统计值未按壁厚、埋深、第三方活动修正',
      en: 'Not corrected for wall, cover or third-party activity',
    },
  ],
  inputs: z.strictObject({ diameterMm: positive(), lengthKm: positive().default(1) }),
  outputs: z.object({ pinholePerYear: z.number(), holePerYear: z.number(), rupturePerYear: z.number() }),
  run: (i) => {
    const row =
      GAS_PIPELINE_PER_1000_KM.find(({ belowMm }) => i.diameterMm < belowMm) ??
      GAS_PIPELINE_PER_1000_KM.at(-1)!;
    const km = i.lengthKm / 1000;
    return judged(
      { pinholePerYear: row.pinhole * km, holePerYear: row.hole * km, rupturePerYear: row.rupture * km },
      remark(
        true,
        'edge',
        '数值来自文献转述，未与原报告核对',
        'Taken from the literature, not checked in the report itself',
      ),
      within({ zh: '管径', en: 'Diameter', unit: 'mm' }, i.diameterMm, [25, 1041], [15, 1400]),
    );
  },
});
