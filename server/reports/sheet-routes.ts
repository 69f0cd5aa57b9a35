/** The printed map as a PDF: the screen sends the picture and where everything stands. */
import { createRoute, z } from '@hono/zod-openapi';
import { SheetSchema } from '../../data/documents/sheet.ts';
import { valueProblem } from '../../data/problem.ts';
import { media, query, router } from '../contract.ts';
import { inDocumentThread } from '../documents/document-pool.ts';
import { Failure, Invalid } from '../failure.ts';
import { reader } from '../grading/routes.ts';

/** Pixels of the map: what one picture of a large sheet has; more would take the server's memory. */
const MOST_MAP_BYTES = 60 * 1024 * 1024;

const write = createRoute({
  method: 'post',
  path: '/api/sheets/pdf',
  tags: ['reports'],
  summary: 'A printed map as a PDF: form fields `sheet` (JSON: marks in mm) and `map` (PNG)',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            sheet: z.string().max(4_000_000),
            map: z.any().openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: {
    200: media('The sheet', 'application/pdf'),
    404: media('Not for this reader', 'application/problem+json'),
    413: media('Too large', 'application/problem+json'),
    422: media('No sheet, or no PNG', 'application/problem+json'),
  },
});

export function sheetRoutes() {
  return router().openapi(write, async (c) => {
    reader(c.var.who);
    const { sheet: text, map } = c.req.valid('form') as { sheet: string; map: unknown };
    if (!(map instanceof File) || map.size === 0) throw new Invalid(valueProblem('/map', 'required'));
    if (map.size > MOST_MAP_BYTES) throw new Failure('too_large');
    const sheet = SheetSchema.safeParse(parsed(text));
    if (!sheet.success) throw new Invalid(valueProblem('/sheet', 'format'));
    const file = await inDocumentThread({
      kind: 'sheet',
      sheet: sheet.data,
      map: new Uint8Array(await map.arrayBuffer()),
    });
    return new Response(file as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="map.pdf"; filename*=UTF-8''${encodeURIComponent(`${sheet.data.title}.pdf`)}`,
        'Cache-Control': 'no-store',
      },
    }) as never;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
