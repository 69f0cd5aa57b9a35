#!/usr/bin/env node
/** Runs the built command line; a checkout whose build is older than its sources is built again first. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

if (existsSync(here('../server/cli/main.ts'))) {
  const built = spawnSync(process.execPath, [here('./build.js'), '--if-stale'], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const { main } = await import('../dist/server/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
