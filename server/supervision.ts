/** 分类分级监管: each object's class of supervision, when it must be visited, and the key lists of city and county. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Grade } from '../data/grade.ts';
import type { Text } from '../data/layer.ts';
import type { GradingSettings } from '../data/ledger/settings.ts';
import type { SupervisionClass } from '../data/ledger/words.ts';
import { json, media, query, router, TextSchema } from './contract.ts';
import type { Session } from './db/database.ts';
import { NotFound } from './failure.ts';
import { reader, writer } from './grading/routes.ts';
import { currentSettings } from './grading/settings.ts';
import { parameters } from './reading.ts';
import type { Services } from './services.ts';

const LAYERS = ['enterprises', 'places', 'hazard_points', 'major_hazards'] as const;
const DUE = ['overdue', 'due', 'ok', 'never', 'sampled'] as const;
const PRIVATE = { 'Cache-Control': 'no-store' };
const tags = ['supervision'];
const day = z.string().nullable();

const Row = z
  .object({
    layer: z.enum(LAYERS),
    id: z.string(),
    name: z.string(),
    sector: z.string().nullable(),
    regionCode: z.string().nullable(),
    regionName: z.string().nullable(),
    grade: z.int().nullable(),
    evaluation: z.enum(['good', 'fair', 'poor']).nullable(),
    class: z.enum(['A', 'B', 'C', 'D']),
    everyDays: z.int().nullable().openapi({ description: 'null = drawn by lot / 抽查' }),
    lastVisitOn: day,
    dueOn: day,
    due: z.enum(DUE),
    keyLists: z.array(z.enum(['city', 'county'])),
    rule: TextSchema,
  })
  .openapi('SupervisionRow');

const list = createRoute({
  method: 'get',
  path: '/api/supervision',
  tags,
  summary: 'Class and frequency of supervision, what is due or overdue, and the key lists',
  request: {
    query: query({
      list: z.enum(['all', 'due', 'overdue', 'never', 'city', 'county', 'both']).default('all'),
      layer: z.enum(LAYERS).default('enterprises'),
      region: z
        .string()
        .regex(/^\d{12}(\d{2})?$/)
        .optional(),
      sector: z.string().max(60).optional(),
      class: z.enum(['A', 'B', 'C', 'D']).optional(),
      q: z.string().trim().min(1).max(100).optional(),
      sort: z.enum(['dueOn', '-dueOn', 'class', 'name']).default('dueOn'),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      size: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: json(
      z.object({
        rows: z.array(Row),
        total: z.int(),
        counts: z.record(z.string(), z.int()),
        byClass: z.record(z.string(), z.int()),
        page: z.int(),
        size: z.int(),
        settingsVersion: z.int(),
      }),
      'One page, with counts of everything that the region, sector and text ask for',
    ),
    404: media('For staff', 'application/problem+json'),
  },
});

const object = { layer: z.enum(LAYERS), id: z.string().max(300) };
const refusals = {
  403: media('Not allowed', 'application/problem+json'),
  404: media('Absent or hidden', 'application/problem+json'),
  422: media('Values that cannot be used', 'application/problem+json'),
};
const visit = createRoute({
  method: 'post',
  path: '/api/supervision/visits',
  tags,
  summary: 'Record a visit',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            ...object,
            visitedOn: z.iso.date(),
            department: z.string().trim().min(1).max(120),
            findings: z.string().trim().min(1).max(2000).optional(),
          }),
        },
      },
    },
  },
  responses: { 201: json(z.object({ recorded: z.literal(true) }), 'Recorded'), ...refusals },
});
const keyList = createRoute({
  method: 'put',
  path: '/api/supervision/key-lists',
  tags,
  summary: 'Put an object on a key list, or take it off, against the rule',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            ...object,
            level: z.enum(['city', 'county']),
            listed: z.boolean(),
            reason: z.string().trim().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: { 200: json(z.object({ listed: z.boolean() }), 'As it is now'), ...refusals },
});

interface Asked {
  readonly layer: (typeof LAYERS)[number];
  readonly region?: string | undefined;
  readonly sector?: string | undefined;
  readonly class?: SupervisionClass | undefined;
  readonly q?: string | undefined;
}

/** Rows with class, frequency and dates computed in the database, so that lists, counts and documents agree. */
export function supervisedSql(
  { supervision }: GradingSettings,
  asked: Asked,
  add: (value: unknown) => string,
): string {
  const { layer } = asked;
  const evaluation = layer === 'enterprises' ? 'o.evaluation' : 'null::text';
  const classes = add(JSON.stringify(supervision.classes));
  const every = add(JSON.stringify(supervision.everyDays));
  const within = Number(supervision.dueWithinDays);
  const keyed = (level: 'city' | 'county') => `coalesce(
      (select k.listed from fourcolor.key_list_entries as k
       where k.level = '${level}' and k.layer = '${layer}' and k.object_id = o.id),
      o.grade = any(${add(supervision.keyLists[level])}::smallint[]), false)`;
  const where = [
    ...(asked.region ? [`o.region_code ^@ fourcolor.region_prefix(${add(asked.region)}::text)`] : []),
    ...(asked.sector ? [`o.sector = ${add(asked.sector)}::text`] : []),
    ...(asked.q ? [`o.name ilike ${add(`%${asked.q.replace(/[\\%_]/g, '\\$&')}%`)}::text`] : []),
  ];
  return `select s.*,
  case
    when s.every is null then 'sampled'
    when s.last_visit is null then 'never'
    when s.last_visit + s.every < fourcolor.today() then 'overdue'
    when s.last_visit + s.every <= fourcolor.today() + ${within} then 'due'
    else 'ok'
  end as due,
  s.last_visit + s.every as due_on
from (
  select c.*, (${every}::jsonb ->> c.class)::integer as every
  from (
    select o.id, o.name, o.sector, o.region_code, o.grade, ${evaluation} as evaluation,
      ${classes}::jsonb -> coalesce(o.grade::text, 'null') ->> coalesce(${evaluation}, 'fair') as class,
      ${keyed('city')} as city, ${keyed('county')} as county,
      (select max(v.visited_on) from fourcolor.supervision_visits as v
       where v.layer = '${layer}' and v.object_id = o.id) as last_visit
    from fourcolor.${layer} as o
    ${where.length > 0 ? `where ${where.join('\n      and ')}` : ''}
  ) as c
) as s`;
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly sector: string | null;
  readonly regionCode: string | null;
  readonly regionName: string | null;
  readonly grade: Grade | null;
  readonly evaluation: 'good' | 'fair' | 'poor' | null;
  readonly class: SupervisionClass;
  readonly every: number | null;
  readonly lastVisitOn: string | null;
  readonly dueOn: string | null;
  readonly due: (typeof DUE)[number];
  readonly city: boolean;
  readonly county: boolean;
}

