/** Inspection tasks: `/api/tasks`. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, media, query, router } from '../contract.ts';
import type { Session } from '../db/database.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { noteOf, PRIVATE, staffOf, writerOf } from './access.ts';
import { note, short } from './new-danger.ts';
import { performTask, TaskResult } from './perform-task.ts';
import { OBJECT_LAYERS, PointInput, placed } from './place.ts';
import { obeying } from './refusals.ts';
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
/** The routes of tasks. */
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
