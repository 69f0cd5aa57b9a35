/** The rows of a checked import over HTTP: the grid, the places on the map, the rejected ones, the pairs. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, media, query, router } from '../contract.ts';
import { NotFound } from '../failure.ts';
import { languageOf } from '../language.ts';
import { BYTE_ORDER_MARK, csvLine } from '../ogc/csv.ts';
import { PERSONAL } from '../ogc/format.ts';
import type { Services } from '../services.ts';
import { entryFor, looker } from './access.ts';
import { Grid, Pairs } from './api-types.ts';
import { folderOf } from './folder.ts';
import { gridOf, rejectedRows } from './grid.ts';
import type { ImportJobs } from './jobs.ts';
import { sideBySide } from './pair-sides.ts';
import { readPairs } from './pairs.ts';
import { previewOf } from './preview.ts';
import { count } from './routes.ts';

const params = z.object({ id: z.uuid() });
const tags = ['imports'];
const absent = media('Absent, or nothing was checked yet', 'application/problem+json');

const rows = createRoute({
  method: 'get',
  path: '/api/imports/{id}/rows',
  tags,
  summary: 'Rows of the file with their problems',
  request: {
    params,
    query: query({
      problem: z.string().max(60).optional().openapi({ description: 'A code, or any' }),
      severity: z.enum(['error', 'warning']).optional(),
      offset: count(0, 100_000_000, 0),
      limit: count(1, 500, 100),
    }),
  },
  responses: { 200: json(Grid, 'The rows'), 404: absent },
});
const preview = createRoute({
  method: 'get',
  path: '/api/imports/{id}/preview',
  tags,
  summary:
    'The placed rows as GeoJSON, at most 5,000 of them evenly taken, with how many lie outside the city',
  request: { params, query: query({}) },
  responses: { 200: media('FeatureCollection', 'application/geo+json'), 404: absent },
});
const rejected = createRoute({
  method: 'get',
  path: '/api/imports/{id}/rejected.csv',
  tags,
  summary: 'The rejected rows with their reasons, to be corrected and uploaded again',
  request: { params, query: query({}) },
  responses: { 200: media('The rows', 'text/csv'), 404: absent },
});
const duplicates = createRoute({
  method: 'get',
  path: '/api/imports/{id}/duplicates',
  tags,
  summary: 'Pairs that look like the same object, field by field',
  request: {
    params,
    query: query({
      undecided: z.enum(['true', 'false']).default('false'),
      offset: count(0, 1_000_000, 0),
      limit: count(1, 200, 50),
    }),
  },
  responses: { 200: json(Pairs, 'The pairs'), 404: absent },
});

/** The routes of the rows. */
export function importRowRoutes(services: Services, jobs: ImportJobs) {
  return router()
    .openapi(rows, async (c) => {
      const who = looker(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      const grid = await gridOf(services, who, stored, c.req.valid('query'));
      if (grid === undefined) throw new NotFound();
      return c.json(grid, 200);
    })
    .openapi(preview, async (c) => {
      const who = looker(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      const collection = await previewOf(services, who, stored);
      if (collection === undefined) throw new NotFound();
      return c.body(JSON.stringify(collection), 200, { ...PERSONAL, 'Content-Type': 'application/geo+json' });
    })
    .openapi(rejected, async (c) => {
      const who = looker(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      const found = await rejectedRows(services, stored, languageOf(c));
      if (found === undefined) throw new NotFound();
      const encoder = new TextEncoder();
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(found.header)));
        },
        async pull(controller) {
          const next = await found.rows.next();
          if (next.done) controller.close();
          else controller.enqueue(encoder.encode(csvLine(next.value)));
        },
        async cancel() {
          await found.rows.return(undefined);
        },
      });
      return c.body(stream, 200, {
        ...PERSONAL,
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="rejected-${stored.id.slice(0, 8)}.csv"`,
      });
    })
    .openapi(duplicates, async (c) => {
      const who = looker(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      const { undecided, offset, limit } = c.req.valid('query');
      const pairs = await readPairs(folderOf(services.settings, stored.id));
      const decided = (id: string) => Object.hasOwn(stored.choices.duplicates ?? {}, id);
      const open = pairs.filter(({ id, remembered }) => remembered === null && !decided(id));
      const wanted = undecided === 'true' ? open : pairs;
      const shown = await sideBySide(services, who, stored, wanted.slice(offset, offset + limit));
      return c.json({ total: wanted.length, undecided: open.length, pairs: shown }, 200);
    });
}
