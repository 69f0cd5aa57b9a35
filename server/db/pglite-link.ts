/** The wire to the embedded engine's worker thread: one answer per question, a deadline for each, and a clean death. */
import { Worker } from 'node:worker_threads';
import { SqlError, Unavailable } from './errors.ts';
import type { Reply, Request } from './pglite-worker.ts';

/** Node 20 cannot load a TypeScript worker, so while sources run (in tests) the built one is taken. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/server/db/pglite-worker.js', import.meta.url)
  : new URL('./pglite-worker.js', import.meta.url);

export interface Answer {
  readonly ok: unknown;
  /** Command tags of the statements in order. */
  readonly commands: readonly string[];
}

interface Waiting {
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export class WorkerLink {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #dead: Unavailable | undefined;

  constructor(heard: (channel: string, payload: string) => void = () => {}) {
    // the deep recursion of PostgreSQL's parser and planner needs more than Node's 4 MB;
    // flags of the main thread (loaders, --input-type) are not for this one
    this.#worker = new Worker(WORKER, { resourceLimits: { stackSizeMb: 16 }, execArgv: [] });
    this.#worker.on('message', (reply: Reply) => {
      if ('channel' in reply) heard(reply.channel, reply.payload);
      else this.#answered(reply);
    });
    this.#worker.on('error', (error) =>
      this.#die(new Unavailable('lost', `The embedded database failed: ${error.message}`, { cause: error })),
    );
    this.#worker.on('exit', () => this.#die(new Unavailable('lost', 'The embedded database stopped')));
  }

  /** Nothing more can be asked; what was committed is on disk. */
  get broken(): boolean {
    return this.#dead !== undefined;
  }

  /**
   * @throws {SqlError} PostgreSQL refused; the engine is healthy
   * @throws {Unavailable} the deadline passed or the engine broke; the worker is ended
   */
  ask(request: Request, timeoutMs: number): Promise<Answer> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#asked++;
    return new Promise((answered, failed) => {
      // WebAssembly cannot be interrupted: ending the thread is the only cancel there is
      const timer = setTimeout(
        () => this.#die(new Unavailable('timeout', `The database needed more than ${timeoutMs} ms`)),
        timeoutMs,
      );
      this.#waiting.set(id, { answered, failed, timer });
      this.#worker.postMessage({ id, request });
    });
  }

  #answered(reply: Exclude<Reply, { channel: string }>): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ('broken' in reply) {
      this.#die(new Unavailable('swallowed', `The embedded database failed silently: ${reply.broken}`));
      return;
    }
    this.#waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if ('refused' in reply) waiting.failed(new SqlError(reply.refused));
    else waiting.answered({ ok: reply.ok, commands: reply.commands });
  }

  #die(error: Unavailable): void {
    if (this.#dead) return;
    this.#dead = error;
    // the thread first, so that nobody opens the folder while it still writes
    void this.#worker.terminate().finally(() => {
      for (const waiting of this.#waiting.values()) {
        clearTimeout(waiting.timer);
        waiting.failed(error);
      }
      this.#waiting.clear();
    });
  }

  /** Ends the thread; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#die(new Unavailable('closed', 'The embedded database was closed'));
    await this.#worker.terminate();
  }
}
