/** Inspection tasks and the schedules that make them: `/api/tasks`, `/api/task-schedules`. */
import { createRoute, z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Session } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { noteOf, PRIVATE, staffOf, writerOf } from './access.ts';
import { ObjectName, RegionCode } from './danger-list.ts';
import { note, short } from './new-danger.ts';
import { performTask, TaskResult } from './perform-task.ts';
import { OBJECT_LAYERS, PointInput, placed } from './place.ts';
import { obeying } from './refusals.ts';
import {
  addSchedules,
  makeTasks,
  NewSchedule,
  Schedule,
  SchedulePatch,
  schedulesWhere,
} from './schedules.ts';
import { listTasks, readTask, TaskDocument, TaskList, taskQuery } from './task-list.ts';

const tags = ['prevention'];
const params = z.object({ id: z.string().min(1).max(200) });
const problem = (what: string) => media(what, 'application/problem+json');
const refusals = {
  403: problem('Not allowed'),
  404: problem('Absent or hidden'),
  409: problem('Done already'),
  422: problem('What was sent cannot be used'),
};
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const NewTask = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    objectLayer: z.enum(OBJECT_LAYERS).optional(),
    objectId: z.string().min(1).max(200).optional(),
    riskPointId: z.string().min(1).max(200).optional(),
    geometry: PointInput.optional(),
    dueOn: z.iso.date(),
    items: z.array(z.string().trim().min(1).max(500)).min(1).max(100),
    inspector: z.string().trim().min(1).max(80).optional(),
    department: short.optional(),
    note: note.optional(),
  })
  .openapi('NewTask');

const list = createRoute({
  method: 'get',
  path: '/api/tasks',
  tags,
  summary: 'Work list of inspection tasks with counts of all that the question holds',
  request: { query: query(taskQuery) },
  responses: { 200: json(TaskList, 'One page'), 404: refusals[404] },
});
const read = createRoute({
  method: 'get',
  path: '/api/tasks/{id}',
  tags,
  summary: 'One task with its items',
  request: { params, query: query({}) },
  responses: { 200: json(TaskDocument, 'The task'), 404: refusals[404] },
});
const create = createRoute({
  method: 'post',
  path: '/api/tasks',
  tags,
  summary: 'Give a single task',
  request: { query: query({}), body: body(NewTask) },
  responses: { 201: json(TaskDocument, 'The task'), ...refusals },
});
const perform = createRoute({
  method: 'post',
  path: '/api/tasks/{id}/result',
  tags,
  summary: 'Write the results; what fails opens a hidden danger and changes grades in the same transaction',
  request: { params, query: query({}), body: body(TaskResult) },
  responses: {
    200: json(TaskDocument.extend({ dangers: z.array(z.string()) }), 'The task and the dangers it opened'),
    ...refusals,
  },
});
const cancel = createRoute({
  method: 'post',
  path: '/api/tasks/{id}/cancel',
  tags,
  summary: 'Cancel a task, with a reason',
  request: { params, query: query({}), body: body(z.strictObject({ note: note.min(1) })) },
  responses: { 200: json(TaskDocument, 'The task'), ...refusals },
});
const schedules = createRoute({
  method: 'get',
  path: '/api/task-schedules',
  tags,
  summary: 'Schedules of inspection of an object, risk point or region',
  request: {
    query: query({
      object: ObjectName.optional(),
      riskPoint: z.string().max(200).optional(),
      region: RegionCode.optional(),
    }),
  },
  responses: {
    200: json(z.object({ schedules: z.array(Schedule) }), 'At most 500'),
    404: refusals[404],
  },
});
const addSchedule = createRoute({
  method: 'post',
  path: '/api/task-schedules',
  tags,
  summary: 'Schedules for the measures of a risk point, with the tasks of the next weeks',
  request: { query: query({}), body: body(NewSchedule) },
  responses: {
    201: json(z.object({ schedules: z.array(Schedule), tasks: z.int() }), 'What was made'),
    ...refusals,
  },
});
const changeSchedule = createRoute({
  method: 'patch',
  path: '/api/task-schedules/{id}',
  tags,
  summary: 'Change or end a schedule; tasks that exist stay',
  request: { params, query: query({}), body: body(SchedulePatch) },
  responses: { 200: json(Schedule, 'The schedule'), ...refusals },
});
const runSchedules = createRoute({
  method: 'post',
  path: '/api/task-schedules/run',
  tags,
  summary: 'Make the tasks of the next weeks now; it happens by itself every day',
  request: { query: query({}) },
  responses: { 200: json(z.object({ tasks: z.int() }), 'How many are new'), ...refusals },
});

const today = () => chinaDay(new Date());
const uuid = z.uuid();

