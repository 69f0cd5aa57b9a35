/** Vector tiles and their TileJSON: addresses parsed, filters checked, the rest is the tile service's. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { layerById } from '../data/layers/all.ts';
import { valueProblem } from '../data/problem.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { parseTileAddress } from '../tiles/address.ts';
import type { AsOf } from '../tiles/as-of.ts';
import { type Env, json, media, query, router } from './contract.ts';
import { BadParameter, NotFound } from './failure.ts';
import { momentOf, momentQuery } from './history/moment.ts';
import type { Metrics } from './metrics.ts';
import type { Encoding, Services, TileFilter } from './services.ts';
import { whereOf } from './where.ts';
import { publicOrigin } from './who.ts';

const sectorIds = SECTORS.map((sector) => sector.id);

/** `?grade=1,2,null&sector=a,b`: narrows counts and objects alike. */
export const gradeFilter = z
  .string()
  .max(20)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(['1', '2', '3', '4', 'null'])))
  .transform((grades) => grades.map((grade) => (grade === 'null' ? null : (Number(grade) as 1 | 2 | 3 | 4))))
  .optional()
  .openapi({ description: '1, 2, 3, 4, null (not assessed); comma-separated', type: 'string' });

export const sectorFilter = z
  .string()
  .max(2000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(sectorIds)))
  .optional()
  .openapi({ description: 'Sector ids, comma-separated', type: 'string' });

/** Words of the layer's kind field. */
export const kindFilter = z
  .string()
  .max(2000)
  .regex(/^[a-z0-9_,]+$/)
  .transform((text) => text.split(','))
  .optional()
  .openapi({
    description: 'Kinds of the layer (its field with `kindField`), comma-separated',
    type: 'string',
  });

/** A condition on the layer's fields. */
export const whereFilter = z.string().min(1).max(4000).optional().openapi({
  description: 'CQL2 text over the fields that the reader may read, and the named conditions of the layer',
});

/** Query parameters of a tile; `v` only tells caches apart. */
export const tileQuery = query({
  grade: gradeFilter,
  sector: sectorFilter,
  kind: kindFilter,
  filter: whereFilter,
  ...momentQuery,
  v: z.string().max(40).optional(),
});

const tileJson = createRoute({
  method: 'get',
  path: '/tiles/{file}',
  tags: ['tiles'],
  summary: 'TileJSON 3 of a layer: /tiles/{layer}.json',
  request: { params: z.object({ file: z.stringFormat('file', /^[a-z_]{1,40}\.json$/) }), query: query({}) },
  responses: { 200: json(z.any(), 'TileJSON') },
});

const tile = createRoute({
  method: 'get',
  path: '/tiles/{layer}/{z}/{x}/{file}',
  tags: ['tiles'],
  summary: 'One Mapbox vector tile: /tiles/{layer}/{z}/{x}/{y}.mvt',
  request: {
    params: z.object({
      layer: z.string(),
      z: z.string(),
      x: z.string(),
      file: z.stringFormat('file', /^\d{1,8}\.mvt$/),
    }),
    query: tileQuery,
  },
  responses: {
    200: media('The tile', 'application/vnd.mapbox-vector-tile'),
    204: { description: 'Nothing there' },
    304: { description: 'Not modified' },
    404: media('No such layer or address', 'application/problem+json'),
  },
});

/** The short tile routes. */
export function tileRoutes(services: Services, metrics: Metrics) {
  return router()
    .openapi(tileJson, async (c) => {
      const layer = c.req.valid('param').file.slice(0, -'.json'.length);
      const answer = await services.tiles.tileJson(c.var.who, layer, publicOrigin(c, services.settings));
      if (!answer) throw new NotFound();
      return c.json(answer, 200, { 'Cache-Control': 'no-cache', Vary: 'Cookie' });
    })
    .openapi(tile, async (c) => {
      const { layer, z: zoom, x, file } = c.req.valid('param');
      return serveTile(
        c,
        services,
        metrics,
        layer,
        [zoom, x, file.slice(0, -'.mvt'.length)],
        c.req.valid('query'),
      );
    });
}

/** One tile as a response; a bad address is 404 before any SQL. */
export async function serveTile(
  c: Context<Env>,
  services: Services,
  metrics: Metrics,
  layer: string,
  [zoom, x, y]: readonly [string, string, string],
  filter: Omit<TileFilter, 'where'> & {
    readonly filter?: string | undefined;
    readonly at?: string | undefined;
    readonly mode?: AsOf['mode'] | undefined;
  },
): Promise<Response> {
  const at = parseTileAddress(zoom, x, y);
  if (!at) throw new NotFound();
  const { grade, sector, kind } = filter;
  refuseStrayKinds(layer, kind);
  const asOf = momentOf(filter);
  const where =
    filter.filter === undefined ? undefined : whereOf(services, filter.filter, layer, c.var.who, asOf);
  const narrowed = {
    ...(grade && { grade }),
    ...(sector && { sector }),
    ...(kind && { kind }),
    ...(where && { where }),
    ...(asOf && { asOf }),
  };
  const encoding = encodingOf(c.req.header('accept-encoding'));
  const answer = await services.tiles.tile(
    c.var.who,
    layer,
    at,
    narrowed,
    encoding,
    c.req.header('if-none-match'),
  );
  metrics.tileServed(answer.status === 404 ? 'unknown' : layer, answer.status);
  if (answer.status === 404) throw new NotFound();
  const headers = {
    ETag: answer.etag,
    'Cache-Control': answer.cacheControl,
    Vary: 'Accept-Encoding, Cookie',
  };
  if (answer.status !== 200 || !answer.body) return c.body(null, answer.status === 304 ? 304 : 204, headers);
  return c.body(new Uint8Array(answer.body), 200, {
    ...headers,
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    ...(answer.encoding && answer.encoding !== 'identity' ? { 'Content-Encoding': answer.encoding } : {}),
  });
}

/** 400 for words that the layer's kind field does not know; a hidden or absent layer stays 404. */
function refuseStrayKinds(layerId: string, kinds: readonly string[] | undefined): void {
  const layer = layerById(layerId);
  if (!kinds || !layer) return;
  const known = layer.kindField ? (layer.fields[layer.kindField]?.dictionary ?? []) : [];
  if (kinds.some((kind) => !known.some((word) => word.id === kind)))
    throw new BadParameter(valueProblem('kind', 'choice'));
}

/** The best encoding that the reader takes; a weight of 0 refuses one. */
export function encodingOf(header: string | undefined): Encoding {
  const taken = (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...options] = part.trim().toLowerCase().split(';');
    return options.some((option) => /^\s*q=0(\.0+)?\s*$/.test(option)) ? [] : [name];
  });
  if (taken.includes('br')) return 'br';
  return taken.includes('gzip') ? 'gzip' : 'identity';
}
