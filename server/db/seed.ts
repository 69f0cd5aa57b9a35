/** A new embedded cluster with its extensions, made once for the installed packages and copied for every new database. */
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.ts';
import { WorkerLink } from './pglite-link.ts';

/** Creating a cluster and its extensions takes 10–20 s on a slow machine. */
const MAKE_TIMEOUT_MS = 300_000;
/** Change when what is made changes. */
const EDITION = 1;

/** Where the seed of these very packages lies, whether or not it has been made. */
export function seedFolder(): string {
  const version = (name: string) =>
    (
      JSON.parse(readFileSync(join(PACKAGE_ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string;
      }
    ).version;
  const packages = `${version('@electric-sql/pglite')}-${version('@electric-sql/pglite-postgis')}`;
  return join(PACKAGE_ROOT, 'node_modules', '.cache', 'fourcolor', `${packages}-${EDITION}`);
}

/** Makes the seed unless it is there; the build calls it, so that the first start need not. */
export async function prepareSeed(): Promise<void> {
  const folder = seedFolder();
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  await makeCluster(folder);
}

/** Makes a cluster in `path` from the seed, or from nothing where there is none; never leaves half of one. */
export async function newCluster(path: string): Promise<void> {
  const seed = seedFolder();
  if (!existsSync(join(seed, 'PG_VERSION'))) return makeCluster(path);
  await inDraft(path, (draft) => cp(seed, draft, { recursive: true }));
}

function makeCluster(path: string): Promise<void> {
  return inDraft(path, async (draft) => {
    const maker = new WorkerLink();
    try {
      await maker.ask({ op: 'make', path: draft }, MAKE_TIMEOUT_MS);
    } finally {
      await maker.kill();
    }
  });
}

/** Made beside and renamed, so that a half-made cluster is never opened. */
async function inDraft(path: string, make: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(path, '..'), { recursive: true });
  await make(draft);
  await rm(path, { recursive: true, force: true });
  await rename(draft, path);
}
