/** Routes of the assessment rounds: begin, take the map over, hand in, approve by a second person, compare, attach papers. */
import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import { valueProblem } from '../../data/problem.ts';
import { type Env, json, media, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { mustWriteForCity } from '../indicators/routes.ts';
import { readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import * as shapes from './contract.ts';
import { type Approver, compareRounds, readRounds, takeMap } from './store.ts';

const tags = ['rounds'];
const missing = media('Absent, or hidden from this person', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const conflict = media('Not in the state of the round', 'application/problem+json');
const invalid = media('What is written cannot be used', 'application/problem+json');
const answers = { 200: json(shapes.Round, 'The round'), 403: refused, 404: missing, 409: conflict };
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const { Params: params } = shapes;

const list = createRoute({
  method: 'get',
  path: '/api/rounds',
  tags,
  summary: 'Assessment rounds, latest first',
  request: { query: query({}) },
  responses: { 200: json(shapes.Rounds, 'The rounds'), 403: refused, 404: missing },
});
const read = createRoute({
  method: 'get',
  path: '/api/rounds/{id}',
  tags,
  summary: 'One round with its counts and papers',
  request: { params, query: query({}) },
  responses: answers,
});
const create = createRoute({
  method: 'post',
  path: '/api/rounds',
  tags,
  summary: 'Begin a round',
  request: { query: query({}), body: body(shapes.NewRound) },
  responses: { 201: json(shapes.Round, 'The round'), 403: refused, 404: missing, 422: invalid },
});
const change = createRoute({
  method: 'put',
  path: '/api/rounds/{id}',
  tags,
  summary: 'Name, date and note of a draft',
  request: { params, query: query({}), body: body(shapes.RoundPatch) },
  responses: { ...answers, 422: invalid },
});
const remove_ = createRoute({
  method: 'delete',
  path: '/api/rounds/{id}',
  tags,
  summary: 'Discard a draft',
  request: { params, query: query({}) },
  responses: { 204: { description: 'Discarded' }, 403: refused, 404: missing, 409: conflict },
});
const step = (name: 'take' | 'submit' | 'return', summary: string) =>
  createRoute({
    method: 'post',
    path: `/api/rounds/{id}/${name}`,
    tags,
    summary,
    request: { params, query: query({}) },
    responses: answers,
  });
const take = step('take', 'Take every graded object over as it was on the day of the round');
const submit = step('submit', 'Hand the round in for approval');
const giveBack = step('return', 'Give the round back to be worked on');
const approve = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/approve',
  tags,
  summary: 'Approve with the expert opinion; by another person than the one who began it',
  request: { params, query: query({}), body: body(shapes.Opinion) },
  responses: { ...answers, 422: invalid },
});
const compare = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/compare',
  tags,
  summary: 'What differs from an earlier round',
  request: { params, query: shapes.CompareQuery },
  responses: { 200: json(shapes.Comparison, 'The differences'), 403: refused, 404: missing },
});
const map = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/map',
  tags,
  summary: 'Objects of a layer as the round has them, as GeoJSON',
  request: { params, query: shapes.MapQuery },
  responses: { 200: media('FeatureCollection', 'application/geo+json'), 403: refused, 404: missing },
});
const addFile = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/files',
  tags,
  summary: 'Attach a paper: multipart/form-data with file and kind, at most 50 MiB',
  request: { params, query: query({}) },
  responses: {
    201: json(shapes.Round, 'The round'),
    403: refused,
    404: missing,
    409: conflict,
    422: invalid,
  },
});
const readFile = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/files/{file}',
  tags,
  summary: 'A paper as it was attached',
  request: { params: shapes.FileParams, query: query({}) },
  responses: { 200: media('The file', 'application/octet-stream'), 403: refused, 404: missing },
});
const removeFile = createRoute({
  method: 'delete',
  path: '/api/rounds/{id}/files/{file}',
  tags,
  summary: 'Take a paper away before the round is approved',
  request: { params: shapes.FileParams, query: query({}) },
  responses: { 204: { description: 'Taken away' }, 403: refused, 404: missing, 409: conflict },
});

const PRIVATE = { 'Cache-Control': 'no-store' };
const SLOW = { timeoutMs: 120_000 } as const;
type Action = z.output<typeof shapes.Round>['may'][number];

const WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  draft: { zh: '草稿', en: 'a draft' },
  review: { zh: '送审中', en: 'handed in' },
  approved: { zh: '已批准', en: 'approved' },
};

