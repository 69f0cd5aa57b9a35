/** Imports at work in this process: what each is doing, who waits for news, and how to end it. */
import type { Progress } from './api-types.ts';

interface Job {
  readonly ending: AbortController;
  readonly done: Promise<void>;
  progress: Progress;
}

export type Heard = (progress: Progress | null) => void;

/** A person ended the work. */
export class Cancelled extends Error {}

export class ImportJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Map<string, Set<Heard>>();

  isRunning(id: string): boolean {
    return this.#jobs.has(id);
  }

  progress(id: string): Progress | null {
    return this.#jobs.get(id)?.progress ?? null;
  }

  /** Starts the work; one at a time for each import. It must end its own errors. */
  start(
    id: string,
    step: Progress['step'],
    work: (signal: AbortSignal, report: (progress: Omit<Progress, 'startedAt'>) => void) => Promise<void>,
  ): void {
    if (this.#jobs.has(id)) throw new Error(`The import ${id} is at work already`);
    const ending = new AbortController();
    const startedAt = new Date().toISOString();
    const report = (progress: Omit<Progress, 'startedAt'>) => {
      const job = this.#jobs.get(id);
      if (job === undefined) return;
      job.progress = { ...progress, startedAt };
      this.#tell(id, job.progress);
    };
    const done = Promise.resolve()
      .then(() => work(ending.signal, report))
      .catch((error: unknown) => console.error(`import ${id}`, error))
      .finally(() => {
        this.#jobs.delete(id);
        this.#tell(id, null);
      });
    this.#jobs.set(id, { ending, done, progress: { step, done: 0, of: null, startedAt } });
  }

  /** Asks the work to end and waits until it has. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    job?.ending.abort(new Cancelled());
    await job?.done;
  }

  /** Resolves when nothing of this import is at work. */
  async settled(id: string): Promise<void> {
    await this.#jobs.get(id)?.done;
  }

  /** Hears every step until the returned function is called; null = the work has ended. */
  subscribe(id: string, heard: Heard): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    listeners.add(heard);
    this.#listeners.set(id, listeners);
    return () => {
      listeners.delete(heard);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  #tell(id: string, progress: Progress | null): void {
    for (const heard of this.#listeners.get(id) ?? []) heard(progress);
  }
}
