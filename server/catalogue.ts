/** What there is to see: the city, and each layer with its counts, for the person who asks. */
import { createRoute, z } from '@hono/zod-openapi';
import { LRUCache } from 'lru-cache';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import type { Layer } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { REGION_LEVELS } from '../data/layers/regions.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { BoxSchema, json, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { findReading, versionName } from './reading.ts';
import type { Services } from './services.ts';

const ByGrade = z.record(z.enum(GRADE_KEYS), z.int()).openapi('ByGrade');
const Counted = z.object({ count: z.int(), byGrade: ByGrade });

const LayerSummary = z
  .object({
    id: z.string(),
    label: TextSchema,
    about: TextSchema,
    kind: z.enum(['features', 'cells']),
    graded: z.boolean(),
    count: z.int(),
    byGrade: ByGrade,
    overdue: z.int().nullable(),
    asOf: z.string().nullable(),
    sources: z.array(z.string()),
    tiles: z.string(),
    byLevel: z.record(z.string(), Counted).optional(),
    sectors: z.array(Counted.extend({ id: z.string(), zh: z.string(), en: z.string() })).optional(),
  })
  .openapi('LayerSummary');
type LayerSummary = z.infer<typeof LayerSummary>;

const City = z
  .object({
    name: TextSchema,
    bbox: BoxSchema.nullable(),
    demo: z.boolean(),
    demoScale: z.number().nullable(),
    mapReview: z.string().nullable(),
    attribution: z.array(z.string()),
    asOf: z.string().nullable(),
    engine: z.enum(['embedded', 'native']),
  })
  .openapi('City');

const city = createRoute({
  method: 'get',
  path: '/api/city',
  tags: ['catalogue'],
  summary: 'The city and the extent that the reader may see',
  request: { query: query({}) },
  responses: { 200: json(City, 'The city') },
});

const layers = createRoute({
  method: 'get',
  path: '/api/layers',
  tags: ['catalogue'],
  summary: 'Layers that the reader may see, with counts by grade',
  request: { query: query({}) },
  responses: { 200: json(z.object({ layers: z.array(LayerSummary) }), 'The layers') },
});

/** Counts are read again after this long, because grades fall due by date without a change of data. */
const REMEMBERED_MS = 60_000;

/** The routes of the catalogue. */
export function catalogueRoutes(services: Services) {
  const remembered = new LRUCache<string, Promise<LayerSummary | undefined>>({
    max: 500,
    ttl: REMEMBERED_MS,
  });
  const summary = (layer: Layer, who: Who) => {
    const key = JSON.stringify([
      layer.id,
      services.freshness.version(versionName(layer.id, who)),
      who.role,
      who.regions,
      who.sectors,
    ]);
    const known = remembered.get(key);
    if (known) return known;
    const fresh = services.database.as(who, (session) => summarise(layer, who, session), { readOnly: true });
    remembered.set(key, fresh);
    fresh.catch(() => remembered.delete(key));
    return fresh;
  };
  return router()
    .openapi(city, async (c) => {
      const who = c.var.who;
      const answer = await services.database.as(who, (session) => cityFor(who, session), { readOnly: true });
      return c.json({ ...answer, engine: services.database.engine }, 200);
    })
    .openapi(layers, async (c) => {
      const found = await Promise.all(LAYERS.map((layer) => summary(layer, c.var.who)));
      return c.json({ layers: found.filter((layer) => layer !== undefined) }, 200);
    });
}

