/** Work lists of hidden dangers: by region, sector, department, inspector, state and deadline; counted as they are filtered. */
import { z } from '@hono/zod-openapi';
import { DANGER_CLASSES, DANGER_STATES, DUE_STATES } from '../../data/layers/hidden-dangers.ts';
import { FINISHED_STATES } from '../../data/loop/states.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { namesOf } from './access.ts';

const words = (dictionary: readonly { readonly id: string }[]) => {
  const ids = dictionary.map(({ id }) => id);
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(ids)));
};
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const RegionCode = z.string().regex(/^\d{12}(\d{2})?$/);
/** `enterprises/demo:E1` */
export const ObjectName = z.string().regex(/^[a-z_]+\/.{1,200}$/);
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(500).default(50),
};

export const dangerQuery = {
  region: RegionCode.optional(),
  sector: z.string().max(60).optional(),
  department: z.string().max(120).optional(),
  inspector: z.string().max(80).optional(),
  mine: flag.default(false).openapi({ description: 'Only what waits for me or was given to me' }),
  state: words(DANGER_STATES).optional(),
  class: words(DANGER_CLASSES).optional(),
  due: words(DUE_STATES).optional(),
  dueBy: z.iso.date().optional(),
  open: flag.default(false).openapi({ description: 'Neither closed nor rejected' }),
  listed: flag.default(false),
  object: ObjectName.optional(),
  q: z.string().max(100).optional(),
  sort: z
    .enum(['found', '-found', 'deadline', '-deadline', 'name', '-name', 'state', '-state'])
    .default('-found'),
  ...paging,
};
export type DangerQuery = z.output<z.ZodObject<typeof dangerQuery>>;

const text = z.string().nullable();
export const DangerRow = z
  .object({
    id: z.string(),
    name: z.string(),
    class: z.string(),
    state: z.string(),
    dueState: z.string(),
    sector: text,
    objectLayer: text,
    objectId: text,
    objectName: text,
    riskPointId: text,
    regionCode: text,
    regionName: text.openapi({ description: 'Township and county' }),
    department: text,
    inspector: text,
    foundAt: z.string(),
    deadline: text,
    rectifiedAt: text,
    closedAt: text,
    listedNo: text,
    photos: z.int(),
    lon: z.number(),
    lat: z.number(),
  })
  .openapi('DangerRow');

export const DangerList = z
  .object({
    rows: z.array(DangerRow),
    total: z.int(),
    counts: z.object({
      open: z.int(),
      overdue: z.int(),
      major: z.int().openapi({ description: 'Open major ones' }),
      listed: z.int(),
      byState: z.record(z.string(), z.int()),
    }),
    page: z.int(),
    size: z.int(),
    people: z.record(z.string(), z.string()),
  })
  .openapi('DangerList');

/** Township and county of a row; runs only for the rows of a page. */
export const REGION_NAME = `(
    select string_agg(r.name, ' ' order by length(fourcolor.region_prefix(r.code)))
    from fourcolor.regions as r
    where r.level in ('county', 'township')
      and r.code = any (array[rpad(left(d.region_code, 6), 12, '0'), rpad(left(d.region_code, 9), 12, '0')])
  )`;

