/** The threads that compute risk: started when first needed, as many as there are processors, holding up no exit. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RiskJob, RiskReply, RiskResult } from './risk-worker.ts';

/** Node 20 cannot load a TypeScript worker, so while sources run (in tests) the built one is taken. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../dist/server/risk-worker.js', import.meta.url)
  : new URL('./risk-worker.js', import.meta.url);

/** Threads at most; one is enough on one processor. */
export const THREADS = Math.max(1, Math.min(4, availableParallelism()));

interface Waiting {
  readonly job: RiskJob;
  readonly answered: (result: never) => void;
  readonly failed: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it works on; null = idle. */
  running: Waiting | null;
}

const threads: Thread[] = [];
const queue: Waiting[] = [];

function start(): Thread {
  const worker = new Worker(WORKER, { execArgv: [] });
  const thread: Thread = { worker, running: null };
  worker.on('message', (reply: RiskReply) => {
    const done = thread.running;
    thread.running = null;
    if ('failed' in reply) done?.failed(new Error(reply.failed));
    else done?.answered(reply.result as never);
    next();
    if (!thread.running) worker.unref();
  });
  const lost = (error: Error) => {
    const at = threads.indexOf(thread);
    if (at >= 0) threads.splice(at, 1);
    thread.running?.failed(error);
    thread.running = null;
    next();
  };
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('The risk thread ended')));
  worker.unref();
  threads.push(thread);
  return thread;
}

/** Gives the waiting jobs to idle threads, in their order. */
function next(): void {
  while (queue.length > 0) {
    const thread =
      threads.find(({ running }) => running === null) ?? (threads.length < THREADS ? start() : null);
    if (!thread) return;
    const waiting = queue.shift()!;
    thread.running = waiting;
    // the process lives while somebody waits
    thread.worker.ref();
    thread.worker.postMessage(waiting.job);
  }
}

/** The result of a job. Rejects where the thread fails; the next job starts a new one. */
export function inPool<Job extends RiskJob>(job: Job): Promise<RiskResult<Job>> {
  return new Promise((answered, failed) => {
    queue.push({ job, answered, failed });
    next();
  });
}
