/** Which regions a place lies in, from the city down to the grid cell. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, query, router } from './contract.ts';
import { momentFor, momentQuery, readingAt } from './history/moment.ts';
import { parameters, readingOf, touchesBox } from './reading.ts';
import type { Services } from './services.ts';

const degrees = (limit: number) =>
  z
    .stringFormat('degrees', /^-?\d{1,3}(\.\d{1,15})?$/)
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));

const Step = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  level: z.string(),
  grade: z.int().nullable(),
  gradeState: z.string(),
  score: z.number().nullable(),
});

const route = createRoute({
  method: 'get',
  path: '/api/regions/at',
  tags: ['catalogue'],
  summary: 'Regions that cover a place, outermost first',
  request: { query: query({ lon: degrees(180), lat: degrees(90), ...momentQuery }) },
  responses: { 200: json(z.object({ path: z.array(Step) }), 'The regions') },
});

/** The route of the place. */
export function regionsAtRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const { lon, lat, ...moment } = c.req.valid('query');
    const { who } = c.var;
    const reading = readingAt(readingOf('regions', who), who, momentFor(who, moment));
    const { values, add } = parameters();
    const touches = touchesBox(reading, [lon, lat, lon, lat], add);
    const path = await services.database.as(
      c.var.who,
      (session) =>
        session.query<z.infer<typeof Step>>(
          // on a shared border the smaller code wins, as when objects are assigned to regions
          `select code, name, name_en as "nameEn", level, grade, grade_state as "gradeState", score
           from (
             select distinct on (level) code, name, name_en, level, grade, grade_state, score
             from ${reading.table}
             where ${touches}
             order by level, code collate "C"
           ) as covering
           order by array_position(array['city', 'county', 'township', 'village', 'cell'], level)`,
          values,
        ),
      { readOnly: true },
    );
    return c.json({ path }, 200);
  });
}
