/** Worker threads for heavy computing: started when first needed, jobs in the order they came, holding up no exit. */
import { Worker } from 'node:worker_threads';
import type { RequestProblemCode } from '../data/problem.ts';
import { Failure } from './failure.ts';

/** What a thread answers: its result, a bug, or an expected refusal by its code. */
export type Reply<Result> =
  | { readonly result: Result }
  | { readonly failed: string }
  | { readonly refused: RequestProblemCode };

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly answered: (result: Result) => void;
  readonly failed: (error: Error) => void;
}

interface Thread<Job, Result> {
  readonly worker: Worker;
  /** What it works on; null = idle. */
  running: Waiting<Job, Result> | null;
}

/**
 * Where the built file of a worker lies, named from the folder `server`: Node 20 cannot load a TypeScript worker, so
 * while sources run (in tests) the built one is taken.
 */
export const workerFile = (name: string): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../dist/server/${name}.js`, import.meta.url)
    : new URL(`./${name}.js`, import.meta.url);

export class ThreadPool<Job, Result> {
  readonly #file: URL;
  readonly #most: number;
  readonly #threads: Thread<Job, Result>[] = [];
  readonly #queue: Waiting<Job, Result>[] = [];

  /** At most so many threads of the worker. */
  constructor(file: URL, most: number) {
    this.#file = file;
    this.#most = most;
  }

  /** The result of a job. Rejects where the thread fails or refuses (Failure); the next job starts a new one. */
  do(job: Job): Promise<Result> {
    return new Promise((answered, failed) => {
      this.#queue.push({ job, answered, failed });
      this.#next();
    });
  }

  #start(): Thread<Job, Result> {
    const worker = new Worker(this.#file, { execArgv: [] });
    const thread: Thread<Job, Result> = { worker, running: null };
    worker.on('message', (reply: Reply<Result>) => {
      const done = thread.running;
      thread.running = null;
      if ('failed' in reply) done?.failed(new Error(reply.failed));
      else if ('refused' in reply) done?.failed(new Failure(reply.refused));
      else done?.answered(reply.result);
      this.#next();
      if (!thread.running) worker.unref();
    });
    const lost = (error: Error) => {
      const at = this.#threads.indexOf(thread);
      if (at >= 0) this.#threads.splice(at, 1);
      thread.running?.failed(error);
      thread.running = null;
      this.#next();
    };
    worker.on('error', lost);
    worker.on('exit', () => lost(new Error('The thread ended')));
    worker.unref();
    this.#threads.push(thread);
    return thread;
  }

  /** Gives the waiting jobs to idle threads, in their order. */
  #next(): void {
    while (this.#queue.length > 0) {
      const thread =
        this.#threads.find(({ running }) => running === null) ??
        (this.#threads.length < this.#most ? this.#start() : null);
      if (!thread) return;
      const waiting = this.#queue.shift()!;
      thread.running = waiting;
      // the process lives while somebody waits
      thread.worker.ref();
      thread.worker.postMessage(waiting.job);
    }
  }
}
