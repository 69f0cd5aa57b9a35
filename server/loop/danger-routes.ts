/** Hidden dangers: `/api/dangers`, their steps, and the clauses by which they are major. */
import { createRoute, z } from '@hono/zod-openapi';
import { CRITERIA_VERSION, criteriaOf } from '../../data/loop/criteria.ts';
import { json, media, query, router, TextSchema } from '../contract.ts';
import type { Services } from '../services.ts';
import { noteOf, PRIVATE, staffOf, writerOf } from './access.ts';
import { DangerDocument, readDanger } from './danger-document.ts';
import { DangerList, dangerQuery, listDangers } from './danger-list.ts';
import { DangerStepInput, reasonOf, takeStep } from './danger-step.ts';
import { insertDanger, NewDanger } from './new-danger.ts';
import { placed } from './place.ts';
import { obeying } from './refusals.ts';
import { regradeTouched, touchedBy } from './regrade.ts';

const tags = ['prevention'];
const params = z.object({ id: z.string().min(1).max(200) });
const missing = media('Absent or hidden', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const invalid = media('What was sent cannot be used', 'application/problem+json');
const conflict = media('Not in this state, or not by this person', 'application/problem+json');

const list = createRoute({
  method: 'get',
  path: '/api/dangers',
  tags,
  summary: 'Work list of hidden dangers with counts of all that the question holds',
  request: { query: query(dangerQuery) },
  responses: { 200: json(DangerList, 'One page'), 404: missing },
});
const read = createRoute({
  method: 'get',
  path: '/api/dangers/{id}',
  tags,
  summary: 'One hidden danger with steps, photos, notices and what may be done now',
  request: { params, query: query({}) },
  responses: { 200: json(DangerDocument, 'The danger'), 404: missing },
});
const create = createRoute({
  method: 'post',
  path: '/api/dangers',
  tags,
  summary: 'Write down a hidden danger',
  request: {
    query: query({}),
    body: { required: true, content: { 'application/json': { schema: NewDanger } } },
  },
  responses: {
    201: json(DangerDocument, 'The danger'),
    403: refused,
    404: missing,
    409: conflict,
    422: invalid,
  },
});
const step = createRoute({
  method: 'post',
  path: '/api/dangers/{id}/steps',
  tags,
  summary: 'Take one step; the database keeps the order, the persons and the record',
  request: {
    params,
    query: query({}),
    body: { required: true, content: { 'application/json': { schema: DangerStepInput } } },
  },
  responses: {
    200: json(DangerDocument, 'The danger afterwards'),
    403: refused,
    404: missing,
    409: conflict,
    422: invalid,
  },
});
const Criteria = z
  .object({
    version: z.string(),
    criteria: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        text: TextSchema,
        source: z.string(),
        confidence: z.enum(['A', 'B', 'C']),
      }),
    ),
  })
  .openapi('DangerCriteria');
const criteria = createRoute({
  method: 'get',
  path: '/api/danger-criteria',
  tags,
  summary: 'Clauses by which a hidden danger is major, of one sector or all',
  request: { query: query({ sector: z.string().max(60).optional() }) },
  responses: { 200: json(Criteria, 'The clauses'), 404: missing },
});

/** The routes of hidden dangers. */
export function dangerRoutes(services: Services) {
  return router()
    .openapi(list, async (c) => {
      const { who, username } = staffOf(c);
      const asked = c.req.valid('query');
      const page = await services.database.as(who, (session) => listDangers(session, asked, username), {
        readOnly: true,
      });
      return c.json(page, 200, PRIVATE);
    })
    .openapi(read, async (c) => {
      const { who, username } = staffOf(c);
      const { id } = c.req.valid('param');
      const document = await services.database.as(
        who,
        (session) => readDanger(session, id, { username, role: who.role }),
        { readOnly: true },
      );
      return c.json(document, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who, username } = writerOf(c);
      const { note, verified, foundByWay, measureId, ...asked } = c.req.valid('json');
      const why = noteOf(note, '上报隐患');
      const document = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          const place = await placed(session, asked);
          const way = foundByWay ?? 'authority';
          const danger = await insertDanger(session, place, asked, {
            verified,
            foundByWay: way,
            measureId,
            inspector: username,
          });
          if (verified && asked.class === 'major') {
            const touched = touchedBy({ ...place, regionCode: danger.regionCode });
            await regradeTouched(session, touched, `重大隐患 ${asked.name}`);
          }
          return readDanger(session, danger.id, { username, role: who.role });
        }),
      );
      return c.json(document, 201, PRIVATE);
    })
    .openapi(step, async (c) => {
      const { who, username } = writerOf(c);
      const { id } = c.req.valid('param');
      const asked = c.req.valid('json');
      const why = noteOf(asked.note, reasonOf(asked));
      const document = await obeying(
        services.database.as({ ...who, why }, async (session) => {
          const done = await takeStep(session, id, asked);
          if (done.counts[0] !== done.counts[1]) {
            const what = done.counts[1] ? '重大隐患' : '重大隐患消除';
            await regradeTouched(session, touchedBy(done), `${what} ${done.name}`);
          }
          return readDanger(session, id, { username, role: who.role });
        }),
      );
      return c.json(document, 200, PRIVATE);
    })
    .openapi(criteria, (c) => {
      staffOf(c);
      const { sector } = c.req.valid('query');
      const found = criteriaOf(sector ?? null).map(({ id, clause, text, source, confidence }) => ({
        id,
        clause,
        text,
        source,
        confidence,
      }));
      return c.json({ version: CRITERIA_VERSION, criteria: found }, 200, PRIVATE);
    });
}
