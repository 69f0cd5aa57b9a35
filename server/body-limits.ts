/** How large and how deep a request body may be, checked before anything parses it. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { valueProblem } from '../data/problem.ts';
import { Failure, Invalid } from './failure.ts';

const MAX_BYTES = 2 * 1024 * 1024;
/** Deeper JSON can make the embedded engine fail without saying so. */
export const MAX_JSON_DEPTH = 64;

const limit = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new Failure('too_large');
  },
});

/** Uploads of imports are read as they arrive and have a limit of their own. */
export const limitSize: MiddlewareHandler = (c, next) =>
  c.req.method === 'POST' && c.req.path === '/api/imports' ? next() : limit(c, next);

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
