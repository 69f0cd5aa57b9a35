/** A PostgreSQL server of its own for the tests: found or installed, in a temporary folder, gone afterwards. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { aptInstall } from './install.ts';

export interface NativeServer {
  /** Superuser login; the database in it is `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The tests' own server, or the one that FOURCOLOR_TEST_DATABASE_URL names (a superuser login; roles are left behind). */
export async function startNative(): Promise<NativeServer> {
  const given = process.env.FOURCOLOR_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };

  const bin = findServer() ?? installServer();
  if (!bin) throw new Error(MISSING);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fourcolor-pg-'));
  const user = unprivileged();
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  if (user) fs.chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );

  const port = await freePort();
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    port,
    max_connections: 120,
    shared_buffers: '128MB',
    log_min_messages: 'fatal',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = fs.openSync(path.join(folder, 'log'), 'w');
  const server = spawn(path.join(bin, 'postgres'), ['-D', data, ...args], {
    ...as,
    cwd: folder,
    stdio: ['ignore', log, log],
  });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // an aborted test run must not leave a server behind
  const killNow = () => server.kill('SIGQUIT');
  process.once('exit', killNow);

  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  try {
    await reachable(url, () => server.exitCode);
  } catch (error) {
    killNow();
    throw new Error(`PostgreSQL did not start: ${fs.readFileSync(path.join(folder, 'log'), 'utf8')}`, {
      cause: error,
    });
  }
  return {
    url,
    async stop() {
      process.off('exit', killNow);
      server.kill('SIGINT'); // fast shutdown: open connections are ended
      await exited;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const MISSING = `The native tests need PostgreSQL 15 or newer with PostGIS 3.3 or newer, and found none.
On Debian or Ubuntu:   apt-get install -y postgresql postgresql-15-postgis-3   (or the version your system has)
On Fedora:             dnf install -y postgresql-server postgis
On macOS:              brew install postgresql@17 postgis
Or name a server:      FOURCOLOR_TEST_DATABASE_URL=postgresql://postgres@host/postgres npm test   (a superuser of a throw-away server)`;

/** The newest folder with initdb and postgres to which PostGIS belongs. */
function findServer(): string | undefined {
  const debian = list('/usr/lib/postgresql').map((version) => ({
    bin: `/usr/lib/postgresql/${version}/bin`,
    share: `/usr/share/postgresql/${version}`,
  }));
  const brew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    list(root)
      .filter((name) => name.startsWith('postgresql@'))
      .map((name) => ({ bin: `${root}/${name}/bin`, share: `${root}/${name}/share/${name}` })),
  );
  const fedora = { bin: '/usr/bin', share: '/usr/share/pgsql' };
  return [...debian, ...brew, fedora]
    .filter(
      ({ bin, share }) =>
        fs.existsSync(`${bin}/initdb`) && fs.existsSync(`${share}/extension/postgis.control`),
    )
    .map(({ bin }) => ({ bin, version: majorVersion(bin) }))
    .filter(({ version }) => version >= 15)
    .sort((a, b) => b.version - a.version)[0]?.bin;
}

function list(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

function majorVersion(bin: string): number {
  const said = execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(said)?.[1] ?? 0);
}

/** The distribution's own pair: the version that its `postgresql` package stands for. */
function installServer(): string | undefined {
  if (!aptInstall(['postgresql'])) return undefined;
  for (const version of list('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))) {
    if (aptInstall([`postgresql-${version}-postgis-3`])) return findServer();
  }
  return undefined;
}

/** initdb refuses root, so the server runs as `postgres` or `nobody` then. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port')),
      );
    });
  });
}

async function reachable(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (exitCode() !== null || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
