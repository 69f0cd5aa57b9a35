/** Both engines for a test file: a fresh, migrated database on each, cloned from what the set-up made once. */
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';
import type { Database, Owner } from '../../server/db/database.ts';
import { openEmbedded } from '../../server/db/pglite.ts';
import { openNative } from '../../server/db/postgres.ts';

export type EngineName = Database['engine'];

export interface Opened {
  readonly database: Database;
  readonly owner: Owner;
  /** Native: the server's login and the owner's. Embedded: null. */
  readonly urls: { readonly login: string; readonly owner: string; readonly superuser: string } | null;
  /** Embedded: the data folder. Native: null. */
  readonly folder: string | null;
  /** Closes and removes the database; done after the tests of the engine anyway. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Without the schema of this version: extensions and the owner only. */
  readonly bare?: boolean;
}

/** The logins that the set-up creates in the native test server. */
export const LOGIN = 'fourcolor_app';
export const OWNER = 'fourcolor_owner';

/** FOURCOLOR_TEST_ENGINE=native runs only that one, for quick rounds while writing. */
const ENGINES: readonly EngineName[] = ['embedded', 'native'];

/**
 * Runs the same tests on both engines. `open` gives a database of its own each time it is called.
 * @example forEachEngine((engine, open) => {
 *   let opened: Opened;
 *   beforeAll(async () => { opened = await open(); });
 *   it('…', async () => { await opened.database.as(PUBLIC, async (session) => …); });
 * });
 */
export function forEachEngine(
  define: (engine: EngineName, open: (options?: OpenOptions) => Promise<Opened>) => void,
): void {
  const only = process.env.FOURCOLOR_TEST_ENGINE;
  for (const engine of ENGINES) {
    describe.skipIf(only !== undefined && only !== engine)(engine, () => {
      const opened: Opened[] = [];
      define(engine, async (options) => {
        const one = await openFresh(engine, options);
        opened.push(one);
        return one;
      });
      afterAll(async () => {
        for (const one of opened) await one.close();
      });
    });
  }
}

/** A fresh database of one engine; the caller closes it. */
export function openFresh(engine: EngineName, { bare = false }: OpenOptions = {}): Promise<Opened> {
  return engine === 'embedded' ? openFolder(bare) : openClone(bare);
}

/** A copy of the seed folder, for tests that open (or start a server on) the folder themselves. */
export async function cloneSeed(bare = false): Promise<string> {
  const { bareFolder, migratedFolder } = inject('embedded');
  const folder = await mkdtemp(join(tmpdir(), 'fourcolor-test-'));
  const seed = bare ? bareFolder : migratedFolder;
  await cp(join(seed, 'database'), join(folder, 'database'), { recursive: true });
  await symlink(join(bareFolder, 'cache'), join(folder, 'cache'));
  return folder;
}

async function openFolder(bare: boolean): Promise<Opened> {
  const folder = await cloneSeed(bare);
  const { database, owner } = await openEmbedded(folder);
  return {
    database,
    owner,
    folder,
    urls: null,
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openClone(bare: boolean): Promise<Opened> {
  const { urls, drop } = await cloneDatabase(bare);
  const { database, owner } = await openNative(urls.login, { ownerUrl: urls.owner, poolSize: 8 });
  return {
    database,
    owner,
    urls,
    folder: null,
    async close() {
      await Promise.all([database.close(), owner.close()]);
      await drop();
    },
  };
}

/** A copy of the native template database, for tests that start a server on it. */
export async function cloneDatabase(bare = false) {
  const { url, bareTemplate, migratedTemplate } = inject('native');
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const template = bare ? bareTemplate : migratedTemplate;
  await asSuperuser(url, `create database ${name} template ${template} owner ${OWNER}`);
  return {
    urls: {
      login: urlFor(url, LOGIN, name),
      owner: urlFor(url, OWNER, name),
      superuser: urlFor(url, undefined, name),
    },
    drop: () => asSuperuser(url, `drop database if exists ${name} with (force)`),
  };
}

export function urlFor(base: string, user: string | undefined, database: string): string {
  const url = new URL(base);
  if (user !== undefined) {
    url.username = user;
    url.password = user;
  }
  url.pathname = `/${database}`;
  return url.href;
}

export async function asSuperuser(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
