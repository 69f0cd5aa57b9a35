/** The scorecard of a demonstration city: criteria as a city works with them, the score of each, and its evidence. */
import { createRoute, z } from '@hono/zod-openapi';
import { INDICATOR_IDS } from '../../data/indicators/definitions.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import { mustWriteForCity } from './routes.ts';

const ASPECTS = ['source', 'prevention', 'supervision', 'support', 'rescue', 'state'] as const;
const Evidence = z.strictObject({
  kind: z.enum(['indicator', 'object', 'link', 'note']),
  ref: z.string().trim().min(1).max(500).openapi({
    description: 'Indicator id, `layer/id` of an object, an https address, or words',
  }),
  label: z.string().trim().min(1).max(200),
});
const NewCriterion = z
  .strictObject({
    aspect: z.enum(ASPECTS),
    title: z.string().trim().min(1).max(300),
    points: z.number().min(0).max(1000),
    indicator: z.enum(INDICATOR_IDS).nullable().default(null),
    source: z.string().trim().min(1).max(300),
  })
  .openapi('NewCriterion');
const Judgement = z
  .strictObject({
    score: z.number().min(0).nullable(),
    note: z.string().trim().max(2000).nullable(),
    evidence: z.array(Evidence).max(50),
    judgedOn: z.iso.date().nullable(),
  })
  .openapi('CriterionJudgement');
const Criterion = NewCriterion.extend({
  id: z.string(),
  ...Judgement.shape,
}).openapi('Criterion');
const Scorecard = z
  .object({
    criteria: z.array(Criterion),
    points: z.number().openapi({ description: 'Of all criteria' }),
    judgedPoints: z.number().openapi({ description: 'Of the criteria that are judged' }),
    score: z
      .number()
      .openapi({ description: 'Sum of the scores given; what is not judged is not counted as met' }),
    withoutEvidence: z.int().openapi({ description: 'Judged criteria without any evidence' }),
  })
  .openapi('Scorecard');

