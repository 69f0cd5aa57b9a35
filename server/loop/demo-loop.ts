/** What hangs on the demo city's dangers and tasks: items of tasks and supervision notices. 模拟数据. */
import type { DemoLoop } from '../../data/demo/objects/loop.ts';
import type { Session } from '../db/database.ts';

const CHUNK = 5_000;

/** Inserts items and notices; their dangers and tasks are there already, under `source`. */
export async function insertDemoLoop(
  session: Session,
  source: string,
  { items, notices }: Pick<DemoLoop, 'items' | 'notices'>,
): Promise<void> {
  for (let start = 0; start < items.length; start += CHUNK)
    await session.query(
      `insert into fourcolor.task_items (owner_id, no, item, result, danger_id)
select $2::text || ':' || task, no, item, result, $2::text || ':' || danger
from jsonb_to_recordset($1::jsonb) as i (task text, no smallint, item text, result text, danger text)`,
      [JSON.stringify(items.slice(start, start + CHUNK)), source],
    );
  await session.query(
    `insert into fourcolor.supervision_notices (
  number, kind, target, danger_id, region_code, sector, addressee, title, content, leader, issued_by, issued_on, deadline,
  state, reply, replied_by, replied_on, closed_by, closed_on, source
)
select number, kind, target, $2::text || ':' || danger, "regionCode", sector, addressee, title, content, leader, 'planner',
  "issuedOn", deadline, state, reply, case when reply is not null then 'township' end, "repliedOn",
  case when "closedOn" is not null then 'planner2' end, "closedOn", $2::text
from jsonb_to_recordset($1::jsonb) as n (
  number text, kind text, target text, danger text, "regionCode" text, sector text, addressee text, title text,
  content text, leader text, "issuedOn" date, deadline date, state text, reply text, "repliedOn" date, "closedOn" date
)`,
    [JSON.stringify(notices), source],
  );
}

/** Takes away the notices; dangers and tasks go with their layers. */
export async function clearDemoLoop(session: Session, source: string): Promise<void> {
  await session.query('delete from fourcolor.supervision_notices where source = $1::text', [source]);
}
