/** The real server as a process of its own, on a free port, for browser stories and benchmarks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_TIMEOUT_MS = 300_000;

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first answer, and to being ready. */
  readonly listeningMs: number;
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Starts `fourcolor start`; without DATABASE_URL or FOURCOLOR_DATA in `environment`, on a new embedded demo city. */
export async function startServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const ownFolder =
    environment.DATABASE_URL === undefined && environment.FOURCOLOR_DATA === undefined
      ? await mkdtemp(join(tmpdir(), 'fourcolor-server-'))
      : undefined;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/fourcolor.js', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(ownFolder && { FOURCOLOR_DATA: ownFolder, FOURCOLOR_DEMO_SCALE: '0.05' }),
      ...environment,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    output += text;
  });
  const stop = async () => {
    await ended(child);
    if (ownFolder) await rm(ownFolder, { recursive: true, force: true });
  };
  let listeningMs: number | undefined;
  while (performance.now() - began < READY_TIMEOUT_MS && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer) listeningMs ??= performance.now() - began;
    if (answer?.ok) {
      return { url, pid: child.pid!, listeningMs: listeningMs!, readyMs: performance.now() - began, stop };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`The server did not become ready:\n${output}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
