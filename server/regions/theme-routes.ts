/** Theme maps of regions (挂图作战): own ones and those that colleagues share, their regions, and tables read into them. */
import { createRoute, z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import { readThemeTable } from '../../data/regions/theme-table.ts';
import { TINT_IDS } from '../../data/regions/tints.ts';
import { AREA_LEVELS } from '../../tiles/levels.ts';
import { json, media, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, Invalid } from '../failure.ts';
import { readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import {
  changeMap,
  createMap,
  listMaps,
  readMap,
  readRegions,
  regionsOfLevel,
  type StoredMap,
  setRegions,
} from './theme-store.ts';

const name = z.string().trim().min(1).max(120);
const Category = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().trim().min(1).max(60),
    tint: z.enum(TINT_IDS),
  })
  .openapi('ThemeCategory');
const categories = z
  .array(Category)
  .max(TINT_IDS.length)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length)
  .refine((all) => new Set(all.map((one) => one.name)).size === all.length);
const version = z.int().min(1).openapi({ description: 'The version that was read; another one answers 409' });

const ThemeMap = z
  .object({
    id: z.string(),
    name: z.string(),
    level: z.enum(AREA_LEVELS),
    categories: z.array(Category),
    shared: z.boolean(),
    mine: z.boolean(),
    version: z.int(),
    updatedAt: z.string(),
  })
  .openapi('ThemeMap');
const said = {
  category: z.string().nullable(),
  progress: z.int().min(0).max(100).nullable().openapi({ description: 'Percent; null = not told' }),
  note: z.string().trim().max(500).nullable(),
  due: z.iso.date().nullable(),
};
const code = z.string().regex(/^\d{12}(\d{2})?$/);
const WholeMap = ThemeMap.extend({
  regions: z.array(
    z.object({ id: z.string(), code: z.string(), name: z.string(), nameEn: z.string().nullable(), ...said }),
  ),
}).openapi('ThemeMapWithRegions');

const NewMap = z
  .strictObject({
    name,
    level: z.enum(AREA_LEVELS),
    categories: categories.default([]),
    shared: z.boolean().default(false),
  })
  .openapi('NewThemeMap');
const Patch = z
  .strictObject({
    version,
    name: name.optional(),
    categories: categories.optional(),
    shared: z.boolean().optional(),
    deleted: z.boolean().optional().openapi({ description: 'false brings a deleted map back' }),
  })
  .openapi('ThemeMapPatch');
const Regions = z
  .strictObject({
    version,
    regions: z
      .array(z.strictObject({ code, ...said }))
      .min(1)
      .max(5000),
  })
  .openapi('ThemeMapRegions');
const Table = z
  .strictObject({
    version,
    table: z.string().min(1).max(1_000_000).openapi({
      description:
        'CSV or tab-separated, names of columns first: code or region, category, progress (or done and total), note, due',
    }),
  })
  .openapi('ThemeMapTable');

