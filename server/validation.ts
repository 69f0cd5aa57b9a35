/** How well the consequence models meet what was published: computed once from the models themselves; for everybody. */
import { createRoute, z } from '@hono/zod-openapi';
import { MODEL_FAMILIES } from '../data/models/all.ts';
import { CASE_KINDS, LIMITS } from '../data/models/models-page.ts';
import { PUBLISHED_CASES } from '../data/models/published/all.ts';
import type { CaseKind } from '../data/models/published/case.ts';
import { agreement, type Comparison, compareWithPublished } from '../data/models/published/compare.ts';
import { json, query, router, TextSchema } from './contract.ts';

const kinds = Object.keys(CASE_KINDS) as [CaseKind, ...CaseKind[]];

const AgreementSchema = z
  .object({
    pairs: z.int().openapi({ description: 'Pairs of positive numbers' }),
    fac2: z.number().nullable().openapi({ description: 'Share within a factor of two' }),
    meanBias: z.number().nullable().openapi({
      description: 'MG: geometric mean of published over predicted; below 1 the model is too high',
    }),
    variance: z.number().nullable().openapi({ description: 'VG: geometric variance, 1 = perfect' }),
    worst: z.number().nullable().openapi({ description: 'Greatest factor between the two' }),
  })
  .openapi('Agreement');

const ValidationSchema = z
  .object({
    families: z.array(
      z.object({
        id: z.string(),
        label: TextSchema,
        models: z.array(
          z.object({
            id: z.string(),
            version: z.string(),
            label: TextSchema,
            source: z.string(),
            validity: TextSchema,
            assumptions: z.array(TextSchema),
            agreement: AgreementSchema,
          }),
        ),
      }),
    ),
    kinds: z.array(z.object({ id: z.enum(kinds), label: TextSchema, agreement: AgreementSchema })),
    comparisons: z.array(
      z.object({
        model: z.string(),
        kind: z.enum(kinds),
        title: z.string(),
        source: z.string(),
        output: z.string(),
        unit: z.string(),
        published: z.number(),
        predicted: z.number(),
        validity: z.enum(['in', 'edge', 'out']),
        within: z.boolean().openapi({ description: 'Within the deviation that its test allows' }),
      }),
    ),
    limits: z.array(TextSchema).openapi({ description: 'What none of the models can do' }),
  })
  .openapi('Validation');

const route = createRoute({
  method: 'get',
  path: '/api/validation',
  tags: ['catalogue'],
  summary: 'Consequence models against published data, model by model',
  request: { query: query({}) },
  responses: { 200: json(ValidationSchema, 'Predicted against published, model by model') },
});

let answer: z.infer<typeof ValidationSchema> | undefined;

export function validationRoutes() {
  return router().openapi(route, (c) => {
    answer ??= validation();
    return c.json(answer, 200, { 'Cache-Control': 'public, max-age=3600' });
  });
}

/** Every published number with what the models say now. */
export function validation(): z.infer<typeof ValidationSchema> {
  const comparisons = compareWithPublished(PUBLISHED_CASES);
  return {
    families: MODEL_FAMILIES.map(({ id, zh, en, models }) => ({
      id,
      label: { zh, en },
      models: models.map((one) => ({
        id: one.id,
        version: one.version,
        label: textOf(one.label),
        source: one.source,
        validity: textOf(one.validity),
        assumptions: one.assumptions.map(textOf),
        agreement: summed(comparisons.filter(({ model }) => model === one.id)),
      })),
    })),
    kinds: kinds.map((id) => ({
      id,
      label: textOf(CASE_KINDS[id]),
      agreement: summed(comparisons.filter(({ kind }) => kind === id)),
    })),
    comparisons: comparisons.map(
      ({ model, kind, title, source, output, unit, published, predicted, validity, within }) => ({
        model,
        kind,
        title,
        source,
        output,
        unit,
        published,
        predicted,
        validity,
        within,
      }),
    ),
    limits: LIMITS.map(textOf),
  };
}

const textOf = ({ zh, en }: { zh: string; en: string }) => ({ zh, en });

/** Means of nothing are not numbers: they are null. */
function summed(comparisons: readonly Comparison[]): z.infer<typeof AgreementSchema> {
  const { pairs, ...rest } = agreement(comparisons);
  return pairs > 0 ? { pairs, ...rest } : { pairs, fac2: null, meanBias: null, variance: null, worst: null };
}
