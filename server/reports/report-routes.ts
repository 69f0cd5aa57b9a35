/** Reports and atlases: a district report at once, or made in the background with a progress to watch. */
import { createRoute, z } from '@hono/zod-openapi';
import type { ReportDocument } from '../../data/documents/document.ts';
import { json, media, query, router } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { inDocumentThread } from '../documents/document-pool.ts';
import { DOCUMENT_MEDIA } from '../documents/write.ts';
import { NotFound } from '../failure.ts';
import { reader } from '../grading/routes.ts';
import { type Language, languageOf } from '../language.ts';
import type { DocumentFrame } from '../ledger/ledger-document.ts';
import type { Services } from '../services.ts';
import { atlas } from './atlas.ts';
import { type Ask, districtReport, type Progress } from './district-report.ts';
import { Job, type JobFile, JobParams, ReportJobs } from './jobs.ts';

const tags = ['reports'];
const TIMEOUT_MS = 60_000;
const notFound = media('Absent or hidden', 'application/problem+json');
const region = z
  .string()
  .regex(/^\d{12}$/)
  .openapi({ description: 'Code of a city, county or township' });

const district = createRoute({
  method: 'get',
  path: '/api/reports/district',
  tags,
  summary: 'The report of a region, with a chapter for each township',
  request: { query: query({ region, format: z.enum(['docx', 'pdf']).default('pdf') }) },
  responses: { 200: media('The report', DOCUMENT_MEDIA.docx, DOCUMENT_MEDIA.pdf), 404: notFound },
});
const list = createRoute({
  method: 'get',
  path: '/api/report-jobs',
  tags,
  summary: 'The person’s reports that are being made or were made, newest first',
  request: { query: query({}) },
  responses: { 200: json(z.object({ jobs: z.array(Job) }), 'The jobs'), 404: notFound },
});
const start = createRoute({
  method: 'post',
  path: '/api/report-jobs',
  tags,
  summary: 'Make a report or an atlas in the background',
  request: {
    query: query({}),
    body: { required: true, content: { 'application/json': { schema: JobParams } } },
  },
  responses: {
    201: json(Job, 'The job'),
    404: notFound,
    409: media('Too many are waiting', 'application/problem+json'),
  },
});
const params = z.object({ id: z.uuid() });
const cancel = createRoute({
  method: 'post',
  path: '/api/report-jobs/{id}/cancel',
  tags,
  summary: 'Stop a job',
  request: { params, query: query({}) },
  responses: { 200: json(Job, 'The job'), 404: notFound },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/report-jobs/{id}',
  tags,
  summary: 'Remove a job with its file',
  request: { params, query: query({}) },
  responses: { 204: { description: 'Removed' }, 404: notFound },
});
const file = createRoute({
  method: 'get',
  path: '/api/report-jobs/{id}/file',
  tags,
  summary: 'The finished file',
  request: { params, query: query({}) },
  responses: { 200: media('The file', DOCUMENT_MEDIA.docx, DOCUMENT_MEDIA.pdf), 404: notFound },
});

export function reportRoutes(services: Services) {
  const jobs = new ReportJobs(services);
  const askAs =
    (who: Who): Ask =>
    (work) =>
      services.database.as(who, work, { readOnly: true, timeoutMs: TIMEOUT_MS });
  const frameOf = async (ask: Ask, lang: Language, person: string): Promise<DocumentFrame> => {
    const [city] = await ask((session) =>
      session.query<{ zh: string; en: string; demo: boolean }>(
        'select name_zh as zh, name_en as en, demo from published.city',
      ),
    );
    return { lang, city: city?.[lang] ?? '', demo: city?.demo ?? false, asOf: new Date(), person };
  };
  const written = async (document: ReportDocument, format: 'docx' | 'pdf'): Promise<JobFile> => ({
    name: `${[document.subtitle ?? '', document.title].join(document.lang === 'en' ? ' ' : '')}.${format}`,
    mediaType: DOCUMENT_MEDIA[format],
    file: await inDocumentThread({ kind: 'document', document, format }),
  });
  const make = async (who: Who, asked: JobParams, person: string, progress?: Progress): Promise<JobFile> => {
    const ask = askAs(who);
    const frame = await frameOf(ask, asked.lang, person);
    const document =
      asked.kind === 'atlas'
        ? await atlas(ask, who, frame, progress)
        : await districtReport(ask, who, asked.region, frame, progress);
    return written(document, asked.format);
  };
  const sent = ({ name, mediaType, file }: JobFile) =>
    new Response(file as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': mediaType,
        'Content-Disposition': `attachment; filename="report.${name.split('.').at(-1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'Cache-Control': 'no-store',
      },
    });
  return router()
    .openapi(district, async (c) => {
      const who = reader(c.var.who);
      const { region, format } = c.req.valid('query');
      const asked: JobParams = { kind: 'district', region, format, lang: languageOf(c) };
      return sent(await make(who, asked, c.var.person?.name ?? '')) as never;
    })
    .openapi(list, async (c) => c.json({ jobs: await jobs.list(reader(c.var.who)) }, 200, PRIVATE))
    .openapi(start, async (c) => {
      const who = reader(c.var.who);
      const asked = c.req.valid('json');
      const person = c.var.person?.name ?? '';
      if (asked.kind === 'district') await mustSee(askAs(who), asked.region);
      const job = await jobs.start(who, asked, (progress) => make(who, asked, person, progress));
      return c.json(job, 201, PRIVATE);
    })
    .openapi(cancel, async (c) =>
      c.json(await jobs.cancel(reader(c.var.who), c.req.valid('param').id), 200, PRIVATE),
    )
    .openapi(remove, async (c) => {
      await jobs.remove(reader(c.var.who), c.req.valid('param').id);
      return c.body(null, 204);
    })
    .openapi(file, async (c) => sent(await jobs.file(reader(c.var.who), c.req.valid('param').id)) as never);
}

const PRIVATE = { 'Cache-Control': 'no-store' };

/** Throws NotFound where the person does not see the region: now, not when its turn has come. */
async function mustSee(ask: Ask, code: string): Promise<void> {
  const [row] = await ask((session) =>
    session.query('select code from fourcolor.regions where code = $1::text', [code]),
  );
  if (!row) throw new NotFound();
}
