/** Tiles by HTTP: one computation for identical requests, compressed bytes kept, answers for unchanged tiles without SQL. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { TileAddress } from '../tiles/address.ts';
import { filterKey, type TileFilter } from '../tiles/filter.ts';
import { maySeeTiles, TILE_SETS, type TileSet, tileFields } from '../tiles/layer-rows.ts';
import type { Database, Who } from './db/database.ts';
import type { LayerFreshness } from './freshness.ts';
import { HISTORY, hasPast, isKept } from './history/moment.ts';
import type { Encoding, TileAnswer, TileService } from './services.ts';
import type { Packed, TileStore } from './tile-store.ts';

/** Compressed tiles kept in memory, bytes. */
const CACHE_BYTES = 256 * 1024 * 1024;
/** Tiles smaller than this are sent as they are. */
const WORTH_COMPRESSING = 256;

const compressions: Readonly<
  Record<Exclude<Encoding, 'identity'>, (bytes: Uint8Array) => Promise<Uint8Array>>
> = {
  // quality 4 gives about the size of gzip 6 in a third to half of its time
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
};

export interface TileCounts {
  hit: number;
  miss: number;
  joined: number;
  unchanged: number;
}

/** The tile service over one database. Keys hold the reader's whole scope, so nobody gets another's tile. */
export class Tiles implements TileService {
  readonly #kept = new LRUCache<string, Packed>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (tile) => tile.bytes.length + 200,
  });
  readonly #running = new Map<string, Promise<Packed>>();
  readonly counts: TileCounts = { hit: 0, miss: 0, joined: 0, unchanged: 0 };
  readonly #database: Database;
  readonly #freshness: LayerFreshness;
  readonly #area: () => Promise<readonly [number, number, number, number]>;
  readonly #store: TileStore | undefined;

  /** `store`: where tiles that everybody may see outlive the process. */
  constructor(
    database: Database,
    freshness: LayerFreshness,
    area: () => Promise<readonly [number, number, number, number]>,
    store?: TileStore,
  ) {
    this.#database = database;
    this.#freshness = freshness;
    this.#area = area;
    this.#store = store;
  }

  async tile(
    who: Who,
    layerId: string,
    at: TileAddress,
    filter: TileFilter,
    encoding: Encoding,
    ifNoneMatch: string | undefined,
  ): Promise<TileAnswer> {
    const set = visibleSet(who, layerId);
    if (!set || at.z > set.maxZoom(who) || (filter.asOf && !hasPast(who, layerId)))
      return { status: 404, etag: '', cacheControl: 'no-store' };
    const { asOf } = filter;
    const isFixed = asOf !== undefined && isKept(asOf);
    const version = isFixed
      ? this.#freshness.version(HISTORY)
      : this.#freshness.tileVersion([...set.follows(who), ...(asOf ? [HISTORY] : [])], at);
    const audience = set.id === 'base' ? 'everybody' : audienceOf(who);
    const etag = `W/"${set.id}-${version}-${hash(`${audience}|${filterKey(filter)}`)}"`;
    const isShared = audience === 'everybody' || audience === 'public';
    const cacheControl = isShared
      ? 'public, max-age=30, stale-while-revalidate=300'
      : isFixed
        ? 'private, max-age=86400'
        : 'private, max-age=0, must-revalidate';
    if (ifNoneMatch?.split(',').some((known) => known.trim() === etag)) {
      this.counts.unchanged++;
      return { status: 304, etag, cacheControl };
    }
    const key = `${set.id}|${at.z}/${at.x}/${at.y}|${audience}|${version}|${filterKey(filter)}|${encoding}`;
    const packed = await this.#packed(key, () => {
      const compute = () => this.#computed(who, set, at, filter, encoding);
      const isPlain = isShared && !filter.grade && !filter.sector && !filter.kind && !filter.where && !asOf;
      return this.#store && isPlain
        ? this.#outliving(this.#store, set.id, version, at, encoding, compute)
        : compute();
    });
    if (packed.bytes.length === 0) return { status: 204, etag, cacheControl };
    return {
      status: 200,
      etag,
      cacheControl,
      body: packed.bytes,
      ...(packed.encoding !== 'identity' && { encoding: packed.encoding }),
    };
  }

  async tileJson(who: Who, layerId: string, origin: string): Promise<object | undefined> {
    const set = visibleSet(who, layerId);
    if (!set) return undefined;
    const version = Math.max(...set.follows(who).map((layer) => this.#freshness.version(layer)));
    return {
      tilejson: '3.0.0',
      name: set.id,
      tiles: [`${origin}/tiles/${set.id}/{z}/{x}/{y}.mvt?v=${version}`],
      minzoom: 0,
      maxzoom: set.maxZoom(who),
      bounds: await this.#area(),
      vector_layers: set.layers.map((id) => ({ id, fields: tileFields(id, who) })),
    };
  }

  async #packed(key: string, compute: () => Promise<Packed>): Promise<Packed> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.counts.hit++;
      return kept;
    }
    const running = this.#running.get(key);
    if (running) {
      this.counts.joined++;
      return running;
    }
    this.counts.miss++;
    const computation = compute()
      .then((packed) => {
        this.#kept.set(key, packed);
        return packed;
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, computation);
    return computation;
  }

  async #outliving(
    store: TileStore,
    set: string,
    version: number,
    at: TileAddress,
    encoding: Encoding,
    compute: () => Promise<Packed>,
  ): Promise<Packed> {
    const kept = await store.read(set, version, at, encoding);
    if (kept) return kept;
    const packed = await compute();
    void store.write(set, version, at, encoding, packed);
    return packed;
  }

  async #computed(
    who: Who,
    set: TileSet,
    at: TileAddress,
    filter: TileFilter,
    encoding: Encoding,
  ): Promise<Packed> {
    const bytes = await this.#database.as(who, (session) => session.tile(set.rows(who, at, filter), at), {
      readOnly: true,
    });
    if (encoding === 'identity' || bytes.length < WORTH_COMPRESSING) return { bytes, encoding: 'identity' };
    return { bytes: await compressions[encoding](bytes), encoding };
  }
}

function visibleSet(who: Who, layerId: string): TileSet | undefined {
  const set = TILE_SETS.find((one) => one.id === layerId);
  return set && maySeeTiles(who, set.id) ? set : undefined;
}

/** Everything about the reader on which the rows or columns of a tile depend. */
export function audienceOf(who: Who): string {
  if (who.role === 'public') return 'public';
  const list = (values: readonly string[] | null) => (values === null ? '*' : [...values].sort().join(','));
  return `${who.role}:${list(who.regions)}:${list(who.sectors)}`;
}

/** Short stable text hash (FNV-1a, 32 bits) for ETags; not for secrets. */
function hash(text: string): string {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  }
  return (value >>> 0).toString(36);
}
