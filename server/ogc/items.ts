/** The features of a layer: pages of them, and one by its id. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { type Env, media, query, router } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { momentFor, momentQuery, readingAt } from '../history/moment.ts';
import { type Language, languageOf } from '../language.ts';
import { parameters, type Reading, readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import { crumbs, type Link, ogcRoot, selfLinks } from './common.ts';
import type { Crs } from './crs.ts';
import { csv } from './csv.ts';
import { type FeatureRow, featureColumns, featureText } from './feature.ts';
import { checkGeometries } from './filter-sql.ts';
import { formatOf, itemFormats, jsonOrHtml, MEDIA, PERSONAL } from './format.ts';
import { links, page, table } from './html.ts';
import { asBadParameter, conditionOf, type ItemsQuery, itemsQuery } from './items-query.ts';

export const MAX_LIMIT = 10_000;

const list = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/items',
  tags: ['ogc'],
  summary: 'Features of a layer',
  request: {
    params: z.object({ layer: z.string() }),
    query: query({
      f: itemFormats,
      bbox: z.string().max(300).optional(),
      'bbox-crs': z.string().max(100).optional(),
      datetime: z.string().max(100).optional(),
      // a larger limit is no error by the standard: the most that is given out counts
      limit: z
        .stringFormat('count', /^\d{1,9}$/)
        .transform((text) => Math.min(MAX_LIMIT, Number(text)))
        .pipe(z.int().min(1))
        .default(100)
        .openapi({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: 100 }),
      offset: z
        .stringFormat('offset', /^\d{1,9}$/)
        .transform(Number)
        .default(0)
        .openapi({ type: 'integer', minimum: 0, default: 0 }),
      filter: z.string().min(1).max(8_000).optional(),
      'filter-lang': z.literal('cql2-text').optional(),
      'filter-crs': z.string().max(100).optional(),
      sortby: z.string().max(300).optional(),
      crs: z.string().max(100).optional(),
      ...momentQuery,
    }),
  },
  responses: {
    200: media('The features', MEDIA.geojson, 'text/csv', 'text/html'),
    400: media('Bad parameter', 'application/problem+json'),
    404: media('Absent or hidden', 'application/problem+json'),
  },
});

const one = createRoute({
  method: 'get',
  path: '/ogc/collections/{layer}/items/{id}',
  tags: ['ogc'],
  summary: 'One feature',
  request: {
    params: z.object({ layer: z.string(), id: z.string() }),
    query: query({ f: jsonOrHtml, crs: z.string().max(100).optional(), ...momentQuery }),
  },
  responses: {
    200: media('The feature', MEDIA.geojson, 'text/html'),
    404: media('Absent or hidden', 'application/problem+json'),
  },
});

/** The routes of the features. */
export function itemRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const format = formatOf(c, asked.f, ['json', 'csv', 'html']);
      const { who } = c.var;
      const reading = readingAt(readingOf(c.req.valid('param').layer, who), who, momentFor(who, asked));
      const wanted = itemsQuery(asked, reading);
      const found = await readItems(services, who, wanted, format === 'csv').catch((error) => {
        throw asBadParameter(error);
      });
      const headers = { ...PERSONAL, 'Content-Crs': `<${wanted.crs.uri}>` };
      if (format === 'csv') {
        const name = `attachment; filename="${reading.layer.id}.csv"`;
        const type = { 'Content-Type': MEDIA.csv, 'Content-Disposition': name };
        return c.body(asCsv(reading, found.rows), 200, { ...headers, ...type });
      }
      const around = pageLinks(c, services, wanted, found, format);
      if (format === 'html') return c.html(await asPage(c, services, wanted, found, around), 200, headers);
      return c.body(asCollection(reading, found, around), 200, { ...headers, 'Content-Type': MEDIA.geojson });
    })
    .openapi(one, async (c) => {
      const { layer, id } = c.req.valid('param');
      const { f, crs: name, ...moment } = c.req.valid('query');
      const lang = languageOf(c);
      const format = formatOf(c, f, ['json', 'html']);
      const { who } = c.var;
      const reading = readingAt(readingOf(layer, who), who, momentFor(who, moment));
      const { crs } = itemsQuery({ crs: name, limit: 1, offset: 0 }, reading);
      const row = await readItem(services, who, reading, id, crs);
      if (!row) throw new NotFound();
      const root = ogcRoot(c, services);
      const headers = { ...PERSONAL, 'Content-Crs': `<${crs.uri}>` };
      if (format === 'html') {
        const rows = reading.fields.map((field) => [
          reading.layer.fields[field]!.label[lang],
          shown(reading, row, field, lang),
        ]);
        const header = lang === 'zh' ? ['字段', '值'] : ['Field', 'Value'];
        const title = String(row[reading.layer.title] ?? row.id);
        return c.html(
          await page(services, lang, title, crumbs(root, lang, reading.layer), table('', header, rows)),
          200,
          headers,
        );
      }
      const own: Link[] = [
        ...selfLinks(c, services, format, { json: MEDIA.geojson, html: 'text/html' }),
        { href: `${root}/collections/${layer}`, rel: 'collection', type: MEDIA.json },
      ];
      const text = featureText(row, reading.fields, {}, { links: own });
      return c.body(text, 200, { ...headers, 'Content-Type': MEDIA.geojson });
    });
}

interface Found {
  readonly rows: readonly FeatureRow[];
  readonly matched: number;
}

