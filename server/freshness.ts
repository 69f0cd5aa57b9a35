/** How fresh a layer's data is: the versions that the database announces, and which tiles a change touches. */
import { type TileAddress, tileBoxLonLat } from '../tiles/address.ts';
import type { Database } from './db/database.ts';
import { servant } from './db/database.ts';
import type { Freshness, LayerChange } from './services.ts';

/** Changes remembered for each layer; older ones are folded into the version that every tile has at least. */
const REMEMBERED = 2_000;

interface Known {
  version: number;
  asOf: string | null;
  /** Version that every tile of the layer has at least. */
  floor: number;
  readonly changes: { version: number; bbox: NonNullable<LayerChange['bbox']> }[];
}

/** Follows the channel `fourcolor_layers`; `tileVersion` tells the version of one tile. */
export class LayerFreshness implements Freshness {
  readonly #layers = new Map<string, Known>();
  readonly #listeners = new Set<(change: LayerChange) => void>();
  #stop: (() => Promise<void>) | undefined;

  /** Listens first, then reads the versions, so that no change falls between. */
  static async follow(database: Database): Promise<LayerFreshness> {
    const freshness = new LayerFreshness();
    freshness.#stop = await database.listen('fourcolor_layers', (payload) => freshness.#heard(payload));
    const rows = await database.as(servant('admin', 'versions'), (session) =>
      session.query<{ layer: string; version: number; changed_at: string }>(
        'select layer, version, changed_at from fourcolor.layer_versions',
      ),
    );
    for (const row of rows) {
      const known = freshness.#known(row.layer);
      if (row.version > known.version) Object.assign(known, { version: row.version, floor: row.version });
      known.asOf ??= row.changed_at;
    }
    return freshness;
  }

  version(layer: string): number {
    return this.#layers.get(layer)?.version ?? 0;
  }

  asOf(layer: string): string | null {
    return this.#layers.get(layer)?.asOf ?? null;
  }

  /** The newest version of any of the layers whose change touched the tile (with the tile's drawing margin). */
  tileVersion(layers: readonly string[], at: TileAddress): number {
    const [west, south, east, north] = tileBoxLonLat(at, 128);
    let newest = 0;
    for (const layer of layers) {
      const known = this.#layers.get(layer);
      if (!known) continue;
      newest = Math.max(newest, known.floor);
      for (const { version, bbox } of known.changes) {
        if (version > newest && bbox[0] <= east && bbox[2] >= west && bbox[1] <= north && bbox[3] >= south) {
          newest = version;
        }
      }
    }
    return newest;
  }

  subscribe(heard: (change: LayerChange) => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  async close(): Promise<void> {
    await this.#stop?.();
  }

  #known(layer: string): Known {
    let known = this.#layers.get(layer);
    if (!known) {
      known = { version: 0, asOf: null, floor: 0, changes: [] };
      this.#layers.set(layer, known);
    }
    return known;
  }

  #heard(payload: string): void {
    const change = JSON.parse(payload) as LayerChange;
    const known = this.#known(change.layer);
    known.version = Math.max(known.version, change.version);
    known.asOf = change.at;
    if (change.bbox) known.changes.push({ version: change.version, bbox: change.bbox });
    else known.floor = known.version;
    while (known.changes.length > REMEMBERED)
      known.floor = Math.max(known.floor, known.changes.shift()!.version);
    for (const listener of this.#listeners) listener(change);
  }
}
