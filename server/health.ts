/** Whether the process lives, and whether it can answer yet. */
import { createRoute, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { json, query, router, TextSchema } from './contract.ts';
import { PUBLIC } from './db/database.ts';
import { Failure } from './failure.ts';
import type { Services } from './services.ts';

const alive = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['operation'],
  summary: 'The process lives',
  request: { query: query({}) },
  responses: { 200: json(z.object({ alive: z.literal(true) }), 'Alive') },
});

const NotReady = z.object({ ready: z.literal(false), step: TextSchema, percent: z.number() });

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['operation'],
  summary: 'The database is migrated and answers',
  request: { query: query({}) },
  responses: {
    200: json(z.object({ ready: z.literal(true) }), 'Ready'),
    503: json(NotReady, 'Not ready yet'),
  },
});

/** The two routes for whoever watches the process. */
export function healthRoutes(services: Services) {
  return router()
    .openapi(alive, (c) => c.json({ alive: true as const }, 200))
    .openapi(ready, async (c) => {
      const state = services.ready();
      if (!state.ready) {
        return c.json({ ready: false as const, step: state.step, percent: state.percent }, 503, {
          'Retry-After': '1',
        });
      }
      if (await answers(services)) return c.json({ ready: true as const }, 200);
      const step = { zh: '数据库没有应答', en: 'The database does not answer' };
      return c.json({ ready: false as const, step, percent: 0 }, 503, { 'Retry-After': '2' });
    });
}

/** 503 with the step of the start, until the database can be asked. */
export function untilReady(services: Services): MiddlewareHandler {
  return async (_, next) => {
    const state = services.ready();
    if (!state.ready)
      throw new Failure('unavailable', { detail: state.step, headers: { 'Retry-After': '1' } });
    await next();
  };
}

async function answers({ database }: Services): Promise<boolean> {
  try {
    const rows = await database.as(PUBLIC, (session) => session.query('select 1 as one'), {
      timeoutMs: 3000,
    });
    return rows.length === 1;
  } catch {
    return false;
  }
}
