/** Work lists of inspection tasks: by region, sector, department, inspector, result and day. */
import { z } from '@hono/zod-openapi';
import { DUE_STATES } from '../../data/layers/hidden-dangers.ts';
import { TASK_CYCLES, TASK_STATES } from '../../data/layers/tasks.ts';
import type { Session } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { parameters } from '../reading.ts';
import { namesOf } from './access.ts';
import { Attachment, attachmentsOf } from './attachments.ts';
import { contains, ObjectName, paging, REGION_NAME, RegionCode } from './danger-list.ts';

const words = (dictionary: readonly { readonly id: string }[]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(dictionary.map(({ id }) => id))));
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const text = z.string().nullable();

export const taskQuery = {
  region: RegionCode.optional(),
  sector: z.string().max(60).optional(),
  department: z.string().max(120).optional(),
  inspector: z.string().max(80).optional(),
  mine: flag.default(false),
  state: words(TASK_STATES).optional(),
  cycle: words(TASK_CYCLES).optional(),
  due: words(DUE_STATES).optional(),
  from: z.iso.date().optional().openapi({ description: 'Due on or after this day' }),
  to: z.iso.date().optional().openapi({ description: 'Due on or before this day' }),
  object: ObjectName.optional(),
  q: z.string().max(100).optional(),
  sort: z.enum(['due', '-due', 'name', '-name', 'done', '-done']).default('due'),
  ...paging,
};
export type TaskQuery = z.output<z.ZodObject<typeof taskQuery>>;

export const TaskRow = z
  .object({
    id: z.string(),
    name: z.string(),
    cycle: z.string(),
    season: text,
    sector: text,
    state: z.string(),
    dueState: z.string(),
    plannedOn: z.string(),
    dueOn: z.string(),
    doneAt: text,
    doneBy: text,
    department: text,
    inspector: text,
    objectLayer: text,
    objectId: text,
    objectName: text,
    riskPointId: text,
    measureId: text,
    findings: text,
    regionCode: text,
    regionName: text,
    lon: z.number(),
    lat: z.number(),
  })
  .openapi('TaskRow');

export const TaskList = z
  .object({
    rows: z.array(TaskRow),
    total: z.int(),
    counts: z.object({ toDo: z.int(), overdue: z.int(), passed: z.int(), failed: z.int() }),
    page: z.int(),
    size: z.int(),
    people: z.record(z.string(), z.string()),
  })
  .openapi('TaskList');

const TaskItem = z
  .object({ no: z.int(), item: z.string(), result: text, note: text, dangerId: text })
  .openapi('TaskItem');

export const TaskDocument = z
  .object({
    task: TaskRow,
    items: z.array(TaskItem),
    photos: z.array(Attachment),
    may: z.array(z.enum(['perform', 'cancel'])),
    people: z.record(z.string(), z.string()),
  })
  .openapi('TaskDocument');

const COLUMNS = `d.id, d.name, d.cycle, d.season, d.sector, d.state, d.due_state as "dueState",
  d.planned_on as "plannedOn", d.due_on as "dueOn", d.done_at as "doneAt", d.done_by as "doneBy", d.department,
  d.inspector, d.object_layer as "objectLayer", d.object_id as "objectId", d.object_name as "objectName",
  d.risk_point_id as "riskPointId", d.measure_id as "measureId", d.findings, d.region_code as "regionCode",
  ${REGION_NAME} as "regionName", st_x(d.geom) as lon, st_y(d.geom) as lat`;

const SORTS: Readonly<Record<string, string>> = {
  due: 'd.due_on',
  name: 'd.name collate "C"',
  done: 'd.done_at',
};

/** One page of the list with the counts of all that it holds. */
export async function listTasks(
  session: Session,
  asked: TaskQuery,
  username: string,
): Promise<z.output<typeof TaskList>> {
  const { values, add } = parameters();
  const where: string[] = ['true'];
  const equals = (column: string, value: string | undefined) => {
    if (value !== undefined) where.push(`d.${column} = ${add(value)}::text`);
  };
  if (asked.region !== undefined)
    where.push(`d.region_code ^@ fourcolor.region_prefix(${add(asked.region)}::text)`);
  equals('sector', asked.sector);
  equals('department', asked.department);
  equals('inspector', asked.inspector);
  if (asked.mine) where.push(`${add(username)}::text in (d.inspector, d.done_by)`);
  if (asked.state) where.push(`d.state = any (${add(asked.state)}::text[])`);
  if (asked.cycle) where.push(`d.cycle = any (${add(asked.cycle)}::text[])`);
  if (asked.due) where.push(`d.due_state = any (${add(asked.due)}::text[])`);
  if (asked.from !== undefined) where.push(`d.due_on >= ${add(asked.from)}::date`);
  if (asked.to !== undefined) where.push(`d.due_on <= ${add(asked.to)}::date`);
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
    where.push(`(d.name ilike ${like}::text or d.object_name ilike ${like}::text)`);
  }
  const condition = where.join('\n  and ');
  const [counts] = await session.query<z.output<typeof TaskList>['counts'] & { total: number }>(
    `select count(*) as total, count(*) filter (where d.state = 'to_do') as "toDo",
  count(*) filter (where d.due_state = 'overdue') as overdue,
  count(*) filter (where d.state = 'passed') as passed, count(*) filter (where d.state = 'failed') as failed
from fourcolor.tasks as d
where ${condition}`,
    values,
  );
  const { total, ...byState } = counts!;
  const down = asked.sort.startsWith('-');
  const rows = await session.query<z.output<typeof TaskRow>>(
    `select ${COLUMNS}
from fourcolor.tasks as d
where ${condition}
order by ${SORTS[asked.sort.replace('-', '')]} ${down ? 'desc' : 'asc'} nulls last, d.id
limit ${add(asked.size)}::integer offset ${add((asked.page - 1) * asked.size)}::integer`,
    values,
  );
  const people = await namesOf(
    session,
    rows.flatMap((row) => [row.inspector, row.doneBy]),
  );
  return { rows, total, counts: byState, page: asked.page, size: asked.size, people };
}

/** The task with its items; NotFound when it is absent or hidden. */
export async function readTask(
  session: Session,
  id: string,
  role: string,
): Promise<z.output<typeof TaskDocument>> {
  const [task] = await session.query<z.output<typeof TaskRow>>(
    `select ${COLUMNS}
from fourcolor.tasks as d
where d.id = $1::text`,
    [id],
  );
  if (!task) throw new NotFound();
  const items = await session.query<z.output<typeof TaskItem>>(
    `select no, item, result, note, danger_id as "dangerId"
from fourcolor.task_items
where owner_id = $1::text
order by no`,
    [id],
  );
  const photos = await attachmentsOf(session, 'tasks', id);
  const may: z.output<typeof TaskDocument>['may'] = [];
  if (task.state === 'to_do') {
    if (['field', 'planner', 'admin'].includes(role)) may.push('perform');
    if (['planner', 'admin'].includes(role)) may.push('cancel');
  }
  const people = await namesOf(session, [task.inspector, task.doneBy, ...photos.map(({ by }) => by)]);
  return { task, items, photos, may, people };
}
