/** What the routes work with: the database, tiles, freshness and settings, given by whoever starts the server. */
import type { Text } from '../data/layer.ts';
import type { TileAddress } from '../tiles/address.ts';
import type { TileFilter } from '../tiles/filter.ts';
import type { Database, Who } from './db/database.ts';
import type { Settings } from './settings.ts';

/** Whether the database can be asked yet, and if not, what is being done. */
export type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly step: Text; readonly percent: number };

export type Encoding = 'br' | 'gzip' | 'identity';

export interface TileAnswer {
  readonly status: 200 | 204 | 304 | 404;
  readonly etag: string;
  readonly body?: Uint8Array;
  readonly encoding?: string;
  readonly cacheControl: string;
}

export type { TileFilter };

export interface TileService {
  tile(
    who: Who,
    layerId: string,
    at: TileAddress,
    filter: TileFilter,
    encoding: Encoding,
    ifNoneMatch: string | undefined,
  ): Promise<TileAnswer>;
  /** How tiles were answered so far: from memory, computed, joined to a running computation, unchanged. */
  readonly counts?: {
    readonly hit: number;
    readonly miss: number;
    readonly joined: number;
    readonly unchanged: number;
  };
  /** TileJSON 3 of a layer as this person sees it; undefined when hidden or absent. */
  tileJson(who: Who, layerId: string, origin: string): Promise<object | undefined>;
}

export interface LayerChange {
  readonly layer: string;
  readonly version: number;
  /** [west, south, east, north] of what changed; null = anywhere. */
  readonly bbox: readonly [number, number, number, number] | null;
  readonly at: string;
}

export interface Freshness {
  /** Data version of a layer; grows with every change. */
  version(layer: string): number;
  /** Hears every change until the returned function is called. */
  subscribe(heard: (change: LayerChange) => void): () => void;
}

/** `database`, `tiles` and `freshness` may only be read once `ready()` says so. */
export interface Services {
  readonly settings: Settings;
  ready(): Readiness;
  readonly database: Database;
  readonly tiles: TileService;
  readonly freshness: Freshness;
  /** The database holds the invented demo city. */
  readonly demo: boolean;
  /** Folder of the built web app; absent = the API alone. */
  readonly webDir?: string;
}
