/** Before the browser stories: a Chromium, and one server with a small demo city for all of them. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server of the browser stories. */
    readonly server: string;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** FOURCOLOR_TEST_SERVER names a demo server that runs already, for quick rounds while writing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  findChromium();
  if (process.env.FOURCOLOR_TEST_BUILD !== 'skip') {
    execFileSync(process.execPath, ['bin/build.js', '--if-stale'], { cwd: ROOT, stdio: 'inherit' });
  }
  const running = process.env.FOURCOLOR_TEST_SERVER;
  if (running) {
    project.provide('server', running);
    return async () => {};
  }
  const server = await startServer();
  project.provide('server', server.url);
  return server.stop;
}
