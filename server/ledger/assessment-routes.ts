/** Assessing enterprises and parks: each paper is written, recorded and graded by in one transaction. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, query, router } from '../contract.ts';
import { regradeObjects } from '../grading/engine.ts';
import { reader, writer } from '../grading/routes.ts';
import type { Services } from '../services.ts';
import {
  dayProblems,
  EvaluationInput,
  HazmatFormInput,
  itemProblems,
  ParkScoreInput,
  readAssessment,
  readParkScores,
  refuseStalePaper,
  writePaper,
} from './assessment.ts';
import { body, idOf, idParams, ifMatch, PRIVATE, refusals, refuse, writing } from './writing.ts';

const tags = ['ledger'];
const day = z.string();
const Assessment = z
  .looseObject({
    id: z.string(),
    version: z.int(),
    evaluations: z.array(z.looseObject({ evaluatedOn: day })),
    forms: z.array(z.looseObject({ filledOn: day })),
  })
  .openapi('EnterpriseAssessment');
const ParkScores = z
  .looseObject({ id: z.string(), version: z.int(), scores: z.array(z.looseObject({ scoredOn: day })) })
  .openapi('ParkScores');

const get = <Path extends string, Schema extends z.ZodType>(path: Path, summary: string, schema: Schema) =>
  createRoute({
    method: 'get',
    path,
    tags,
    summary,
    request: { params: idParams, query: query({}) },
    responses: { 200: json(schema, 'The papers, newest first'), 404: refusals[404] },
  });
const put = <Path extends string, Input extends z.ZodType, Schema extends z.ZodType>(
  path: Path,
  summary: string,
  input: Input,
  schema: Schema,
) =>
  createRoute({
    method: 'put',
    path,
    tags,
    summary,
    request: { params: idParams, query: query({}), body: body(input) },
    responses: { 200: json(schema, 'The papers, after the object was graded again'), ...refusals },
  });

const readEnterprise = get(
  '/api/enterprises/{id}/assessment',
  'Evaluations of the five elements and 100-point forms of an enterprise',
  Assessment,
);
const evaluate = put(
  '/api/enterprises/{id}/evaluation',
  'Judge the five elements of an enterprise on a day',
  EvaluationInput,
  Assessment,
);
const fill = put(
  '/api/enterprises/{id}/hazmat-form',
  'Fill the 100-point form of producers and storers of hazardous chemicals on a day',
  HazmatFormInput,
  Assessment,
);
const readPark = get('/api/parks/{id}/scores', 'Scores of a park', ParkScores);
const score = put('/api/parks/{id}/score', 'Score a park on a day', ParkScoreInput, ParkScores);

/** The routes of assessing. */
export function assessmentRoutes(services: Services) {
  return router()
    .openapi(readEnterprise, async (c) => {
      const id = idOf(c.req.valid('param').id);
      const found = await services.database.as(reader(c.var.who), (session) => readAssessment(session, id));
      return c.json(found as never, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(evaluate, async (c) => {
      const who = writer(c.var.who);
      const id = idOf(c.req.valid('param').id);
      const { version, why, evaluatedOn, elements, evaluator } = c.req.valid('json');
      refuse(dayProblems('/evaluatedOn', evaluatedOn));
      const reason = why ?? '全要素评价 / evaluation of the five elements';
      const found = await writing(services, who, reason, async (session) => {
        await readAssessment(session, id);
        await refuseStalePaper(session, 'evaluations', id, version ?? ifMatch(c.req.header('If-Match')));
        await writePaper(session, 'evaluations', id, evaluatedOn, [
          ['elements', 'jsonb', JSON.stringify(elements)],
          ['evaluator', 'text', evaluator],
        ]);
        await regradeObjects(session, [{ layer: 'enterprises', id }], reason);
        return readAssessment(session, id);
      });
      return c.json(found as never, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(fill, async (c) => {
      const who = writer(c.var.who);
      const id = idOf(c.req.valid('param').id);
      const { version, why, filledOn, items, directRed, assessor } = c.req.valid('json');
      refuse([...dayProblems('/filledOn', filledOn), ...itemProblems(items)]);
      const reason = why ?? '危险化学品企业评估诊断 / 100-point form';
      const found = await writing(services, who, reason, async (session) => {
        await readAssessment(session, id);
        await refuseStalePaper(session, 'hazmat_forms', id, version ?? ifMatch(c.req.header('If-Match')));
        await writePaper(session, 'hazmat_forms', id, filledOn, [
          ['items', 'jsonb', JSON.stringify(items)],
          ['direct_red', 'text[]', directRed],
          ['assessor', 'text', assessor],
        ]);
        await regradeObjects(session, [{ layer: 'enterprises', id }], reason);
        return readAssessment(session, id);
      });
      return c.json(found as never, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(readPark, async (c) => {
      const id = idOf(c.req.valid('param').id);
      const found = await services.database.as(reader(c.var.who), (session) => readParkScores(session, id));
      return c.json(found as never, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(score, async (c) => {
      const who = writer(c.var.who);
      const id = idOf(c.req.valid('param').id);
      const { version, why, scoredOn, score: points, assessor } = c.req.valid('json');
      refuse(dayProblems('/scoredOn', scoredOn));
      const reason = why ?? '园区评分 / park scored';
      const found = await writing(services, who, reason, async (session) => {
        await readParkScores(session, id);
        await refuseStalePaper(session, 'park_scores', id, version ?? ifMatch(c.req.header('If-Match')));
        await writePaper(session, 'park_scores', id, scoredOn, [
          ['score', 'numeric', points],
          ['assessor', 'text', assessor],
        ]);
        await regradeObjects(session, [{ layer: 'parks', id }], reason);
        return readParkScores(session, id);
      });
      return c.json(found as never, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    });
}