/** The routes of assessment rounds. */
export function roundRoutes(services: Services) {
  const see = (who: Who) => {
    readingOf('accidents', who);
    if (who.regions !== null || who.sectors !== null) throw new Failure('forbidden');
  };
  const one = async (session: Session, who: Approver, id: string) => {
    const [round] = await readRounds(session, who, id);
    if (!round) throw new NotFound();
    return round;
  };
  /** Does something that the round's state allows, in one transaction; the round as it is then. */
  const act = (
    who: Approver,
    id: string,
    action: Action,
    why: string,
    work: (session: Session) => Promise<unknown>,
  ) => {
    mustWriteForCity(who);
    return services.database.as(
      { ...who, why },
      async (session) => {
        // nobody else acts on the round meanwhile
        await session.query('select id from fourcolor.assessment_rounds where id = $1::uuid for update', [
          id,
        ]);
        const round = await one(session, who, id);
        if (!round.may.includes(action)) {
          if (action === 'approve' && round.state === 'review')
            throw new Failure('forbidden', {
              detail: {
                zh: '建立这一轮评估的人不能自己批准，请另一位有权限的人批准',
                en: 'Whoever began a round cannot approve it: another person must',
              },
            });
          const state = WORDS[round.state]!;
          throw new Failure('conflict', {
            detail: {
              zh:
                action === 'submit' && !round.takenAt
                  ? '先取用当前地图，再送审'
                  : `这一轮评估${state.zh}，不能这样做`,
              en:
                action === 'submit' && !round.takenAt
                  ? 'Take the map over before handing the round in'
                  : `The round is ${state.en}`,
            },
          });
        }
        await work(session);
        const [after] = await readRounds(session, who, id);
        return after;
      },
      SLOW,
    );
  };
  const set = (session: Session, id: string, assignments: string, values: unknown[] = []) =>
    session.query(`update fourcolor.assessment_rounds set ${assignments} where id = $1::uuid`, [
      id,
      ...values,
    ]);
  const must = <T>(round: T | undefined): T => {
    if (!round) throw new NotFound();
    return round;
  };
  return router()
    .openapi(list, async (c) => {
      const who = signer(c.var);
      see(who);
      const rounds = await services.database.as(who, (session) => readRounds(session, who), {
        readOnly: true,
      });
      return c.json({ rounds }, 200, PRIVATE);
    })
    .openapi(read, async (c) => {
      const who = signer(c.var);
      see(who);
      const { id } = c.req.valid('param');
      const round = await services.database.as(who, (session) => one(session, who, id), { readOnly: true });
      return c.json(round, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const who = signer(c.var);
      mustWriteForCity(who);
      const { name, asOf, note } = c.req.valid('json');
      mustNotBeAhead(asOf);
      const round = await services.database.as({ ...who, why: 'assessment round begun' }, async (session) => {
        const [row] = await session.query<{ id: string }>(
          `insert into fourcolor.assessment_rounds (name, as_of, note, created_by)
values ($1, $2::date, $3, $4)
returning id`,
          [name, asOf, note, who.name],
        );
        return one(session, who, row!.id);
      });
      return c.json(round, 201, PRIVATE);
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      const patch = c.req.valid('json');
      if (patch.asOf) mustNotBeAhead(patch.asOf);
      const round = await act(signer(c.var), id, 'change', 'assessment round changed', (session) =>
        set(
          session,
          id,
          `name = coalesce($2, name), as_of = coalesce($3::date, as_of),
  note = case when $5 then $4 else note end`,
          [patch.name ?? null, patch.asOf ?? null, patch.note ?? null, patch.note !== undefined],
        ),
      );
      return c.json(must(round), 200, PRIVATE);
    })
    .openapi(remove_, async (c) => {
      const { id } = c.req.valid('param');
      await act(signer(c.var), id, 'delete', 'assessment round discarded', (session) =>
        session.query('delete from fourcolor.assessment_rounds where id = $1::uuid', [id]),
      );
      return c.body(null, 204);
    })
    .openapi(take, async (c) => {
      const { id } = c.req.valid('param');
      const round = await act(signer(c.var), id, 'take', 'map taken over', async (session) => {
        const { asOf } = await one(session, signer(c.var), id);
        const today = chinaDay(new Date());
        return takeMap(session, signer(c.var), id, asOf < today ? { at: asOf, mode: 'was' } : undefined);
      });
      return c.json(must(round), 200, PRIVATE);
    })
    .openapi(submit, async (c) => {
      const { id } = c.req.valid('param');
      const round = await act(signer(c.var), id, 'submit', 'assessment round handed in', (session) =>
        set(session, id, `state = 'review', submitted_at = now()`),
      );
      return c.json(must(round), 200, PRIVATE);
    })
    .openapi(giveBack, async (c) => {
      const { id } = c.req.valid('param');
      const round = await act(signer(c.var), id, 'return', 'assessment round given back', (session) =>
        set(session, id, `state = 'draft', submitted_at = null`),
      );
      return c.json(must(round), 200, PRIVATE);
    })
    .openapi(approve, async (c) => {
      const who = signer(c.var);
      const { id } = c.req.valid('param');
      const { opinion } = c.req.valid('json');
      const round = await act(who, id, 'approve', 'assessment round approved', (session) =>
        set(session, id, `state = 'approved', approved_at = now(), approved_by = $2, opinion = $3`, [
          who.name,
          opinion,
        ]),
      );
      return c.json(must(round), 200, PRIVATE);
    })
    .openapi(compare, async (c) => {
      const who = signer(c.var);
      see(who);
      const { id } = c.req.valid('param');
      const { with: before, layer, limit } = c.req.valid('query');
      const answer = await services.database.as(
        who,
        async (session) => {
          await one(session, who, id);
          await one(session, who, before);
          return compareRounds(session, { before, after: id, layer, limit });
        },
        { readOnly: true },
      );
      return c.json(answer, 200, PRIVATE);
    })
    .openapi(map, async (c) => {
      const who = signer(c.var);
      see(who);
      const { id } = c.req.valid('param');
      const { layer, level } = c.req.valid('query');
      const [row] = await services.database.as(
        who,
        async (session) => {
          await one(session, who, id);
          return session.query<{ features: unknown }>(
            `select coalesce(json_agg(json_build_object(
    'type', 'Feature',
    'id', object_id,
    'geometry', st_asgeojson(coalesce(shape, point), 6)::json,
    'properties', json_build_object('id', object_id, 'name', name, 'grade', grade, 'grade_state', grade_state)
  ) order by object_id), '[]') as features
from fourcolor.round_objects
where round_id = $1::uuid
  and layer = $2
  and ($2 <> 'regions' or level = $3)`,
            [id, layer, level],
          );
        },
        { readOnly: true },
      );
      return c.body(JSON.stringify({ type: 'FeatureCollection', features: row?.features ?? [] }), 200, {
        'Content-Type': 'application/geo+json',
        ...PRIVATE,
      });
    })
    .openapi(addFile, async (c) => {
      const who = signer(c.var);
      mustWriteForCity(who);
      const { id } = c.req.valid('param');
      const form = await c.req.parseBody();
      const file = form.file;
      const kind = z.enum(shapes.FILE_KINDS).safeParse(form.kind);
      if (!(file instanceof File) || file.size === 0)
        throw new Invalid(
          valueProblem('/file', 'required', {
            zh: '没有选择文件，或文件是空的',
            en: 'No file, or an empty one',
          }),
        );
      if (!kind.success) throw new Invalid(valueProblem('/kind', 'choice'));
      const bytes = new Uint8Array(await file.arrayBuffer());
      const mediaType = mediaTypeOf(bytes, file.name);
      if (!mediaType)
        throw new Invalid(
          valueProblem('/file', 'choice', {
            zh: '只接受 PDF、Word、Excel、ZIP、PNG、JPEG',
            en: 'Only PDF, Word, Excel, ZIP, PNG and JPEG',
          }),
        );
      const round = await act(who, id, 'add_file', 'paper attached to an assessment round', (session) =>
        session.query(
          `insert into fourcolor.round_files (round_id, kind, name, media_type, bytes, sha256, added_by)
values ($1::uuid, $2, $3, $4, $5, $6, $7)`,
          [
            id,
            kind.data,
            file.name.slice(-200),
            mediaType,
            bytes,
            createHash('sha256').update(bytes).digest('hex'),
            who.name,
          ],
        ),
      );
      return c.json(must(round), 201, PRIVATE);
    })
    .openapi(readFile, async (c) => {
      const who = signer(c.var);
      see(who);
      const { id, file } = c.req.valid('param');
      const [row] = await services.database.as(
        who,
        (session) =>
          session.query<{ name: string; mediaType: string; bytes: Uint8Array }>(
            `select name, media_type as "mediaType", bytes
from fourcolor.round_files
where id = $2::uuid
  and round_id = $1::uuid`,
            [id, file],
          ),
        { readOnly: true },
      );
      if (!row) throw new NotFound();
      return c.body(new Uint8Array(row.bytes), 200, {
        'Content-Type': row.mediaType,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}`,
        ...PRIVATE,
      });
    })
    .openapi(removeFile, async (c) => {
      const { id, file } = c.req.valid('param');
      await act(signer(c.var), id, 'add_file', 'paper taken from an assessment round', async (session) => {
        const gone = await session.query(
          'delete from fourcolor.round_files where id = $2::uuid and round_id = $1::uuid returning id',
          [id, file],
        );
        if (gone.length === 0) throw new NotFound();
      });
      return c.body(null, 204);
    });
}

const signer = ({ who, person }: Env['Variables']): Approver => ({
  ...who,
  name: person?.username ?? who.userId,
});

function mustNotBeAhead(day: string): void {
  if (day > chinaDay(new Date()))
    throw new Invalid(valueProblem('/asOf', 'range', { zh: '不能是将来的日期', en: 'Not a day to come' }));
}

/** The media type by the first bytes; the three kinds of zip are told apart by the name. */
function mediaTypeOf(bytes: Uint8Array, name: string): string | undefined {
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte);
  const { pdf, png, jpg, docx, xlsx, zip } = shapes.MEDIA_TYPES;
  if (starts(0x25, 0x50, 0x44, 0x46)) return pdf;
  if (starts(0x89, 0x50, 0x4e, 0x47)) return png;
  if (starts(0xff, 0xd8, 0xff)) return jpg;
  if (starts(0x50, 0x4b, 0x03, 0x04))
    return /\.docx$/i.test(name) ? docx : /\.xlsx$/i.test(name) ? xlsx : zip;
  return undefined;
}
