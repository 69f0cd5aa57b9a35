/** The embedded engine: PostgreSQL and PostGIS in a worker thread, one transaction at a time; for demonstration, tests and a small town. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Database, Owner, Session, Who } from './database.ts';
import { SqlError, Unavailable, unavailableReason } from './errors.ts';
import { takeLock } from './lock.ts';
import { unnested } from './nesting.ts';
import { WorkerLink } from './pglite-link.ts';
import { newCluster } from './seed.ts';
import { begin, beginAs, DEFAULT_TIMEOUT_MS, EMBEDDED_OWNER, IDLE_TIMEOUT_MS } from './session-sql.ts';
import { paramTexts } from './values.ts';

const OPEN_TIMEOUT_MS = 60_000;
/** The owner's migrations and scripts. */
const OWNER_TIMEOUT_MS = 600_000;

/**
 * Opens the database in `dataDir`, creating it first where there is none; ':memory:' is a temporary folder that is
 * removed on closing.
 * @param report told each slow step, in words for the log and for `/readyz`
 * @throws {Locked} when another process uses the folder
 */
export async function openEmbedded(
  dataDir: string,
  report: (step: string) => void = () => {},
): Promise<{ database: Database; owner: Owner }> {
  const temporary = dataDir === ':memory:';
  const folder = temporary ? await mkdtemp(join(tmpdir(), 'fourcolor-')) : resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const engine = new Engine(folder, temporary);
  try {
    await engine.start(report);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return { database: engine, owner: engine.owner };
}

class Engine implements Database {
  readonly engine = 'embedded';
  readonly #folder: string;
  readonly #temporary: boolean;
  readonly #letGo: () => void;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  #link: Promise<WorkerLink> | undefined;
  /** Resolves when the transaction before has ended: the queue. */
  #turn: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;
  #closed = false;

  constructor(folder: string, temporary: boolean) {
    this.#folder = folder;
    this.#temporary = temporary;
    this.#letGo = takeLock(join(folder, 'database.lock'), () => {
      this.#closed = true;
      void this.#drop();
    });
  }

  async start(report: (step: string) => void): Promise<void> {
    const path = join(this.#folder, 'database');
    if (!existsSync(join(path, 'PG_VERSION'))) {
      report('正在创建数据库（首次约 20 秒） / creating the database (first time only, about 20 s)');
      await newCluster(path);
    }
    report('正在打开数据库 / opening the database');
    await this.#ready();
  }

  /** The open worker; after it broke, a new one. */
  #ready(): Promise<WorkerLink> {
    if (this.#closed) return Promise.reject(new Unavailable('closed', 'The database is closed'));
    this.#link ??= this.#open().catch((error: unknown) => {
      this.#link = undefined;
      throw error;
    });
    return this.#link;
  }

  async #open(): Promise<WorkerLink> {
    const link = new WorkerLink((channel, payload) => {
      for (const heard of this.#listeners.get(channel) ?? []) heard(payload);
    });
    try {
      const path = join(this.#folder, 'database');
      await link.ask({ op: 'open', path, cacheDir: join(this.#folder, 'cache') }, OPEN_TIMEOUT_MS);
      for (const channel of this.#listeners.keys()) {
        await link.ask({ op: 'script', sql: `listen ${channel}` }, DEFAULT_TIMEOUT_MS);
      }
      return link;
    } catch (error) {
      await link.kill();
      throw error;
    }
  }

  async #drop(): Promise<void> {
    const link = await this.#link?.catch(() => undefined);
    this.#link = undefined;
    await link?.kill();
  }

  /** Waits for its turn, then has the engine for itself. */
  async #alone<T>(work: (link: WorkerLink) => Promise<T>): Promise<T> {
    const before = this.#turn;
    let done = () => {};
    this.#turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    try {
      const link = await this.#ready();
      try {
        return await work(link);
      } finally {
        // a broken worker is replaced at once, so that the next call finds it open
        if (link.broken) {
          await this.#drop();
          if (!this.#closed) this.#ready().catch(() => {});
        }
      }
    } finally {
      done();
    }
  }

  async as<T>(
    who: Who,
    work: (session: Session) => Promise<T>,
    options: { readonly timeoutMs?: number; readonly readOnly?: boolean } = {},
  ): Promise<T> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, readOnly = false } = options;
    const start = beginAs(who, readOnly);
    const once = () => this.#alone((link) => transaction(link, start, timeoutMs, work));
    if (!readOnly) return unnested(once);
    return unnested(once).catch((error: unknown) => {
      // what timed out once would do so again
      const again = error instanceof Unavailable && (error.reason === 'swallowed' || error.reason === 'lost');
      if (!again) throw error;
      return unnested(once);
    });
  }

  readonly owner: Owner = {
    run: (work) =>
      this.#alone((link) => transaction(link, begin(EMBEDDED_OWNER, false, {}), OWNER_TIMEOUT_MS, work)),
    script: (sql) =>
      this.#alone((link) =>
        transaction(link, begin(EMBEDDED_OWNER, false, {}), OWNER_TIMEOUT_MS, async () => {
          if (sql.replace(/--.*$/gm, '').trim() !== '')
            await link.ask({ op: 'script', sql }, OWNER_TIMEOUT_MS);
        }),
      ),
    close: () => this.close(),
  };

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    if (!/^[a-z_][a-z0-9_]*$/.test(channel)) throw new Error(`Unexpected channel name: ${channel}`);
    const known = this.#listeners.get(channel);
    const listeners = known ?? new Set();
    listeners.add(heard);
    this.#listeners.set(channel, listeners);
    if (!known)
      await this.#alone((link) => link.ask({ op: 'script', sql: `listen ${channel}` }, DEFAULT_TIMEOUT_MS));
    return async () => {
      listeners.delete(heard);
      if (listeners.size > 0 || this.#listeners.get(channel) !== listeners) return;
      this.#listeners.delete(channel);
      if (this.#closed) return;
      await this.#alone((link) => link.ask({ op: 'script', sql: `unlisten ${channel}` }, DEFAULT_TIMEOUT_MS));
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // transactions that wait already are still served
    await this.#turn;
    this.#closed = true;
    const link = await this.#link?.catch(() => undefined);
    if (link && !link.broken) await link.ask({ op: 'close' }, OPEN_TIMEOUT_MS).catch(() => {});
    await this.#drop();
    this.#letGo();
    if (this.#temporary) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** begin → work → commit; rolled back when the work throws, when it idles too long, or when a statement failed unnoticed. */
async function transaction<T>(
  link: WorkerLink,
  start: string,
  timeoutMs: number,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  let ended: Error | undefined;
  let refusal: unknown;
  let idle: NodeJS.Timeout | undefined;
  let giveUp: (error: Error) => void = () => {};
  const idled = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  idled.catch(() => {});

  /** Statements of one session run one after the other, also when they are asked for at once. */
  let last: Promise<unknown> = Promise.resolve();
  function asking<R>(ask: () => Promise<R>): Promise<R> {
    const next = last.then(async () => {
      if (ended) throw ended;
      clearTimeout(idle);
      try {
        return await ask();
      } catch (error) {
        refusal ??= error;
        throw error;
      } finally {
        watchIdling();
      }
    });
    last = next.catch(() => {});
    return next;
  }
  function watchIdling() {
    clearTimeout(idle);
    if (ended) return;
    idle = setTimeout(
      () => {
        ended = new Unavailable('timeout', 'The transaction asked nothing for too long and was rolled back');
        giveUp(ended);
      },
      Math.max(IDLE_TIMEOUT_MS, timeoutMs),
    );
    idle.unref();
  }

  const session: Session = {
    async query<R>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
      // reading COPY from the client blocks the engine for ever
      if (/^\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(sql)) throw new Error('COPY FROM STDIN is not available');
      const texts = paramTexts(params);
      return (await asking(() => link.ask({ op: 'query', sql, params: texts }, timeoutMs))).ok as R[];
    },
    async tile(rows, at) {
      return (await asking(() => link.ask({ op: 'tile', rows, at }, timeoutMs))).ok as Uint8Array;
    },
  };

  // beginning and ending take no less than a statement may
  const aroundMs = Math.max(timeoutMs, DEFAULT_TIMEOUT_MS);
  await link.ask({ op: 'script', sql: start }, aroundMs);
  try {
    watchIdling();
    const result = await Promise.race([work(session), idled]);
    await last;
    ended = new Error('The transaction has ended');
    const { commands } = await link.ask({ op: 'script', sql: 'commit' }, aroundMs);
    // a failed statement whose error was dropped turns the commit into a rollback
    if (commands[0] !== 'COMMIT')
      throw refusal ?? new SqlError({ code: '25P02', message: 'The transaction was rolled back' });
    return result;
  } catch (error) {
    ended ??= new Error('The transaction has ended');
    await last;
    if (!link.broken) await link.ask({ op: 'script', sql: 'rollback' }, aroundMs).catch(() => link.kill());
    const reason = error instanceof SqlError ? unavailableReason(error.code) : undefined;
    throw reason ? new Unavailable(reason, (error as SqlError).message, { cause: error }) : error;
  } finally {
    clearTimeout(idle);
  }
}
