/** Shapes of the assessment rounds. */
import { z } from '@hono/zod-openapi';
import { GRADE_KEYS } from '../../data/grade.ts';
import { query } from '../contract.ts';

/** Layers of which a round keeps every object. */
export const ROUND_LAYERS = [
  'regions',
  'enterprises',
  'places',
  'risk_points',
  'major_hazards',
  'hazard_points',
] as const;
export type RoundLayer = (typeof ROUND_LAYERS)[number];

export const FILE_KINDS = ['report', 'scheme', 'atlas', 'opinion', 'plan', 'other'] as const;
/** What may be kept beside a round, told by the first bytes of the file. */
export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const;

const ByGrade = z.record(z.enum(GRADE_KEYS), z.int());
export const RoundFile = z.object({
  id: z.string(),
  kind: z.enum(FILE_KINDS),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  addedBy: z.string().nullable(),
  addedAt: z.string(),
});
export const Round = z
  .object({
    id: z.string(),
    name: z.string(),
    asOf: z.string(),
    state: z.enum(['draft', 'review', 'approved']),
    note: z.string().nullable(),
    createdBy: z.string(),
    createdAt: z.string(),
    submittedAt: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: z.string().nullable(),
    opinion: z.string().nullable(),
    takenAt: z.string().nullable().openapi({ description: 'When the map was taken over; null = not yet' }),
    objects: z.int(),
    byLayer: z.record(z.string(), ByGrade),
    files: z.array(RoundFile),
    may: z
      .array(z.enum(['change', 'take', 'submit', 'return', 'approve', 'delete', 'add_file']))
      .openapi({ description: 'What this person may do with the round now' }),
  })
  .openapi('AssessmentRound');
export const Rounds = z.object({ rounds: z.array(Round) }).openapi('AssessmentRounds');

export const NewRound = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    asOf: z.iso.date(),
    note: z.string().trim().max(4000).nullable().default(null),
  })
  .openapi('NewAssessmentRound');
export const RoundPatch = NewRound.partial().openapi('AssessmentRoundPatch');
export const Opinion = z
  .strictObject({ opinion: z.string().trim().min(1).max(4000) })
  .openapi('AssessmentOpinion');

export const Params = z.object({ id: z.uuid() });
export const FileParams = z.object({ id: z.uuid(), file: z.uuid() });
export const CompareQuery = query({
  with: z.uuid().openapi({ description: 'The earlier round' }),
  layer: z.enum(ROUND_LAYERS).default('enterprises'),
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
});
const GradeOrNull = z.int().min(1).max(4).nullable();
export const Comparison = z
  .object({
    layer: z.enum(ROUND_LAYERS),
    matrix: z
      .array(z.object({ before: z.string(), after: z.string(), count: z.int() }))
      .openapi({ description: 'Grades as keys; `absent` = the object is not in that round' }),
    total: z.int().openapi({ description: 'Objects that changed' }),
    changes: z.array(
      z.object({
        layer: z.string(),
        id: z.string(),
        name: z.string().nullable(),
        regionCode: z.string().nullable(),
        before: GradeOrNull,
        after: GradeOrNull,
        was: z.enum(['present', 'absent']),
        is: z.enum(['present', 'absent']),
      }),
    ),
  })
  .openapi('RoundComparison');
export const MapQuery = query({
  layer: z.enum(ROUND_LAYERS).default('regions'),
  level: z.enum(['city', 'county', 'township', 'village', 'cell']).default('township'),
});
