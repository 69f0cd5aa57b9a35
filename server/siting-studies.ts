/** Saved siting studies: alternatives of a person with the answer as it was computed; own ones, auditors read all. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, media, query, router } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { Failure, NotFound } from './failure.ts';
import { parameters, readingOf } from './reading.ts';
import type { Services } from './services.ts';
import { answerSiting } from './siting.ts';
import { SitingInputs, SitingOutputs } from './siting-contract.ts';

const { proposals, remove, pipelines, time } = SitingInputs.shape;
const asked = { proposals, remove, pipelines, time };
const name = z.string().trim().min(1).max(200);

const NewStudy = z.strictObject({ name, ...asked }).openapi('NewSitingStudy');
const StudyPatch = z
  .strictObject({
    name: name.optional(),
    proposals: proposals.optional(),
    remove: z.array(z.string().max(200)).max(500).optional(),
    pipelines: z.boolean().optional(),
    time: z.enum(['day', 'night', 'mean']).optional(),
    recompute: z
      .boolean()
      .default(false)
      .openapi({ description: 'Compute again although nothing is asked anew' }),
  })
  .openapi('SitingStudyPatch');

const dates = {
  computedAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
};
const Entry = z
  .object({
    id: z.string(),
    name: z.string(),
    proposals: z.int().openapi({ description: 'How many' }),
    fieldVersion: z.string(),
    mine: z.boolean(),
    ...dates,
  })
  .openapi('SitingStudyEntry');
const Study = z
  .object({
    id: z.string(),
    name: z.string(),
    proposals,
    remove: z.array(z.string()),
    pipelines: z.boolean(),
    time: z.enum(['day', 'night', 'mean']),
    answer: SitingOutputs,
    fieldVersion: z.string(),
    mine: z.boolean(),
    ...dates,
  })
  .openapi('SitingStudy');

const tags = ['siting'];
const params = z.object({ id: z.uuid() });
const missing = media('Absent, or somebody else’s', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const invalid = media('Proposals that cannot be used', 'application/problem+json');
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/api/siting-studies',
  tags,
  summary: 'Siting studies of the person, last changed first; all of them for auditors',
  request: { query: query({ deleted: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(z.object({ studies: z.array(Entry) }), 'The studies'), 404: missing },
});
const create = createRoute({
  method: 'post',
  path: '/api/siting-studies',
  tags,
  summary: 'Compute a study and keep it',
  request: { query: query({}), body: body(NewStudy) },
  responses: { 201: json(Study, 'The study'), 403: refused, 404: missing, 422: invalid },
});
const read = createRoute({
  method: 'get',
  path: '/api/siting-studies/{id}',
  tags,
  summary: 'One study with its answer as it was computed then',
  request: { params, query: query({}) },
  responses: { 200: json(Study, 'The study'), 404: missing },
});
const change = createRoute({
  method: 'put',
  path: '/api/siting-studies/{id}',
  tags,
  summary: 'Rename a study, or ask it anew',
  request: { params, query: query({}), body: body(StudyPatch) },
  responses: { 200: json(Study, 'The study'), 403: refused, 404: missing, 422: invalid },
});
const remove_ = createRoute({
  method: 'delete',
  path: '/api/siting-studies/{id}',
  tags,
  summary: 'Delete a study; it can be restored',
  request: { params, query: query({}) },
  responses: { 204: { description: 'Deleted' }, 403: refused, 404: missing },
});
const restore = createRoute({
  method: 'post',
  path: '/api/siting-studies/{id}/restore',
  tags,
  summary: 'Bring a deleted study back',
  request: { params, query: query({}) },
  responses: { 200: json(Study, 'The study'), 403: refused, 404: missing },
});

/** The routes of siting studies. */
export function sitingStudyRoutes(services: Services) {
  const reader = (who: Who, work: (session: Session) => Promise<Stored[]>) => {
    readingOf('major_hazards', who);
    return services.database.as(who, work, { readOnly: true });
  };
  const one = async (who: Who, id: string): Promise<Stored> => {
    const [row] = await reader(who, (session) => studies(session, 'id = $1::uuid', [id]));
    if (!row) throw new NotFound();
    return row;
  };
  /** A study that the person may change. */
  const own = async (who: Who, id: string): Promise<Stored> => {
    const row = await one(who, id);
    if (who.role === 'audit' || row.ownerId !== who.userId) throw new Failure('forbidden');
    return row;
  };
  return router()
    .openapi(list, async (c) => {
      const { who } = c.var;
      const where = `deleted_at is ${c.req.valid('query').deleted === 'true' ? 'not null' : 'null'}`;
      const rows = await reader(who, (session) => studies(session, where, []));
      return c.json(
        { studies: rows.map((row) => ({ ...told(row, who), proposals: row.proposals.length })) },
        200,
        PRIVATE,
      );
    })
    .openapi(create, async (c) => {
      const { who } = c.var;
      readingOf('major_hazards', who);
      if (who.role === 'audit') throw new Failure('forbidden');
      const { name, ...inputs } = c.req.valid('json');
      const answer = await answerSiting(services, who, { ...inputs, preview: false });
      const { values, add } = parameters();
      const [row] = await services.database.as({ ...who, why: 'siting study' }, (session) =>
        session.query<{ id: string }>(
          `insert into fourcolor.siting_studies
  (owner_id, name, proposals, remove, pipelines, time_of_day, answer, field_version, computed_at)
values (${add(who.userId)}::text, ${add(name)}::text, ${add(JSON.stringify(inputs.proposals))}::jsonb,
  ${add(inputs.remove)}::text[], ${add(inputs.pipelines)}::boolean, ${add(inputs.time)}::text,
  ${add(JSON.stringify(answer))}::json, ${add(answer.fieldVersion)}::text, now())
returning id`,
          values,
        ),
      );
      return c.json(full(await one(who, row!.id), who), 201, PRIVATE);
    })
    .openapi(read, async (c) =>
      c.json(full(await one(c.var.who, c.req.valid('param').id), c.var.who), 200, PRIVATE),
    )
    .openapi(change, async (c) => {
      const { who } = c.var;
      const { id } = c.req.valid('param');
      const before = await own(who, id);
      const { recompute, ...patch } = c.req.valid('json');
      const { name, ...inputs } = { ...storedInputs(before), name: before.name, ...patch };
      const anew =
        recompute ||
        patch.proposals !== undefined ||
        patch.remove !== undefined ||
        patch.pipelines !== undefined ||
        patch.time !== undefined;
      const answer = anew ? await answerSiting(services, who, { ...inputs, preview: false }) : null;
      const { values, add } = parameters();
      const set = [`name = ${add(name)}::text`];
      if (answer)
        set.push(
          `proposals = ${add(JSON.stringify(inputs.proposals))}::jsonb`,
          `remove = ${add(inputs.remove)}::text[]`,
          `pipelines = ${add(inputs.pipelines)}::boolean`,
          `time_of_day = ${add(inputs.time)}::text`,
          `answer = ${add(JSON.stringify(answer))}::json`,
          `field_version = ${add(answer.fieldVersion)}::text`,
          'computed_at = now()',
        );
      await write(services, who, id, set, values, add);
      return c.json(full(await one(who, id), who), 200, PRIVATE);
    })
    .openapi(remove_, async (c) => {
      const { id } = c.req.valid('param');
      if ((await own(c.var.who, id)).deletedAt === null) {
        const { values, add } = parameters();
        await write(services, c.var.who, id, ['deleted_at = now()'], values, add);
      }
      return c.body(null, 204);
    })
    .openapi(restore, async (c) => {
      const { who } = c.var;
      const { id } = c.req.valid('param');
      if ((await own(who, id)).deletedAt !== null) {
        const { values, add } = parameters();
        await write(services, who, id, ['deleted_at = null'], values, add);
      }
      return c.json(full(await one(who, id), who), 200, PRIVATE);
    });
}

