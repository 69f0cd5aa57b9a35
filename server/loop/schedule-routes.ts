/** Schedules of inspection: list, make, change, pause: `/api/task-schedules`. */
import { createRoute, z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Session } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { PRIVATE, staffOf, writerOf } from './access.ts';
import { makeTasks } from './make-tasks.ts';
import { addSchedules } from './new-schedules.ts';
import { obeying } from './refusals.ts';
import { listSchedules, ScheduleList, ScheduleRow, scheduleQuery } from './schedule-list.ts';
import { NewSchedule, Schedule, SchedulePatch, schedulesWhere } from './schedules.ts';

const tags = ['prevention'];
const params = z.object({ id: z.string().min(1).max(200) });
const problem = (what: string) => media(what, 'application/problem+json');
const refusals = {
  403: problem('Not allowed'),
  404: problem('Absent or hidden'),
  422: problem('What was sent cannot be used'),
};
const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/api/task-schedules',
  tags,
  summary: 'Schedules of inspection with the tasks that each yields next',
  request: { query: query(scheduleQuery) },
  responses: { 200: json(ScheduleList, 'One page'), 404: refusals[404] },
});
const add = createRoute({
  method: 'post',
  path: '/api/task-schedules',
  tags,
  summary: 'Schedules for the measures of a risk point or object, with the tasks of the next weeks',
  request: { query: query({}), body: body(NewSchedule) },
  responses: {
    201: json(z.object({ schedules: z.array(Schedule), tasks: z.int() }), 'What was made'),
    ...refusals,
  },
});
const change = createRoute({
  method: 'patch',
  path: '/api/task-schedules/{id}',
  tags,
  summary: 'Change, pause or end a schedule; tasks that exist stay, those of the next weeks are added',
  request: { params, query: query({}), body: body(SchedulePatch) },
  responses: { 200: json(ScheduleRow, 'The schedule'), ...refusals },
});
const run = createRoute({
  method: 'post',
  path: '/api/task-schedules/run',
  tags,
  summary: 'Make the tasks of the next weeks now; it happens by itself every day',
  request: { query: query({}) },
  responses: { 200: json(z.object({ tasks: z.int() }), 'How many are new'), ...refusals },
});

const today = () => chinaDay(new Date());
const uuid = z.uuid();

/** The routes of schedules. */
export function scheduleRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const { who } = staffOf(c);
      const asked = c.req.valid('query');
      const found = await services.database.as(who, (session) => listSchedules(session, asked, today()), {
        readOnly: true,
      });
      return c.json(found, 200, PRIVATE);
    })
    .openapi(add, async (c) => {
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
    .openapi(change, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const { id } = c.req.valid('param');
      if (!uuid.safeParse(id).success) throw new NotFound();
      const asked = c.req.valid('json');
      const schedule = await obeying(
        services.database.as({ ...who, why: '调整排查计划' }, async (session) => {
          await changeSchedule(session, id, asked);
          await makeTasks(session, today(), [id]);
          return (await listSchedules(session, { id, page: 1, size: 1 }, today())).schedules[0]!;
        }),
      );
      return c.json(schedule, 200, PRIVATE);
    })
    .openapi(run, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const tasks = await services.database.as({ ...who, why: '生成排查任务' }, (session) =>
        makeTasks(session, today()),
      );
      return c.json({ tasks }, 200, PRIVATE);
    });
}

async function changeSchedule(session: Session, id: string, asked: z.output<typeof SchedulePatch>) {
  const { values, add } = parameters();
  const set = [
    ['active', asked.active, 'boolean'],
    ['cycle', asked.cycle, 'text'],
    ['season', asked.season, 'text'],
    ['season_cycle', asked.season === null ? null : asked.seasonCycle, 'text'],
    ['items', asked.items && JSON.stringify(asked.items), 'jsonb'],
    ['inspector', asked.inspector, 'text'],
    ['department', asked.department, 'text'],
    ['until_on', asked.untilOn, 'date'],
  ].flatMap(([name, value, type]) => (value === undefined ? [] : [`${name} = ${add(value)}::${type}`]));
  if (set.length === 0) throw new Invalid(valueProblem('', 'required'));
  const [before] = await schedulesWhere(session, 'id = $1::uuid', [id]);
  if (!before) throw new NotFound();
  const changed = await session.query(
    `update fourcolor.task_schedules set ${set.join(', ')}, updated_at = now() where id = ${add(id)}::uuid returning id`,
    values,
  );
  // seen, but outside of what this person may change
  if (changed.length === 0) throw new Failure('forbidden');
}
