/** The ledger as a list: narrowed, sorted, page by page, with its totals by grade. */
import { createRoute, z } from '@hono/zod-openapi';
import { GRADE_STATES } from '../../data/grade.ts';
import { json, media, query, router } from '../contract.ts';
import { reader } from '../grading/routes.ts';
import type { Services } from '../services.ts';
import { gradeFilter } from '../tile-routes.ts';
import { LEDGER_LAYERS, LEDGER_SORTS, type LedgerQuery, ledgerCounts, ledgerRows } from './list.ts';

const list = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .optional();
const sorts = LEDGER_SORTS.flatMap((name) => [name, `-${name}`] as const);

/** Query parameters that name the rows; lists and documents share them. */
export const ledgerParameters = {
  layer: z.enum(LEDGER_LAYERS).default('risk_points'),
  region: z
    .string()
    .regex(/^\d{12}(\d{2})?$/)
    .optional()
    .openapi({ description: 'Code of a region; everything inside it' }),
  sector: list(1000),
  kind: list(1000),
  owner: z
    .string()
    .max(300)
    .regex(/^[a-z_]+\/.+$/)
    .optional()
    .openapi({ example: 'enterprises/demo:E000001' }),
  grade: gradeFilter,
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(GRADE_STATES.map(({ id }) => id))).min(1))
    .optional(),
  q: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(sorts).default('grade'),
};

const text = z.string().nullable();
const grade = z.int().nullable();
export const LedgerRowSchema = z
  .object({
    layer: z.enum(LEDGER_LAYERS),
    id: z.string(),
    name: z.string(),
    kind: text,
    ownerLayer: text,
    ownerId: text,
    ownerName: text,
    sector: text,
    regionCode: text,
    regionName: text,
    unit: text,
    event: text,
    accidentType: text,
    method: text,
    scheme: text,
    inherentScore: z.number().nullable(),
    inherentGrade: grade,
    score: z.number().nullable(),
    grade,
    state: z.enum(GRADE_STATES.map(({ id }) => id)),
    controlLevel: text,
    measures: z.int().nullable(),
    measuresText: text,
    assessedOn: text,
    reviewDue: text,
    contactName: text.optional(),
    lon: z.number(),
    lat: z.number(),
  })
  .openapi('LedgerRow');

const route = createRoute({
  method: 'get',
  path: '/api/ledger',
  tags: ['ledger'],
  summary: 'Rows of the risk ledger or of its holders, with totals by grade',
  request: {
    query: query({
      ...ledgerParameters,
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      size: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: json(
      z.object({
        rows: z.array(LedgerRowSchema),
        total: z.int(),
        byGrade: z.object({ '1': z.int(), '2': z.int(), '3': z.int(), '4': z.int(), null: z.int() }),
        page: z.int(),
        size: z.int(),
      }),
      'One page',
    ),
    404: media('For staff', 'application/problem+json'),
  },
});

/** The question that the parameters ask. */
export function ledgerQueryOf({
  sort,
  ...rest
}: Omit<LedgerQuery, 'sort' | 'descending'> & { readonly sort: (typeof sorts)[number] }): LedgerQuery {
  const descending = sort.startsWith('-');
  return { ...rest, sort: (descending ? sort.slice(1) : sort) as LedgerQuery['sort'], descending };
}

/** The route of the list. */
export function ledgerListRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const who = reader(c.var.who);
    const { page, size, lang: _lang, ...asked } = c.req.valid('query');
    const question = ledgerQueryOf(asked);
    const answer = await services.database.as(
      who,
      async (session) => ({
        rows: await ledgerRows(session, who, question, { offset: (page - 1) * size, limit: size }),
        ...(await ledgerCounts(session, question)),
      }),
      { readOnly: true },
    );
    return c.json({ ...answer, page, size }, 200, { 'Cache-Control': 'no-store' });
  });
}
