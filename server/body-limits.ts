/** How large and how deep a request body may be, checked before anything parses it. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { valueProblem } from '../data/problem.ts';
import { Failure, Invalid } from './failure.ts';

const MAX_BYTES = 2 * 1024 * 1024;
/** Deeper JSON can make the embedded engine fail without saying so. */
export const MAX_JSON_DEPTH = 64;

const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Failure('too_large');
    },
  });
const MIB = 1024 * 1024;
const ordinary = atMost(MAX_BYTES);

/** Routes that take files. Uploads of imports are read as they arrive and have a limit of their own. */
const LARGER: readonly { readonly path: RegExp; readonly limit: MiddlewareHandler }[] = [
  { path: /^\/api\/imports$/, limit: (_, next) => next() },
  { path: /^\/api\/attachments\//, limit: atMost(9 * MIB) },
  { path: /^\/api\/sheets\/pdf$/, limit: atMost(64 * MIB) },
  { path: /^\/api\/rounds\/[^/]+\/files$/, limit: atMost(51 * MIB) },
];

/** Refuses bodies above the route's limit. */
export const limitSize: MiddlewareHandler = (c, next) =>
  ((c.req.method === 'POST' && LARGER.find(({ path }) => path.test(c.req.path))?.limit) || ordinary)(c, next);

/** Refuses JSON that is nested too deeply. */
export const limitDepth: MiddlewareHandler = async (c, next) => {
  if (/json/i.test(c.req.header('content-type') ?? '') && jsonDepth(await c.req.text()) > MAX_JSON_DEPTH) {
    throw new Invalid(valueProblem('', 'depth'));
  }
  await next();
};

/** How deep arrays and objects are nested in a JSON text (brackets inside strings do not count). */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}
