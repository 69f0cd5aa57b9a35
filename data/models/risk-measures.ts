/** Measures of risk: potential loss of life, fatal accident rate, individual risk of a point and along a pipeline. */
import { z } from 'zod';
import { notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';

const HOURS_PER_YEAR = 8_760;
/** Hours that the fatal accident rate refers to. */
const FAR_HOURS = 1e8;

const DEFINITION = { zh: '按定义计算', en: 'By definition' };

export const potentialLossOfLife = model({
  id: 'potential-loss-of-life',
  version: '1.0.0',
  label: { zh: '潜在生命损失 PLL 与 F-N 曲线', en: 'Potential loss of life and F-N curve' },
  source: 'CCPS 2000 CPQRA ch. 4: PLL = Σ f N; F(N) = Σ f of scenarios with at least N dead',
  validity: DEFINITION,
  assumptions: [{ zh: '各情景互不重叠', en: 'Scenarios that exclude each other' }],
  inputs: z.strictObject({
    scenarios: z
      .array(z.strictObject({ frequencyPerYear: notNegative(), fatalities: notNegative() }))
      .min(1)
      .max(100_000),
  }),
  outputs: z.object({
    pllPerYear: z.number(),
    shares: z.array(z.number()),
    fn: z.array(z.object({ fatalities: z.number(), frequencyPerYear: z.number() })),
  }),
  run: ({ scenarios }) => {
    const parts = scenarios.map((s) => s.frequencyPerYear * s.fatalities);
    const pllPerYear = parts.reduce((sum, part) => sum + part, 0);
    const falling = scenarios.filter((s) => s.fatalities > 0).sort((a, b) => b.fatalities - a.fatalities);
    let sum = 0;
    const fn: { fatalities: number; frequencyPerYear: number }[] = [];
    for (const s of falling) {
      sum += s.frequencyPerYear;
      if (fn.at(-1)?.fatalities === s.fatalities) fn.pop();
      fn.push({ fatalities: s.fatalities, frequencyPerYear: sum });
    }
    return judged({
      pllPerYear,
      shares: parts.map((part) => (pllPerYear > 0 ? part / pllPerYear : 0)),
      fn: fn.reverse(),
    });
  },
});

export const fatalAccidentRate = model({
  id: 'fatal-accident-rate',
  version: '1.0.0',
  label: { zh: '致命事故率 FAR 与年平均个人风险', en: 'Fatal accident rate and average individual risk' },
  source: 'FAR = PLL 10⁸/(persons · 8760 h); AIR = FAR · hours · 10⁻⁸ (CCPS 2000; HyRAM+)',
  validity: DEFINITION,
  assumptions: [
    { zh: 'FAR 为每 10⁸ 暴露小时的死亡数', en: 'FAR is the number of dead in 10⁸ hours of exposure' },
  ],
  inputs: z
    .strictObject({
      pllPerYear: notNegative().optional(),
      persons: positive().optional(),
      farPer1e8H: notNegative().optional(),
      hoursPerYear: positive()
        .max(8_784)
        .default(HOURS_PER_YEAR)
        .describe('AIR 的年暴露小时 hours of exposure for AIR'),
    })
    .refine((i) => i.farPer1e8H !== undefined || (i.pllPerYear !== undefined && i.persons !== undefined), {
      path: ['pllPerYear'],
      message: 'farPer1e8H, or pllPerYear and persons are needed',
    }),
  outputs: z.object({ farPer1e8H: z.number(), airPerYear: z.number() }),
  run: (i) => {
    const far = i.farPer1e8H ?? (i.pllPerYear! * FAR_HOURS) / (i.persons! * HOURS_PER_YEAR);
    return judged({ farPer1e8H: far, airPerYear: (far * i.hoursPerYear) / FAR_HOURS });
  },
});

export const isotropicRisk = model({
  id: 'individual-risk-isotropic',
  version: '1.0.0',
  label: { zh: '圆形影响范围的个人风险', en: 'Individual risk of a round effect' },
  source: 'IR = f P(lethal | distance), by definition (CCPS 2000 CPQRA ch. 4)',
  validity: DEFINITION,
  assumptions: [
    { zh: '与风向无关的影响（火球、爆炸）', en: 'An effect without direction (fireball, explosion)' },
  ],
  inputs: z.strictObject({
    frequencyPerYear: notNegative(),
    lethalRadiusM: positive(),
    lethalShare: share().default(1),
    distancesM: z.array(notNegative()).min(1).max(10_000),
  }),
  outputs: z.object({ riskPerYear: z.array(z.number()) }),
  run: (i) =>
    judged({
      riskPerYear: i.distancesM.map((d) => (d <= i.lethalRadiusM ? i.frequencyPerYear * i.lethalShare : 0)),
    }),
});

export const pipelineRisk = model({
  id: 'individual-risk-pipeline',
  version: '1.0.0',
  label: { zh: '管道旁的个人风险', en: 'Individual risk beside a pipeline' },
  source: 'IR = f′ · 2 √(R² − d²) · P (interaction length; CCPS 2000; IGEM/TD/2)',
  validity: {
    zh: '直线管道，长度大于相互作用长度',
    en: 'A straight line longer than the interaction length',
  },
  assumptions: [{ zh: '半径内致死概率不变', en: 'A constant lethality within the radius' }],
  inputs: z.strictObject({
    frequencyPerKmYear: notNegative(),
    lethalRadiusM: positive(),
    offsetsM: z.array(notNegative()).min(1).max(10_000),
    lethalShare: share().default(1),
    lineLengthM: positive().optional(),
  }),
  outputs: z.object({ riskPerYear: z.array(z.number()), interactionLengthM: z.array(z.number()) }),
  run: (i) => {
    const lengths = i.offsetsM.map((d) =>
      d < i.lethalRadiusM ? 2 * Math.sqrt(i.lethalRadiusM ** 2 - d ** 2) : 0,
    );
    return judged(
      {
        riskPerYear: lengths.map((length) => (i.frequencyPerKmYear / 1000) * length * i.lethalShare),
        interactionLengthM: lengths,
      },
      remark(
        i.lineLengthM !== undefined && i.lineLengthM < Math.max(...lengths),
        'edge',
        '管道短于相互作用长度',
        'The line is shorter than the interaction length',
      ),
      within({ zh: '频率', en: 'Frequency', unit: '1/(km·a)' }, i.frequencyPerKmYear, [0, 0.1]),
    );
  },
});
