/** Dossiers and ledger lists as files, by the same questions as the screens. */
import { createRoute, z } from '@hono/zod-openapi';
import { DOCUMENT_FORMATS, type DocumentFormat, type ReportDocument } from '../../data/documents/document.ts';
import { media, query, router } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { inDocumentThread } from '../documents/document-pool.ts';
import { DOCUMENT_MEDIA } from '../documents/write.ts';
import { reader } from '../grading/routes.ts';
import { type Language, languageOf } from '../language.ts';
import type { Services } from '../services.ts';
import { DOSSIER_LAYERS, dossier } from './dossier.ts';
import { type DocumentFrame, ledgerDocument } from './ledger-document.ts';
import { ledgerParameters, ledgerQueryOf } from './list-routes.ts';

/** Pages of paper end somewhere; a sheet holds more. */
const MOST: Readonly<Record<DocumentFormat, number>> = { pdf: 2000, docx: 2000, xlsx: 50_000, csv: 50_000 };
const TIMEOUT_MS = 120_000;

const file = z
  .string()
  .max(300)
  .regex(/^.+\.(pdf|docx|xlsx|csv)$/);
const answers = {
  200: media('The document', ...Object.values(DOCUMENT_MEDIA)),
  404: media('Absent or hidden', 'application/problem+json'),
};
const tags = ['ledger'];

const oneDossier = createRoute({
  method: 'get',
  path: '/api/dossiers/{layer}/{file}',
  tags,
  summary:
    '一企一档, 一园区一册: all that the register knows of an enterprise or park; the file is its id and a format',
  request: { params: z.object({ layer: z.enum(DOSSIER_LAYERS), file }), query: query({}) },
  responses: answers,
});
const ledger = (as: DocumentFormat) =>
  createRoute({
    method: 'get',
    path: `/api/ledger.${as}`,
    tags,
    summary: 'The ledger as a document, narrowed as the list is',
    request: { query: query(ledgerParameters) },
    responses: answers,
  });

/** The routes of documents. */
export function ledgerDocumentRoutes(services: Services) {
  /** What stands on every document, and the document by it, read as the person. */
  const made = (
    who: Who,
    lang: Language,
    person: string,
    work: (session: Session, frame: DocumentFrame) => Promise<ReportDocument>,
  ) =>
    services.database.as(
      who,
      async (session) => {
        const [city] = await session.query<{ zh: string; en: string; demo: boolean }>(
          'select name_zh as zh, name_en as en, demo from published.city',
        );
        return work(session, {
          lang,
          city: city?.[lang] ?? '',
          demo: city?.demo ?? false,
          asOf: new Date(),
          person,
        });
      },
      { readOnly: true, timeoutMs: TIMEOUT_MS },
    );
  const answer = async (document: ReportDocument, as: DocumentFormat, name: string) => {
    const file = await inDocumentThread({ kind: 'document', document, format: as });
    return new Response(file as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': DOCUMENT_MEDIA[as],
        'Content-Disposition': `attachment; filename="${as === 'csv' ? 'ledger' : 'document'}.${as}"; filename*=UTF-8''${encodeURIComponent(`${name}.${as}`)}`,
        'Cache-Control': 'no-store',
      },
    });
  };
  const routes = router().openapi(oneDossier, async (c) => {
    const who = reader(c.var.who);
    const { layer, file: asked } = c.req.valid('param');
    const dot = asked.lastIndexOf('.');
    const [id, as] = [asked.slice(0, dot), asked.slice(dot + 1) as DocumentFormat];
    const document = await made(who, languageOf(c), c.var.person?.name ?? '', (session, frame) =>
      dossier(session, who, layer, id.replaceAll('\0', ''), frame),
    );
    return (await answer(document, as, `${document.title} ${document.subtitle ?? ''}`)) as never;
  });
  for (const as of DOCUMENT_FORMATS) {
    routes.openapi(ledger(as), async (c) => {
      const who = reader(c.var.who);
      const { lang: _lang, ...asked } = c.req.valid('query');
      const document = await made(who, languageOf(c), c.var.person?.name ?? '', (session, frame) =>
        ledgerDocument(session, who, ledgerQueryOf(asked), MOST[as], frame),
      );
      return (await answer(document, as, document.title)) as never;
    });
  }
  return routes;
}
