/** One hidden danger with its steps, photos and notices, and what the reader may do with it now. */
import { z } from '@hono/zod-openapi';
import { hiddenDangers } from '../../data/layers/hidden-dangers.ts';
import { allowedActions, type Standing } from '../../data/loop/states.ts';
import type { Session } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { namesOf } from './access.ts';
import { Attachment, attachmentsOf } from './attachments.ts';
import { REGION_NAME } from './danger-list.ts';
import { Notice, noticesWhere } from './notice-list.ts';

const text = z.string().nullable();

const Step = z
  .object({
    at: z.string(),
    action: z.string(),
    from: text,
    to: z.string(),
    by: text,
    note: text,
    deadline: text,
    told: z.boolean().openapi({ description: 'As a list of another system tells it' }),
  })
  .openapi('DangerStep');

export const DangerDocument = z
  .object({
    danger: z.record(z.string(), z.any()).openapi({ description: 'All fields of the layer hidden_dangers' }),
    lon: z.number(),
    lat: z.number(),
    regionName: text,
    steps: z.array(Step),
    photos: z.array(Attachment),
    notices: z.array(Notice),
    may: z.array(z.string()).openapi({ description: 'Actions that the reader may take now' }),
    people: z.record(z.string(), z.string()),
  })
  .openapi('DangerDocument');

/** The document; NotFound when it is absent or hidden. */
export async function readDanger(
  session: Session,
  id: string,
  reader: { username: string; role: string },
): Promise<z.output<typeof DangerDocument>> {
  const fields = Object.keys(hiddenDangers.fields);
  const [row] = await session.query<
    Record<string, unknown> & { lon: number; lat: number; region_name: string | null }
  >(
    `select ${fields.map((name) => `d.${name}`).join(', ')}, st_x(d.geom) as lon, st_y(d.geom) as lat,
  ${REGION_NAME} as region_name
from fourcolor.hidden_dangers as d
where d.id = $1::text`,
    [id],
  );
  if (!row) throw new NotFound();
  const { lon, lat, region_name: regionName, ...danger } = row;
  const steps = await session.query<z.output<typeof Step>>(
    `select at, action, from_state as "from", to_state as "to", by_name as "by", note, deadline, told
from fourcolor.danger_steps
where danger_id = $1::text
order by fid`,
    [id],
  );
  const notices = await noticesWhere(session, 'n.danger_id = $1::text', [id]);
  const photos = await attachmentsOf(session, 'hidden_dangers', id);
  const standing: Standing = {
    state: danger.state as Standing['state'],
    class: danger.class as Standing['class'],
    rectifiedBy: danger.rectified_by as string | null,
    extensionAskedBy: danger.extension_asked_by as string | null,
    listedNo: danger.listed_no as string | null,
  };
  const named = [
    danger.inspector,
    danger.reported_by,
    danger.rectified_by,
    danger.rechecked_by,
    danger.closed_by,
  ];
  return {
    danger,
    lon,
    lat,
    regionName,
    steps,
    photos,
    notices,
    may: allowedActions(standing, reader),
    people: await namesOf(session, [
      ...(named as (string | null)[]),
      ...steps.map(({ by }) => by),
      ...photos.map(({ by }) => by),
      ...notices.flatMap((notice) => [notice.issuedBy, notice.repliedBy, notice.closedBy]),
    ]),
  };
}
