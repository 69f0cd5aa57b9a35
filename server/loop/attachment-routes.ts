/** Photos of dangers, tasks and notices: `/api/attachments`; and the people to whom work is given. */
import { createRoute, z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import type { Services } from '../services.ts';
import { PRIVATE, staffOf, writerOf } from './access.ts';
import {
  ATTACHMENT_OWNERS,
  Attachment,
  attachmentsOf,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  mediaTypeOf,
} from './attachments.ts';
import { obeying } from './refusals.ts';

const tags = ['prevention'];
const problem = (what: string) => media(what, 'application/problem+json');

const add = createRoute({
  method: 'post',
  path: '/api/attachments/{owner}/{id}',
  tags,
  summary: 'Add a photo or PDF (JPEG, PNG, WebP, PDF; at most 8 MiB): form fields `file` and `kind`',
  request: {
    params: z.object({ owner: z.enum(ATTACHMENT_OWNERS), id: z.string().min(1).max(200) }),
    query: query({}),
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z.any().openapi({ type: 'string', format: 'binary' }),
            kind: z.enum(['before', 'after', 'other']).default('other'),
          }),
        },
      },
    },
  },
  responses: {
    201: json(Attachment, 'What was kept'),
    403: problem('Not allowed'),
    404: problem('Absent or hidden'),
    409: problem('Too many'),
    413: problem('Too large'),
    415: problem('Another kind of file'),
    422: problem('No file'),
  },
});
const read = createRoute({
  method: 'get',
  path: '/api/attachments/{id}',
  tags,
  summary: 'The file itself',
  request: { params: z.object({ id: z.uuid() }), query: query({}) },
  responses: {
    200: media('The file', 'image/jpeg', 'image/png', 'image/webp', 'application/pdf'),
    404: problem('Absent or hidden'),
  },
});
const People = z.object({
  people: z.array(z.object({ username: z.string(), name: z.string(), role: z.string() })),
  departments: z.array(z.string()),
});
const people = createRoute({
  method: 'get',
  path: '/api/loop-people',
  tags,
  summary: 'People and departments to whom dangers and tasks can be given',
  request: { query: query({}) },
  responses: { 200: json(People, 'Officers first'), 404: problem('Absent or hidden') },
});

/** The routes of attachments and people. */
export function attachmentRoutes(services: Services) {
  return router()
    .openapi(add, async (c) => {
      const { who } = writerOf(c);
      const { owner, id } = c.req.valid('param');
      const { file, kind } = c.req.valid('form') as { file: unknown; kind: string };
      if (!(file instanceof File) || file.size === 0) throw new Invalid(valueProblem('/file', 'required'));
      if (file.size > MAX_ATTACHMENT_BYTES) throw new Failure('too_large');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const mediaType = mediaTypeOf(bytes);
      if (mediaType === undefined) throw new Failure('unsupported_media');
      const name = file.name.replace(/[\p{Cc}/\\]/gu, '').slice(-200) || 'photo';
      const added = await obeying(
        services.database.as({ ...who, why: '添加附件' }, async (session) => {
          const column = owner === 'supervision_notices' ? 'id::text' : 'id';
          const [seen] = await session.query(
            `select ${column} as id from fourcolor.${owner} where ${column} = $1::text`,
            [id],
          );
          if (!seen) throw new NotFound();
          if ((await attachmentsOf(session, owner, id)).length >= MAX_ATTACHMENTS)
            throw new Failure('conflict');
          const [row] = await session.query<{ id: string }>(
            `insert into fourcolor.attachments (owner_layer, owner_id, kind, name, media_type, bytes)
values ($1::text, $2::text, $3::text, $4::text, $5::text, decode($6, 'base64'))
returning id::text`,
            [owner, id, kind, name, mediaType, Buffer.from(bytes).toString('base64')],
          );
          return (await attachmentsOf(session, owner, id)).find((one) => one.id === row!.id)!;
        }),
      );
      return c.json(added, 201, PRIVATE);
    })
    .openapi(read, async (c) => {
      const { who } = staffOf(c);
      const { id } = c.req.valid('param');
      const [row] = await services.database.as(
        who,
        (session) =>
          session.query<{ bytes: Uint8Array; type: string; name: string }>(
            'select bytes, media_type as type, name from fourcolor.attachments where id = $1::uuid',
            [id],
          ),
        { readOnly: true },
      );
      if (!row) throw new NotFound();
      return c.body(Uint8Array.from(row.bytes), 200, {
        'Content-Type': row.type,
        'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(row.name)}`,
        // what a file is never changes, who may see it does
        'Cache-Control': 'private, max-age=300',
        Vary: 'Cookie',
        'X-Content-Type-Options': 'nosniff',
      });
    })
    .openapi(people, async (c) => {
      const { who } = staffOf(c);
      const found = await services.database.as(
        who,
        async (session) => ({
          people: await session.query<z.output<typeof People>['people'][number]>(
            'select username, name, role from fourcolor.loop_people()',
          ),
          departments: (
            await session.query<{ department: string }>(
              `select distinct department from fourcolor.hidden_dangers where department is not null order by 1 limit 200`,
            )
          ).map(({ department }) => department),
        }),
        { readOnly: true },
      );
      return c.json(found, 200, PRIVATE);
    });
}