async function cityFor(who: Who, session: Session) {
  const reading = findReading('regions', who);
  const [row] = await session.query<{
    name_zh: string;
    name_en: string;
    demo: boolean;
    demo_scale: number | null;
    map_review: string | null;
    attribution: string[];
    published_at: string | null;
  }>('select name_zh, name_en, demo, demo_scale, map_review, attribution, published_at from published.city');
  // a scoped reader's outermost regions span all that they may see
  const [extent] = reading
    ? await session.query<{ w: number | null; s: number; e: number; n: number }>(
        `select min(st_xmin(geom)) as w, min(st_ymin(geom)) as s, max(st_xmax(geom)) as e, max(st_ymax(geom)) as n
         from ${reading.table}
         where level in ('city', 'county', 'township')`,
      )
    : [];
  const versions =
    who.role === 'public'
      ? []
      : await session.query<{ at: string | null }>(
          'select max(changed_at) as at from fourcolor.layer_versions',
        );
  return {
    name: { zh: row?.name_zh ?? '未命名城市', en: row?.name_en ?? 'Unnamed city' },
    bbox: extent && extent.w !== null ? [extent.w, extent.s, extent.e, extent.n] : null,
    demo: row?.demo ?? false,
    demoScale: row?.demo_scale ?? null,
    mapReview: row?.map_review ?? null,
    attribution: row?.attribution ?? [],
    asOf: versions[0]?.at ?? row?.published_at ?? null,
  };
}

interface Count {
  readonly part: string | null;
  readonly grade: number | null;
  readonly n: number;
  readonly overdue: number;
}

async function summarise(layer: Layer, who: Who, session: Session): Promise<LayerSummary | undefined> {
  const reading = findReading(layer.id, who);
  if (!reading && layer.publication !== 'cells') return undefined;
  if (!reading && who.role !== 'public') return undefined;
  const published = who.role === 'public';
  const part = partOf(layer);
  const counts = reading
    ? await session.query<Count>(
        `select ${part ?? 'null'} as part, grade, count(*) as n,
           count(*) filter (where grade_state = 'overdue') as overdue
         from ${reading.table}
         group by 1, 2`,
      )
    : await publishedCells(session);
  const [stamp] = published
    ? await session.query<{ at: string | null }>('select published_at as at from published.city')
    : await session.query<{ at: string | null }>(
        'select changed_at as at from fourcolor.layer_versions where layer = $1',
        [layer.id],
      );
  const sources = reading?.fields.includes('source')
    ? await session.query<{ source: string }>(`select distinct source from ${reading.table} order by source`)
    : [];
  return {
    id: layer.id,
    label: layer.label,
    about: layer.about,
    kind: reading ? 'features' : 'cells',
    graded: layer.graded,
    ...counted(counts),
    overdue: reading ? counts.reduce((sum, row) => sum + row.overdue, 0) : null,
    asOf: stamp?.at ?? null,
    sources: sources.map((row) => row.source),
    tiles: `/tiles/${layer.id}.json`,
    ...(layer.id === 'regions' ? { byLevel: byLevel(counts) } : {}),
    ...(part === 'sector' && reading ? { sectors: bySector(counts) } : {}),
  };
}

/** The column by which a layer's counts are divided further. */
function partOf(layer: Layer): 'level' | 'sector' | undefined {
  if ('level' in layer.fields) return 'level';
  return 'sector' in layer.fields ? 'sector' : undefined;
}

async function publishedCells(session: Session): Promise<Count[]> {
  return session
    .query<Count>(
      `select null as part, grade, sum(n) as n, 0 as overdue
     from (
       select unnest(array[1, 2, 3, 4, null]) as grade, unnest(array[g1, g2, g3, g4, g0])::bigint as n
       from published.enterprise_cells
       where z = 0
     ) as cells
     group by 2`,
    )
    .then((rows) => rows.map((row) => ({ ...row, n: Number(row.n) })));
}

function counted(rows: readonly Count[]): z.infer<typeof Counted> {
  const byGrade: Record<GradeKey, number> = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
  for (const row of rows) byGrade[String(row.grade) as GradeKey] += row.n;
  return { count: rows.reduce((sum, row) => sum + row.n, 0), byGrade };
}

function byLevel(rows: readonly Count[]): Record<string, z.infer<typeof Counted>> {
  return Object.fromEntries(
    REGION_LEVELS.map(({ id }) => [id, counted(rows.filter((row) => row.part === id))] as const).filter(
      ([, { count }]) => count > 0,
    ),
  );
}

function bySector(rows: readonly Count[]) {
  return SECTORS.map(({ id, zh, en }) => ({
    id,
    zh,
    en,
    ...counted(rows.filter((row) => row.part === id)),
  })).filter((sector) => sector.count > 0);
}
