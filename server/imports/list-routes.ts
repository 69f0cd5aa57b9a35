/** Matching two or three checked lists over HTTP: counts and groups, a table, or a layer of points. */
import { createRoute, z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import { media, query, router } from '../contract.ts';
import { Failure, Invalid } from '../failure.ts';
import { csv } from '../ogc/csv.ts';
import { PERSONAL } from '../ogc/format.ts';
import type { Services } from '../services.ts';
import { importer, ownEntry } from './access.ts';
import type { Stored } from './entries.ts';
import type { ImportJobs } from './jobs.ts';
import { type Group, type ListRow, matchLists, rowsOfList } from './match-lists.ts';

/** Rows of all lists together. */
const MOST_ROWS = 200_000;

const route = createRoute({
  method: 'post',
  path: '/api/match-lists',
  tags: ['imports'],
  summary: 'Two or three checked imports of one layer: matched, conflicting, only in one of them',
  request: {
    query: query({ f: z.enum(['json', 'csv', 'geojson']).default('json') }),
    body: {
      content: {
        'application/json': { schema: z.strictObject({ imports: z.array(z.uuid()).min(2).max(3) }) },
      },
      required: true,
    },
  },
  responses: {
    200: media('Counts and groups', 'application/json', 'text/csv', 'application/geo+json'),
    409: media('A list is not checked', 'application/problem+json'),
  },
});

/** The route of the lists. */
export function listRoutes(services: Services, jobs: ImportJobs) {
  return router().openapi(route, async (c) => {
    const who = importer(c.var);
    const { imports: ids } = c.req.valid('json');
    if (new Set(ids).size < ids.length) throw new Invalid(valueProblem('/imports', 'choice'));
    const entries: Stored[] = [];
    for (const id of ids) entries.push(await ownEntry(services, jobs, who, id));
    if (entries.some(({ state, layer }) => state !== 'checked' || layer !== entries[0]!.layer))
      throw new Failure('conflict', {
        detail: {
          zh: '名单须都检查过、尚未写入，并属于同一图层。',
          en: 'The lists must be checked, not yet written, and of one layer.',
        },
      });
    if (entries.reduce((sum, { counts }) => sum + (counts?.rows ?? 0), 0) > MOST_ROWS)
      throw new Failure('too_large');
    const lists = await services.database.as(
      who,
      async (session) => {
        const rows: ListRow[][] = [];
        for (const [i, id] of ids.entries()) rows.push(await rowsOfList(session, id, i));
        return rows;
      },
      { timeoutMs: 60_000 },
    );
    const groups = matchLists(lists);
    const { f } = c.req.valid('query');
    if (f === 'csv')
      return c.body(
        csv(
          header(ids.length),
          groups.map((group) => line(group, ids.length)),
        ),
        200,
        {
          ...PERSONAL,
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="lists.csv"',
        },
      );
    const features = groups.map((group) => featureOf(group, ids));
    if (f === 'geojson')
      return c.body(JSON.stringify({ type: 'FeatureCollection', features }), 200, {
        ...PERSONAL,
        'Content-Type': 'application/geo+json',
      });
    const count = (verdict: Group['verdict']) => groups.filter((one) => one.verdict === verdict).length;
    const only = Object.fromEntries(
      ids.map((id, i) => [
        id,
        groups.filter(({ verdict, rows }) => verdict === 'only' && rows[0]!.list === i).length,
      ]),
    );
    return c.json(
      {
        counts: { matched: count('matched'), conflicting: count('conflicting'), only },
        groups: features.slice(0, 1000).map(({ properties }) => properties),
      },
      200,
      PERSONAL,
    );
  });
}

const header = (lists: number) => [
  'verdict',
  'lists',
  'differing',
  ...Array.from({ length: lists }, (_, i) => [
    `row_${i + 1}`,
    `id_${i + 1}`,
    `name_${i + 1}`,
    `code_${i + 1}`,
  ]).flat(),
  'lon',
  'lat',
];

function line({ verdict, rows, differing }: Group, lists: number): unknown[] {
  const own = (i: number) => rows.find(({ list }) => list === i);
  return [
    verdict,
    rows.map(({ list }) => list + 1).join(' '),
    differing.join(' '),
    ...Array.from({ length: lists }, (_, i) => {
      const row = own(i);
      return [row?.row, row?.id, row?.name, row?.credit];
    }).flat(),
    rows[0]!.lon,
    rows[0]!.lat,
  ];
}

function featureOf({ verdict, rows, differing }: Group, ids: readonly string[]) {
  const [first] = rows;
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [first!.lon, first!.lat] },
    properties: {
      verdict,
      name: first!.name,
      differing,
      rows: rows.map(({ list, row, id, name, said }) => ({
        import: ids[list],
        row,
        id,
        name,
        differing: Object.fromEntries(differing.map((field) => [field, said[field] ?? null])),
      })),
    },
  };
}
