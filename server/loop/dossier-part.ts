/** The hidden dangers and inspections of an enterprise or park, as a part of its dossier. */
import type { Cell, Part } from '../../data/documents/document.ts';
import { DANGER_CLASSES, DANGER_STATES } from '../../data/layers/hidden-dangers.ts';
import { TASK_STATES } from '../../data/layers/tasks.ts';
import type { Session } from '../db/database.ts';
import { dateOf } from '../ledger/ledger-document.ts';

const MOST = 200;

/** What was found at the object, for a park also within its border; open ones first. */
export async function loopParts(
  session: Session,
  layer: 'enterprises' | 'parks',
  id: string,
  lang: 'zh' | 'en',
): Promise<Part[]> {
  const zh = lang === 'zh';
  const word = (words: readonly { id: string; zh: string; en: string }[], of: string) =>
    words.find((one) => one.id === of)?.[lang] ?? of;
  const own = `(d.object_layer = $1::text and d.object_id = $2::text)${
    layer === 'parks'
      ? ` or exists (
    select from fourcolor.parks as p
    where p.id = $2::text
      and p.geom && d.geom
      and st_covers(p.geom, d.geom)
  )`
      : ''
  }`;
  const dangers = await session.query<
    Record<'name' | 'class' | 'state' | 'foundOn', string> &
      Record<'objectName' | 'clause' | 'deadline' | 'closedOn', string | null>
  >(
    `select d.name, d.class, d.state, d.object_name as "objectName", d.criterion_clause as clause,
  to_char(d.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "foundOn",
  to_char(d.deadline, 'YYYY-MM-DD') as deadline,
  to_char(d.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "closedOn"
from fourcolor.hidden_dangers as d
where ${own}
order by d.state in ('closed', 'rejected'), d.found_at desc, d.id
limit ${MOST}`,
    [layer, id],
  );
  const tasks = await session.query<{ state: string; overdue: boolean; n: number }>(
    `select d.state, d.due_state = 'overdue' as overdue, count(*) as n
from fourcolor.tasks as d
where ${own}
group by 1, 2
order by 1, 2`,
    [layer, id],
  );
  return [
    { kind: 'heading', level: 1, text: zh ? '隐患' : 'Hidden dangers' },
    {
      kind: 'table',
      columns: [
        { label: zh ? '隐患' : 'Hidden danger', width: 3 },
        { label: zh ? '级别' : 'Class' },
        { label: zh ? '状态' : 'State' },
        { label: zh ? '所在对象' : 'At', width: 2 },
        { label: zh ? '判定依据' : 'Clause', width: 2 },
        { label: zh ? '发现' : 'Found', type: 'date' },
        { label: zh ? '期限' : 'Deadline', type: 'date' },
        { label: zh ? '销号' : 'Closed', type: 'date' },
      ],
      rows: dangers.map((row): Cell[] => [
        row.name,
        word(DANGER_CLASSES, row.class),
        word(DANGER_STATES, row.state),
        row.objectName,
        row.clause,
        dateOf(row.foundOn),
        dateOf(row.deadline),
        dateOf(row.closedOn),
      ]),
    },
    { kind: 'heading', level: 1, text: zh ? '排查任务' : 'Inspection tasks' },
    {
      kind: 'keyValues',
      rows: tasks.map(
        ({ state, overdue, n }) =>
          [
            `${word(TASK_STATES, state)}${overdue ? (zh ? '（逾期）' : ' (overdue)') : ''}`,
            String(n),
          ] as const,
      ),
    },
  ];
}
