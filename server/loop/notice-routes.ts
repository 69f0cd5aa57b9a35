/** 督办: reminders, letters, talks and listed supervision, also of a township or a sector: `/api/notices`. */
import { createRoute, z } from '@hono/zod-openapi';
import { NOTICE_KINDS, NOTICE_STATES, NOTICE_TARGETS } from '../../data/loop/notices.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Session } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { namesOf, noteOf, PRIVATE, staffOf, writerOf } from './access.ts';
import { RegionCode } from './danger-list.ts';
import { note } from './new-danger.ts';
import { Notice, noticesWhere } from './notice-list.ts';
import { obeying } from './refusals.ts';
import { regradeTouched, touchedBy } from './regrade.ts';

const tags = ['prevention'];
const params = z.object({ id: z.uuid() });
const problem = (what: string) => media(what, 'application/problem+json');
const refusals = {
  403: problem('Not allowed'),
  404: problem('Absent or hidden'),
  409: problem('Not in this state, or not by this person'),
  422: problem('What was sent cannot be used'),
};
const ids = (words: readonly { readonly id: string }[]) => z.enum(words.map(({ id }) => id));
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const long = z.string().trim().min(1).max(4000);

const NewNotice = z
  .strictObject({
    kind: ids(NOTICE_KINDS),
    target: ids(NOTICE_TARGETS),
    dangerId: z.string().max(200).optional(),
    regionCode: RegionCode.optional(),
    sector: z.string().max(60).optional(),
    addressee: z.string().trim().min(1).max(200),
    title: z.string().trim().min(1).max(200),
    content: long.optional(),
    leader: z.string().trim().min(1).max(120).optional(),
    deadline: z.iso.date(),
  })
  .openapi('NewSupervisionNotice');

const Notices = z.object({ notices: z.array(Notice), people: z.record(z.string(), z.string()) });
const list = createRoute({
  method: 'get',
  path: '/api/notices',
  tags,
  summary: 'Supervision notices, open ones first',
  request: {
    query: query({
      region: RegionCode.optional(),
      sector: z.string().max(60).optional(),
      kind: ids(NOTICE_KINDS).optional(),
      state: ids(NOTICE_STATES).optional(),
      danger: z.string().max(200).optional(),
      open: z.enum(['true', 'false']).optional(),
    }),
  },
  responses: { 200: json(Notices, 'At most 500'), 404: refusals[404] },
});
const create = createRoute({
  method: 'post',
  path: '/api/notices',
  tags,
  summary: 'Issue a notice; the database gives it the next number of its kind and year',
  request: { query: query({}), body: body(NewNotice) },
  responses: { 201: json(Notice, 'The notice'), ...refusals },
});
const reply = createRoute({
  method: 'post',
  path: '/api/notices/{id}/reply',
  tags,
  summary: 'Reply to a notice',
  request: { params, query: query({}), body: body(z.strictObject({ reply: long })) },
  responses: { 200: json(Notice, 'The notice'), ...refusals },
});
const close = createRoute({
  method: 'post',
  path: '/api/notices/{id}/close',
  tags,
  summary: 'Close a notice (销号); not by who replied, and listed supervision only after the recheck',
  request: { params, query: query({}), body: body(z.strictObject({ note: note.min(1) })) },
  responses: { 200: json(Notice, 'The notice'), ...refusals },
});