async function readItems(services: Services, who: Who, wanted: ItemsQuery, flat: boolean): Promise<Found> {
  const { reading, crs, order, limit, offset, filter } = wanted;
  const counting = parameters();
  const countSql = `select count(*) as n
from ${reading.table}
where ${conditionOf(wanted, counting.add)}`;
  const paging = parameters();
  const columns = flat
    ? `${featureColumns(reading)}, ${flatGeometry(reading)}`
    : featureColumns(reading, crs.latFirst);
  const pageSql = `select ${columns}
from ${reading.table}
where ${conditionOf(wanted, paging.add)}
order by ${order}
limit ${paging.add(limit)}::integer
offset ${paging.add(offset)}::integer`;
  return services.database.as(
    who,
    async (session) => {
      if (filter) await checkGeometries(filter, session);
      const [count] = await session.query<{ n: number }>(countSql, counting.values);
      const matched = count?.n ?? 0;
      const rows = offset < matched ? await session.query<FeatureRow>(pageSql, paging.values) : [];
      return { rows, matched };
    },
    { readOnly: true },
  );
}

async function readItem(
  services: Services,
  who: Who,
  reading: Reading,
  id: string,
  crs: Crs,
): Promise<FeatureRow | undefined> {
  // a zero byte is in no id, and PostgreSQL refuses it
  if (id.includes('\0')) return undefined;
  const [row] = await services.database.as(
    who,
    (session) =>
      session.query<FeatureRow>(
        `select ${featureColumns(reading, crs.latFirst)}
         from ${reading.table}
         where id = $1::text`,
        [id],
      ),
    { readOnly: true },
  );
  return row;
}

const isPoint = (reading: Reading) => reading.layer.geometry.every((type) => type === 'Point');
const flatGeometry = (reading: Reading) =>
  isPoint(reading) ? 'st_x(geom) as flat_lon, st_y(geom) as flat_lat' : 'st_astext(geom, 7) as flat_wkt';

function asCsv(reading: Reading, rows: readonly FeatureRow[]): string {
  const [names, geometry] = isPoint(reading)
    ? [
        ['lon', 'lat'],
        ['flat_lon', 'flat_lat'],
      ]
    : [['wkt'], ['flat_wkt']];
  const columns = [...reading.fields, ...geometry];
  return csv(
    [...reading.fields, ...names],
    rows.map((row) => columns.map((name) => row[name])),
  );
}

function asCollection(reading: Reading, { rows, matched }: Found, around: readonly Link[]): string {
  const head = JSON.stringify({
    type: 'FeatureCollection',
    timeStamp: new Date().toISOString(),
    numberMatched: matched,
    numberReturned: rows.length,
    links: around,
  });
  return `${head.slice(0, -1)},"features":[${rows.map((row) => featureText(row, reading.fields)).join(',')}]}`;
}

function pageLinks(
  c: Context<Env>,
  services: Services,
  wanted: ItemsQuery,
  found: Found,
  format: string,
): Link[] {
  const { limit, offset, reading } = wanted;
  const own = selfLinks(c, services, format, { json: MEDIA.geojson, html: 'text/html', csv: 'text/csv' });
  const lang = languageOf(c);
  const words = { next: { zh: '下一页', en: 'Next' }, prev: { zh: '上一页', en: 'Previous' } };
  const to = (rel: 'next' | 'prev', start: number): Link => {
    const address = new URL(own.find((link) => link.rel === 'self')!.href);
    address.searchParams.set('offset', String(start));
    address.searchParams.set('limit', String(limit));
    return {
      href: address.href,
      rel,
      type: format === 'html' ? 'text/html' : MEDIA.geojson,
      title: words[rel][lang],
    };
  };
  return [
    ...own,
    { href: `${ogcRoot(c, services)}/collections/${reading.layer.id}`, rel: 'collection', type: MEDIA.json },
    ...(offset > 0 ? [to('prev', Math.max(0, offset - limit))] : []),
    ...(offset + found.rows.length < found.matched && found.rows.length > 0
      ? [to('next', offset + limit)]
      : []),
  ];
}

async function asPage(
  c: Context<Env>,
  services: Services,
  wanted: ItemsQuery,
  found: Found,
  around: readonly Link[],
) {
  const { reading, offset } = wanted;
  const { layer, fields } = reading;
  const lang = languageOf(c);
  const root = ogcRoot(c, services);
  const shownFields = fields.filter((name) => name !== layer.title).slice(0, 12);
  const rows = found.rows.map((row) => [
    html`<a href="${root}/collections/${layer.id}/items/${encodeURIComponent(row.id)}?f=html">${String(row[layer.title] ?? row.id)}</a>`,
    ...shownFields.map((name) => shown(reading, row, name, lang)),
  ]);
  const header = [layer.title, ...shownFields].map((name) => layer.fields[name]!.label[lang]);
  const [first, last] = [offset + 1, offset + found.rows.length];
  const caption =
    lang === 'zh' ? `共 ${found.matched} 条，第 ${first}–${last} 条` : `${first}–${last} of ${found.matched}`;
  const content = html`${table(caption, header, rows)}${links(around.filter(({ rel }) => rel !== 'self'))}`;
  return page(services, lang, layer.label[lang], crumbs(root, lang, layer), content);
}

/** A value in words: coded fields by their dictionary, grades by name. */
function shown({ layer }: Reading, row: FeatureRow, name: string, lang: Language): string | number | null {
  const value = row[name];
  if (name === 'grade') return GRADE_WORDS[String(value ?? null) as GradeKey][lang];
  const word = layer.fields[name]?.dictionary?.find(({ id }) => id === value);
  if (word) return word[lang];
  return typeof value === 'number' ? value : value === null || value === undefined ? null : String(value);
}
