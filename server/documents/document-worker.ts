/** A thread that writes documents, sheets and their pictures: fonts and compression take seconds that nobody else waits. */
import { parentPort } from 'node:worker_threads';
import type { DocumentFormat, ReportDocument } from '../../data/documents/document.ts';
import type { Sheet } from '../../data/documents/sheet.ts';
import { Failure } from '../failure.ts';
import { type PictureContent, regionPicture } from '../reports/region-picture.ts';
import type { Reply } from '../thread-pool.ts';
import { writeDocument } from './write.ts';

export type DocumentJob =
  | { readonly kind: 'document'; readonly document: ReportDocument; readonly format: DocumentFormat }
  | { readonly kind: 'sheet'; readonly sheet: Sheet; readonly map: Uint8Array }
  | { readonly kind: 'picture'; readonly content: PictureContent };

const port = parentPort;
if (!port) throw new Error('document-worker runs as a worker thread');

async function done(job: DocumentJob): Promise<Uint8Array> {
  switch (job.kind) {
    case 'document':
      return writeDocument(job.document, job.format);
    case 'sheet':
      return (await import('./sheet-pdf.ts')).writeSheet(job.sheet, job.map);
    case 'picture':
      return regionPicture(job.content);
  }
}

const told = (error: unknown): Reply<Uint8Array> =>
  error instanceof Failure
    ? { refused: error.code }
    : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };

port.on('message', async (job: DocumentJob) => {
  const reply = await done(job).then((result): Reply<Uint8Array> => ({ result }), told);
  // a small file may lie in memory that Node shares with others, which cannot be handed over
  const own = 'result' in reply ? { result: new Uint8Array(reply.result) } : reply;
  port.postMessage(own satisfies Reply<Uint8Array>, 'result' in own ? [own.result.buffer] : []);
});
