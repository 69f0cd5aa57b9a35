/** The native engine: a PostgreSQL server with PostGIS, reached through a pool of connections. */
import pg from 'pg';
import type { Text } from '../../data/layer.ts';
import type { Database, Owner, Session, Who } from './database.ts';
import { SqlError, Unavailable, unavailableReason } from './errors.ts';
import { unnested } from './nesting.ts';
import { BinaryClient } from './postgres-binary.ts';
import { Listener } from './postgres-listen.ts';
import { begin, beginAs, DEFAULT_TIMEOUT_MS, IDLE_TIMEOUT_MS, nativeTileSql } from './session-sql.ts';
import { paramTexts, parserOf } from './values.ts';

/** The common dialect of both engines. */
const OLDEST_SERVER = 150000;
const OLDEST_POSTGIS = '3.3';
const CONNECT_TIMEOUT_MS = 10_000;

/** The same texts and clock as the embedded engine; nothing of it may depend on the server's configuration. */
const STEADY = {
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  bytea_output: 'hex',
  intervalstyle: 'postgres',
  search_path: 'fourcolor, public',
};
/** A tile costs 2 ms in one process and 30 ms when parallel workers or the compiler start for it. */
const SMALL_QUERIES = { jit: 'off', max_parallel_workers_per_gather: '0' };

const TYPES = {
  getTypeParser: (oid: number, format?: string) =>
    format === 'binary' ? (value: unknown) => value : parserOf(oid),
};

export interface NativeOptions {
  /** Login that owns the schema; default the same as the server's. */
  readonly ownerUrl?: string | undefined;
  /** Most connections at once, the listening and the owner's not counted. */
  readonly poolSize?: number;
}

/**
 * Opens the pool and checks the server's version and PostGIS.
 * @throws {Unavailable} the server cannot be reached
 */
