/** The entrance of the OGC APIs: landing page, conformance, and the description of everything. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { media, query, router } from '../contract.ts';
import { NotFound } from '../failure.ts';
import { languageOf } from '../language.ts';
import type { Services } from '../services.ts';
import { publicOrigin } from '../who.ts';
import { crumbs, type Link, ogcRoot, selfLinks } from './common.ts';
import { formatOf, jsonOrHtml, MEDIA } from './format.ts';
import { links, page } from './html.ts';

const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';

export const CONFORMANCE = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json',
] as const;

const both = media('The document', MEDIA.json, 'text/html');
const route = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'get',
    path,
    tags: ['ogc'],
    summary,
    request: { query: query({ f: jsonOrHtml }) },
    responses: { 200: both },
  });

const asset = createRoute({
  method: 'get',
  path: '/ogc/assets/{file}',
  hide: true,
  request: { params: z.object({ file: z.string() }), query: query({}) },
  responses: { 200: media('A script or style of the API page', 'text/javascript', 'text/css') },
});

/** The routes of the entrance; `describe` gives the OpenAPI document of the whole app. */
export function landingRoutes(services: Services, describe: (origin: string) => object) {
  return router()
    .openapi(route('/ogc', 'Landing page'), async (c) => {
      const format = formatOf(c, c.req.valid('query').f, ['json', 'html']);
      const lang = languageOf(c);
      const document = landingPage(ogcRoot(c, services), lang);
      const all = [
        ...selfLinks(c, services, format, { json: MEDIA.json, html: 'text/html' }),
        ...document.links,
      ];
      if (format === 'json') return c.json({ ...document, links: all }, 200);
      const content = html`<p>${document.description}</p>${links(document.links)}`;
      return c.html(await page(services, lang, document.title, [], content));
    })
    .openapi(route('/ogc/conformance', 'Conformance classes'), async (c) => {
      if (formatOf(c, c.req.valid('query').f, ['json', 'html']) === 'json') {
        return c.json({ conformsTo: CONFORMANCE }, 200);
      }
      const lang = languageOf(c);
      const title = { zh: '符合的标准', en: 'Conformance' }[lang];
      const content = html`<ul>${CONFORMANCE.map((uri) => html`<li>${uri}</li>`)}</ul>`;
      return c.html(await page(services, lang, title, crumbs(ogcRoot(c, services), lang), content));
    })
    .openapi(route('/ogc/api', 'This description (OpenAPI 3.0)'), async (c) => {
      if (formatOf(c, c.req.valid('query').f, ['json', 'html']) === 'html') return c.html(API_PAGE);
      return c.body(JSON.stringify(describe(publicOrigin(c, services.settings))), 200, {
        'Content-Type': OPENAPI,
      });
    })
    .openapi(asset, async (c) => {
      const answer = await assetFile(c.req.valid('param').file);
      if (!answer) throw new NotFound();
      return c.body(answer.body, 200, {
        'Content-Type': answer.type,
        'Cache-Control': 'public, max-age=86400',
      });
    });
}

function landingPage(root: string, lang: 'zh' | 'en'): { title: string; description: string; links: Link[] } {
  const link = (rel: string, path: string, type: string, zh: string, en: string): Link => ({
    href: `${root}${path}`,
    rel,
    type,
    title: lang === 'zh' ? zh : en,
  });
  return {
    title: lang === 'zh' ? '四色图：城市安全风险数据接口' : 'Fourcolor: safety-risk data of a city',
    description:
      lang === 'zh'
        ? '按国际标准（OGC API）提供区域、企业等图层的要素、瓦片与空间分析。看到的内容取决于登录身份。'
        : 'Features, tiles and spatial processes of the risk map by open standards (OGC API). What you see depends on who is signed in.',
    links: [
      link('service-desc', '/api?f=json', OPENAPI, '接口描述（OpenAPI）', 'API description (OpenAPI)'),
      link('service-doc', '/api?f=html', 'text/html', '接口文档', 'API documentation'),
      link('conformance', '/conformance', MEDIA.json, '符合的标准', 'Conformance'),
      link('data', '/collections', MEDIA.json, '图层', 'Collections'),
      link(
        'http://www.opengis.net/def/rel/ogc/1.0/conformance',
        '/conformance',
        MEDIA.json,
        '符合的标准',
        'Conformance',
      ),
      link('http://www.opengis.net/def/rel/ogc/1.0/data', '/collections', MEDIA.json, '图层', 'Collections'),
      link(
        'http://www.opengis.net/def/rel/ogc/1.0/processes',
        '/processes',
        MEDIA.json,
        '空间分析',
        'Processes',
      ),
      link(
        'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes',
        '/tileMatrixSets',
        MEDIA.json,
        '瓦片方案',
        'Tile matrix sets',
      ),
    ],
  };
}

const API_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 API · 四色图 Fourcolor</title>
<link rel="stylesheet" href="/ogc/assets/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/ogc/assets/swagger-ui-bundle.js"></script>
<script src="/ogc/assets/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/ogc/api?f=json', dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

/** Only these files of the page, by name. */
async function assetFile(name: string): Promise<{ body: string; type: string } | undefined> {
  if (name === 'start.js') return { body: START, type: 'text/javascript; charset=utf-8' };
  const type = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }[name];
  if (!type) return undefined;
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return { body: await readFile(join(folder, name), 'utf8'), type: `${type}; charset=utf-8` };
}
