/** Supervision notices as they are read. */
import { z } from '@hono/zod-openapi';
import type { Session } from '../db/database.ts';

const text = z.string().nullable();

export const Notice = z
  .object({
    id: z.string(),
    number: z.string(),
    kind: z.string(),
    target: z.string(),
    dangerId: text,
    dangerName: text,
    regionCode: text,
    regionName: text,
    sector: text,
    addressee: z.string(),
    title: z.string(),
    content: text,
    leader: text,
    issuedBy: z.string(),
    issuedOn: z.string(),
    deadline: z.string(),
    overdue: z.boolean(),
    state: z.string(),
    reply: text,
    repliedBy: text,
    repliedOn: text,
    closedBy: text,
    closedOn: text,
    closingNote: text,
  })
  .openapi('SupervisionNotice');

/** Notices for which the condition holds (`n` is the notice), the open ones and the latest first. */
export function noticesWhere(
  session: Session,
  condition: string,
  values: readonly unknown[],
): Promise<z.output<typeof Notice>[]> {
  return session.query(
    `select n.id::text, n.number, n.kind, n.target, n.danger_id as "dangerId", d.name as "dangerName",
  n.region_code as "regionCode", r.name as "regionName", n.sector, n.addressee, n.title, n.content, n.leader,
  n.issued_by as "issuedBy", n.issued_on as "issuedOn", n.deadline,
  n.state <> 'closed' and n.deadline < fourcolor.today() as overdue, n.state, n.reply, n.replied_by as "repliedBy",
  n.replied_on as "repliedOn", n.closed_by as "closedBy", n.closed_on as "closedOn", n.closing_note as "closingNote"
from fourcolor.supervision_notices as n
left join fourcolor.hidden_dangers as d on d.id = n.danger_id
left join fourcolor.regions as r on r.code = n.region_code
where ${condition}
order by n.state = 'closed', n.issued_on desc, n.number desc
limit 500`,
    [...values],
  );
}