const LISTS = {
  all: 'true',
  due: "s.due = 'due'",
  overdue: "s.due = 'overdue'",
  never: "s.due = 'never'",
  city: 's.city',
  county: 's.county',
  both: 's.city and s.county',
} as const;
const ORDER = { dueOn: 's.due_on', '-dueOn': 's.due_on desc', class: 's.class', name: 's.name' } as const;

/** The routes of supervision. */
export function supervisionRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const { list: which, page, size, sort, ...asked } = c.req.valid('query');
      const answer = await services.database.as(
        reader(c.var.who),
        async (session) => {
          const { settings, version } = await currentSettings(session);
          const { values, add } = parameters();
          const all = supervisedSql(settings, asked, add);
          const narrowed = [
            LISTS[which],
            ...(asked.class ? [`s.class = ${add(asked.class)}::text`] : []),
          ].join(' and ');
          const rows = await session.query<Found>(
            `select s.id, s.name, s.sector, s.region_code as "regionCode", r.name as "regionName", s.grade,
  s.evaluation, s.class, s.every, s.last_visit as "lastVisitOn", s.due_on as "dueOn", s.due, s.city, s.county
from (${all}) as s
left join fourcolor.regions as r on r.code = s.region_code
where ${narrowed}
order by ${ORDER[sort]} nulls last, s.id collate "C"
limit ${add(size)}::integer
offset ${add((page - 1) * size)}::integer`,
            values,
          );
          return { rows, version, ...(await countAll(session, settings, asked, which)) };
        },
        { readOnly: true },
      );
      const { rows, version, ...counted } = answer;
      return c.json(
        {
          rows: rows.map(({ every, city, county, ...row }) => ({
            layer: asked.layer,
            ...row,
            everyDays: every,
            keyLists: [...(city ? (['city'] as const) : []), ...(county ? (['county'] as const) : [])],
            rule: ruleOf(row, every),
          })),
          ...counted,
          page,
          size,
          settingsVersion: version,
        },
        200,
        PRIVATE,
      );
    })
    .openapi(visit, async (c) => {
      const who = writer(c.var.who);
      const { layer, id, visitedOn, department, findings } = c.req.valid('json');
      await services.database.as({ ...who, why: '监督检查 / supervision visit' }, async (session) => {
        await present(session, layer, id);
        await session.query(
          `insert into fourcolor.supervision_visits (layer, object_id, visited_on, department, findings)
values ($1::text, $2::text, $3::date, $4::text, $5::text)`,
          [layer, id, visitedOn, department, findings ?? null],
        );
      });
      return c.json({ recorded: true as const }, 201, PRIVATE);
    })
    .openapi(keyList, async (c) => {
      const who = writer(c.var.who);
      const { layer, id, level, listed, reason } = c.req.valid('json');
      await services.database.as({ ...who, why: reason }, async (session) => {
        await present(session, layer, id);
        await session.query(
          `insert into fourcolor.key_list_entries (level, layer, object_id, listed, reason)
values ($1::text, $2::text, $3::text, $4::boolean, $5::text)
on conflict (level, layer, object_id) do update
  set listed = excluded.listed, reason = excluded.reason, since = fourcolor.today()`,
          [level, layer, id, listed, reason],
        );
      });
      return c.json({ listed }, 200, PRIVATE);
    });
}

