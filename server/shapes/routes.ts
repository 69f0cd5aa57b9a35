/** Drawn shapes over HTTP: own ones and shared ones, saved, changed, deleted, brought back, read from a file. */
import { createRoute, z } from '@hono/zod-openapi';
import { VALUE_PROBLEMS } from '../../data/problem.ts';
import { json, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { type Failure, Invalid } from '../failure.ts';
import { languageOf } from '../language.ts';
import { body, ifMatch, PRIVATE, refusals } from '../ledger/writing.ts';
import { readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import { Import, ImportAnswer, NewShape, ShapePatch, StoredShape } from './contract.ts';
import { addShape, changeShape, dropShape, listShapes } from './store.ts';

const tags = ['catalogue'];
const params = z.object({ id: z.uuid() });

const list = createRoute({
  method: 'get',
  path: '/api/shapes',
  tags,
  summary: 'Drawn shapes of the person, and those that colleagues share where the person works',
  request: { query: query({}) },
  responses: { 200: json(z.object({ shapes: z.array(StoredShape) }), 'The shapes, last changed first') },
});
const create = createRoute({
  method: 'post',
  path: '/api/shapes',
  tags,
  summary: 'Save a drawn shape',
  request: { query: query({}), body: body(NewShape) },
  responses: { 201: json(StoredShape, 'The shape, measured'), ...refusals },
});
const change = createRoute({
  method: 'put',
  path: '/api/shapes/{id}',
  tags,
  summary: 'Change, share or bring back an own shape; absent fields stay',
  request: { params, query: query({}), body: body(ShapePatch) },
  responses: { 200: json(StoredShape, 'The shape, measured'), ...refusals },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/shapes/{id}',
  tags,
  summary: 'Delete an own shape; it can be brought back',
  request: { params, query: query({ version: z.coerce.number().int().min(1).optional() }) },
  responses: { 204: { description: 'Deleted' }, ...refusals },
});
const importMany = createRoute({
  method: 'post',
  path: '/api/shapes/import',
  tags,
  summary:
    'Save the shapes of a file; every row is checked by itself, and a bad one is refused with its reason',
  request: { query: query({}), body: body(Import) },
  responses: { 200: json(ImportAnswer, 'What was saved and what was not'), ...refusals },
});

/** The routes of drawn shapes; whoever reads no register has none. */
export function shapeRoutes(services: Services) {
  const as = <T>(who: Who, why: string, work: (session: Session) => Promise<T>, readOnly = false) => {
    readingOf('enterprises', who);
    return services.database.as({ ...who, why }, work, { readOnly });
  };
  return router()
    .openapi(list, async (c) => {
      const { who } = c.var;
      const shapes = await as(who, 'drawn shapes', (session) => listShapes(session, who), true);
      return c.json({ shapes }, 200, PRIVATE);
    })
    .openapi(create, async (c) => {
      const { who } = c.var;
      const shape = await as(who, 'shape drawn', (session) => addShape(session, who, c.req.valid('json')));
      return c.json(shape, 201, { ...PRIVATE, ETag: `"${shape.version}"` });
    })
    .openapi(change, async (c) => {
      const { who } = c.var;
      const { version, ...patch } = c.req.valid('json');
      const { id } = c.req.valid('param');
      const expected = version ?? ifMatch(c.req.header('if-match'));
      const shape = await as(who, 'shape changed', (session) =>
        changeShape(session, who, id, patch, expected),
      );
      return c.json(shape, 200, { ...PRIVATE, ETag: `"${shape.version}"` });
    })
    .openapi(remove, async (c) => {
      const { who } = c.var;
      const expected = c.req.valid('query').version ?? ifMatch(c.req.header('if-match'));
      await as(who, 'shape deleted', (session) => dropShape(session, who, c.req.valid('param').id, expected));
      return c.body(null, 204);
    })
    .openapi(importMany, async (c) => {
      const { who } = c.var;
      const lang = languageOf(c);
      const saved: StoredShape[] = [];
      const refused: z.infer<typeof ImportAnswer>['refused'] = [];
      for (const [row, given] of c.req.valid('json').rows.entries()) {
        const parsed = NewShape.safeParse(given);
        if (!parsed.success) {
          const { path } = parsed.error.issues[0]!;
          const code = path[0] === 'geometry' ? 'geometry' : 'format';
          refused.push({
            row,
            name: nameOf(given),
            reason: `${VALUE_PROBLEMS[code][lang]}（/${path.join('/')}）`,
          });
          continue;
        }
        try {
          // a transaction of its own: a row that the database refuses takes no other with it
          saved.push(await as(who, 'shapes of a file', (session) => addShape(session, who, parsed.data)));
        } catch (error) {
          if (!(error instanceof Invalid)) throw error;
          refused.push({ row, name: parsed.data.name, reason: reasonOf(error, lang) });
        }
      }
      return c.json({ saved, refused }, 200, PRIVATE);
    });
}

const nameOf = (given: unknown): string =>
  given && typeof given === 'object' && 'name' in given && typeof given.name === 'string'
    ? given.name.slice(0, 200)
    : '';

const reasonOf = ({ details }: Failure, lang: 'zh' | 'en'): string =>
  details.errors?.map(({ message }) => message[lang]).join('; ') ?? details.detail?.[lang] ?? '';
