/** What changed when: how many grades rose and fell in each day, week or month, and each change with its cause. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, query, router } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { CHANGES, type ChangeQuery, changeConditions, changeQuery, dayOf } from './change-sql.ts';
import { momentOf, momentQuery } from './moment.ts';
import { readStep } from './step.ts';

const PAGE = 50;
/** Bars of a histogram that are still told apart. */
const MOST_BARS = 140;

const Bar = z.object({
  from: z.string(),
  up: z.int(),
  down: z.int(),
  assessed: z.int(),
  withdrawn: z.int(),
  other: z.int(),
});
const History = z
  .object({
    from: z.string(),
    to: z.string(),
    by: z.enum(['day', 'week', 'month']),
    bars: z.array(Bar),
    total: z.int(),
    /** The first day of which anything is recorded; null = nothing is. */
    since: z.string().nullable(),
  })
  .openapi('History');

const grade = z.int().min(1).max(4).nullable();
const Change = z
  .object({
    layer: z.string(),
    id: z.string(),
    name: z.string().nullable(),
    kind: z.string().nullable(),
    regionCode: z.string().nullable(),
    at: z.array(z.number()).length(2),
    change: z.enum(CHANGES),
    before: grade,
    after: grade,
    /** The day from which it holds. */
    since: z.string().nullable(),
    recordedAt: z.string(),
    cause: z.string().nullable(),
    /** Only for administrators and auditors. */
    userId: z.string().nullable(),
  })
  .openapi('Change');
const Changes = z
  .object({ changes: z.array(Change), total: z.int(), page: z.int(), pages: z.int() })
  .openapi('Changes');

const history = createRoute({
  method: 'get',
  path: '/api/history',
  tags: ['history'],
  summary: 'Changes counted by day, week or month',
  request: { query: query({ ...changeQuery, by: z.enum(['day', 'week', 'month']).optional() }) },
  responses: { 200: json(History, 'The histogram') },
});
const changes = createRoute({
  method: 'get',
  path: '/api/changes',
  tags: ['history'],
  summary: 'What changed, from what to what, and why; last first',
  request: {
    query: query({
      ...changeQuery,
      page: z
        .stringFormat('page', /^[1-9]\d{0,6}$/)
        .transform(Number)
        .default(1)
        .openapi({ type: 'integer', minimum: 1, default: 1 }),
    }),
  },
  responses: { 200: json(Changes, 'The changes') },
});

const { mode, layer, bbox, change } = changeQuery;
const step = createRoute({
  method: 'get',
  path: '/api/history/step',
  tags: ['history'],
  summary: 'The moment of the previous or next change, for stepping through the states of a day',
  request: {
    query: query({
      at: momentQuery.at,
      to: z.enum(['previous', 'next']).openapi({
        description:
          'previous: back by one state. next: the first change after the moment; at null = there is none, so now',
      }),
      mode,
      layer,
      bbox,
      change,
    }),
  },
  responses: {
    200: json(
      z.object({ at: z.string().nullable(), changes: z.int() }).openapi('HistoryStep'),
      'The instant from which the change holds',
    ),
  },
});

/** The routes of the past. */
export function historyRoutes(services: Services) {
  return router()
    .openapi(history, async (c) => c.json(await readHistory(services, c.var.who, c.req.valid('query')), 200))
    .openapi(step, async (c) => {
      const asked = c.req.valid('query');
      if (asked.at !== undefined) momentOf(asked);
      return c.json(
        await services.database.as(c.var.who, (session) => readStep(session, c.var.who, asked), {
          readOnly: true,
        }),
        200,
      );
    })
    .openapi(changes, async (c) => c.json(await readChanges(services, c.var.who, c.req.valid('query')), 200));
}

async function readHistory(
  services: Services,
  who: Who,
  asked: ChangeQuery & { readonly by?: 'day' | 'week' | 'month' | undefined },
) {
  const { values, add } = parameters();
  const conditions = changeConditions(who, asked, add);
  const days = (Date.parse(asked.to) - Date.parse(asked.from)) / 86_400_000;
  const by = asked.by ?? (days <= MOST_BARS ? 'day' : days <= MOST_BARS * 7 ? 'week' : 'month');
  const count = (change: string) => `(count(*) filter (where change = '${change}'))::integer as ${change}`;
  return services.database.as(
    who,
    async (session) => {
      const bars = await session.query<z.output<typeof Bar>>(
        `select date_trunc('${by}', ${dayOf(asked)}::timestamp)::date as "from",
  ${['up', 'down', 'assessed', 'withdrawn'].map(count).join(', ')},
  (count(*) filter (where change not in ('up', 'down', 'assessed', 'withdrawn')))::integer as other
from fourcolor.object_versions
where ${conditions}
group by 1
order by 1`,
        values,
      );
      const [first] = await session.query<{ since: string | null }>(
        `select (min(recorded) at time zone 'utc' + interval '8 hours')::date as since
from fourcolor.object_versions
where layer = 'regions'`,
      );
      const total = bars.reduce(
        (sum, bar) => sum + bar.up + bar.down + bar.assessed + bar.withdrawn + bar.other,
        0,
      );
      return { from: asked.from, to: asked.to, by, bars, total, since: first?.since ?? null };
    },
    { readOnly: true },
  );
}

async function readChanges(services: Services, who: Who, asked: ChangeQuery & { readonly page: number }) {
  const mayKnow = who.role === 'admin' || who.role === 'audit';
  const counting = parameters();
  const paging = parameters();
  const order = asked.mode === 'known' ? 'recorded desc' : 'valid_from desc, recorded desc';
  const countSql = `select count(*) as n
from fourcolor.object_versions
where ${changeConditions(who, asked, counting.add)}`;
  const pageSql = `select layer, object_id as id, name, kind, region_code as "regionCode",
  ST_X(ST_Transform(place, 4326)) as lon, ST_Y(ST_Transform(place, 4326)) as lat, change, before_grade as before,
  case when gone then null else grade end as after,
  case when valid_from > '-infinity' then valid_from end as since, recorded as "recordedAt", cause,
  ${mayKnow ? 'user_id' : 'null::text'} as "userId"
from fourcolor.object_versions
where ${changeConditions(who, asked, paging.add)}
order by ${order}, layer, id
limit ${PAGE}
offset ${paging.add((asked.page - 1) * PAGE)}::integer`;
  return services.database.as(
    who,
    async (session) => {
      const [count] = await session.query<{ n: number }>(countSql, counting.values);
      const rows = await session.query<
        Omit<z.output<typeof Change>, 'at'> & { readonly lon: number; readonly lat: number }
      >(pageSql, paging.values);
      const total = count?.n ?? 0;
      return {
        changes: rows.map(({ lon, lat, ...row }) => ({ ...row, at: [lon, lat] })),
        total,
        page: asked.page,
        pages: Math.ceil(total / PAGE),
      };
    },
    { readOnly: true },
  );
}