/** The routes of supervision notices. */
export function noticeRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const { who } = staffOf(c);
      const asked = c.req.valid('query');
      const { values, add } = parameters();
      const where = ['true'];
      if (asked.region !== undefined)
        where.push(`n.region_code ^@ fourcolor.region_prefix(${add(asked.region)}::text)`);
      if (asked.sector !== undefined) where.push(`n.sector = ${add(asked.sector)}::text`);
      if (asked.kind !== undefined) where.push(`n.kind = ${add(asked.kind)}::text`);
      if (asked.state !== undefined) where.push(`n.state = ${add(asked.state)}::text`);
      if (asked.danger !== undefined) where.push(`n.danger_id = ${add(asked.danger)}::text`);
      if (asked.open === 'true') where.push(`n.state <> 'closed'`);
      const found = await services.database.as(
        who,
        async (session) => {
          const notices = await noticesWhere(session, where.join('\n  and '), values);
          const named = notices.flatMap((one) => [one.issuedBy, one.repliedBy, one.closedBy]);
          return { notices, people: await namesOf(session, named) };
        },
        { readOnly: true },
      );
      return c.json(found, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const asked = c.req.valid('json');
      const wanted = { danger: asked.dangerId, region: asked.regionCode, sector: asked.sector };
      const target = asked.target as keyof typeof wanted;
      const pointer = { danger: '/dangerId', region: '/regionCode', sector: '/sector' }[target];
      if (wanted[target] === undefined) throw new Invalid(valueProblem(pointer, 'required'));
      const notice = await obeying(
        services.database.as({ ...who, why: noteOf(asked.title, '督办') }, async (session) => {
          if (target === 'danger') {
            const [seen] = await session.query(
              'select id from fourcolor.hidden_dangers where id = $1::text',
              [asked.dangerId],
            );
            if (!seen) throw new Invalid(valueProblem('/dangerId', 'unknown'));
          }
          const [row] = await session.query<{ id: string }>(
            `insert into fourcolor.supervision_notices (
  number, kind, target, danger_id, region_code, sector, addressee, title, content, leader, issued_by, issued_on, deadline
)
values (
  '', $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, '', fourcolor.today(),
  $10::date
)
returning id::text`,
            [
              asked.kind,
              target,
              target === 'danger' ? asked.dangerId : null,
              target === 'danger' ? null : (asked.regionCode ?? null),
              asked.sector ?? null,
              asked.addressee,
              asked.title,
              asked.content ?? null,
              asked.leader ?? null,
              asked.deadline,
            ],
          );
          return settled(session, row!.id, asked.kind === 'listing');
        }),
      );
      return c.json(notice, 201, PRIVATE);
    })
    .openapi(reply, async (c) => {
      const { who } = writerOf(c);
      const { id } = c.req.valid('param');
      const { reply: words } = c.req.valid('json');
      const notice = await obeying(
        services.database.as({ ...who, why: '回复督办' }, async (session) => {
          await change(session, id, `state = 'replied', reply = $2::text`, [words]);
          return settled(session, id, false);
        }),
      );
      return c.json(notice, 200, PRIVATE);
    })
    .openapi(close, async (c) => {
      const { who } = writerOf(c, 'planner', 'admin');
      const { id } = c.req.valid('param');
      const why = noteOf(c.req.valid('json').note, '督办销号');
      const notice = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          await change(session, id, `state = 'closed', closing_note = $2::text`, [why]);
          return settled(session, id, true);
        }),
      );
      return c.json(notice, 200, PRIVATE);
    });
}

async function change(session: Session, id: string, set: string, values: unknown[]): Promise<void> {
  const [seen] = await noticesWhere(session, 'n.id = $1::uuid', [id]);
  if (!seen) throw new NotFound();
  const rows = await session.query(
    `update fourcolor.supervision_notices set ${set} where id = $1::uuid returning id`,
    [id, ...values],
  );
  if (rows.length === 0) throw new Failure('forbidden');
}

/** The notice as it is now; where listed supervision begins or ends, colours follow. */
async function settled(session: Session, id: string, colours: boolean): Promise<z.output<typeof Notice>> {
  const [notice] = await noticesWhere(session, 'n.id = $1::uuid', [id]);
  if (!notice) throw new Failure('forbidden');
  if (colours && notice.kind === 'listing') {
    const cause = `${notice.number} ${notice.title}`;
    if (notice.dangerId !== null) {
      const [danger] = await session.query<Parameters<typeof touchedBy>[0]>(
        `select object_layer as "objectLayer", object_id as "objectId", risk_point_id as "riskPointId",
  region_code as "regionCode"
from fourcolor.hidden_dangers
where id = $1::text`,
        [notice.dangerId],
      );
      if (danger) await regradeTouched(session, touchedBy(danger), cause);
    } else if (notice.target === 'region' && notice.regionCode !== null) {
      await regradeTouched(session, [{ layer: 'regions', id: notice.regionCode }], cause);
    }
  }
  return notice;
}
