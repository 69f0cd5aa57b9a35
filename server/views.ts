/** Saved views of the map: own ones and those that colleagues share; a deleted one can be brought back. */
import { createRoute, z } from '@hono/zod-openapi';
import { json, media, query, router } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { NotFound } from './failure.ts';
import { readingOf } from './reading.ts';
import type { Services } from './services.ts';

const name = z.string().trim().min(1).max(120);
const link = z.string().regex(/^\?/).max(8000);

const View = z
  .object({
    id: z.string(),
    name: z.string(),
    link: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    updatedAt: z.string(),
  })
  .openapi('SavedView');
const NewView = z.strictObject({ name, link, shared: z.boolean().default(false) }).openapi('NewSavedView');
const Patch = z
  .strictObject({
    name: name.optional(),
    link: link.optional(),
    shared: z.boolean().optional(),
    deleted: z.boolean().optional().openapi({ description: 'false brings a deleted view back' }),
  })
  .openapi('SavedViewPatch');

const tags = ['catalogue'];
const params = z.object({ id: z.uuid() });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/api/views',
  tags,
  summary: 'Saved views of the person, and those that colleagues share',
  request: { query: query({}) },
  responses: { 200: json(z.object({ views: z.array(View) }), 'The views, last changed first') },
});
const create = createRoute({
  method: 'post',
  path: '/api/views',
  tags,
  summary: 'Save a view',
  request: { query: query({}), body: body(NewView) },
  responses: { 201: json(View, 'The view') },
});
const change = createRoute({
  method: 'patch',
  path: '/api/views/{id}',
  tags,
  summary: 'Rename, replace, share or bring back an own view',
  request: { params, query: query({}), body: body(Patch) },
  responses: { 200: json(View, 'The view') },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/views/{id}',
  tags,
  summary: 'Delete an own view; it can be brought back',
  request: { params, query: query({}) },
  responses: {
    204: { description: 'Deleted' },
    404: media('Absent, or not one’s own', 'application/problem+json'),
  },
});

/** The routes of saved views; whoever reads no register has none. */
export function viewRoutes(services: Services) {
  const as = <T>(who: Who, work: (session: Session) => Promise<T>) => {
    readingOf('enterprises', who);
    return services.database.as({ ...who, why: 'saved view' }, work);
  };
  const update = async (who: Who, id: string, set: string, values: readonly unknown[]): Promise<Row> => {
    const [row] = await as(who, (session) =>
      session.query<Row>(
        `update fourcolor.views
         set ${set}, updated_at = now()
         where id = $1::uuid
           and owner_id = $2::text
         returning ${COLUMNS}`,
        [id, who.userId, ...values],
      ),
    );
    if (!row) throw new NotFound();
    return row;
  };
  return router()
    .openapi(list, async (c) => {
      const { who } = c.var;
      const rows = await as(who, (session) =>
        session.query<Row>(
          `select ${COLUMNS}
           from fourcolor.views
           where deleted_at is null
           order by updated_at desc, id
           limit 500`,
        ),
      );
      return c.json({ views: rows.map((row) => told(row, who)) }, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who } = c.var;
      const asked = c.req.valid('json');
      const [row] = await as(who, (session) =>
        session.query<Row>(
          `insert into fourcolor.views (owner_id, name, link, shared)
           values ($1::text, $2::text, $3::text, $4::boolean)
           returning ${COLUMNS}`,
          [who.userId, asked.name, asked.link, asked.shared],
        ),
      );
      return c.json(told(row!, who), 201, PRIVATE);
    })
    .openapi(change, async (c) => {
      const { who } = c.var;
      const asked = c.req.valid('json');
      const row = await update(
        who,
        c.req.valid('param').id,
        `name = coalesce($3::text, name), link = coalesce($4::text, link), shared = coalesce($5::boolean, shared),
         deleted_at = case $6::boolean when true then now() when false then null else deleted_at end`,
        [asked.name ?? null, asked.link ?? null, asked.shared ?? null, asked.deleted ?? null],
      );
      return c.json(told(row, who), 200, PRIVATE);
    })
    .openapi(remove, async (c) => {
      await update(c.var.who, c.req.valid('param').id, 'deleted_at = coalesce(deleted_at, now())', []);
      return c.body(null, 204);
    });
}

const PRIVATE = { 'Cache-Control': 'no-store' };
const COLUMNS = `id, owner_id as "ownerId", name, link, shared, updated_at as "updatedAt"`;

interface Row {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly link: string;
  readonly shared: boolean;
  readonly updatedAt: string;
}

const told = ({ ownerId, ...row }: Row, who: Who): z.infer<typeof View> => ({
  ...row,
  mine: ownerId === who.userId,
});
