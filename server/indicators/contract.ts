/** Shapes of the indicator routes. */
import { z } from '@hono/zod-openapi';
import { INDICATOR_IDS } from '../../data/indicators/definitions.ts';
import { COMPARATORS } from '../../data/indicators/figure.ts';
import { query, TextSchema } from '../contract.ts';

export const Month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/);
export const RegionCode = z.string().regex(/^\d{12}(\d{2})?$/);
const state = z.enum(['provisional', 'confirmed']);

export const FiguresQuery = query({
  month: Month.optional().openapi({
    description: 'Last month of the figures; absent = the present one, in China',
  }),
  span: z.enum(['month', 'year']).default('year').openapi({ description: 'The month, or its year so far' }),
  region: RegionCode.optional().openapi({ description: 'Absent = the city' }),
});
export const RowsQuery = FiguresQuery.extend({
  limit: z.coerce.number().int().min(1).max(10_000).default(200),
});
export const Id = z.object({ id: z.enum(INDICATOR_IDS) });

const Target = z.object({
  measure: z.enum(['value', 'change']),
  comparator: z.enum(COMPARATORS),
  target: z.number(),
  binding: z.boolean().openapi({ description: '约束性, else 预期性' }),
  source: z.string(),
  met: z.boolean().nullable(),
});
const Frozen = z.object({
  state,
  value: z.number().nullable(),
  over: z.number().nullable(),
  under: z.number().nullable(),
  cutoff: z.string(),
  frozenAt: z.string(),
});

export const Figure = z
  .object({
    id: z.enum(INDICATOR_IDS),
    group: z.enum(['accidents', 'risk', 'dangers', 'duties']),
    kind: z.enum(['count', 'ratio', 'per_gdp']),
    over: z.enum(['flow', 'stock']),
    better: z.enum(['higher', 'lower']),
    label: TextSchema,
    unit: TextSchema,
    basis: TextSchema,
    behind: TextSchema,
    source: TextSchema,
    value: z.number().nullable().openapi({ description: 'null = nothing to divide by' }),
    counted: z.number(),
    among: z.number().nullable(),
    before: z.number().nullable().openapi({ description: 'The same span a year before; null = not known' }),
    changePercent: z.number().nullable(),
    targets: z.array(Target),
    trend: z
      .array(z.object({ month: Month, value: z.number().nullable(), frozen: z.boolean() }))
      .openapi({ description: '24 months, oldest first; stock figures have only frozen months' }),
    frozen: z.array(Frozen).openapi({ description: 'The month as it was closed' }),
  })
  .openapi('IndicatorFigure');

export const Figures = z
  .object({
    month: Month,
    span: z.enum(['month', 'year']),
    region: z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() }),
    asOf: z.string(),
    closed: z.boolean().openapi({ description: 'Whether the month is over in China' }),
    figures: z.array(Figure),
  })
  .openapi('IndicatorFigures');

export const Basis = z
  .object({
    total: z.int(),
    rows: z.array(
      z.object({
        layer: z.string(),
        id: z.string(),
        name: z.string(),
        regionCode: z.string().nullable(),
        at: z.string().nullable(),
        counted: z.boolean(),
        weight: z.number(),
      }),
    ),
  })
  .openapi('IndicatorBasis');

export const Ranking = z
  .object({
    level: z.enum(['county', 'township']),
    rows: z.array(
      z.object({
        rank: z.int().nullable(),
        code: z.string(),
        name: z.string(),
        value: z.number().nullable(),
        counted: z.number(),
        among: z.number().nullable(),
        before: z.number().nullable(),
        changePercent: z.number().nullable(),
      }),
    ),
  })
  .openapi('IndicatorRanking');

export const NewTarget = z
  .strictObject({
    indicator: z.enum(INDICATOR_IDS),
    year: z.int().min(1990).max(2100),
    region: RegionCode,
    measure: z.enum(['value', 'change']),
    comparator: z.enum(COMPARATORS),
    target: z.number(),
    binding: z.boolean().default(false),
    source: z.string().trim().min(1).max(300),
  })
  .openapi('NewIndicatorTarget');

export const NewInput = z
  .strictObject({
    name: z.literal('gdp_100m_yuan'),
    region: RegionCode,
    month: Month,
    value: z.number().positive(),
    state,
    source: z.string().trim().min(1).max(300),
    cutoff: z.iso.date(),
  })
  .openapi('NewIndicatorInput');

export const Freeze = z
  .strictObject({
    month: Month,
    state,
    cutoff: z.iso.date().openapi({ description: 'Day until which reports were taken in' }),
  })
  .openapi('FreezeIndicators');
