/** Prometheus figures: requests by route and status, durations, tiles by outcome. */
import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { media, query, router } from './contract.ts';
import type { Services } from './services.ts';

export interface Metrics {
  readonly measure: MiddlewareHandler;
  readonly tileServed: (layer: string, status: number) => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** Figures of one app and of its process (memory, CPU, event-loop lag). */
export function createMetrics(services: Services): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests',
    labelNames,
    registers: [register],
  });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time until the answer began',
    labelNames,
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  });
  const tiles = new Counter({
    name: 'fourcolor_tiles_total',
    help: 'Tiles by layer and answer (304 = the reader had it)',
    labelNames: ['layer', 'status'] as const,
    registers: [register],
  });
  new Gauge({
    name: 'fourcolor_tile_cache',
    help: 'Tiles since the start by how they were had: hit, miss, joined, unchanged',
    labelNames: ['how'] as const,
    registers: [register],
    collect() {
      const counts = services.ready().ready ? services.tiles.counts : undefined;
      for (const [how, count] of Object.entries(counts ?? {})) this.set({ how }, count);
    },
  });
  return {
    async measure(c, next) {
      const began = performance.now();
      await next();
      // the last handler's pattern, never the address itself: it would make a series per object
      const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) };
      requests.inc(labels);
      durations.observe(labels, (performance.now() - began) / 1000);
    },
    tileServed: (layer, status) => tiles.inc({ layer, status: String(status) }),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

const route = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['operation'],
  summary: 'Figures for Prometheus',
  request: { query: query({}) },
  responses: { 200: media('Prometheus text', 'text/plain') },
});

/** The route of the figures. */
export function metricsRoutes(metrics: Metrics) {
  return router().openapi(route, async (c) =>
    c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
}
