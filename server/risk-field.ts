/** The individual-risk field of the units that a person sees: the processes `risk-field` and `risk-at`. */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import { FARTHEST_M } from '../data/risk/cloud.ts';
import { gridOf, type RiskUnit } from '../data/risk/field.ts';
import type { InventoryLine, UnitKind } from '../data/risk/holding.ts';
import { FIELD_NOTE, FIELD_SOURCES, fieldAssumptions } from '../data/risk/provenance.ts';
import { DEMO_ROSE, UNIFORM_ROSE } from '../data/tables/wind-rose.ts';
import type { Who } from './db/database.ts';
import { Invalid } from './failure.ts';
import { PointInput } from './geometry-input.ts';
import { declareProcess } from './process.ts';
import { type Box, parameters, readingOf, touchesBox } from './reading.ts';
import { computeRisk } from './risk-thread.ts';
import type { Services } from './services.ts';

/** Cells of one answer. */
const MOST_CELLS = 250_000;
/** Answers kept. */
const KEPT = 16;
/** Rises when a number of the method changes. */
const METHOD = 'risk-field 1.0.0';

const TextOutput = z.object({ zh: z.string(), en: z.string() });

const FieldInputs = z
  .strictObject({
    bbox: z
      .tuple([
        z.number().min(-180).max(180),
        z.number().min(-89).max(89),
        z.number().min(-180).max(180),
        z.number().min(-89).max(89),
      ])
      .openapi({
        type: 'array',
        items: { type: 'number' },
        minItems: 4,
        maxItems: 4,
        description: 'west, south, east, north; CRS84',
      }),
    cellM: z.number().min(5).max(2_000).openapi({ description: 'Size of a cell, metres / 网格边长' }),
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
    sources: z.array(
      z.object({
        unitId: z.string(),
        name: z.string(),
        computed: z.boolean(),
        notes: z.array(TextOutput),
        missing: z.array(TextOutput).openapi({ description: 'What was not computed and why' }),
      }),
    ),
    literature: z.array(z.string()),
    assumptions: z.array(TextOutput),
    note: TextOutput,
    fieldVersion: z.string(),
    asOf: z.string(),
  })
  .openapi('RiskFieldOutputs');

const AtInputs = z.strictObject({ point: PointInput }).openapi('RiskAtInputs');

const AtOutputs = z
  .object({
    irPerYr: z.number(),
    contributors: z.array(
      z.object({
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

interface Read {
  readonly units: readonly RiskUnit[];
  readonly version: string;
  readonly asOf: string;
}

/** The units within reach of a box, as this person sees them. Throws NotFound where the layer is hidden. */
async function readUnits(services: Services, who: Who, [west, south, east, north]: Box): Promise<Read> {
  const reading = readingOf('major_hazards', who);
  const dLat = FARTHEST_M / 110_000;
  const dLon = dLat / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const near: Box = [
    Math.max(-180, west - dLon),
    Math.max(-90, south - dLat),
    Math.min(180, east + dLon),
    Math.min(90, north + dLat),
  ];
  return services.database.as(
    who,
    async (session) => {
      const { values, add } = parameters();
      const rows = await session.query<Omit<RiskUnit, 'inventory'>>(
        `select id, name, kind, st_x(geom) as lon, st_y(geom) as lat
from ${reading.table}
where ${touchesBox(reading, near, add)}
order by id collate "C"`,
        values,
      );
      const lines = await session.query<InventoryLine & { owner: string }>(
        `select owner_id as owner, substance, cas, quantity_t as "quantityT", state
from fourcolor.inventories
where owner_id = any($1::text[])
order by owner_id collate "C", fid`,
        [rows.map(({ id }) => id)],
      );
      const units = rows.map((row) => ({
        ...row,
        kind: row.kind as UnitKind,
        inventory: lines
          .filter(({ owner }) => owner === row.id)
          .map(({ substance, cas, quantityT, state }) => ({ substance, cas, quantityT, state })),
      }));
      const version = createHash('sha256')
        .update(JSON.stringify([METHOD, services.demo, units]))
        .digest('hex')
        .slice(0, 16);
      const [changed] = await session.query<{ at: string }>(
        'select changed_at as at from fourcolor.layer_versions where layer = $1',
        [reading.layer.id],
      );
      return { units, version, asOf: changed?.at ?? new Date().toISOString() };
    },
    { readOnly: true },
  );
}

/** Finished or running answers by what was asked of which units, the longest unused first. */
const answers = new Map<string, Promise<{ text: string; asOf: string }>>();

/** The thread's answer with what it rests on added; kept as long as the units stay the same. */
async function answered(
  services: Services,
  { units, version, asOf }: Read,
  ask: Parameters<typeof computeRisk>[0]['ask'],
): Promise<string> {
  const key = JSON.stringify([version, ask]);
  const running =
    answers.get(key) ?? computeRisk({ units, demo: services.demo, ask }).then((text) => ({ text, asOf }));
  answers.delete(key);
  answers.set(key, running);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value!);
  try {
    const done = await running;
    const rose = services.demo ? DEMO_ROSE : UNIFORM_ROSE;
    const more = {
      ...('bbox' in ask ? { literature: FIELD_SOURCES, assumptions: fieldAssumptions(rose) } : {}),
      note: FIELD_NOTE,
      fieldVersion: version,
      asOf: done.asOf,
    };
    return `${done.text.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
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
  run: async (services, who, { bbox, cellM }) => {
    const [west, south, east, north] = bbox;
    if (!(west < east && south < north)) throw new Invalid(valueProblem('/inputs/bbox', 'range'));
    const { width, height } = gridOf(bbox, cellM);
    if (width * height > MOST_CELLS)
      throw new Invalid(
        valueProblem('/inputs/cellM', 'range', {
          zh: `网格 ${width} × ${height} 超过 ${MOST_CELLS} 个单元`,
          en: `${width} × ${height} cells are more than ${MOST_CELLS}`,
        }),
      );
    return answered(services, await readUnits(services, who, bbox), { bbox, cellM });
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
  run: async (services, who, { point }) => {
    const [lon, lat] = point.coordinates as [number, number];
    return answered(services, await readUnits(services, who, [lon, lat, lon, lat]), { point: [lon, lat] });
  },
});
