/** In which format an answer goes out: `f` first, then the Accept header. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

export const MEDIA = {
  json: 'application/json',
  geojson: 'application/geo+json',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

export const jsonOrHtml = z
  .enum(['json', 'html'])
  .optional()
  .openapi({ description: 'Format; default by Accept' });
export const itemFormats = z
  .enum(['json', 'csv', 'html'])
  .optional()
  .openapi({ description: 'Format; default by Accept' });

/** The wished format of those on offer; JSON when the reader takes anything. */
export function formatOf<F extends 'json' | 'html' | 'csv'>(
  c: Context,
  f: F | undefined,
  offered: readonly F[],
): F {
  if (f) return f;
  const bare = (format: F) => (format === 'json' ? 'application/json' : MEDIA[format].split(';')[0]!);
  const supports = [...offered.map(bare), MEDIA.geojson];
  const best = accepts(c, { header: 'Accept', supports, default: MEDIA.json });
  return offered.find((format) => bare(format) === best) ?? offered[0]!;
}

/** Headers of an answer that depends on who asks and in which language and format. */
export const PERSONAL = {
  'Cache-Control': 'private, no-cache',
  Vary: 'Cookie, Accept, Accept-Language',
} as const;