export async function openNative(
  url: string,
  { ownerUrl = url, poolSize = 10 }: NativeOptions = {},
): Promise<{
  database: Database;
  owner: Owner;
  /** What is wrong with the login's rights, or null. */
  loginWarning: () => Text | null;
}> {
  const pool = new pg.Pool({
    ...clientConfig(url),
    Client: BinaryClient,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // an idle connection was lost: the pool has dropped it already, the next call opens another
  pool.on('error', () => {});
  const owners = new pg.Pool({
    ...clientConfig(ownerUrl),
    max: 2,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  owners.on('error', () => {});
  const listener = new Listener(() => new pg.Client(clientConfig(url)));

  let closing: Promise<void> | undefined;
  let ownersClosing: Promise<void> | undefined;
  /** Transactions under way, also those that wait for a connection: the pool forgets the latter when it ends. */
  const running = new Set<Promise<unknown>>();
  const database: Database = {
    engine: 'native',
    as(who, work, options = {}) {
      if (closing) return Promise.reject(new Unavailable('closed', 'The database is closed'));
      const result = asPerson(pool, who, work, options);
      running.add(result);
      const done = () => running.delete(result);
      result.then(done, done);
      return result;
    },
    listen: (channel, heard) => listener.listen(channel, heard),
    close() {
      closing ??= Promise.allSettled([listener.close(), ...running]).then(() => pool.end());
      return closing;
    },
  };
  const owner: Owner = {
    run: (work) => transaction(owners, begin(null, false, STEADY), work),
    script: (sql) =>
      transaction(owners, begin(null, false, STEADY), async (_session, client) => {
        await client.query(sql);
      }),
    close() {
      ownersClosing ??= owners.end();
      return ownersClosing;
    },
  };

  try {
    const warning = await inspect(pool, owner);
    return { database, owner, loginWarning: () => warning };
  } catch (error) {
    await Promise.all([database.close(), owner.close()]);
    throw error;
  }
}

function clientConfig(url: string): pg.ClientConfig {
  return { connectionString: url, types: TYPES, application_name: 'fourcolor', keepAlive: true };
}

interface Found {
  readonly version: number;
  readonly server: string;
  readonly postgis: string | null;
  readonly superuser: boolean;
  readonly owned: number;
  readonly login: string;
}

/** The server is new enough and has its extensions (created here where the owner may); what to warn about the login. */
async function inspect(pool: pg.Pool, owner: Owner): Promise<Text | null> {
  let found = await look(pool);
  if (found.version < OLDEST_SERVER) {
    throw new Error(
      `需要 PostgreSQL 15 或更新版本，当前为 ${found.server} / PostgreSQL 15 or newer is needed, this is ${found.server}`,
    );
  }
  if (found.postgis === null) {
    await owner
      .script('create extension if not exists postgis; create extension if not exists pg_trgm;')
      .catch((error: unknown) => {
        const remedy = 'create extension postgis; create extension pg_trgm;';
        throw new Error(
          `数据库缺少扩展，请以超级用户执行 / the database lacks extensions, as superuser run: ${remedy}`,
          { cause: error },
        );
      });
    found = await look(pool);
  }
  if (!found.postgis || found.postgis.localeCompare(OLDEST_POSTGIS, 'en', { numeric: true }) < 0) {
    throw new Error(
      `需要 PostGIS ${OLDEST_POSTGIS} 或更新版本，当前为 ${found.postgis} / PostGIS ${OLDEST_POSTGIS} or newer is needed, this is ${found.postgis}`,
    );
  }
  if (found.superuser) {
    return {
      zh: `数据库登录角色 ${found.login} 是超级用户或可绕过行级规则，权限规则对它不完全有效：请改用普通登录角色。`,
      en: `The database login ${found.login} is a superuser or bypasses row rules: use an ordinary login.`,
    };
  }
  if (found.owned > 0) {
    return {
      zh: `数据库登录角色 ${found.login} 拥有 ${found.owned} 张表：请用 DATABASE_OWNER_URL 指定另一个所有者。`,
      en: `The database login ${found.login} owns ${found.owned} tables: name another owner in DATABASE_OWNER_URL.`,
    };
  }
  return null;
}

async function look(pool: pg.Pool): Promise<Found> {
  const rows = await transaction(pool, 'begin read only', (session) =>
    session.query<Found>(`
select current_setting('server_version_num')::int as version,
  current_setting('server_version') as server,
  (select extversion from pg_extension where extname = 'postgis') as postgis,
  (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as superuser,
  (select count(*) from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p')
     and n.nspname in ('public', 'published')
     and c.relowner = (select oid from pg_roles where rolname = current_user)
  ) as owned,
  current_user as login`),
  );
  return rows[0]!;
}

async function asPerson<T>(
  pool: pg.Pool,
  who: Who,
  work: (session: Session) => Promise<T>,
  {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    readOnly = false,
  }: { readonly timeoutMs?: number; readonly readOnly?: boolean },
): Promise<T> {
  const settings = {
    ...STEADY,
    ...SMALL_QUERIES,
    statement_timeout: String(timeoutMs),
    idle_in_transaction_session_timeout: String(Math.max(IDLE_TIMEOUT_MS, timeoutMs)),
  };
  const once = () => unnested(() => transaction(pool, beginAs(who, readOnly, settings), work, readOnly));
  if (!readOnly) return once();
  return once().catch((error: unknown) => {
    if (!(error instanceof Unavailable && error.reason === 'lost')) throw error;
    return once();
  });
}

/** begin → work → commit on one connection; the connection goes back clean, or not at all. */
async function transaction<T>(
  pool: pg.Pool,
  start: string,
  work: (session: Session, client: pg.PoolClient) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw failure(error, true);
  });
  let lost: Error | undefined;
  const onError = (error: Error) => {
    lost = error;
  };
  client.on('error', onError);
  let refusal: unknown;
  let ended = false;
  let last: Promise<unknown> = Promise.resolve();
  /** Statements of one session run one after the other, also when they are asked for at once. */
  function ask<R extends pg.QueryResultRow>(
    config: pg.QueryConfig & { binary?: boolean },
  ): Promise<pg.QueryResult<R>> {
    const next = last.then(async () => {
      if (ended) throw new Error('The transaction has ended');
      try {
        return await client.query<R>(config);
      } catch (error) {
        const failed = failure(error, lost !== undefined);
        refusal ??= failed;
        throw failed;
      }
    });
    last = next.catch(() => {});
    return next;
  }

  const session: Session = {
    async query<R>(text: string, params: readonly unknown[] = []): Promise<R[]> {
      return (await ask<pg.QueryResultRow>({ text, values: paramTexts(params) })).rows as R[];
    },
    async tile(layers, at) {
      const binary = client instanceof BinaryClient && client.readsBytes;
      const parts: Uint8Array[] = [];
      for (const rows of layers) {
        const text = nativeTileSql(rows, at);
        // an extended query even without parameters: only it can ask for binary results
        const config = { text, values: paramTexts(rows.params), binary, queryMode: 'extended' };
        const result = await ask<{ tile: Uint8Array | null }>(config);
        const bytes = result.rows[0]?.tile;
        if (bytes) parts.push(bytes);
      }
      // layers are repeated fields of the tile's message, so tiles join by concatenation
      return parts.length === 1 ? parts[0]! : new Uint8Array(Buffer.concat(parts));
    },
  };

  let broken: Error | true | undefined;
  let endsByItself = false;
  const release = () => {
    client.off('error', onError);
    client.release(lost ?? broken);
  };
  try {
    await client.query(start);
    const result = await work(session, client);
    await last;
    ended = true;
    if (readOnly && refusal === undefined) {
      // nothing to keep, so the answer need not wait for the end
      endsByItself = true;
      client
        .query('commit')
        .catch((failed: Error) => {
          broken = failed;
        })
        .finally(release);
      return result;
    }
    // a failed statement whose error was dropped turns the commit into a rollback
    const { command } = await client.query('commit');
    if (command !== 'COMMIT')
      throw refusal ?? new SqlError({ code: '25P02', message: 'The transaction was rolled back' });
    return result;
  } catch (error) {
    ended = true;
    await last;
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw failure(error, lost !== undefined || broken !== undefined);
  } finally {
    if (!endsByItself) release();
  }
}

/** One of ours, whatever the driver threw; errors that the work threw itself pass through. */
function failure(error: unknown, connectionLost: boolean): unknown {
  if (error instanceof SqlError) return unavailable(error) ?? error;
  if (error instanceof pg.DatabaseError) {
    const { message, code = 'XX000', detail, hint, where, schema, table, column, constraint } = error;
    const refused = new SqlError({ message, code, detail, hint, where, schema, table, column, constraint });
    return unavailable(refused) ?? refused;
  }
  if (error instanceof Unavailable) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (connectionLost || /^E(CONN|PIPE|HOST|NET|AI_|TIMEDOUT|NOTFOUND)/.test(code)) {
    return new Unavailable(
      'lost',
      `The database cannot be reached: ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  }
  return error;
}

function unavailable(error: SqlError): Unavailable | undefined {
  const reason = unavailableReason(error.code);
  return reason && new Unavailable(reason, error.message, { cause: error });
}
