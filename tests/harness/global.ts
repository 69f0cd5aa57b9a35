/** Before the tests that need databases: build, start PostgreSQL, make both engines' seeds once. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../server/db/pglite.ts';
import { openNative } from '../../server/db/postgres.ts';
import { EMBEDDED_OWNER } from '../../server/db/session-sql.ts';
import { migrate } from '../../server/migrate.ts';
import { asSuperuser, LOGIN, OWNER, urlFor } from './engines.ts';
import { startNative } from './native.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly embedded: { readonly bareFolder: string; readonly migratedFolder: string };
    readonly native: {
      readonly url: string;
      readonly bareTemplate: string;
      readonly migratedTemplate: string;
    };
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Seeds {
  readonly embedded: ProvidedContext['embedded'];
  readonly native: ProvidedContext['native'];
  /** Removes everything. */
  readonly stop: () => Promise<void>;
}

/** Two test projects use the seeds; whoever comes first makes them, whoever goes last removes them. */
interface Shared {
  seeds: Promise<Seeds> | undefined;
  users: number;
}
const KEY = Symbol.for('fourcolor.test-seeds');
const everywhere = globalThis as unknown as Record<symbol, Shared | undefined>;
const shared: Shared = everywhere[KEY] ?? { seeds: undefined, users: 0 };
everywhere[KEY] = shared;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users++;
  shared.seeds ??= makeSeeds();
  const { embedded, native, stop } = await shared.seeds;
  project.provide('embedded', embedded);
  project.provide('native', native);
  return async () => {
    shared.users--;
    if (shared.users > 0) return;
    shared.seeds = undefined;
    await stop();
  };
}

async function makeSeeds(): Promise<Seeds> {
  // the embedded engine's worker, and the server of the browser stories, run from dist
  // (FOURCOLOR_TEST_BUILD=skip: use what is there, for quick rounds while writing)
  if (process.env.FOURCOLOR_TEST_BUILD !== 'skip') {
    execFileSync(process.execPath, ['bin/build.js', '--if-stale'], { cwd: ROOT, stdio: 'inherit' });
  }

  const work = await mkdtemp(join(tmpdir(), 'fourcolor-seed-'));
  const server = await startNative();
  try {
    const [embedded, native] = await Promise.all([embeddedSeeds(work), nativeTemplates(server.url)]);
    const stop = async () => {
      await server.stop();
      await rm(work, { recursive: true, force: true });
    };
    return { embedded, native, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The cluster with its extensions is kept between runs (it depends on the packages alone); the schema is not. */
async function embeddedSeeds(work: string) {
  const require = createRequire(import.meta.url);
  const version = (name: string) => {
    const entry = require.resolve(name);
    return require(join(entry.slice(0, entry.lastIndexOf(name) + name.length), 'package.json'))
      .version as string;
  };
  const edition = `${version('@electric-sql/pglite')}-${version('@electric-sql/pglite-postgis')}-${EMBEDDED_OWNER}`;
  const bareFolder = join(ROOT, 'node_modules', '.cache', 'fourcolor', edition);
  if (!existsSync(join(bareFolder, 'database'))) {
    const draft = `${bareFolder}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    const { database } = await openEmbedded(draft, (step) => console.log(step));
    await database.close();
    await rm(bareFolder, { recursive: true, force: true });
    await rename(draft, bareFolder);
  }

  const migratedFolder = join(work, 'embedded');
  await cp(join(bareFolder, 'database'), join(migratedFolder, 'database'), { recursive: true });
  await symlink(join(bareFolder, 'cache'), join(migratedFolder, 'cache'));
  const { database, owner } = await openEmbedded(migratedFolder);
  await migrate(owner, 'embedded');
  await database.close();
  return { bareFolder, migratedFolder };
}

async function nativeTemplates(url: string) {
  // a named server may hold templates of another run
  const run = `${process.pid}_${Date.now().toString(36)}`;
  const bareTemplate = `fourcolor_bare_${run}`;
  const migratedTemplate = `fourcolor_migrated_${run}`;
  const login = (name: string, rights: string) => `do $$ begin
    create role ${name} login password '${name}' nosuperuser ${rights};
  exception when duplicate_object then null;
  end $$`;
  await asSuperuser(
    url,
    login(OWNER, 'createrole'),
    login(LOGIN, 'nocreaterole'),
    `create database ${bareTemplate} owner ${OWNER}`,
  );
  await asSuperuser(
    urlFor(url, undefined, bareTemplate),
    'create extension postgis',
    'create extension pg_trgm',
  );
  await asSuperuser(url, `create database ${migratedTemplate} template ${bareTemplate} owner ${OWNER}`);
  const ownerUrl = urlFor(url, OWNER, migratedTemplate);
  const { database, owner } = await openNative(ownerUrl, { ownerUrl });
  await migrate(owner, 'native', { login: LOGIN });
  await Promise.all([database.close(), owner.close()]);
  return { url, bareTemplate, migratedTemplate };
}
