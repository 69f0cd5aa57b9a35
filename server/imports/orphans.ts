/** Imports whose work nobody does any more: the process died, and the database has rolled everything back. */
import os from 'node:os';
import { problem } from '../../data/imports/problem.ts';
import type { Session } from '../db/database.ts';
import { changeEntry, type Stored } from './entries.ts';
import type { ImportJobs } from './jobs.ts';
import { shownProblem } from './problems.ts';

/** Who works, as it stands in the entry: another process of this machine can be asked whether it lives. */
export const WORKER = `${os.hostname()}:${process.pid}`;
/** Silence of another machine after which its work counts as lost; no transaction may take longer. */
const SILENT_MS = 45 * 60_000;

/** Whether the entry says that work is going on although it is not. */
export function isOrphan(stored: Stored, jobs: ImportJobs, now = Date.now()): boolean {
  if (stored.state !== 'checking' && stored.state !== 'writing') return false;
  if (jobs.isRunning(stored.id)) return false;
  const [host, pid] = (stored.worker ?? '').split(':');
  if (host !== os.hostname()) return now - Date.parse(stored.updated_at) > SILENT_MS;
  return Number(pid) === process.pid || !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Puts the entry where the person can go on. */
export async function adopt(session: Session, stored: Stored): Promise<void> {
  await changeEntry(
    session,
    stored.id,
    { state: 'failed', checked_revision: null, failure: [shownProblem(problem('import_failed', {}))] },
    [stored.state],
  );
}
