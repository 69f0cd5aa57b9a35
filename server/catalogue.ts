/** What there is to see: the city, and each layer with its counts, for the person who asks. */
import { createRoute, z } from '@hono/zod-openapi';
import { LRUCache } from 'lru-cache';
import { LAYER_GROUPS, type Layer } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { valueProblem } from '../data/problem.ts';
import type { AsOf } from '../tiles/as-of.ts';
import type { Where } from '../tiles/filter.ts';
import { BoxSchema, json, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { BadParameter } from './failure.ts';
import { HISTORY, hasPast, isKept, momentFor, momentQuery, readingAt } from './history/moment.ts';
import {
  byInspection,
  byKind,
  byLevel,
  Counted,
  counted,
  InspectionCounts,
  KindCount,
  readCounts,
  readPublishedCells,
  total,
} from './layer-counts.ts';
import { findReading, versionName } from './reading.ts';
import type { Services } from './services.ts';
import { whereOf } from './where.ts';

const LayerSummary = Counted.extend({
  id: z.string(),
  group: z.enum(LAYER_GROUPS.map((group) => group.id)),
  label: TextSchema,
  about: TextSchema,
  kind: z.enum(['features', 'cells']),
  graded: z.boolean(),
  /** Grades whose review is due. */
  overdue: z.int().nullable(),
  inspection: InspectionCounts.nullable(),
  kindField: z.string().nullable(),
  /** The words of kindField that occur; absent when only counted cells are read. */
  kinds: z.array(KindCount).optional(),
  asOf: z.string().nullable(),
  sources: z.array(z.string()),
  tiles: z.string(),
  byLevel: z.record(z.string(), Counted).optional(),
  sectors: z.array(KindCount).optional(),
}).openapi('LayerSummary');
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

/** `{"enterprises": "people > 100"}` */
const wheresQuery = z
  .string()
  .max(12_000)
  .optional()
  .openapi({ description: 'JSON: CQL2 text by layer; their counts are of what the condition leaves' });

const layers = createRoute({
  method: 'get',
  path: '/api/layers',
  tags: ['catalogue'],
  summary: 'Layers that the reader may see, with counts by grade; graded layers also on a day of the past',
  request: { query: query({ ...momentQuery, where: wheresQuery }) },
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
  const summary = (layer: Layer, who: Who, moment: AsOf | undefined, text: string | undefined) => {
    const past = moment && hasPast(who, layer.id) ? moment : undefined;
    const where =
      text === undefined || !findReading(layer.id, who)
        ? undefined
        : whereOf(services, text, layer.id, who, past);
    const key = JSON.stringify([
      layer.id,
      past && isKept(past) ? null : services.freshness.version(versionName(layer.id, who)),
      ...(past ? [past.at, past.mode, services.freshness.version(HISTORY)] : []),
      who.role,
      who.regions,
      who.sectors,
      where?.text,
    ]);
    const known = remembered.get(key);
    if (known) return known;
    const fresh = services.database.as(who, (session) => summarise(layer, who, session, past, where), {
      readOnly: true,
    });
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
      const moment = momentFor(c.var.who, c.req.valid('query'));
      const wheres = wheresOf(c.req.valid('query').where);
      const found = await Promise.all(
        LAYERS.map((layer) => summary(layer, c.var.who, moment, wheres[layer.id])),
      );
      return c.json({ layers: found.filter((layer) => layer !== undefined) }, 200);
    });
}

/** Conditions by layer. Throws BadParameter. */
function wheresOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const read = z.record(z.string(), z.string().min(1).max(4000)).safeParse(parsed(text));
  if (!read.success) throw new BadParameter(valueProblem('where', 'format'));
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

async function summarise(
  layer: Layer,
  who: Who,
  session: Session,
  moment: AsOf | undefined,
  where: Where | undefined,
): Promise<LayerSummary | undefined> {
  const present = findReading(layer.id, who);
  const reading = present && readingAt(present, who, moment);
  const visitor = who.role === 'public';
  if (!reading && !(visitor && layer.publication === 'cells')) return undefined;
  const counts = reading
    ? await readCounts(session, reading, where)
    : await readPublishedCells(session, layer);
  const { asOf, credits } = visitor ? await publishedStamp(session) : await registerStamp(session, layer);
  const sources = [...new Set(counts.flatMap((row) => row.source ?? []))].sort();
  return {
    id: layer.id,
    group: layer.group,
    label: layer.label,
    about: layer.about,
    kind: reading ? 'features' : 'cells',
    graded: layer.graded,
    ...counted(counts, layer.graded),
    overdue: reading && layer.graded ? total(counts, (row) => row.overdue) : null,
    inspection: reading ? byInspection(counts, reading) : null,
    kindField: layer.kindField ?? null,
    ...(reading && layer.kindField ? { kinds: byKind(counts, layer) } : {}),
    asOf,
    sources: visitor ? credits : sources,
    tiles: `/tiles/${layer.id}.json`,
    ...(layer.id === 'regions' ? { byLevel: byLevel(counts) } : {}),
    ...(reading && layer.kindField === 'sector' ? { sectors: byKind(counts, layer) } : {}),
  };
}

interface Stamp {
  readonly asOf: string | null;
  readonly credits: string[];
}

async function registerStamp(session: Session, layer: Layer): Promise<Stamp> {
  const [row] = await session.query<{ at: string | null }>(
    'select changed_at as at from fourcolor.layer_versions where layer = $1',
    [layer.id],
  );
  return { asOf: row?.at ?? null, credits: [] };
}

/** The copy says when it was made and whom it credits; which register each row came from stays inside. */
async function publishedStamp(session: Session): Promise<Stamp> {
  const [row] = await session.query<{ at: string | null; attribution: string[] }>(
    'select published_at as at, attribution from published.city',
  );
  return { asOf: row?.at ?? null, credits: row?.attribution ?? [] };
}