/** Text that people search in: its own wildcards are no wildcards. */
export const contains = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`;

const SORTS: Readonly<Record<string, string>> = {
  found: 'd.found_at',
  deadline: 'd.deadline',
  name: 'd.name collate "C"',
  state: `array_position(array['reported', 'verified', 'rectifying', 'to_recheck', 'passed', 'closed', 'rejected'], d.state)`,
};

/** One page of the list with the counts of all that it holds. */
export async function listDangers(
  session: Session,
  asked: DangerQuery,
  username: string,
): Promise<z.output<typeof DangerList>> {
  const { values, add } = parameters();
  const finished = `('${FINISHED_STATES.join("', '")}')`;
  const where: string[] = ['true'];
  const equals = (column: string, value: string | undefined) => {
    if (value !== undefined) where.push(`d.${column} = ${add(value)}::text`);
  };
  if (asked.region !== undefined)
    where.push(`d.region_code ^@ fourcolor.region_prefix(${add(asked.region)}::text)`);
  equals('sector', asked.sector);
  equals('department', asked.department);
  equals('inspector', asked.inspector);
  if (asked.mine) where.push(`${add(username)}::text in (d.inspector, d.reported_by, d.rectified_by)`);
  if (asked.state) where.push(`d.state = any (${add(asked.state)}::text[])`);
  if (asked.class) where.push(`d.class = any (${add(asked.class)}::text[])`);
  if (asked.due) where.push(`d.due_state = any (${add(asked.due)}::text[])`);
  if (asked.dueBy !== undefined)
    where.push(`d.deadline <= ${add(asked.dueBy)}::date and d.due_state in ('overdue', 'in_time')`);
  if (asked.open) where.push(`d.state not in ${finished}`);
  if (asked.listed) where.push('d.listed_no is not null');
  if (asked.object !== undefined) {
    const slash = asked.object.indexOf('/');
    const [layer, id] = [asked.object.slice(0, slash), asked.object.slice(slash + 1)];
    where.push(
      layer === 'risk_points'
        ? `d.risk_point_id = ${add(id)}::text`
        : `(d.object_layer = ${add(layer)}::text and d.object_id = ${add(id)}::text)`,
    );
  }
  if (asked.q) {
    const like = add(contains(asked.q));
    where.push(
      `(d.name ilike ${like}::text or d.object_name ilike ${like}::text or d.source_id ilike ${like}::text)`,
    );
  }
  const condition = where.join('\n  and ');
  const states = await session.query<{
    state: string;
    n: number;
    overdue: number;
    major: number;
    listed: number;
  }>(
    `select d.state, count(*) as n, count(*) filter (where d.due_state = 'overdue') as overdue,
  count(*) filter (where d.class = 'major' and d.state not in ${finished}) as major,
  count(d.listed_no) as listed
from fourcolor.hidden_dangers as d
where ${condition}
group by d.state`,
    values,
  );
  const sum = (pick: (row: (typeof states)[number]) => number) =>
    states.reduce((all, row) => all + pick(row), 0);
  const down = asked.sort.startsWith('-');
  const order = `${SORTS[asked.sort.replace('-', '')]} ${down ? 'desc' : 'asc'} nulls last, d.id`;
  const rows = await session.query<z.output<typeof DangerRow>>(
    `select d.id, d.name, d.class, d.state, d.due_state as "dueState", d.sector, d.object_layer as "objectLayer",
  d.object_id as "objectId", d.object_name as "objectName", d.risk_point_id as "riskPointId",
  d.region_code as "regionCode", ${REGION_NAME} as "regionName", d.department, d.inspector, d.found_at as "foundAt",
  d.deadline, d.rectified_at as "rectifiedAt", d.closed_at as "closedAt", d.listed_no as "listedNo",
  (select count(*) from fourcolor.attachments as a where a.owner_layer = 'hidden_dangers' and a.owner_id = d.id) as photos,
  st_x(d.geom) as lon, st_y(d.geom) as lat
from fourcolor.hidden_dangers as d
where ${condition}
order by ${order}
limit ${add(asked.size)}::integer offset ${add((asked.page - 1) * asked.size)}::integer`,
    values,
  );
  return {
    rows,
    total: sum((row) => row.n),
    counts: {
      open: sum((row) => (FINISHED_STATES.some((state) => state === row.state) ? 0 : row.n)),
      overdue: sum((row) => row.overdue),
      major: sum((row) => row.major),
      listed: sum((row) => row.listed),
      byState: Object.fromEntries(states.map((row) => [row.state, row.n])),
    },
    page: asked.page,
    size: asked.size,
    people: await namesOf(
      session,
      rows.map((row) => row.inspector),
    ),
  };
}
