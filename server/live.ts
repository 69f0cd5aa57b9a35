/** Server-sent events: which layer changed, for as long as the reader may know it. */
import { createRoute, z } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Layer } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { media, query, router } from './contract.ts';
import type { Who } from './db/database.ts';
import { findReading, versionName } from './reading.ts';
import type { LayerChange, Services } from './services.ts';
import { REMEMBERED_MS, type Sessions } from './sessions.ts';
import { SESSION_COOKIE } from './who.ts';

const HEARTBEAT_MS = 20_000;
/** A reader who is this many events behind is let go and comes back with the newest versions. */
const MAX_WAITING = 100;

const route = createRoute({
  method: 'get',
  path: '/api/events',
  tags: ['live'],
  summary: 'Server-sent events of changes; a new stream begins with the newest version of each layer',
  request: { query: query({}), headers: z.object({ 'last-event-id': z.string().max(200).optional() }) },
  responses: { 200: media('event: layer, data: {layer, version, bbox, at}', 'text/event-stream') },
});

/** The route of the stream. */
export function liveRoutes(services: Services, sessions: Sessions) {
  return router().openapi(route, (c) => {
    const token = getCookie(c, SESSION_COOKIE);
    const person = c.var.person;
    const who = c.var.who;
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const queue = createQueue(stream);
      const stop = services.freshness.subscribe((change) => {
        const shown = shownTo(who, change);
        if (shown) queue.add(shown);
      });
      stream.onAbort(stop);
      try {
        const at = new Date().toISOString();
        for (const layer of LAYERS.filter((candidate) => sees(who, candidate))) {
          queue.add({
            layer: layer.id,
            version: services.freshness.version(versionName(layer.id, who)),
            bbox: null,
            at,
          });
        }
        let quietMs = 0;
        while (!stream.aborted && !stream.closed && !queue.overflowing()) {
          await stream.sleep(REMEMBERED_MS);
          // a session that ended, or whose rights changed, loses its stream
          const now = token ? await sessions.personOf(token).catch(() => null) : null;
          if (JSON.stringify(now) !== JSON.stringify(person)) break;
          quietMs += REMEMBERED_MS;
          if (quietMs < HEARTBEAT_MS) continue;
          quietMs = 0;
          await stream.write(': alive\n\n');
        }
      } finally {
        stop();
      }
    });
  });
}

/** A change as this reader may know it; people who see only a part are not told where. */
export function shownTo(who: Who, change: LayerChange): LayerChange | undefined {
  const layer = LAYERS.find(({ id }) => versionName(id, who) === change.layer);
  if (!layer || !sees(who, layer)) return undefined;
  const whole = who.role !== 'public' && who.regions === null && who.sectors === null;
  return { ...change, layer: layer.id, bbox: whole ? change.bbox : null };
}

function sees(who: Who, layer: Layer): boolean {
  return findReading(layer.id, who) !== undefined || (who.role === 'public' && layer.publication === 'cells');
}

function createQueue(stream: SSEStreamingApi) {
  let waiting = 0;
  return {
    add({ layer, version, bbox, at }: LayerChange) {
      waiting++;
      const event = {
        event: 'layer',
        id: `${layer}:${version}`,
        data: JSON.stringify({ layer, version, bbox, at }),
      };
      stream.writeSSE(event).then(
        () => waiting--,
        () => stream.abort(),
      );
    },
    overflowing: () => waiting > MAX_WAITING,
  };
}
