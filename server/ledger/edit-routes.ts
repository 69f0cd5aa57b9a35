/** Editing the ledger and any object of the register: each write checked, recorded and graded in one transaction. */
import { createRoute, z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import type { Layer } from '../../data/layer.ts';
import { riskPoints } from '../../data/layers/risk-points.ts';
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import { json, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { SqlError } from '../db/errors.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { GeometryInput } from '../geometry-input.ts';
import { regradeObjects } from '../grading/engine.ts';
import { reader, writer } from '../grading/routes.ts';
import type { Services } from '../services.ts';
import { assessmentRoutes } from './assessment-routes.ts';
import { readObject } from './object-read.ts';
import {
  editableLayer,
  type Fields,
  fieldProblems,
  insertObject,
  labelsOf,
  type Shape,
  updateObject,
} from './object-write.ts';
import {
  columnsOf,
  inputProblems,
  type RiskPointDocument,
  RiskPointPatch,
  readRiskPoint,
  writeMeasures,
  writeResponsibilities,
} from './risk-point.ts';
import { refuseStale } from './versions.ts';
import {
  body,
  idOf,
  idParams,
  ifMatch,
  PRIVATE,
  refusals,
  refuse,
  version,
  why,
  writing,
} from './writing.ts';

const tags = ['ledger'];
const MOST_ROWS = 2000;
const objectParams = z.object({ layer: z.string().max(60), id: z.string().max(300) });
const anyJson = z.looseObject({ id: z.string(), version: z.int() });
const value = z.union([z.string().max(4000), z.number()]).nullable();
const fields = z.record(z.string().max(60), value);
const stale = z.coerce.number().int().min(0).optional();

const readPoint = createRoute({
  method: 'get',
  path: '/api/risk-points/{id}',
  tags,
  summary: 'A risk point with its measures and responsible persons',
  request: { params: idParams, query: query({}) },
  responses: { 200: json(anyJson, 'The document'), 404: refusals[404] },
});
const changePoint = createRoute({
  method: 'put',
  path: '/api/risk-points/{id}',
  tags,
  summary: 'Change a risk point, its measures and persons together',
  request: { params: idParams, query: query({}), body: body(RiskPointPatch) },
  responses: { 200: json(anyJson, 'The document, graded again'), ...refusals },
});
const addPoint = createRoute({
  method: 'post',
  path: '/api/risk-points',
  tags,
  summary: 'Add a risk point to an enterprise, place, park or hazard point',
  request: { query: query({}), body: body(RiskPointPatch) },
  responses: { 201: json(anyJson, 'The document, graded'), ...refusals },
});
const dropPoint = createRoute({
  method: 'delete',
  path: '/api/risk-points/{id}',
  tags,
  summary: 'Delete a risk point with its measures',
  request: { params: idParams, query: query({ version: stale }) },
  responses: { 204: { description: 'Deleted' }, ...refusals },
});
const bulk = createRoute({
  method: 'patch',
  path: '/api/ledger',
  tags,
  summary: 'Change many rows, all or none',
  request: {
    query: query({}),
    body: body(
      z.strictObject({
        layer: z.literal('risk_points').default('risk_points'),
        why,
        rows: z
          .array(z.strictObject({ id: z.string().max(300), version, set: fields }))
          .min(1)
          .max(MOST_ROWS),
      }),
    ),
  },
  responses: {
    200: json(z.object({ changed: z.int(), regraded: z.int() }), 'How many rows'),
    ...refusals,
  },
});
const readOne = createRoute({
  method: 'get',
  path: '/api/objects/{layer}/{id}',
  tags,
  summary: 'An object of the register as its form shows it',
  request: { params: objectParams, query: query({}) },
  responses: { 200: json(anyJson, 'The object'), 404: refusals[404] },
});
const changeOne = createRoute({
  method: 'put',
  path: '/api/objects/{layer}/{id}',
  tags,
  summary: 'Change fields of an object, or move it',
  request: {
    params: objectParams,
    query: query({}),
    body: body(
      z.strictObject({ version, why, fields: fields.default({}), geometry: GeometryInput.optional() }),
    ),
  },
  responses: { 200: json(anyJson, 'The object, graded again'), ...refusals },
});
const addOne = createRoute({
  method: 'post',
  path: '/api/objects/{layer}',
  tags,
  summary: 'Add an object that somebody drew',
  request: {
    params: z.object({ layer: z.string().max(60) }),
    query: query({}),
    body: body(z.strictObject({ why, fields, geometry: GeometryInput })),
  },
  responses: { 201: json(anyJson, 'The object, graded'), ...refusals },
});
const dropOne = createRoute({
  method: 'delete',
  path: '/api/objects/{layer}/{id}',
  tags,
  summary: 'Delete an object on which nothing hangs',
  request: { params: objectParams, query: query({ version: stale }) },
  responses: { 204: { description: 'Deleted' }, ...refusals },
});

/** The routes of editing. */
export function ledgerEditRoutes(services: Services) {
  const write = <T>(who: Who, reason: string, work: (session: Session) => Promise<T>): Promise<T> =>
    writing(services, who, reason, work);

  return router()
    .route('/', assessmentRoutes(services))
    .openapi(readPoint, async (c) => {
      const who = reader(c.var.who);
      const { id } = c.req.valid('param');
      const found = await services.database.as(who, (session) => readRiskPoint(session, who, idOf(id)), {
        readOnly: true,
      });
      return c.json(found, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(changePoint, async (c) => {
      const who = writer(c.var.who);
      const id = idOf(c.req.valid('param').id);
      const patch = c.req.valid('json');
      const read = patch.version ?? ifMatch(c.req.header('If-Match'));
      const reason = patch.why ?? '修改风险点 / risk point edited';
      const document = await write(who, reason, async (session) => {
        const before = await readRiskPoint(session, who, id);
        await refuseStale(session, 'risk_points', id, read, labelsOf(riskPoints));
        await changeOnePoint(session, who, before, patch, reason);
        return readRiskPoint(session, who, id);
      });
      return c.json(document, 200, { ...PRIVATE, ETag: `"${document.version}"` });
    })
    .openapi(addPoint, async (c) => {
      const who = writer(c.var.who);
      const patch = c.req.valid('json');
      const reason = patch.why ?? '新增风险点 / risk point added';
      const document = await write(who, reason, async (session) => {
        const id = await addOnePoint(session, who, patch, reason);
        return readRiskPoint(session, who, id);
      });
      return c.json(document, 201, { ...PRIVATE, ETag: `"${document.version}"` });
    })
    .openapi(dropPoint, async (c) => {
      const id = idOf(c.req.valid('param').id);
      const read = c.req.valid('query').version;
      await write(c.var.who, '删除风险点 / risk point deleted', async (session) => {
        await refuseStale(session, 'risk_points', id, read, labelsOf(riskPoints));
        await removeObject(session, riskPoints, id, '删除风险点 / risk point deleted');
      });
      return c.body(null, 204);
    })
    .openapi(bulk, async (c) => {
      const who = writer(c.var.who);
      const { rows, why: said } = c.req.valid('json');
      const reason = said ?? '批量修改台账 / ledger edited in bulk';
      const answer = await write(who, reason, (session) => changeMany(session, who, rows, reason));
      return c.json(answer, 200, PRIVATE);
    })
    .openapi(readOne, async (c) => {
      const who = reader(c.var.who);
      const { layer, id } = c.req.valid('param');
      const found = await services.database.as(
        who,
        (session) => readObject(session, who, editableLayer(layer), idOf(id)),
        { readOnly: true },
      );
      return c.json(found, 200, { ...PRIVATE, ETag: `"${found.version}"` });
    })
    .openapi(changeOne, async (c) => {
      const who = writer(c.var.who);
      const { layer: layerId, id: given } = c.req.valid('param');
      const [layer, id] = [editableLayer(layerId), idOf(given)];
      const { fields: set, geometry, version: read, why: said } = c.req.valid('json');
      const reason = said ?? (geometry ? '移动对象 / object moved' : '修改对象 / object edited');
      const document = await write(who, reason, async (session) => {
        await refuseStale(session, layer.id, id, read ?? ifMatch(c.req.header('If-Match')), labelsOf(layer));
        refuse(fieldProblems(layer, who, set, '/fields'));
        const { regions } = await updateObject(session, layer, id, set, geometry);
        await regradeObjects(session, [{ layer: layer.id, id }], reason, { regions });
        return readObject(session, who, layer, id);
      });
      return c.json(document, 200, { ...PRIVATE, ETag: `"${document.version}"` });
    })
    .openapi(addOne, async (c) => {
      const who = writer(c.var.who);
      const layer = editableLayer(c.req.valid('param').layer);
      const { fields: set, geometry, why: said } = c.req.valid('json');
      const reason = said ?? '标绘新增 / drawn on the map';
      const document = await write(who, reason, async (session) => {
        const absent = Object.entries(layer.fields)
          .filter(
            ([name, field]) =>
              !field.nullable &&
              !('derived' in field && field.derived) &&
              !['id', 'source', 'source_id'].includes(name) &&
              (set[name] ?? null) === null,
          )
          .map(([name]) => valueProblem(`/fields/${name}`, 'required'));
        refuse([...absent, ...fieldProblems(layer, who, set, '/fields')]);
        const { id, regions } = await insertObject(session, layer, set, geometry);
        await regradeObjects(session, [{ layer: layer.id, id }], reason, { regions });
        return readObject(session, who, layer, id);
      });
      return c.json(document, 201, { ...PRIVATE, ETag: `"${document.version}"` });
    })
    .openapi(dropOne, async (c) => {
      const who = writer(c.var.who);
      const { layer: layerId, id: given } = c.req.valid('param');
      const [layer, id] = [editableLayer(layerId), idOf(given)];
      await write(who, '删除对象 / object deleted', async (session) => {
        await refuseStale(session, layer.id, id, c.req.valid('query').version, labelsOf(layer));
        await removeObject(session, layer, id, '删除对象 / object deleted');
      });
      return c.body(null, 204);
    });
}

async function changeOnePoint(
  session: Session,
  who: Who,
  before: RiskPointDocument,
  patch: RiskPointPatch,
  reason: string,
): Promise<void> {
  const columns = columnsOf(patch);
  const { inputs } = patch;
  refuse([
    ...fieldProblems(riskPoints, who, columns, ''),
    ...inputProblems(patch.method ?? before.method, patch.scheme ?? before.scheme, inputs),
  ]);
  const assessed = assessedNow(patch);
  const { regions } = await updateObject(
    session,
    riskPoints,
    before.id,
    { ...columns, ...assessed },
    patch.geometry,
    '',
    inputsColumn(inputs),
  );
  if (patch.measures) await writeMeasures(session, before.id, patch.measures);
  if (patch.responsibilities)
    await writeResponsibilities(session, 'risk_points', before.id, patch.responsibilities);
  const owners =
    before.ownerLayer && before.ownerId ? [{ layer: before.ownerLayer, id: before.ownerId }] : [];
  await regradeObjects(session, [{ layer: 'risk_points', id: before.id }, ...owners], reason, { regions });
}

/** Whoever sets the factors assesses the point that day, unless another day is said. */
const assessedNow = (patch: RiskPointPatch): Fields =>
  patch.inputs && patch.assessedOn === undefined ? { assessed_on: chinaDay(new Date()) } : {};

const inputsColumn = (inputs: RiskPointPatch['inputs']): [string, string, unknown][] =>
  inputs === undefined ? [] : [['inputs', 'jsonb', inputs === null ? null : JSON.stringify(inputs)]];

async function addOnePoint(
  session: Session,
  who: Who,
  patch: RiskPointPatch,
  reason: string,
): Promise<string> {
  const missing = (['name', 'ownerLayer', 'ownerId'] as const)
    .filter((name) => !patch[name])
    .map((name) => valueProblem(`/${name}`, 'required'));
  refuse([
    ...missing,
    ...fieldProblems(riskPoints, who, columnsOf(patch), ''),
    ...inputProblems(patch.method, patch.scheme, patch.inputs),
  ]);
  const extended = patch.ownerLayer === 'parks' || patch.ownerLayer === 'hazard_points';
  const [owner] = await session.query<{ name: string; sector: string | null; place: string }>(
    `select name, ${patch.ownerLayer === 'parks' ? 'null as sector' : 'sector'},
  st_asgeojson(${extended ? 'st_transform(label_point, 4326)' : 'geom'}, 7) as place
from fourcolor.${editableLayer(patch.ownerLayer!).id}
where id = $1::text`,
    [patch.ownerId],
  );
  if (!owner) throw new Invalid(valueProblem('/ownerId', 'unknown'));
  const { id, regions } = await insertObject(
    session,
    riskPoints,
    {
      owner_name: owner.name,
      sector: owner.sector,
      ...columnsOf(patch),
      ...assessedNow(patch),
    },
    patch.geometry ?? (JSON.parse(owner.place) as Shape),
    inputsColumn(patch.inputs),
  );
  if (patch.measures) await writeMeasures(session, id, patch.measures);
  if (patch.responsibilities) await writeResponsibilities(session, 'risk_points', id, patch.responsibilities);
  await regradeObjects(session, [{ layer: 'risk_points', id }], reason, { regions });
  return id;
}

interface BulkRow {
  readonly id: string;
  readonly version?: number | undefined;
  readonly set: Fields;
}

/** Every row is checked before any is written; problems name row (from 1), field and remedy. */
async function changeMany(session: Session, who: Who, rows: readonly BulkRow[], reason: string) {
  const seen = await session.query<{ id: string }>(
    'select id from fourcolor.risk_points where id = any($1::text[])',
    [rows.map(({ id }) => id)],
  );
  const known = new Set(seen.map(({ id }) => id));
  const errors = rows.flatMap(({ id, set }, i): FieldProblem[] => {
    const numbered = (problem: FieldProblem) => ({ ...problem, row: i + 1 });
    if (!known.has(id))
      return [
        numbered(
          valueProblem(`/rows/${i}/id`, 'unknown', {
            zh: `第 ${i + 1} 行：没有这个风险点，或不在您的管辖范围内`,
            en: `Row ${i + 1}: no such risk point, or outside your scope`,
          }),
        ),
      ];
    return fieldProblems(riskPoints, who, set, `/rows/${i}/set`).map((problem) =>
      numbered({
        ...problem,
        message: {
          zh: `第 ${i + 1} 行：${problem.message.zh}`,
          en: `Row ${i + 1}: ${problem.message.en}`,
        },
      }),
    );
  });
  refuse(errors);
  const regions = new Set<string>();
  for (const [i, { id, version: read, set }] of rows.entries()) {
    await refuseStale(session, 'risk_points', id, read, labelsOf(riskPoints), `/rows/${i}/set`);
    const written = await updateObject(session, riskPoints, id, set, undefined, `/rows/${i}/set`);
    for (const code of written.regions) regions.add(code);
  }
  const done = await regradeObjects(
    session,
    rows.map(({ id }) => ({ layer: 'risk_points', id })),
    reason,
    { regions: [...regions] },
  );
  return { changed: rows.length, regraded: done.objects + done.regions };
}

/** Deletes an object; its holder and its regions are graded without it. */
async function removeObject(session: Session, layer: Layer, id: string, reason: string): Promise<void> {
  const point = layer.id === 'risk_points';
  const [before] = await session.query<{
    region: string | null;
    ownerLayer: string | null;
    ownerId: string | null;
  }>(
    `select region_code as region,
  ${point ? 'owner_layer' : layer.id === 'major_hazards' ? "'enterprises'" : 'null::text'} as "ownerLayer",
  ${point ? 'owner_id' : layer.id === 'major_hazards' ? 'enterprise_id' : 'null::text'} as "ownerId"
from fourcolor.${layer.id}
where id = $1::text`,
    [id],
  );
  if (!before) throw new NotFound();
  const [hanging] = await session.query<{ n: number }>(
    `select (select count(*) from fourcolor.risk_points where owner_layer = $1::text and owner_id = $2::text)
  + (select count(*) from fourcolor.major_hazards where $1::text = 'enterprises' and enterprise_id = $2::text) as n`,
    [layer.id, id],
  );
  if (hanging!.n > 0)
    throw new Failure('conflict', {
      detail: {
        zh: `还有 ${hanging!.n} 个风险点或重大危险源属于它，请先移走或删除`,
        en: `${hanging!.n} risk points or major hazard sources belong to it: move or delete them first`,
      },
    });
  try {
    const gone = await session.query<{ id: string }>(
      `delete from fourcolor.${layer.id} where id = $1::text returning id`,
      [id],
    );
    // the row policy of deleting is narrower than that of reading
    if (gone.length === 0) throw new Failure('forbidden');
  } catch (error) {
    if (error instanceof SqlError && error.code === '23503') throw new Failure('conflict');
    throw error;
  }
  const owner = before.ownerLayer && before.ownerId ? [{ layer: before.ownerLayer, id: before.ownerId }] : [];
  await regradeObjects(session, owner, reason, { regions: before.region ? [before.region] : [] });
}