const tags = ['indicators'];
const params = z.object({ id: z.uuid() });
const missing = media('Absent, or hidden from this person', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const invalid = media('What is written cannot be used', 'application/problem+json');
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const read = createRoute({
  method: 'get',
  path: '/api/scorecard',
  tags,
  summary: 'Criteria with scores and evidence',
  request: { query: query({}) },
  responses: { 200: json(Scorecard, 'The scorecard'), 403: refused, 404: missing },
});
const add_ = createRoute({
  method: 'post',
  path: '/api/scorecard',
  tags,
  summary: 'Add a criterion',
  request: { query: query({}), body: body(NewCriterion) },
  responses: { 201: json(Criterion, 'The criterion'), 403: refused, 404: missing, 422: invalid },
});
const judge = createRoute({
  method: 'put',
  path: '/api/scorecard/{id}',
  tags,
  summary: 'Judge a criterion: score, note, evidence',
  request: { params, query: query({}), body: body(Judgement) },
  responses: { 200: json(Criterion, 'The criterion'), 403: refused, 404: missing, 422: invalid },
});
const remove_ = createRoute({
  method: 'delete',
  path: '/api/scorecard/{id}',
  tags,
  summary: 'Take a criterion away; it can be restored',
  request: { params, query: query({}) },
  responses: { 204: { description: 'Taken away' }, 403: refused, 404: missing },
});
const restore = createRoute({
  method: 'post',
  path: '/api/scorecard/{id}/restore',
  tags,
  summary: 'Bring a criterion back',
  request: { params, query: query({}) },
  responses: { 200: json(Criterion, 'The criterion'), 403: refused, 404: missing },
});

const PRIVATE = { 'Cache-Control': 'no-store' };
type Stored = z.output<typeof Criterion>;

const criteria = (session: Session, where: string, values: unknown[] = []): Promise<Stored[]> =>
  session.query<Stored>(
    `select id, aspect, title, points, indicator, source, score, note, evidence, judged_on as "judgedOn"
from fourcolor.scorecard_criteria
where ${where}
order by array_position(array['source', 'prevention', 'supervision', 'support', 'rescue', 'state'], aspect), position, id`,
    values,
  );

/** Whoever sees the whole city's figures. */
function mustSeeCity(who: Who): void {
  readingOf('accidents', who);
  if (who.regions !== null || who.sectors !== null) throw new Failure('forbidden');
}

/** The routes of the scorecard. */
export function scorecardRoutes(services: Services) {
  const write = async (who: Who, why: string, sql: string, values: unknown[]): Promise<Stored> => {
    const [row] = await services.database.as({ ...who, why }, async (session) => {
      const [done] = await session.query<{ id: string }>(sql, values);
      return done ? criteria(session, 'id = $1::uuid', [done.id]) : [];
    });
    if (!row) throw new NotFound();
    return row;
  };
  return router()
    .openapi(read, async (c) => {
      mustSeeCity(c.var.who);
      const all = await services.database.as(
        c.var.who,
        (session) => criteria(session, 'deleted_at is null'),
        {
          readOnly: true,
        },
      );
      const judged = all.filter(({ score }) => score !== null);
      const sum = (rows: readonly Stored[], of: (row: Stored) => number) =>
        rows.reduce((total, row) => total + of(row), 0);
      return c.json(
        {
          criteria: all,
          points: sum(all, (row) => row.points),
          judgedPoints: sum(judged, (row) => row.points),
          score: sum(judged, (row) => row.score ?? 0),
          withoutEvidence: judged.filter(({ evidence }) => evidence.length === 0).length,
        },
        200,
        PRIVATE,
      );
    })
    .openapi(add_, async (c) => {
      mustWriteForCity(c.var.who);
      const { aspect, title, points, indicator, source } = c.req.valid('json');
      const row = await write(
        c.var.who,
        'scorecard criterion',
        `insert into fourcolor.scorecard_criteria (aspect, position, title, points, indicator, source)
values ($1, (select count(*) + 1 from fourcolor.scorecard_criteria where aspect = $1), $2, $3, $4, $5)
returning id`,
        [aspect, title, points, indicator, source],
      );
      return c.json(row, 201, PRIVATE);
    })
    .openapi(judge, async (c) => {
      mustWriteForCity(c.var.who);
      const { id } = c.req.valid('param');
      const { score, note, evidence, judgedOn } = c.req.valid('json');
      const [before] = await services.database.as(c.var.who, (session) =>
        criteria(session, 'id = $1::uuid and deleted_at is null', [id]),
      );
      if (!before) throw new NotFound();
      if (score !== null && score > before.points)
        throw new Invalid(
          valueProblem('/score', 'range', {
            zh: `得分不能超过该项分值 ${before.points}`,
            en: `At most the ${before.points} points of the criterion`,
          }),
        );
      const row = await write(
        c.var.who,
        'scorecard judgement',
        `update fourcolor.scorecard_criteria
set score = $2, note = $3, evidence = $4::jsonb, judged_on = $5::date
where id = $1::uuid
returning id`,
        [id, score, note, JSON.stringify(evidence), judgedOn],
      );
      return c.json(row, 200, PRIVATE);
    })
    .openapi(remove_, async (c) => {
      mustWriteForCity(c.var.who);
      await write(
        c.var.who,
        'scorecard criterion taken away',
        'update fourcolor.scorecard_criteria set deleted_at = now() where id = $1::uuid and deleted_at is null returning id',
        [c.req.valid('param').id],
      );
      return c.body(null, 204);
    })
    .openapi(restore, async (c) => {
      mustWriteForCity(c.var.who);
      const row = await write(
        c.var.who,
        'scorecard criterion restored',
        'update fourcolor.scorecard_criteria set deleted_at = null where id = $1::uuid returning id',
        [c.req.valid('param').id],
      );
      return c.json(row, 200, PRIVATE);
    });
}
