/** 行业领域风险等级: each sector graded from the enterprises and places that the reader sees. */
import { createRoute, z } from '@hono/zod-openapi';
import { GRADE_KEYS, type Grade, type GradeKey } from '../data/grade.ts';
import { explainSector } from '../data/grading/sector.ts';
import { json, media, query, router, TextSchema } from './contract.ts';
import { constantsOf } from './grading/counted-objects.ts';
import { reader } from './grading/routes.ts';
import { currentSettings } from './grading/settings.ts';
import type { Services } from './services.ts';

const PRIVATE = { 'Cache-Control': 'no-store' };
const grade = z.int().min(1).max(4).nullable();

const SectorGrade = z
  .object({
    sector: z.string().nullable().openapi({ description: 'null = no sector on record' }),
    byGrade: z.record(z.enum(GRADE_KEYS), z.int()),
    grade,
    score: z.number().nullable(),
    rule: TextSchema,
    numbers: z.string(),
    outside: z.array(TextSchema),
    toLower: z.array(z.object({ change: TextSchema, score: z.number().nullable(), grade })),
  })
  .openapi('SectorGrade');

const list = createRoute({
  method: 'get',
  path: '/api/sector-grades',
  tags: ['grading'],
  summary: 'Grade of each sector from its enterprises and places, worst first',
  request: {
    query: query({
      region: z
        .string()
        .regex(/^\d{12}(\d{2})?$/)
        .optional(),
    }),
  },
  responses: {
    200: json(
      z.object({
        rows: z.array(SectorGrade),
        method: z.object({ version: z.string(), name: TextSchema, source: TextSchema, formula: z.string() }),
        settingsVersion: z.int(),
      }),
      'One row for each sector that has objects',
    ),
    404: media('For staff', 'application/problem+json'),
  },
});

/** The route of the sectors' grades. */
export function sectorGradeRoutes(services: Services) {
  return router().openapi(list, async (c) => {
    const { region } = c.req.valid('query');
    const answer = await services.database.as(
      reader(c.var.who),
      async (session) => {
        const { settings, version } = await currentSettings(session);
        const counted = await session.query<{ sector: string | null; grade: Grade | null; n: number }>(
          // by the index on region_code, where a region is asked
          `select s.sector, s.grade, count(*) as n
from (
  select sector, grade
  from fourcolor.enterprises
  where $1::text is null or region_code ^@ fourcolor.region_prefix($1::text)
  union all
  select sector, grade
  from fourcolor.places
  where $1::text is null or region_code ^@ fourcolor.region_prefix($1::text)
) as s
group by s.sector, s.grade`,
          [region ?? null],
        );
        return { counted, constants: constantsOf(settings, version), version };
      },
      { readOnly: true },
    );
    const bySector = new Map<string | null, Record<GradeKey, number>>();
    for (const { sector, grade: of, n } of answer.counted) {
      const counts = bySector.get(sector) ?? { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
      counts[String(of) as GradeKey] += n;
      bySector.set(sector, counts);
    }
    const rows = [...bySector].map(([sector, byGrade]) => {
      const { null: notAssessed, ...counts } = byGrade;
      const {
        score,
        grade: of,
        rule,
        numbers,
        outside,
        toLower,
      } = explainSector(counts, notAssessed, answer.constants);
      return {
        sector,
        byGrade,
        score,
        grade: of,
        rule,
        numbers,
        outside: [...(outside ?? [])],
        toLower: [...toLower],
      };
    });
    rows.sort(
      (a, b) =>
        (a.grade ?? 9) - (b.grade ?? 9) ||
        (b.score ?? -1) - (a.score ?? -1) ||
        String(a.sector).localeCompare(String(b.sector)),
    );
    const { method, formula } = explainSector({ 1: 0, 2: 0, 3: 0, 4: 0 }, 0, answer.constants);
    const { version, name, source } = method;
    return c.json(
      { rows, method: { version, name, source, formula }, settingsVersion: answer.version },
      200,
      PRIVATE,
    );
  });
}
