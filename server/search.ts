/** Finding an object by its name, within what the reader may see. */
import { createRoute, z } from '@hono/zod-openapi';
import { GRADE_STATES } from '../data/grade.ts';
import type { Text } from '../data/layer.ts';
import { REGION_LEVELS } from '../data/layers/regions.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { BoxSchema, json, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { findReading } from './reading.ts';
import type { Services } from './services.ts';

const GradeState = z.enum(GRADE_STATES.map((state) => state.id));

const Result = z
  .object({
    layer: z.string(),
    id: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    detail: TextSchema,
    grade: z.int().nullable(),
    gradeState: GradeState,
    point: z.array(z.number()).length(2),
    bbox: BoxSchema.nullable(),
  })
  .openapi('SearchResult');

const route = createRoute({
  method: 'get',
  path: '/api/search',
  tags: ['catalogue'],
  summary: 'Objects whose name contains the text',
  request: {
    query: query({
      q: z.string().trim().min(1).max(100),
      limit: z
        .stringFormat('count', /^\d{1,3}$/)
        .transform(Number)
        .pipe(z.int().min(1).max(50))
        .default(10),
    }),
  },
  responses: { 200: json(z.object({ results: z.array(Result) }), 'What was found, best first') },
});

interface Found {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly kind: string | null;
  readonly grade: number | null;
  readonly grade_state: z.infer<typeof GradeState>;
  readonly lon: number;
  readonly lat: number;
}

/** The route of the search. */
export function searchRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const { q, limit } = c.req.valid('query');
    const who = c.var.who;
    const results = await services.database.as(who, (session) => search(session, who, q, limit), {
      readOnly: true,
    });
    return c.json({ results }, 200);
  });
}

async function search(
  session: Session,
  who: Who,
  q: string,
  limit: number,
): Promise<z.infer<typeof Result>[]> {
  const found =
    who.role === 'public'
      ? await session.query<Found>(PUBLISHED, [contains(q), startsWith(q), limit])
      : await session.query<Found>(
          `select layer, id, name, name_en, kind, grade, grade_state, lon, lat
           from fourcolor.find_names($1::text, $2::integer)`,
          [q, limit],
        );
  const boxes = await regionBoxes(session, who, found);
  const parents = await townsOf(session, who, found);
  return found.map((row) => ({
    layer: row.layer,
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    detail: detailOf(row, parents.get(row.id)),
    grade: row.grade,
    gradeState: row.grade_state,
    point: [row.lon, row.lat],
    bbox: boxes.get(row.id) ?? null,
  }));
}

const PUBLISHED = `select 'regions' as layer, id, name, name_en, level as kind, grade, grade_state,
  st_x(st_transform(label_point, 4326)) as lon, st_y(st_transform(label_point, 4326)) as lat
from published.regions
where name ilike $1::text
  or name_en ilike $1::text
order by (name not ilike $2::text and coalesce(name_en not ilike $2::text, true)),
  array_position(array['city', 'county', 'township', 'village', 'cell'], level),
  length(name), code
limit $3::integer`;

async function regionBoxes(session: Session, who: Who, found: readonly Found[]) {
  const ids = found.filter((row) => row.layer === 'regions').map((row) => row.id);
  const reading = findReading('regions', who);
  if (ids.length === 0 || !reading) return new Map<string, number[]>();
  const rows = await session.query<{ id: string; w: number; s: number; e: number; n: number }>(
    `select id, st_xmin(geom) as w, st_ymin(geom) as s, st_xmax(geom) as e, st_ymax(geom) as n
     from ${reading.table}
     where id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map(({ id, w, s, e, n }) => [id, [w, s, e, n]]));
}

/** The name of the region around each result, as far as the reader may see it. */
async function townsOf(session: Session, who: Who, found: readonly Found[]): Promise<Map<string, string>> {
  if (who.role === 'public' || found.length === 0) return new Map();
  const rows = await session.query<{ id: string; name: string }>(
    `select e.id, r.name
     from fourcolor.enterprises as e
     join fourcolor.regions as r on r.code = left(e.region_code, 9) || '000'
     where e.id = any($1::text[])`,
    [found.filter((row) => row.layer === 'enterprises').map((row) => row.id)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function detailOf(row: Found, town: string | undefined): Text {
  const word =
    row.layer === 'regions'
      ? REGION_LEVELS.find((level) => level.id === row.kind)
      : SECTORS.find((sector) => sector.id === row.kind);
  const join = (text: string | undefined) => [text, town].filter(Boolean).join(' · ');
  return { zh: join(word?.zh), en: join(word?.en) };
}

const literal = (q: string) => q.replace(/[\\%_]/g, '\\$&');
const contains = (q: string) => `%${literal(q)}%`;
const startsWith = (q: string) => `${literal(q)}%`;
