/** What an accident does: the process `consequence`, one model by itself or a whole scenario on the map. */
import { z } from '@hono/zod-openapi';
import { MODELS, modelOf } from '../data/models/all.ts';
import { type AnyModel, Undefined } from '../data/models/model.ts';
import { valueProblem } from '../data/problem.ts';
import { Invalid } from './failure.ts';
import { declareProcess } from './process.ts';
import { answerScenario } from './scenario.ts';
import { ScenarioInputs, ScenarioOutputs } from './scenario-contract.ts';
import type { Services } from './services.ts';

const TextOutput = z.object({ zh: z.string(), en: z.string() });
const ids = MODELS.map(({ id }) => id) as [string, ...string[]];

/** What one model takes or gives, as a JSON Schema that says where the model comes from and where it holds. */
function described(one: AnyModel, part: 'inputs' | 'outputs') {
  return {
    title: one.id,
    description: `${one.label.zh} / ${one.label.en}. ${one.validity.zh} / ${one.validity.en}.`,
    'x-version': one.version,
    'x-source': one.source,
    'x-validity': one.validity,
    'x-assumptions': one.assumptions,
    ...z.toJSONSchema(one[part], {
      io: part === 'inputs' ? 'input' : 'output',
      unrepresentable: 'any',
      target: 'openapi-3.0',
    }),
  };
}

const ModelInputs = z
  .strictObject({
    model: z.enum(ids).openapi({ description: 'The model / 模型' }),
    inputs: z.record(z.string(), z.unknown()).meta({
      description: 'Inputs of the model, SI units in their names / 该模型的输入，名称中含 SI 单位',
      anyOf: MODELS.map((one) => described(one, 'inputs')),
    }),
  })
  .check((context) => {
    const parsed = modelOf(context.value.model)?.inputs.safeParse(context.value.inputs);
    if (!parsed || parsed.success) return;
    for (const issue of parsed.error.issues)
      context.issues.push({
        ...issue,
        path: ['inputs', ...issue.path],
        input: context.value.inputs,
      } as never);
  })
  .openapi('ModelInputs');
type ModelInputs = z.output<typeof ModelInputs>;

/** With `model` it is the first form, else the second; so that a mistake is told of the form that was meant. */
const ConsequenceInputs = z
  .discriminatedUnion('model', [ModelInputs, ScenarioInputs])
  .openapi('ConsequenceInputs');

const ModelOutputs = z
  .object({
    model: z.string(),
    version: z.string(),
    outputs: z
      .record(z.string(), z.unknown())
      .meta({ anyOf: MODELS.map((one) => described(one, 'outputs')) }),
    validity: z.enum(['in', 'edge', 'out']).openapi({
      description:
        'Within, at the edge of, or outside the range that the source supports / 适用范围内、边缘、之外',
    }),
    reasons: z.array(TextOutput),
    assumptions: z.array(TextOutput),
    source: z.string(),
  })
  .openapi('ModelOutputs');

const ConsequenceOutputs = z.union([ModelOutputs, ScenarioOutputs]).openapi('ConsequenceOutputs');

/** The process: one model once, or a scenario. Refused only where an equation has no value for the inputs. */
export const consequence = declareProcess({
  id: 'consequence',
  title: { zh: '后果计算', en: 'Consequences of an accident' },
  description: {
    zh: '一、运行一个后果模型（model、inputs）：源项、扩散、火灾、爆炸、伤害、频率，结果带适用性（in/edge/out）及其原因、假定和来源。二、事故情景（unitId 或 substance、massKg、point，加 scenario、weather）：各阈值的影响区、风向不确定范围、到达时间、受影响人数、区内防护目标、管道和其他重大危险源。仅供决策参考。',
    en: 'First, one consequence model (model, inputs): source terms, dispersion, fires, explosions, harm, frequencies; the result says how far it holds (in/edge/out) and why, with its assumptions and source. Second, an accident scenario (unitId, or substance, massKg and point; with scenario and weather): zones by level, the uncertainty of the wind direction, arrival times, people, protected targets, pipelines and other major hazards inside. Decision support only.',
  },
  inputs: ConsequenceInputs,
  outputs: ConsequenceOutputs,
  run: (services: Services, who, inputs) =>
    'scenario' in inputs ? answerScenario(services, who, inputs) : runModel(inputs),
});

async function runModel({ model: id, inputs }: ModelInputs): Promise<string> {
  const one = modelOf(id);
  if (!one) throw new Invalid(valueProblem('/inputs/model', 'choice'));
  try {
    const { value, validity, reasons } = one.answer(inputs);
    const { version, assumptions, source } = one;
    return JSON.stringify({ model: id, version, outputs: value, validity, reasons, assumptions, source });
  } catch (error) {
    if (error instanceof Undefined) throw new Invalid(valueProblem('/inputs/inputs', 'range', error.reason));
    throw error;
  }
}
