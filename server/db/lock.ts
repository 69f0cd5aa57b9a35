/** One process per data folder: the embedded engine has no lock of its own, and two processes would diverge silently. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';

const HEARTBEAT_MS = 2_000;
/** Only for a lock of another machine (a shared volume), whose processes cannot be asked: silent for so long = gone. */
const SILENT_MS = 60_000;

interface Holder {
  readonly pid: number;
  /** When the process began, in the system's own words: a number used again by another process differs in it. */
  readonly began: string | null;
  readonly host: string;
  readonly token: string;
}

/** Another process, or another opening in this one, uses the folder. */
export class Locked extends Error {
  readonly pid: number;
  constructor(path: string, holder: Holder) {
    super(
      `数据目录正被进程 ${holder.pid}（主机 ${holder.host}）使用：请先停止该进程；确认它已不存在时可删除 ${path}。` +
        ` / The data folder is in use by process ${holder.pid} (host ${holder.host}): stop it first; if it surely no longer exists, delete ${path}.`,
    );
    this.name = 'Locked';
    this.pid = holder.pid;
  }
}

/**
 * Takes the lock or throws `Locked`. A live process never loses it; one that died without letting go does.
 * @param lost called when somebody else replaced the file, after which nothing may be written
 * @returns lets go
 */
export function takeLock(path: string, lost: () => void = () => {}): () => void {
  const mine: Holder = {
    pid: process.pid,
    began: beganAt(process.pid),
    host: os.hostname(),
    token: randomUUID(),
  };
  if (!create(path, mine)) {
    displaceDead(path);
    if (!create(path, mine)) throw new Locked(path, read(path) ?? mine);
  }

  let held = true;
  const timer = setInterval(() => {
    if (read(path)?.token === mine.token) {
      const now = new Date();
      fs.utimesSync(path, now, now);
    } else {
      letGo();
      lost();
    }
  }, HEARTBEAT_MS);
  timer.unref();

  function letGo() {
    if (!held) return;
    held = false;
    clearInterval(timer);
    process.off('exit', letGo);
    if (read(path)?.token === mine.token) fs.rmSync(path, { force: true });
  }
  process.on('exit', letGo);
  return letGo;
}

function create(path: string, holder: Holder): boolean {
  // written beside and linked, so that nobody ever reads a half-written lock; link fails if the name exists
  const draft = `${path}.${holder.token}`;
  fs.writeFileSync(draft, JSON.stringify(holder));
  try {
    fs.linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // file systems without hard links
    return createExclusively(path, holder);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function createExclusively(path: string, holder: Holder): boolean {
  try {
    fs.writeFileSync(path, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead holder's file away; throws `Locked` when the holder lives. */
function displaceDead(path: string): void {
  const holder = read(path);
  if (holder === undefined) return;
  if (lives(path, holder)) throw new Locked(path, holder);
  const aside = `${path}.${randomUUID()}`;
  try {
    fs.renameSync(path, aside);
  } catch {
    return; // another process was quicker; creating decides
  }
  const moved = read(aside);
  if (moved && moved.token !== holder.token) {
    // between judging and moving, another process took over: it gets its lock back
    fs.renameSync(aside, path);
    throw new Locked(path, moved);
  }
  fs.rmSync(aside, { force: true });
}

function read(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(path, 'utf8'));
    return isHolder(value) ? value : { pid: 0, began: null, host: os.hostname(), token: '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // unreadable: nobody who is alive leaves a lock like this
    return { pid: 0, began: null, host: os.hostname(), token: '' };
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'token' in value
  );
}

function lives(path: string, holder: Holder): boolean {
  if (holder.host !== os.hostname()) return Date.now() - fs.statSync(path).mtimeMs < SILENT_MS;
  if (holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const began = beganAt(holder.pid);
  return began === null || holder.began === null || began === holder.began;
}

/** Linux: start in clock ticks since boot, with the boot's id; elsewhere what `ps` says; null = unknown. */
function beganAt(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // the name in brackets may hold spaces; field 22 is the 20th after it
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return null;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