async function present(session: Session, layer: (typeof LAYERS)[number], id: string): Promise<void> {
  if (id.includes('\0')) throw new NotFound();
  const found = await session.query(`select 1 from fourcolor.${layer} where id = $1::text`, [id]);
  if (found.length === 0) throw new NotFound();
}

async function countAll(
  session: Session,
  settings: GradingSettings,
  asked: Asked,
  which: keyof typeof LISTS,
) {
  const { values, add } = parameters();
  const all = supervisedSql(settings, asked, add);
  const inList = [LISTS[which], ...(asked.class ? [`s.class = ${add(asked.class)}::text`] : [])].join(
    ' and ',
  );
  const lists = Object.entries(LISTS).map(([name, sql]) => `count(*) filter (where ${sql}) as "${name}"`);
  const classes = ['A', 'B', 'C', 'D'].map(
    (name) => `count(*) filter (where s.class = '${name}') as "${name}"`,
  );
  const [row] = await session.query<Record<string, number>>(
    `select count(*) filter (where ${inList}) as total, ${[...lists, ...classes].join(', ')}
from (${all}) as s`,
    values,
  );
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, row![name]!]));
  return { total: row!.total!, counts: pick(Object.keys(LISTS)), byClass: pick(['A', 'B', 'C', 'D']) };
}

const GRADE_WORDS = {
  1: ['红', 'red'],
  2: ['橙', 'orange'],
  3: ['黄', 'yellow'],
  4: ['蓝', 'blue'],
} as const;
const EVALUATION_WORDS = { good: ['好', 'good'], fair: ['中', 'fair'], poor: ['差', 'poor'] } as const;

/** Why the object is in its class, as a sentence. */
function ruleOf(row: Pick<Found, 'grade' | 'evaluation' | 'class'>, every: number | null): Text {
  const grade = row.grade === null ? (['未评估', 'not assessed'] as const) : GRADE_WORDS[row.grade];
  const judged = row.evaluation === null ? null : EVALUATION_WORDS[row.evaluation];
  return {
    zh: `${grade[0]}${judged ? `、评价${judged[0]}` : '、未评价（按“中”）'} → ${row.class} 类，${every === null ? '抽查' : `每 ${every} 天一次`}`,
    en: `${grade[1]}${judged ? `, evaluated ${judged[1]}` : ', not evaluated (as fair)'}: class ${row.class}, ${every === null ? 'by lot' : `every ${every} days`}`,
  };
}
