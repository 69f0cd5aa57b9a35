/** Finding an object by its name, its pinyin or their first letters, within what the reader may see. */
import { createRoute, z } from '@hono/zod-openapi';
import { GRADE_STATES } from '../data/grade.ts';
import { isPinyinQuery, pinyinQuery } from '../data/imports/match/pinyin.ts';
import { type Layer, onlyPoints, type Text } from '../data/layer.ts';
import { LAYERS, layerById } from '../data/layers/all.ts';
import { BoxSchema, json, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { partOf } from './layer-counts.ts';
import { column, findReading } from './reading.ts';
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
    /** null where the layer has no grades. */
    gradeState: GradeState.nullable(),
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
  readonly region_code: string | null;
  /** Published objects carry them; those of staff are read from their own tables. */
  readonly grade?: number | null;
  readonly grade_state?: z.infer<typeof GradeState> | null;
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
      ? await session.query<Found>(published(isCaseless(q) ? 'like' : 'ilike'), [
          contains(q),
          startsWith(q),
          limit,
        ])
      : await session.query<Found>(
          `select layer, id, name, name_en, kind, region_code, lon, lat
           from fourcolor.find_names($1::text, $2::integer, $3::text)`,
          [q, limit, isPinyinQuery(q) ? pinyinQuery(q) : null],
        );
  const grades = who.role === 'public' ? new Map() : await gradesOf(session, found);
  const boxes = await boxesOf(session, who, found);
  const towns = await townsOf(session, who, found);
  return found.map((row) => ({
    layer: row.layer,
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    detail: detailOf(row, towns.get(townCode(row))),
    grade: grades.get(keyOf(row))?.grade ?? row.grade ?? null,
    gradeState: grades.get(keyOf(row))?.grade_state ?? row.grade_state ?? null,
    point: [row.lon, row.lat],
    bbox: boxes.get(keyOf(row)) ?? null,
  }));
}

/** Where letters have no case, as in Chinese, comparing without regard to it only costs time. */
const isCaseless = (q: string) => q.toLowerCase() === q.toUpperCase();

/** Regions first, the larger the earlier; then every other published layer. */
const published = (
  matches: 'like' | 'ilike',
) => `select layer, id, name, name_en, kind, null as region_code, grade, grade_state,
  st_x(place) as lon, st_y(place) as lat
from (
  ${LAYERS.filter((layer) => layer.publication === 'features')
    .map((layer) => publishedNames(layer, matches))
    .join('\n  union all\n  ')}
) as named
order by rank, size, length(name), id
limit $3::integer`;

function publishedNames(layer: Layer, operator: 'like' | 'ilike'): string {
  const has = (name: string) => layer.fields[name]?.published === true;
  const part = partOf(layer);
  const matches = (pattern: string) =>
    ['name', 'name_en']
      .filter(has)
      .map((name) => `${name} ${operator} ${pattern}::text`)
      .join(' or ');
  return `select '${layer.id}' as layer, id, name, ${has('name_en') ? 'name_en' : 'null'} as name_en,
    ${part ? column(part) : 'null'} as kind,
    ${layer.graded ? 'grade, grade_state' : 'null as grade, null as grade_state'},
    ${onlyPoints(layer) ? 'geom' : 'st_transform(label_point, 4326)'} as place,
    case when ${matches('$2')} then 0 else 1 end as rank,
    ${layer.id === 'regions' ? "array_position(array['city', 'county', 'township', 'village', 'cell'], level)" : '6'} as size
  from published.${layer.id}
  where ${matches('$1')}`;
}

type Graded = Required<Pick<Found, 'grade' | 'grade_state'>>;

/** Grade and state of what was found in graded layers, by the reader's own rights. */
async function gradesOf(session: Session, found: readonly Found[]): Promise<Map<string, Graded>> {
  const grades = new Map<string, Graded>();
  for (const layerId of new Set(found.map((row) => row.layer))) {
    const layer = layerById(layerId);
    if (layer?.graded !== true) continue;
    const rows = await session.query<Graded & { id: string }>(
      `select id, grade, grade_state
       from fourcolor.${layer.id}
       where id = any($1::text[])`,
      [found.filter((row) => row.layer === layerId).map((row) => row.id)],
    );
    for (const { id, ...graded } of rows) grades.set(keyOf({ layer: layerId, id }), graded);
  }
  return grades;
}

/** The extent of each line and area that was found. */
async function boxesOf(session: Session, who: Who, found: readonly Found[]) {
  const boxes = new Map<string, number[]>();
  for (const layerId of new Set(found.map((row) => row.layer))) {
    const reading = findReading(layerId, who);
    if (!reading || onlyPoints(reading.layer)) continue;
    const rows = await session.query<{ id: string; w: number; s: number; e: number; n: number }>(
      `select id, st_xmin(geom) as w, st_ymin(geom) as s, st_xmax(geom) as e, st_ymax(geom) as n
       from ${reading.table}
       where id = any($1::text[])
         and st_dimension(geom) > 0`,
      [found.filter((row) => row.layer === layerId).map((row) => row.id)],
    );
    for (const { id, w, s, e, n } of rows) boxes.set(keyOf({ layer: layerId, id }), [w, s, e, n]);
  }
  return boxes;
}

const keyOf = ({ layer, id }: Pick<Found, 'layer' | 'id'>) => `${layer}/${id}`;
const townCode = ({ layer, region_code }: Found) =>
  layer === 'regions' || !region_code ? '' : `${region_code.slice(0, 9)}000`;

/** The name of the township around each result, as far as the reader may see it, by its code. */
async function townsOf(session: Session, who: Who, found: readonly Found[]): Promise<Map<string, string>> {
  const codes = [...new Set(found.map(townCode).filter((code) => code !== ''))];
  if (who.role === 'public' || codes.length === 0) return new Map();
  const rows = await session.query<{ code: string; name: string }>(
    `select code, name
     from fourcolor.regions
     where code = any($1::text[])`,
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** What the object is, in a word, and where. */
function detailOf(row: Found, town: string | undefined): Text {
  const layer = layerById(row.layer);
  const part = layer && partOf(layer);
  const word = part ? layer.fields[part]?.dictionary?.find(({ id }) => id === row.kind) : undefined;
  const what = word ?? layer?.label;
  const join = (text: string | undefined) => [text, town].filter(Boolean).join(' · ');
  return { zh: join(what?.zh), en: join(what?.en) };
}

const literal = (q: string) => q.replace(/[\\%_]/g, '\\$&');
const contains = (q: string) => `%${literal(q)}%`;
const startsWith = (q: string) => `${literal(q)}%`;
