/** The layers as OGC collections, and what can be filtered in them. */
import { createRoute, z } from '@hono/zod-openapi';
import { html } from 'hono/html';
import type { Field, Layer, SqlType } from '../../data/layer.ts';
import { media, query, router } from '../contract.ts';
import { type Language, languageOf } from '../language.ts';
import { type Reading, readingOf, readingsOf } from '../reading.ts';
import type { Services } from '../services.ts';
import { crumbs, type Link, ogcRoot, selfLinks } from './common.ts';
import { CRS84, CRSS } from './crs.ts';
import { createExtents, type Extent } from './extent.ts';
import { formatOf, jsonOrHtml, MEDIA, PERSONAL } from './format.ts';
import { COLLECTIONS, links, page, table } from './html.ts';

const params = z.object({ layer: z.string() });
const both = media('The document', MEDIA.json, 'text/html');

const list = createRoute({
  method: 'get',
  path: '/ogc/collections',
  tags: ['ogc'],
  summary: 'Layers that the reader may read',
  request: { query: query({ f: jsonOrHtml }) },
  responses: { 200: both },
});
const one = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}',
  tags: ['ogc'],
  summary: 'One layer',
  request: { params, query: query({ f: jsonOrHtml }) },
  responses: { 200: both, 404: media('Absent or hidden', 'application/problem+json') },
});
const queryables = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/queryables',
  tags: ['ogc'],
  summary: 'Fields by which a layer can be filtered (JSON Schema)',
  request: { params, query: query({ f: jsonOrHtml }) },
  responses: { 200: media('JSON Schema', 'application/schema+json', 'text/html') },
});

/** The routes of the collections. */
export function collectionRoutes(services: Services) {
  const extentOf = createExtents(services);
  return router()
    .openapi(list, async (c) => {
      const lang = languageOf(c);
      const root = ogcRoot(c, services);
      const format = formatOf(c, c.req.valid('query').f, ['json', 'html']);
      const who = c.var.who;
      const collections = await Promise.all(
        readingsOf(who).map(async (reading) => describe(reading, await extentOf(who, reading), root, lang)),
      );
      if (format === 'json') {
        const own = selfLinks(c, services, format, { json: MEDIA.json, html: 'text/html' });
        return c.json({ links: own, collections }, 200, PERSONAL);
      }
      const rows = collections.map(({ id, title, description }) => [
        html`<a href="${root}/collections/${id}?f=html">${title}</a>`,
        id,
        description,
      ]);
      const header = lang === 'zh' ? ['图层', '编号', '说明'] : ['Layer', 'Id', 'About'];
      return c.html(
        await page(services, lang, COLLECTIONS[lang], crumbs(root, lang), table('', header, rows)),
        200,
        PERSONAL,
      );
    })
    .openapi(one, async (c) => {
      const lang = languageOf(c);
      const root = ogcRoot(c, services);
      const reading = readingOf(c.req.valid('param').layer, c.var.who);
      const collection = describe(reading, await extentOf(c.var.who, reading), root, lang);
      if (formatOf(c, c.req.valid('query').f, ['json', 'html']) === 'json')
        return c.json(collection, 200, PERSONAL);
      const content = html`<p>${collection.description}</p>${links(collection.links)}`;
      return c.html(
        await page(services, lang, collection.title, crumbs(root, lang, reading.layer), content),
        200,
        PERSONAL,
      );
    })
    .openapi(queryables, async (c) => {
      const lang = languageOf(c);
      const root = ogcRoot(c, services);
      const reading = readingOf(c.req.valid('param').layer, c.var.who);
      if (formatOf(c, c.req.valid('query').f, ['json', 'html']) === 'json') {
        const schema = queryableSchema(reading, `${root}/collections/${reading.layer.id}/queryables`, lang);
        return c.body(JSON.stringify(schema), 200, {
          ...PERSONAL,
          'Content-Type': 'application/schema+json',
        });
      }
      const rows = reading.fields.map((name) => {
        const field = reading.layer.fields[name]!;
        return [name, field.label[lang], field.type, field.unit ?? ''];
      });
      const header = lang === 'zh' ? ['字段', '名称', '类型', '单位'] : ['Field', 'Label', 'Type', 'Unit'];
      const title = { zh: '可过滤字段', en: 'Queryables' }[lang];
      return c.html(
        await page(services, lang, title, crumbs(root, lang, reading.layer), table('', header, rows)),
        200,
        PERSONAL,
      );
    });
}

function describe({ layer }: Reading, extent: Extent, root: string, lang: Language) {
  return {
    id: layer.id,
    title: layer.label[lang],
    description: layer.about[lang],
    itemType: 'feature',
    extent: {
      ...(extent.bbox ? { spatial: { bbox: [extent.bbox], crs: CRS84 } } : {}),
      ...(extent.interval
        ? {
            temporal: {
              interval: [extent.interval],
              trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian',
            },
          }
        : {}),
    },
    crs: CRSS.map(({ uri }) => uri),
    storageCrs: CRS84,
    links: collectionLinks(layer, `${root}/collections/${layer.id}`, lang),
  };
}

function collectionLinks(layer: Layer, here: string, lang: Language): Link[] {
  const title = layer.label[lang];
  return [
    { href: `${here}?f=json`, rel: 'self', type: MEDIA.json, title },
    { href: `${here}?f=html`, rel: 'alternate', type: 'text/html', title },
    { href: `${here}/items?f=json`, rel: 'items', type: MEDIA.geojson, title: `${title} · GeoJSON` },
    { href: `${here}/items?f=html`, rel: 'items', type: 'text/html', title: `${title} · HTML` },
    { href: `${here}/items?f=csv`, rel: 'items', type: 'text/csv', title: `${title} · CSV` },
    {
      href: `${here}/queryables?f=json`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      type: 'application/schema+json',
      title: lang === 'zh' ? '可过滤字段' : 'Queryables',
    },
    {
      href: `${here}/tiles`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
      type: MEDIA.json,
      title: lang === 'zh' ? '矢量瓦片' : 'Vector tiles',
    },
  ];
}

const JSON_TYPES: Readonly<Record<SqlType, object>> = {
  text: { type: 'string' },
  smallint: { type: 'integer' },
  integer: { type: 'integer' },
  'double precision': { type: 'number' },
  date: { type: 'string', format: 'date' },
  'timestamp with time zone': { type: 'string', format: 'date-time' },
};

/** The JSON Schema of a layer's filterable fields, as far as the reader may read them. */
export function queryableSchema({ layer, fields }: Reading, id: string, lang: Language) {
  const geometry = layer.geometry.length === 1 ? layer.geometry[0]!.toLowerCase() : 'any';
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object',
    title: layer.label[lang],
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(fields.map((name) => [name, propertySchema(layer.fields[name]!, lang)])),
      geom: { title: lang === 'zh' ? '位置' : 'Geometry', format: `geometry-${geometry}` },
    },
  };
}

function propertySchema(field: Field, lang: Language) {
  return {
    title: field.label[lang],
    ...JSON_TYPES[field.type],
    ...(field.dictionary ? { enum: field.dictionary.map((word) => word.id) } : {}),
    ...(field.unit ? { 'x-ogc-unit': field.unit } : {}),
  };
}
