/** The scenario form of `consequence` in words: what it is given and what it answers. */
import { z } from '@hono/zod-openapi';
import { SCENARIOS, type ScenarioId } from '../data/scenarios/scenario.ts';
import { AIR_CHANGES_PER_HOUR } from '../data/scenarios/threat.ts';
import { PointInput } from './geometry-input.ts';

const scenarioIds = SCENARIOS.map(({ id }) => id) as [ScenarioId, ...ScenarioId[]];

const WeatherInput = z
  .strictObject({
    windMS: z.number().min(0.1).max(60).describe('10 m 高处风速 wind at 10 m'),
    windFromDeg: z
      .number()
      .min(0)
      .max(360)
      .describe('风的来向，自北顺时针 where it comes from, clockwise from north'),
    stability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).describe('Pasquill'),
    tempC: z.number().min(-60).max(60).default(20),
    rh: z.number().min(1).max(100).default(70).describe('相对湿度 % relative humidity'),
  })
  .openapi('WeatherInput');

export const ScenarioInputs = z
  .strictObject({
    model: z
      .undefined()
      .optional()
      .openapi({ type: 'string', not: {}, description: '此形式不给出 absent in this form' }),
    unitId: z
      .string()
      .max(200)
      .optional()
      .describe('重大危险源编号：取其存量和位置 a major hazard source: its inventory and place'),
    substance: z
      .string()
      .max(200)
      .optional()
      .describe(
        '物质（GB 18218 编号、名称）；有 unitId 时选取其存量中的一种 substance; with unitId one of its inventory',
      ),
    massKg: z
      .number()
      .positive()
      .max(1e9)
      .optional()
      .describe('缺省为该单元的存量 the inventory when absent'),
    scenario: z
      .enum(scenarioIds)
      .describe(SCENARIOS.map(({ id, zh, en }) => `${id}: ${zh} ${en}`).join('; ')),
    point: PointInput.optional().openapi({
      description: '泄漏位置；缺省为单元的位置 where; the unit when absent',
    }),
    weather: WeatherInput,
    terrain: z.enum(['rural', 'urban']).default('rural'),
    holeDiameterM: z
      .number()
      .positive()
      .max(2)
      .optional()
      .describe('孔径；缺省为全部存量泄出 diameter of the hole; the whole content when absent'),
    durationS: z
      .number()
      .min(1)
      .max(86_400)
      .optional()
      .describe('泄漏时长：孔口至多 1800 s，全部存量 600 s until closed; whole content within'),
    storagePressurePa: z
      .number()
      .positive()
      .max(1e8)
      .optional()
      .describe('压缩气体，绝对压力 compressed gas, absolute'),
    liquidHeadM: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('液面高出孔口，缺省 5 m head of liquid, 5 m when absent'),
    bundAreaM2: z.number().positive().max(1e7).optional().describe('围堰面积 area of the bund'),
    receptor: PointInput.optional().openapi({
      description: '求此处室内外的威胁随时间的变化 the threat at this place over time, outdoors and indoors',
    }),
    airChangesPerHour: z
      .number()
      .min(0.01)
      .max(30)
      .default(AIR_CHANGES_PER_HOUR)
      .describe('房屋换气次数（JGJ 134-2010：关窗 1.0） air changes of the house, 1.0 with windows shut'),
  })
  .openapi('ScenarioInputs');
export type ScenarioInputs = z.output<typeof ScenarioInputs>;

const TextOutput = z.object({ zh: z.string(), en: z.string() });
const People = z.object({ day: z.number().nullable(), night: z.number().nullable() });
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) });
const Threat = z.object({
  point: z.array(z.number()),
  distanceM: z.number(),
  downwindM: z.number(),
  crosswindM: z.number().openapi({ description: 'To the left of the wind is positive' }),
  unit: z.string(),
  outdoorMax: z.number(),
  indoorMax: z.number().nullable().openapi({ description: 'null: walls are not counted' }),
  arrivalS: z.number().nullable().openapi({ description: 'When the lightest level is first held outdoors' }),
  untilS: z.number().nullable(),
  timeS: z.array(z.number()),
  outdoor: z.array(z.number()),
  indoor: z.array(z.number()),
  turned: z
    .object({ turnDeg: z.number(), outdoorMax: z.number() })
    .nullable()
    .openapi({ description: 'The greatest value while the wind turns by ±turnDeg' }),
  airChangesPerHour: z.number().nullable(),
  endpoints: z.array(
    TextOutput.extend({
      endpoint: z.string(),
      threshold: z.number(),
      unit: z.string(),
      outdoorFromS: z.number().nullable(),
      outdoorUntilS: z.number().nullable(),
      indoorFromS: z.number().nullable(),
      indoorUntilS: z.number().nullable(),
    }),
  ),
});
const Group = z.object({ count: z.int(), day: z.int(), night: z.int() });
const Objects = z.object({ count: z.int(), features: Collection });

export const ScenarioOutputs = z
  .object({
    scenario: z.enum(scenarioIds),
    substance: TextOutput.extend({ id: z.string() }),
    massKg: z.number(),
    source: z.record(z.string(), z.number()).openapi({ description: 'Source term; units in the names' }),
    zones: Collection.openapi({
      description:
        'Polygons, lightest level first: {endpoint, threshold, unit, kind, label, arrivalS, extentM, escalation, people}',
    }),
    uncertainty: Collection.openapi({
      description: 'Outlines that the zones cover while the wind turns by ±turnDeg: {endpoint, turnDeg}',
    }),
    unreached: z.array(z.any()).openapi({ description: 'Levels that are reached nowhere' }),
    profile: z.object({ distanceM: z.array(z.number()), value: z.array(z.number()), unit: z.string() }),
    people: People.openapi({ description: 'Inside the outermost zone, area-weighted; null = not computed' }),
    targets: z.object({
      byClass: z.record(z.string(), Group),
      byKind: z.record(z.string(), Group).openapi({ description: 'Kinds that occur: school, hospital, …' }),
      count: z.int(),
      features: Collection,
    }),
    pipelines: Objects,
    majorHazards: Objects,
    threat: Threat.nullable().openapi({ description: 'At the receptor; null where none was given' }),
    models: z.array(
      z.object({
        id: z.string(),
        label: TextOutput,
        version: z.string(),
        validity: z.enum(['in', 'edge', 'out']),
      }),
    ),
    tables: z.record(z.string(), z.string()),
    possible: z
      .array(z.enum(scenarioIds))
      .openapi({ description: 'Scenarios of this substance in this weather' }),
    validity: z
      .enum(['in', 'edge', 'out'])
      .nullable()
      .openapi({ description: 'The worst of the chain; null = no data, nothing was computed' }),
    reasons: z.array(TextOutput),
    assumptions: z.array(TextOutput),
    sources: z.array(z.string()),
  })
  .openapi('ScenarioOutputs');
