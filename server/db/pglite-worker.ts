/** The embedded engine's thread: opens PGlite, answers one message at a time and never trusts a silent result. */
import { parentPort } from 'node:worker_threads';
import { PGlite, type Results } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { TileAddress } from '../../tiles/address.ts';
import { type Attribute, encodeTile, type TileFeature, type TileLayer } from '../../tiles/encode.ts';
import type { TileRows } from '../../tiles/rows.ts';
import type { SqlErrorFields } from './errors.ts';
import { fullPostgis, slimPostgis } from './pglite-bundle.ts';
import { EMBEDDED_OWNER, embeddedTileSql } from './session-sql.ts';
import { allParsers, paramTexts } from './values.ts';

export type Request =
  | { readonly op: 'make'; readonly path: string }
  | { readonly op: 'open'; readonly path: string; readonly cacheDir: string }
  | { readonly op: 'query'; readonly sql: string; readonly params: readonly (string | null)[] }
  | { readonly op: 'script'; readonly sql: string }
  | { readonly op: 'tile'; readonly rows: readonly TileRows[]; readonly at: TileAddress }
  | { readonly op: 'close' };

export type Reply =
  | {
      readonly id: number;
      readonly ok: unknown /** Command tags in order, e.g. `['BEGIN', 'SET']`. */;
      readonly commands: readonly string[];
    }
  | { readonly id: number; readonly refused: SqlErrorFields }
  | { readonly id: number; readonly broken: string }
  | { readonly channel: string; readonly payload: string };

const port = parentPort;
if (!port) throw new Error('pglite-worker runs as a worker thread');

/** A stack overflow in WebAssembly ends silently; PostgreSQL's own check must strike first. */
const START_PARAMS = [
  ...PGlite.defaultStartParams,
  '-c',
  'max_stack_depth=200kB',
  '-c',
  'log_min_messages=fatal',
];

class Swallowed extends Error {}
class BadRow extends Error {}

let db: PGlite | undefined;
let commands: string[] = [];
/** Where the engine's stack ends while nothing runs. */
let idleStack: number | undefined;

/** The stack pointer of the WebAssembly module. */
function stackPointer(): WebAssembly.Global | undefined {
  const pointer: unknown = db && Reflect.get(Reflect.get(db, 'Module') ?? {}, '___stack_pointer');
  return pointer instanceof WebAssembly.Global ? pointer : undefined;
}

/**
 * An error leaves its stack frames behind, about 1.1 kB each: after 180 errors nothing would run any more. Between two
 * questions no frame is alive, so the pointer goes back to where it was.
 */
function freeStack(): void {
  const pointer = stackPointer();
  if (pointer && idleStack !== undefined) pointer.value = idleStack;
}

function opened(): PGlite {
  if (!db) throw new Swallowed('The database is not open');
  return db;
}

/** Healthy results name their command; without it the engine did nothing, and may do nothing from now on. */
function checked<T>(result: Results<T> | undefined): Results<T> {
  if (!result?.command) throw new Swallowed('A statement ended without a result');
  commands.push(result.command);
  return result;
}

async function create(path: string, postgis: typeof fullPostgis): Promise<PGlite> {
  const created = await PGlite.create({
    dataDir: path,
    extensions: { postgis, pg_trgm },
    startParams: START_PARAMS,
  });
  // ours alone, not merged with the package's: parameters arrive as text already
  created.parsers = allParsers();
  created.serializers = {};
  created.onNotification((channel, payload) => port?.postMessage({ channel, payload } satisfies Reply));
  return created;
}

/** A new cluster with the extensions and the role that owns the schema. */
async function make(path: string): Promise<void> {
  db = await create(path, fullPostgis);
  for (const result of await db.exec(`
create extension postgis;
create extension pg_trgm;
create role ${EMBEDDED_OWNER} nosuperuser createrole;
alter database postgres owner to ${EMBEDDED_OWNER};
alter schema public owner to ${EMBEDDED_OWNER};`)) {
    checked(result);
  }
  await close();
}

async function close(): Promise<void> {
  const closing = db;
  db = undefined;
  await closing?.close();
}

/** Types whose tile value is a number, as ST_AsMVT writes them; booleans stay, everything else is text. */
const TILE_NUMBERS = [20, 21, 23, 26, 701];
const TILE_PARSERS = {
  ...Object.fromEntries(Object.keys(allParsers()).map((oid) => [oid, (text: string) => text])),
  ...Object.fromEntries(TILE_NUMBERS.map((oid) => [oid, Number])),
  16: (text: string) => text === 't',
  17: (text: string) => Buffer.from(text.slice(2), 'hex'),
  700: (text: string) => Math.fround(Number(text)),
};

async function tile(rows: readonly TileRows[], at: TileAddress): Promise<Uint8Array> {
  const layers: TileLayer[] = [];
  for (const layer of rows) {
    const sql = embeddedTileSql(layer, at);
    const result = checked(
      await opened().query<Record<string, unknown>>(sql, paramTexts(layer.params), { parsers: TILE_PARSERS }),
    );
    const { layerBy } = layer;
    const groups = new Map<string, TileFeature[]>();
    for (const row of result.rows) {
      const name = layerBy === undefined ? layer.layer : String(row[layerBy]);
      const group = groups.get(name);
      if (group) group.push(feature(row, layer.attributes));
      else groups.set(name, [feature(row, layer.attributes)]);
    }
    for (const [name, features] of groups) layers.push({ name, features });
  }
  return encodeTile(layers);
}

function feature(row: Record<string, unknown>, names: readonly string[]): TileFeature {
  const attributes: Record<string, Attribute> = {};
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      attributes[name] = value;
  }
  if (typeof row.fid !== 'number' || !(row.mvt_geom instanceof Uint8Array))
    throw new BadRow('A tile row needs fid and geom');
  return { fid: row.fid, wkb: row.mvt_geom, attributes };
}

async function answer(request: Request): Promise<unknown> {
  switch (request.op) {
    case 'make':
      return make(request.path);
    case 'open':
      db = await create(request.path, await slimPostgis(request.cacheDir));
      idleStack = stackPointer()?.value;
      return checked(await db.query('select postgis_lib_version() as postgis')).rows;
    case 'query':
      return checked(await opened().query(request.sql, [...request.params])).rows;
    case 'script':
      for (const result of await opened().exec(request.sql)) checked(result);
      return undefined;
    case 'tile':
      return tile(request.rows, request.at);
    case 'close':
      return close();
  }
}

/** PostgreSQL's own refusals carry a SQLSTATE and leave the engine healthy; everything else is a broken engine. */
function failure(id: number, error: unknown): Reply {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('ERRORDATA_STACK_SIZE') || error instanceof Swallowed) return { id, broken: message };
  if (error instanceof RangeError && /bigint/.test(message))
    return { id, refused: { message, code: '22003' } };
  if (error instanceof BadRow) return { id, refused: { message, code: '22023' } };
  if (!(error instanceof Error) || !('code' in error) || !/^[0-9A-Z]{5}$/.test(String(error.code)))
    return { id, broken: message };
  const field = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    id,
    refused: {
      message,
      code: String(error.code),
      detail: field('detail'),
      hint: field('hint'),
      where: field('where'),
      schema: field('schema'),
      table: field('table'),
      column: field('column'),
      constraint: field('constraint'),
    },
  };
}

port.on('message', async ({ id, request }: { id: number; request: Request }) => {
  commands = [];
  try {
    const ok = await answer(request);
    port.postMessage({ id, ok, commands } satisfies Reply);
  } catch (error) {
    freeStack();
    port.postMessage(failure(id, error));
  }
});
