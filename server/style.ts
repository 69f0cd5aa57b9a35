/** The map style as a document, for MapLibre maps outside this app: `GET /style.json`. */
import { createRoute, z } from '@hono/zod-openapi';
import { mapStyle } from '../tiles/style.ts';
import { THEMES } from '../tiles/tokens.ts';
import { json, query, router } from './contract.ts';
import { languageOf } from './language.ts';
import type { Services } from './services.ts';
import { publicOrigin } from './who.ts';

const route = createRoute({
  method: 'get',
  path: '/style.json',
  tags: ['tiles'],
  summary: 'MapLibre style for the role of the reader',
  request: { query: query({ theme: z.enum(THEMES).default('light') }) },
  responses: { 200: json(z.any(), 'A MapLibre style, version 8') },
});

/** The route of the style. */
export function styleRoutes(services: Services) {
  return router().openapi(route, (c) => {
    const { theme } = c.req.valid('query');
    const origin = publicOrigin(c, services.settings);
    return c.json(mapStyle({ theme, lang: languageOf(c), origin, role: c.var.who.role }), 200, {
      'Cache-Control': 'no-cache',
      Vary: 'Cookie, Accept-Language',
    });
  });
}
