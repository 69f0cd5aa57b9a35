/** A task is done: every item gets its result, and what fails opens a hidden danger in the same transaction. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { clauseOf, findingInput, insertDanger, note } from './new-danger.ts';
import { regradeTouched, type Touched, touchedBy } from './regrade.ts';

export const TaskResult = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          no: z.int().min(1).max(200),
          result: z.enum(['pass', 'fail', 'not_applicable']),
          note: note.optional(),
          danger: z.strictObject(findingInput).optional(),
        }),
      )
      .max(200)
      .openapi({ description: 'One for each item of the task; a failed one may say what danger it opens' }),
    findings: z.string().trim().max(2000).optional(),
    note: note.optional(),
  })
  .openapi('TaskResult');
export type TaskResult = z.output<typeof TaskResult>;

interface Stored {
  readonly state: string;
  readonly name: string;
  readonly sector: string | null;
  readonly objectLayer: string | null;
  readonly objectId: string | null;
  readonly objectName: string | null;
  readonly riskPointId: string | null;
  readonly measureId: string | null;
  readonly department: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** Writes the results; answers the ids of the dangers that were opened. */
export async function performTask(
  session: Session,
  id: string,
  result: TaskResult,
  username: string,
): Promise<string[]> {
  const [task] = await session.query<Stored>(
    `select state, name, sector, object_layer as "objectLayer", object_id as "objectId", object_name as "objectName",
  risk_point_id as "riskPointId", measure_id as "measureId", department, st_x(geom) as lon, st_y(geom) as lat
from fourcolor.tasks
where id = $1::text
for update`,
    [id],
  );
  if (!task) throw new NotFound();
  if (task.state !== 'to_do') {
    throw new Failure('conflict', {
      detail: { zh: '任务已经办过', en: 'The task is done already' },
      errors: [{ ...valueProblem('', 'choice'), code: 'tasks_transition' }],
    });
  }
  const items = await session.query<{ no: number; item: string }>(
    'select no, item from fourcolor.task_items where owner_id = $1::text order by no',
    [id],
  );
  const wrong = result.items.findIndex(({ no }) => !items.some((item) => item.no === no));
  if (wrong >= 0) throw new Invalid(valueProblem(`/items/${wrong}/no`, 'unknown'));
  // a clause that does not exist is found before anything is written
  result.items.forEach(({ danger }, index) => {
    clauseOf(danger?.criterion, `/items/${index}/danger/criterion`);
  });

  const opened: string[] = [];
  const touched: Touched[] = [];
  const names: string[] = [];
  for (const { no, result: outcome, note: said, danger } of result.items) {
    const item = items.find((one) => one.no === no)!;
    let dangerId: string | null = null;
    if (outcome === 'fail') {
      const finding = danger ?? { name: item.item, class: 'general' as const };
      const one = await insertDanger(
        session,
        { ...task },
        {
          ...finding,
          description: finding.description ?? said,
          department: finding.department ?? task.department ?? undefined,
        },
        { verified: true, foundByWay: 'task', measureId: task.measureId, taskId: id, inspector: username },
      );
      dangerId = one.id;
      opened.push(one.id);
      if (finding.class === 'major') {
        touched.push(...touchedBy({ ...task, regionCode: one.regionCode }));
        names.push(finding.name);
      }
    }
    await session.query(
      `update fourcolor.task_items
set result = $3::text, note = $4::text, danger_id = $5::text
where owner_id = $1::text
  and no = $2::smallint`,
      [id, no, outcome, said ?? null, dangerId],
    );
  }
  const failed = opened.length > 0;
  const [row] = await session.query<{ id: string }>(
    `update fourcolor.tasks
set state = $2::text, findings = $3::text
where id = $1::text
returning id`,
    [id, failed ? 'failed' : 'passed', result.findings ?? null],
  );
  if (!row) throw new Failure('forbidden');
  if (touched.length > 0) await regradeTouched(session, touched, `重大隐患 ${names.join('、')}`);
  return opened;
}
