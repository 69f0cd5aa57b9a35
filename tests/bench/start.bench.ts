/** Start of the embedded server with the demo city: the first time, the second time, and its memory. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { startServer } from '../harness/server.ts';
import { record } from './figures.ts';

/** Resident memory of a process, MB; undefined where /proc is missing. */
function residentMb(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

it('Start of the embedded server, demo city at the scale of a first start (ours: second start; baseline: first start of the same run)', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'fourcolor-start-'));
  const environment = { FOURCOLOR_DATA: folder };
  const first = await startServer(environment);
  const memory = residentMb(first.pid);
  await first.stop();
  const second = await startServer(environment);
  const memoryAgain = residentMb(second.pid);
  await second.stop();
  await rm(folder, { recursive: true, force: true });
  const s = (value: number) => `${(value / 1000).toFixed(1)} s`;
  record(context, {
    what: 'listening',
    ours: s(second.listeningMs),
    baseline: s(first.listeningMs),
    ratio: '',
  });
  record(context, {
    what: 'ready',
    ours: s(second.readyMs),
    baseline: s(first.readyMs),
    ratio: (second.readyMs / first.readyMs).toFixed(2),
  });
  record(context, {
    what: 'resident memory when ready',
    ours: `${memoryAgain?.toFixed(0) ?? '?'} MB`,
    baseline: `${memory?.toFixed(0) ?? '?'} MB`,
    ratio: memory && memoryAgain ? (memoryAgain / memory).toFixed(2) : '',
  });
});
