/** Whole layers as files: everything that a filter and a box select, by the reader's rights, as it is read. */
import { createRoute, z } from '@hono/zod-openapi';
import { media, query, router } from '../contract.ts';
import { PERSONAL } from '../ogc/format.ts';
import { asBadParameter, itemsQuery } from '../ogc/items-query.ts';
import type { Services } from '../services.ts';
import { exportAbout } from './about.ts';
import { EXPORT_FORMATS, exportPieces, FORMAT_ABOUT } from './formats.ts';
import { type ExportRow, exportReading, exportRows } from './rows.ts';

const route = createRoute({
  method: 'get',
  path: '/api/export/{layer}',
  tags: ['export'],
  summary: 'Every selected feature of a layer as a file',
  request: {
    params: z.object({ layer: z.string() }),
    query: query({
      f: z.enum(EXPORT_FORMATS).default('geojson'),
      filter: z.string().min(1).max(8_000).optional().openapi({ description: 'CQL2 text' }),
      bbox: z.string().max(300).optional(),
      mark: z.enum(['true', 'false']).default('true').openapi({
        description: 'Whether a CSV begins with the byte order mark by which spreadsheets know UTF-8',
      }),
    }),
  },
  responses: {
    200: media('The file', ...Object.values(FORMAT_ABOUT).map((one) => one.media.split(';')[0]!)),
    400: media('Bad parameter', 'application/problem+json'),
    404: media('Absent or hidden', 'application/problem+json'),
  },
});

/** The route of exports. */
export function exportRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const { f, filter, bbox, mark } = c.req.valid('query');
    const { database } = services;
    const { who } = c.var;
    const reading = exportReading(c.req.valid('param').layer, who);
    const wanted = itemsQuery({ filter, bbox, limit: 1, offset: 0 }, reading);
    const chunks = exportRows(database, who, wanted);
    // the first rows before the answer begins: a filter that cannot be carried out is still a refusal
    const first = await chunks.next().catch((error) => {
      throw asBadParameter(error);
    });
    const about = await exportAbout(database, who, wanted);
    const pieces = exportPieces(f, reading, about, resumed(first, chunks), { mark: mark === 'true' });
    const { media: type, ending } = FORMAT_ABOUT[f];
    const name = `${reading.layer.id}-${about.at.slice(0, 10)}.${ending}`;
    return c.body(streamOf(pieces), 200, {
      ...PERSONAL,
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });
}

/** Read as fast as the reader takes it, and ended when the reader goes away. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

async function* resumed(
  first: IteratorResult<readonly ExportRow[], void>,
  rest: AsyncGenerator<readonly ExportRow[]>,
): AsyncGenerator<readonly ExportRow[]> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
