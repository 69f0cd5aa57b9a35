/** The threads that write documents while the server goes on answering: two, so that a dossier need not wait for an atlas. */
import { ThreadPool, workerFile } from '../thread-pool.ts';
import type { DocumentJob } from './document-worker.ts';

const pool = new ThreadPool<DocumentJob, Uint8Array>(workerFile('documents/document-worker'), 2);

/** The bytes of the file. Throws what the writer refuses (Failure). */
export const inDocumentThread = (job: DocumentJob): Promise<Uint8Array> => pool.do(job);