/** The routes of tasks and schedules. */
export function taskRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const { who, username } = staffOf(c);
      const asked = c.req.valid('query');
      const page = await services.database.as(who, (session) => listTasks(session, asked, username), {
        readOnly: true,
      });
      return c.json(page, 200, PRIVATE);
    })
    .openapi(read, async (c) => {
      const { who } = staffOf(c);
      const { id } = c.req.valid('param');
      const task = await services.database.as(who, (session) => readTask(session, id, who.role), {
        readOnly: true,
      });
      return c.json(task, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who, username } = writerOf(c);
      const asked = c.req.valid('json');
      const why = noteOf(asked.note, '布置检查');
      const task = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          const id = await insertTask(session, asked, asked.inspector ?? username);
          return readTask(session, id, who.role);
        }),
      );
      return c.json(task, 201, PRIVATE);
    })
    .openapi(perform, async (c) => {
      const { who, username } = writerOf(c);
      const { id } = c.req.valid('param');
      const result = c.req.valid('json');
      const why = noteOf(result.note, '完成检查');
      const task = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          const dangers = await performTask(session, id, result, username);
          return { ...(await readTask(session, id, who.role)), dangers };
        }),
      );
      return c.json(task, 200, PRIVATE);
    })
    .openapi(cancel, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const { id } = c.req.valid('param');
      const why = noteOf(c.req.valid('json').note, '取消检查');
      const task = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          const before = await readTask(session, id, who.role);
          const [row] = await session.query<{ id: string }>(
            `update fourcolor.tasks set state = 'cancelled' where id = $1::text and state = 'to_do' returning id`,
            [id],
          );
          if (!row && before.task.state !== 'to_do') throw new Failure('conflict');
          if (!row) throw new Failure('forbidden');
          return readTask(session, id, who.role);
        }),
      );
      return c.json(task, 200, PRIVATE);
    })
    .openapi(schedules, async (c) => {
      const { who } = staffOf(c);
      const { object, riskPoint, region } = c.req.valid('query');
      const { values, add } = parameters();
      const where = ['true'];
      if (object !== undefined) {
        const slash = object.indexOf('/');
        where.push(
          `object_layer = ${add(object.slice(0, slash))}::text and object_id = ${add(object.slice(slash + 1))}::text`,
        );
      }
      if (riskPoint !== undefined) where.push(`risk_point_id = ${add(riskPoint)}::text`);
      if (region !== undefined) where.push(`region_code ^@ fourcolor.region_prefix(${add(region)}::text)`);
      const found = await services.database.as(
        who,
        (session) => schedulesWhere(session, where.join(' and '), values),
        { readOnly: true },
      );
      return c.json({ schedules: found }, 200, PRIVATE);
    })
    .openapi(addSchedule, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const asked = c.req.valid('json');
      const made = await obeying(
        services.database.as({ ...who, why: '制定排查计划' }, async (session) => {
          const ids = await addSchedules(session, asked);
          const tasks = await makeTasks(session, today(), ids);
          return { schedules: await schedulesWhere(session, 'id::text = any ($1::text[])', [ids]), tasks };
        }),
      );
      return c.json(made, 201, PRIVATE);
    })
    .openapi(changeSchedule, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const { id } = c.req.valid('param');
      if (!uuid.safeParse(id).success) throw new NotFound();
      const asked = c.req.valid('json');
      const { values, add } = parameters();
      const set = [
        ['active', asked.active, 'boolean'],
        ['cycle', asked.cycle, 'text'],
        ['inspector', asked.inspector, 'text'],
        ['department', asked.department, 'text'],
        ['until_on', asked.untilOn, 'date'],
      ].flatMap(([name, value, type]) => (value === undefined ? [] : [`${name} = ${add(value)}::${type}`]));
      if (set.length === 0) throw new Invalid(valueProblem('', 'required'));
      const schedule = await obeying(
        services.database.as({ ...who, why: '调整排查计划' }, async (session) => {
          const [before] = await schedulesWhere(session, 'id = $1::uuid', [id]);
          if (!before) throw new NotFound();
          await session.query(
            `update fourcolor.task_schedules set ${set.join(', ')}, updated_at = now() where id = ${add(id)}::uuid`,
            values,
          );
          return (await schedulesWhere(session, 'id = $1::uuid', [id]))[0]!;
        }),
      );
      return c.json(schedule, 200, PRIVATE);
    })
    .openapi(runSchedules, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const tasks = await services.database.as({ ...who, why: '生成排查任务' }, (session) =>
        makeTasks(session, today()),
      );
      return c.json({ tasks }, 200, PRIVATE);
    });
}

async function insertTask(
  session: Session,
  asked: z.output<typeof NewTask>,
  inspector: string,
): Promise<string> {
  const place = await placed(session, asked);
  const [row] = await session.query<{ id: string }>(
    `insert into fourcolor.tasks (
  source, source_id, id, name, cycle, sector, planned_on, due_on, department, inspector, object_layer, object_id,
  object_name, risk_point_id, geom
)
values (
  'loop', fourcolor.next_loop_number('RW'), '', $1::text, 'special', $2::text, least(fourcolor.today(), $3::date),
  $3::date, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text,
  st_setsrid(st_point($10::double precision, $11::double precision), 4326)
)
returning id`,
    [
      asked.name,
      place.sector,
      asked.dueOn,
      asked.department ?? null,
      inspector,
      place.objectLayer,
      place.objectId,
      place.objectName,
      place.riskPointId,
      place.lon,
      place.lat,
    ],
  );
  await session.query(
    `insert into fourcolor.task_items (owner_id, no, item)
select $1::text, no, item
from unnest($2::text[]) with ordinality as i (item, no)`,
    [row!.id, asked.items],
  );
  return row!.id;
}
