/** The threads that compute risk, as many as there are processors. */
import { availableParallelism } from 'node:os';
import type { RiskJob, RiskResult } from './risk-worker.ts';
import { ThreadPool, workerFile } from './thread-pool.ts';

/** Threads at most; one is enough on one processor. */
export const THREADS = Math.max(1, Math.min(4, availableParallelism()));

const pool = new ThreadPool<RiskJob, RiskResult<RiskJob>>(workerFile('risk-worker'), THREADS);

/** The result of a job. Rejects where the thread fails; the next job starts a new one. */
export const inPool = <Job extends RiskJob>(job: Job): Promise<RiskResult<Job>> =>
  pool.do(job) as Promise<RiskResult<Job>>;
