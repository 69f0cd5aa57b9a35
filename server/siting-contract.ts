/** What goes into and comes out of the questions about siting and safety distances: the shapes that they share. */
import { z } from '@hono/zod-openapi';
import { ProposalInput } from '../data/risk/proposal.ts';
import { GeometryInput } from './geometry-input.ts';
import { BoxInput, changeInputs, TextOutput } from './risk-inputs.ts';

/** What every answer rests on. */
export const basis = {
  assumptions: z.array(TextOutput),
  literature: z.array(z.string()),
  confidence: TextOutput,
  missing: z
    .array(z.object({ unitId: z.string(), name: z.string(), missing: z.array(TextOutput) }))
    .openapi({ description: 'What was not computed and why' }),
  note: TextOutput,
  fieldVersion: z.string(),
  asOf: z.string(),
};

export const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) });

/** A unit's or a pipeline's part in a risk; `unitId` of a proposal is the proposal's id. */
export const UnitShare = z.object({
  layer: z.enum(['major_hazards', 'pipelines']),
  unitId: z.string(),
  name: z.string(),
  irPerYr: z.number(),
  share: z.number(),
});

export const TargetsInputs = z
  .strictObject({
    bbox: BoxInput.optional(),
    geometry: GeometryInput.optional(),
    ...changeInputs,
    state: z
      .enum(['compliant', 'exceeding', 'unknown'])
      .optional()
      .openapi({ description: 'List only these' }),
    limit: z.int().min(1).max(5_000).default(500),
  })
  .openapi('RiskTargetsInputs');

const ClassCount = z.object({
  count: z.int(),
  compliant: z.int(),
  exceeding: z.int(),
  unknown: z.int(),
});

export const TargetsOutputs = z
  .object({
    count: z.int(),
    compliant: z.int(),
    exceeding: z.int(),
    unknown: z.int().openapi({ description: 'Class or service is not known: no verdict' }),
    byClass: z.record(z.string(), ClassCount),
    features: Collection.openapi({
      description:
        'Points, worst first: {id, name, kind, class, service, peopleDay, peopleNight, irPerYr, limitPerYr, state, compliant, timesLimit, units: [{unitId, name, irPerYr, share}]}',
    }),
    truncated: z.boolean(),
    ...basis,
  })
  .openapi('RiskTargetsOutputs');

export const SocietalInputs = z
  .strictObject({
    bbox: BoxInput.optional().openapi({ description: 'Sources in it; all that you may see when absent' }),
    ...changeInputs,
    time: z.enum(['day', 'night', 'mean']).default('mean'),
  })
  .openapi('SocietalRiskInputs');

/** Points of the curve: F(N) is the frequency of N or more deaths. */
const FnCurve = z.array(z.object({ n: z.number(), fPerYr: z.number() }));
const Standing = z.enum(['above', 'alarp', 'below']);
/** One state of the city in numbers. */
export const SocietalSummary = z.object({
  fn: FnCurve,
  pllPerYr: z.number(),
  within: Standing,
  worst: z
    .object({ n: z.number(), fPerYr: z.number(), timesUpper: z.number() })
    .nullable()
    .openapi({ description: 'Where the curve lies highest against the upper line' }),
});
const Lines = z.object({
  upper: FnCurve,
  lower: FnCurve,
  mostDeaths: z.number().openapi({ description: 'The lines end here; beyond it counts as above' }),
  source: TextOutput,
  confidence: TextOutput,
});

export const SocietalOutputs = z
  .object({
    time: z.enum(['day', 'night', 'mean']),
    ...SocietalSummary.shape,
    byUnit: z.array(
      z.object({ unitId: z.string(), name: z.string(), pllPerYr: z.number(), share: z.number() }),
    ),
    lines: Lines,
    people: z.object({ day: z.number(), night: z.number() }).openapi({
      description: 'Who is counted: within reach of the sources, of what you may see',
    }),
    ...basis,
  })
  .openapi('SocietalRiskOutputs');

export const SitingInputs = z
  .strictObject({
    proposals: z.array(ProposalInput).min(1).max(20),
    remove: changeInputs.remove,
    pipelines: changeInputs.pipelines,
    time: z.enum(['day', 'night', 'mean']).default('mean'),
    preview: z.boolean().default(false).openapi({
      description: 'Quicker and coarser: fewer directions, no escalation / 拖动预览',
    }),
  })
  .openapi('SitingInputs');

/** A protected target whose risk a proposal changes. */
const ChangedTarget = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  class: z.string().nullable(),
  service: z.string().nullable(),
  at: z.tuple([z.number(), z.number()]),
  distanceM: z.number(),
  beforePerYr: z.number(),
  afterPerYr: z.number(),
  byProposalPerYr: z.number(),
  limitPerYr: z.number().nullable(),
  stateBefore: z.enum(['compliant', 'exceeding', 'unknown']),
  stateAfter: z.enum(['compliant', 'exceeding', 'unknown']),
});

export const AdviceOutput = z.object({
  zone: z.enum(['inner', 'middle', 'outer', 'outside']),
  sensitivity: z.int().min(1).max(4),
  advise: z.enum(['against', 'not_against']),
  reason: TextOutput,
});

const common = {
  id: z.string(),
  name: z.string(),
  at: z.tuple([z.number(), z.number()]),
  verdict: z.enum(['exceeds', 'within', 'unknown']).openapi({
    description:
      'exceeds: a limit of GB 36894-2018 or the upper societal line; unknown: something needed is not known',
  }),
  reasons: z.array(TextOutput).openapi({ description: 'Most weighty first' }),
  pllPerYr: z.number().openapi({ description: 'What the proposal adds to PLL' }),
};

const PlantVerdict = z.object({
  kind: z.literal('plant'),
  ...common,
  computed: z.boolean(),
  missing: z.array(TextOutput),
  contours: z.array(z.object({ irPerYr: z.number(), distanceM: z.number() })).openapi({
    description: 'Largest distance of each line of the plant alone; 0 = not reached',
  }),
  targets: z.object({
    affected: z.int().openapi({ description: 'Targets to which the plant adds any risk' }),
    newlyExceeding: z.int(),
    alreadyExceeding: z.int().openapi({ description: 'Above their limit before, and worse now' }),
    unknown: z.int(),
    changed: z.array(ChangedTarget).openapi({ description: 'Worst first, at most 200' }),
  }),
  escalation: z
    .object({
      majorHazards: z.array(z.any()),
      pipelines: z.array(z.any()),
      zones: z.array(
        z.object({ effect: TextOutput, threshold: z.number(), unit: z.string(), distanceM: z.number() }),
      ),
    })
    .nullable()
    .openapi({ description: 'Existing hazards within the escalation distances; null in a preview' }),
});

const BuildingVerdict = z.object({
  kind: z.literal('building'),
  ...common,
  class: z.string(),
  service: z.string(),
  irPerYr: z.number(),
  limitPerYr: z.number(),
  compliant: z.boolean(),
  timesLimit: z.number(),
  units: z.array(UnitShare),
  inside: z.array(z.number()).openapi({ description: 'Lines of the field that contain the place, per year' }),
  advice: AdviceOutput,
});

export const SitingOutputs = z
  .object({
    preview: z.boolean(),
    proposals: z.array(z.discriminatedUnion('kind', [PlantVerdict, BuildingVerdict])),
    before: SocietalSummary,
    after: SocietalSummary,
    lines: Lines,
    ...basis,
  })
  .openapi('SitingOutputs');