const tags = ['catalogue'];
const params = z.object({ id: z.uuid() });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const missing = media('Absent, or not one’s own', 'application/problem+json');
const changed = media('Changed elsewhere since it was read', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');

const list = createRoute({
  method: 'get',
  path: '/api/theme-maps',
  tags,
  summary: 'Theme maps of the person, and those that colleagues share',
  request: { query: query({}) },
  responses: {
    200: json(
      z.object({
        maps: z.array(ThemeMap),
        mayWrite: z.boolean().openapi({ description: 'Whether the person makes maps of their own' }),
      }),
      'The maps, last changed first',
    ),
  },
});
const read = createRoute({
  method: 'get',
  path: '/api/theme-maps/{id}',
  tags,
  summary: 'A theme map with what it says of the regions that the person sees',
  request: { params, query: query({}) },
  responses: { 200: json(WholeMap, 'The map'), 404: missing },
});
const create = createRoute({
  method: 'post',
  path: '/api/theme-maps',
  tags,
  summary: 'Make a theme map',
  request: { query: query({}), body: body(NewMap) },
  responses: { 201: json(ThemeMap, 'The map'), 403: refused },
});
const change = createRoute({
  method: 'patch',
  path: '/api/theme-maps/{id}',
  tags,
  summary: 'Rename, share, delete or bring back an own map, or change its categories',
  request: { params, query: query({}), body: body(Patch) },
  responses: { 200: json(ThemeMap, 'The map'), 403: refused, 404: missing, 409: changed },
});
const assign = createRoute({
  method: 'put',
  path: '/api/theme-maps/{id}/regions',
  tags,
  summary: 'Say category, progress, note and day of regions; others stay as they are',
  request: { params, query: query({}), body: body(Regions) },
  responses: { 200: json(WholeMap, 'The map'), 403: refused, 404: missing, 409: changed },
});
const table = createRoute({
  method: 'post',
  path: '/api/theme-maps/{id}/table',
  tags,
  summary: 'Read a table into an own map, all of it or nothing',
  request: { params, query: query({}), body: body(Table) },
  responses: {
    200: json(WholeMap, 'The map'),
    403: refused,
    404: missing,
    409: changed,
    422: media('What is wrong in which row and column, with what to do', 'application/problem+json'),
  },
});

const WRITERS: readonly Who['role'][] = ['planner', 'admin'];
const PRIVATE = { 'Cache-Control': 'no-store' };

/** The routes of theme maps; whoever reads no register has none. */
export function themeMapRoutes(services: Services) {
  const as = <T>(who: Who, work: (session: Session) => Promise<T>) => {
    readingOf('enterprises', who);
    return services.database.as({ ...who, why: 'theme map' }, work);
  };
  const write = <T>(who: Who, work: (session: Session) => Promise<T>) => {
    readingOf('enterprises', who);
    if (!WRITERS.includes(who.role)) throw new Failure('forbidden');
    return as(who, work);
  };
  const whole = async (session: Session, who: Who, map: StoredMap) => ({
    ...told(map, who),
    regions: await readRegions(session, map.id),
  });
  return router()
    .openapi(list, async (c) => {
      const { who } = c.var;
      const maps = await as(who, listMaps);
      return c.json(
        { maps: maps.map((map) => told(map, who)), mayWrite: WRITERS.includes(who.role) },
        200,
        PRIVATE,
      );
    })
    .openapi(read, async (c) => {
      const { who } = c.var;
      const { id } = c.req.valid('param');
      const map = await as(who, async (session) => whole(session, who, await readMap(session, id)));
      return c.json(map, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who } = c.var;
      const made = c.req.valid('json');
      const map = await write(who, (session) => createMap(session, who, made));
      return c.json(told(map, who), 201, PRIVATE);
    })
    .openapi(change, async (c) => {
      const { who } = c.var;
      const { version, ...patch } = c.req.valid('json');
      const map = await write(who, (session) =>
        changeMap(session, who, c.req.valid('param').id, version, patch),
      );
      return c.json(told(map, who), 200, PRIVATE);
    })
    .openapi(assign, async (c) => {
      const { who } = c.var;
      const { version, regions } = c.req.valid('json');
      const map = await write(who, async (session) => {
        const now = await changeMap(session, who, c.req.valid('param').id, version, {});
        const seen = new Set((await regionsOfLevel(session, now.level)).map((one) => one.code));
        const wrong = regions.flatMap((region, i) => [
          ...(seen.has(region.code) ? [] : [valueProblem(`/regions/${i}/code`, 'choice')]),
          ...(region.category === null || now.categories.some(({ id }) => id === region.category)
            ? []
            : [valueProblem(`/regions/${i}/category`, 'choice')]),
        ]);
        if (wrong.length > 0) throw new Invalid(...wrong);
        await setRegions(session, now.id, regions);
        return whole(session, who, now);
      });
      return c.json(map, 200, PRIVATE);
    })
    .openapi(table, async (c) => {
      const { who } = c.var;
      const { version, table: text } = c.req.valid('json');
      const map = await write(who, async (session) => {
        const now = await changeMap(session, who, c.req.valid('param').id, version, {});
        const found = readThemeTable(text, await regionsOfLevel(session, now.level), now.categories);
        if ('problems' in found)
          throw new Invalid(...found.problems.map((one) => ({ ...one, pointer: `/table${one.pointer}` })));
        await setRegions(session, now.id, found.rows);
        return whole(session, who, now);
      });
      return c.json(map, 200, PRIVATE);
    });
}

const told = ({ ownerId, ...map }: StoredMap, who: Who): z.infer<typeof ThemeMap> => ({
  ...map,
  categories: z.array(Category).parse(map.categories),
  mine: ownerId === who.userId,
});