const PRIVATE = { 'Cache-Control': 'no-store' };

type Inputs = Pick<z.output<typeof SitingInputs>, 'proposals' | 'remove' | 'pipelines' | 'time'>;
interface Stored extends Inputs {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly answer: z.output<typeof SitingOutputs>;
  readonly fieldVersion: string;
  readonly computedAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}

const storedInputs = ({ proposals, remove, pipelines, time }: Stored): Inputs => ({
  proposals,
  remove,
  pipelines,
  time,
});

const studies = (session: Session, where: string, values: unknown[]): Promise<Stored[]> =>
  session.query<Stored>(
    `select id, owner_id as "ownerId", name, proposals, remove, pipelines, time_of_day as time, answer,
  field_version as "fieldVersion", computed_at as "computedAt", created_at as "createdAt",
  updated_at as "updatedAt", deleted_at as "deletedAt"
from fourcolor.siting_studies
where ${where}
order by updated_at desc, id`,
    values,
  );

async function write(
  services: Services,
  who: Who,
  id: string,
  set: readonly string[],
  values: unknown[],
  add: (value: unknown) => string,
): Promise<void> {
  await services.database.as({ ...who, why: 'siting study' }, (session) =>
    session.query(
      `update fourcolor.siting_studies
set ${set.join(', ')}
where id = ${add(id)}::uuid`,
      values,
    ),
  );
}

const told = (
  { id, ownerId, name, fieldVersion, computedAt, createdAt, updatedAt, deletedAt }: Stored,
  who: Who,
) => ({
  id,
  name,
  fieldVersion,
  mine: ownerId === who.userId,
  computedAt,
  createdAt,
  updatedAt,
  deletedAt,
});

const full = (row: Stored, who: Who): z.output<typeof Study> => ({
  ...told(row, who),
  ...storedInputs(row),
  remove: [...row.remove],
  answer: row.answer,
});
