/** OGC API Tiles over the same tile service: which tilesets a layer has, their matrix, and each tile. */
import { createRoute, z } from '@hono/zod-openapi';
import { layerById } from '../../data/layers/all.ts';
import { MAX_ZOOM, WORLD_HALF_M } from '../../tiles/address.ts';
import { media, query, router } from '../contract.ts';
import { NotFound } from '../failure.ts';
import { languageOf } from '../language.ts';
import type { Metrics } from '../metrics.ts';
import type { Services } from '../services.ts';
import { serveTile, tileQuery } from '../tile-routes.ts';
import { publicOrigin } from '../who.ts';
import { type Link, ogcRoot } from './common.ts';
import { MEDIA, PERSONAL } from './format.ts';

const MVT = 'application/vnd.mapbox-vector-tile';
const SCHEME = 'WebMercatorQuad';
const SCHEME_URI = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';

const f = z.literal('json').optional();
const document = media('The document', MEDIA.json);
const missing = media('Absent or hidden', 'application/problem+json');

const schemes = createRoute({
  method: 'get',
  path: '/ogc/tileMatrixSets',
  tags: ['ogc tiles'],
  summary: 'Tile matrix sets',
  request: { query: query({ f }) },
  responses: { 200: document },
});
const scheme = createRoute({
  method: 'get',
  path: '/ogc/tileMatrixSets/{scheme}',
  tags: ['ogc tiles'],
  summary: 'One tile matrix set',
  request: { params: z.object({ scheme: z.literal(SCHEME) }), query: query({ f }) },
  responses: { 200: document, 404: missing },
});
const tilesets = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/tiles',
  tags: ['ogc tiles'],
  summary: 'Tilesets of a layer',
  request: { params: z.object({ layer: z.string() }), query: query({ f }) },
  responses: { 200: document, 404: missing },
});
const tileset = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/tiles/{scheme}',
  tags: ['ogc tiles'],
  summary: 'One tileset',
  request: { params: z.object({ layer: z.string(), scheme: z.literal(SCHEME) }), query: query({ f }) },
  responses: { 200: document, 404: missing },
});
const tile = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/tiles/{scheme}/{z}/{row}/{col}',
  tags: ['ogc tiles'],
  summary: 'One vector tile; row is y and col is x',
  request: {
    params: z.object({
      layer: z.string(),
      scheme: z.literal(SCHEME),
      z: z.string(),
      row: z.string(),
      col: z.string(),
    }),
    query: tileQuery.extend({ f: z.literal('mvt').optional() }),
  },
  responses: { 200: media('The tile', MVT), 204: { description: 'Nothing there' }, 404: missing },
});

interface TileJson {
  readonly minzoom?: number;
  readonly maxzoom?: number;
  readonly bounds?: readonly number[];
}

/** The routes of the tilesets. */
export function tilesetRoutes(services: Services, metrics: Metrics) {
  return router()
    .openapi(schemes, (c) => {
      const root = ogcRoot(c, services);
      const self: Link = { href: `${root}/tileMatrixSets/${SCHEME}`, rel: 'self', type: MEDIA.json };
      return c.json({
        tileMatrixSets: [{ id: SCHEME, title: SCHEME, uri: SCHEME_URI, crs: MERCATOR, links: [self] }],
      });
    })
    .openapi(scheme, (c) => c.json(matrixSet()))
    .openapi(tilesets, async (c) => {
      const { layer } = c.req.valid('param');
      const about = await services.tiles.tileJson(c.var.who, layer, publicOrigin(c, services.settings));
      if (!about) throw new NotFound();
      const root = ogcRoot(c, services);
      return c.json({ links: [], tilesets: [describe(layer, about, root, languageOf(c))] }, 200, PERSONAL);
    })
    .openapi(tileset, async (c) => {
      const { layer } = c.req.valid('param');
      const about = await services.tiles.tileJson(c.var.who, layer, publicOrigin(c, services.settings));
      if (!about) throw new NotFound();
      return c.json(describe(layer, about, ogcRoot(c, services), languageOf(c)), 200, PERSONAL);
    })
    .openapi(tile, async (c) => {
      const { layer, z: zoom, row, col } = c.req.valid('param');
      const { f: _, lang: __, ...filter } = c.req.valid('query');
      return serveTile(c, services, metrics, layer, [zoom, col, row], filter);
    });
}

function describe(layer: string, tileJson: TileJson, root: string, lang: 'zh' | 'en') {
  const here = `${root}/collections/${layer}/tiles/${SCHEME}`;
  const { minzoom = 0, maxzoom = MAX_ZOOM, bounds } = tileJson;
  return {
    title: layerById(layer)?.label[lang] ?? layer,
    dataType: 'vector',
    crs: MERCATOR,
    tileMatrixSetURI: SCHEME_URI,
    tileMatrixSetLimits: Array.from({ length: maxzoom - minzoom + 1 }, (_, i) => limits(minzoom + i, bounds)),
    ...(bounds ? { boundingBox: { lowerLeft: bounds.slice(0, 2), upperRight: bounds.slice(2, 4) } } : {}),
    links: [
      { href: here, rel: 'self', type: MEDIA.json },
      {
        href: `${root}/tileMatrixSets/${SCHEME}`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
        type: MEDIA.json,
      },
      { href: `${here}/{tileMatrix}/{tileRow}/{tileCol}`, rel: 'item', type: MVT, templated: true },
    ],
  };
}

/** The rows and columns that may hold something. */
function limits(zoom: number, bounds: readonly number[] | undefined) {
  const side = 2 ** zoom;
  const clamp = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  const [west = -180, south = -85, east = 180, north = 85] = bounds ?? [];
  const row = (lat: number) =>
    clamp((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * side);
  const col = (lon: number) => clamp(((lon + 180) / 360) * side);
  return {
    tileMatrix: String(zoom),
    minTileRow: row(north),
    maxTileRow: row(south),
    minTileCol: col(west),
    maxTileCol: col(east),
  };
}

/** WebMercatorQuad as in OGC 17-083r4, annex D.1; scale denominators for pixels of 0.28 mm. */
function matrixSet() {
  const cell0M = (2 * WORLD_HALF_M) / 256;
  return {
    id: SCHEME,
    title: 'Google Maps Compatible for the World',
    uri: SCHEME_URI,
    crs: MERCATOR,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => ({
      id: String(zoom),
      scaleDenominator: cell0M / 2 ** zoom / 0.00028,
      cellSize: cell0M / 2 ** zoom,
      cornerOfOrigin: 'topLeft',
      pointOfOrigin: [-WORLD_HALF_M, WORLD_HALF_M],
      tileWidth: 256,
      tileHeight: 256,
      matrixWidth: 2 ** zoom,
      matrixHeight: 2 ** zoom,
    })),
  };
}
