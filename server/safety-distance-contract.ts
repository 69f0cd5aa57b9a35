/** What goes into and comes out of the questions about area safety. */
import { z } from '@hono/zod-openapi';
import { DEVELOPMENT_IDS } from '../data/safety/planning-advice.ts';
import { GeometryInput, PointInput } from './geometry-input.ts';
import { BoxInput, changeInputs, TextOutput } from './risk-inputs.ts';
import { AdviceOutput, basis, Collection, UnitShare } from './siting-contract.ts';

export const DistanceInputs = z
  .strictObject({ unitId: z.string().min(1).max(200) })
  .openapi('SafetyDistanceInputs');

const MethodOutput = z.object({
  method: z.enum(['consequence', 'qra', 'code', 'unknown']),
  reason: TextOutput,
  ratio: z.number().nullable().openapi({ description: 'Σ q/Q of toxic and flammable gases (GB 18218-2018)' }),
  inputs: z.array(
    z.object({
      unitId: z.string(),
      substance: z.string(),
      cas: z.string().nullable(),
      quantityT: z.number(),
      thresholdT: z.number().nullable(),
      group: z.enum(['explosive', 'toxic_gas', 'flammable_gas', 'other', 'unknown']),
    }),
  ),
  codes: z.array(z.object({ id: z.string(), title: TextOutput, applies: TextOutput })),
});

export const DistanceOutputs = z
  .object({
    unit: MethodOutput.extend({ unitId: z.string(), name: z.string() }),
    enterprise: MethodOutput.extend({
      enterpriseId: z.string().nullable(),
      name: z.string().nullable(),
      unitIds: z.array(z.string()),
    }),
    distances: z.array(
      z.object({
        of: z.enum(['unit', 'enterprise']),
        basis: z.enum(['individual-risk', 'overpressure']),
        required: z
          .boolean()
          .openapi({ description: 'The method that was chosen asks for it; else for orientation' }),
        irPerYr: z.number().nullable(),
        overpressurePa: z.number().nullable(),
        applies: TextOutput,
        distanceM: z.number().openapi({ description: 'Largest distance from the unit; 0 = not reached' }),
        confidence: TextOutput,
      }),
    ),
    zones: Collection.openapi({
      description: 'Lines or polygons: {of, basis, irPerYr | overpressurePa, distanceM}',
    }),
    official: Collection.openapi({
      description: 'Contours of official assessment reports of the enterprise, shown first',
    }),
    ...basis,
  })
  .openapi('SafetyDistanceOutputs');

export const ConsultationInputs = z
  .strictObject({ unitId: z.string().min(1).max(200).optional(), bbox: BoxInput.optional() })
  .openapi('ConsultationZonesInputs');

export const ConsultationOutputs = z
  .object({
    zones: Collection.openapi({
      description: 'MultiPolygons, outer first: {zone: outer | middle | inner, irPerYr, areaKm2}',
    }),
    source: TextOutput,
    ...basis,
  })
  .openapi('ConsultationZonesOutputs');

export const AdviceInputs = z
  .strictObject({
    point: PointInput.optional(),
    geometry: GeometryInput.optional(),
    development: z.strictObject({
      kind: z.enum(DEVELOPMENT_IDS),
      people: z.int().min(0).max(1_000_000).optional(),
      dwellings: z.int().min(0).max(100_000).optional(),
      perHectare: z.number().min(0).max(10_000).optional(),
      storeys: z.int().min(1).max(200).optional(),
      areaHa: z.number().min(0).max(100_000).optional(),
      floorM2: z.number().min(0).max(10_000_000).optional(),
    }),
    ...changeInputs,
  })
  .openapi('PlanningAdviceInputs');

export const AdviceOutputs = z
  .object({
    ...AdviceOutput.shape,
    sensitivityReason: TextOutput,
    maxIrPerYr: z.number().openapi({ description: 'Highest individual risk in the development' }),
    shares: z
      .object({ inner: z.number(), middle: z.number(), outer: z.number(), outside: z.number() })
      .openapi({ description: 'Shares of the development’s area' }),
    units: z.array(UnitShare),
    source: TextOutput,
    ...basis,
  })
  .openapi('PlanningAdviceOutputs');

export const EncroachmentInputs = z
  .strictObject({
    pipelineId: z.string().min(1).max(200).optional(),
    bbox: BoxInput.optional(),
    limit: z.int().min(1).max(10_000).default(1_000),
  })
  .openapi('EncroachmentsInputs');

export const EncroachmentOutputs = z
  .object({
    count: z.int(),
    byPipeline: z.array(
      z.object({
        pipelineId: z.string(),
        name: z.string(),
        medium: z.string(),
        network: z.string().nullable(),
        protectionM: z.number(),
        rule: TextOutput.extend({ clause: z.string() }),
        count: z.int(),
      }),
    ),
    strips: Collection.openapi({ description: 'Protection strips: {pipelineId, protectionM}' }),
    objects: Collection.openapi({
      description:
        'Nearest first: {layer, id, name, kind, pipelineId, pipelineName, distanceM, protectionM, depthM, rule: {zh, en, clause}}',
    }),
    notComputed: z.array(z.object({ pipelineId: z.string(), name: z.string(), reason: TextOutput })),
    truncated: z.boolean(),
    note: TextOutput,
    literature: z.array(z.string()),
    asOf: z.string(),
  })
  .openapi('EncroachmentsOutputs');
