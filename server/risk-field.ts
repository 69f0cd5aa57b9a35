/** The individual-risk field of what a person sees: the processes `risk-field` and `risk-at`. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import type { Part } from '../data/risk/at-point.ts';
import { gridOf, riskAt } from '../data/risk/field.ts';
import { lineRiskAt } from '../data/risk/line.ts';
import { FIELD_NOTE, FIELD_SOURCES, fieldAssumptions } from '../data/risk/provenance.ts';
import { DEMO_ROSE, UNIFORM_ROSE } from '../data/tables/wind-rose.ts';
import { Invalid } from './failure.ts';
import { PointInput } from './geometry-input.ts';
import { declareProcess } from './process.ts';
import { BoxInput, boxOf, cellsOf, changeInputs, SourceOutput, TextOutput } from './risk-inputs.ts';
import { readyUnits } from './risk-kernels.ts';
import { readyLines } from './risk-lines.ts';
import { inPool } from './risk-pool.ts';
import { sourcesOf, sumField } from './risk-sum.ts';
import { readRiskUnits } from './risk-units.ts';
import type { Services } from './services.ts';

/** Cells of one answer; as a list of numbers some 7 MB. */
const MOST_CELLS = 1_000_000;

const FieldInputs = z
  .strictObject({
    bbox: BoxInput,
    cellM: z.number().min(5).max(2_000).openapi({ description: 'Size of a cell, metres / 网格边长' }),
    ...changeInputs,
  })
  .openapi('RiskFieldInputs');

const FieldOutputs = z
  .object({
    bbox: z.array(z.number()),
    cellM: z.number(),
    width: z.int(),
    height: z.int(),
    values: z.array(z.number()).openapi({
      description: 'Individual risk per year at the centres of the cells, row by row from the north-west',
    }),
    contours: z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) }),
    sources: z.array(SourceOutput),
    literature: z.array(z.string()),
    assumptions: z.array(TextOutput),
    note: TextOutput,
    fieldVersion: z.string(),
    asOf: z.string(),
  })
  .openapi('RiskFieldOutputs');

const AtInputs = z.strictObject({ point: PointInput, ...changeInputs }).openapi('RiskAtInputs');

const AtOutputs = z
  .object({
    irPerYr: z.number(),
    contributors: z.array(
      z.object({
        layer: z.enum(['major_hazards', 'pipelines']),
        unitId: z.string(),
        name: z.string(),
        substance: TextOutput,
        scenario: z.string(),
        outcome: z.string(),
        irPerYr: z.number(),
        share: z.number(),
      }),
    ),
    note: TextOutput,
    fieldVersion: z.string(),
    asOf: z.string(),
  })
  .openapi('RiskAtOutputs');

export const roseOf = ({ demo }: Services) => (demo ? DEMO_ROSE : UNIFORM_ROSE);

/** Finished or running answers by what was asked of which units, the longest unused first. */
const answers = new Map<string, Promise<string>>();
const KEPT = 8;

/** The answer to the same question about the same units, made once. */
async function kept(key: string, make: () => Promise<string>): Promise<string> {
  const running = answers.get(key) ?? make();
  answers.delete(key);
  answers.set(key, running);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value!);
  try {
    return await running;
  } catch (error) {
    answers.delete(key);
    throw error;
  }
}

/** The process: individual risk on a grid with its contours. */
export const riskField = declareProcess({
  id: 'risk-field',
  title: { zh: '个人风险场', en: 'Individual-risk field' },
  description: {
    zh: '重大危险源各泄漏情景的频率、天气、风向与后果之和：每年个人死亡概率（室外、无防护、全年在场）及等值线。决策参考，不是合规证明；官方评估报告优先。',
    en: 'Yearly probability of death outdoors, unprotected and always present, from the release scenarios of the major hazard sources, over weather and wind; with contours. Decision support, not a certificate; official assessments come first.',
  },
  inputs: FieldInputs,
  outputs: FieldOutputs,
  run: async (services, who, { bbox: box, cellM, ...change }) => {
    const bbox = boxOf(box, '/inputs/bbox');
    const grid = gridOf(bbox, cellM);
    if (cellsOf(grid) > MOST_CELLS)
      throw new Invalid(
        valueProblem('/inputs/cellM', 'range', {
          zh: `网格 ${grid.width} × ${grid.height} 超过 ${MOST_CELLS} 个单元`,
          en: `${grid.width} × ${grid.height} cells are more than ${MOST_CELLS}`,
        }),
      );
    const { units, pipelines, version, asOf } = await readRiskUnits(services, who, bbox, change);
    return kept(JSON.stringify([version, bbox, cellM]), async () => {
      const [ready, lines] = await Promise.all([
        readyUnits(units, services.demo),
        readyLines(pipelines, services.demo),
      ]);
      const values = await sumField(ready, lines, grid);
      const members = await inPool({ kind: 'text', values, grid });
      const { width, height } = grid;
      const head = JSON.stringify({ bbox, cellM, width, height }).slice(0, -1);
      const tail = JSON.stringify({
        sources: sourcesOf(ready, lines),
        literature: FIELD_SOURCES,
        assumptions: fieldAssumptions(roseOf(services)),
        note: FIELD_NOTE,
        fieldVersion: version,
        asOf,
      }).slice(1);
      return `${head},${members},${tail}`;
    });
  },
});

/** The process: who makes the risk at a point. */
export const riskAtPoint = declareProcess({
  id: 'risk-at',
  title: { zh: '这里的风险从哪来', en: 'Why this risk here' },
  description: {
    zh: '一点的个人风险，以及按贡献排序的单元、情景与后果。决策参考。',
    en: 'Individual risk at a point, and the units, scenarios and outcomes that make it, greatest first. Decision support.',
  },
  inputs: AtInputs,
  outputs: AtOutputs,
  run: async (services, who, { point: { coordinates }, ...change }) => {
    const point = coordinates as [number, number];
    const { demo } = services;
    const { units, pipelines, version, asOf } = await readRiskUnits(
      services,
      who,
      [...point, ...point],
      change,
    );
    const [ready, lines] = await Promise.all([readyUnits(units, demo), readyLines(pipelines, demo)]);
    const ofUnits = ready.map((one) => riskAt([one], ...point));
    const ofLines = lines.map(({ line }) => (line ? lineRiskAt(line, ...point) : 0));
    const parts = await Promise.all([
      ...units
        .filter((_, i) => ofUnits[i]! > 0)
        .map(async (unit) => told('major_hazards', await inPool({ kind: 'parts', unit, demo, point }))),
      ...pipelines
        .filter((_, i) => ofLines[i]! > 0)
        .map(async ({ parts: course, ...pipeline }) =>
          told('pipelines', await inPool({ kind: 'line-parts', pipeline, parts: course, demo, point })),
        ),
    ]);
    const found = parts.flat();
    const whole = found.reduce((sum, { irPerYr }) => sum + irPerYr, 0);
    return JSON.stringify({
      irPerYr: [...ofUnits, ...ofLines].reduce((sum, risk) => sum + risk, 0),
      contributors: found
        .map((one) => ({ ...one, share: one.irPerYr / whole }))
        .sort((a, b) => b.irPerYr - a.irPerYr || (a.unitId < b.unitId ? -1 : 1)),
      note: FIELD_NOTE,
      fieldVersion: version,
      asOf,
    });
  },
});

const told = (layer: 'major_hazards' | 'pipelines', parts: readonly Part[]) =>
  parts.map((part) => ({ layer, ...part }));
