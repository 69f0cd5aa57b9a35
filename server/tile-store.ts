/** Tiles that everybody may see, kept beside the embedded database, so that a restart shows the map at once. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TileAddress } from '../tiles/address.ts';
import type { Encoding } from './services.ts';

/** Finer tiles are cheap and many. */
const KEPT_TO_ZOOM = 12;

export interface Packed {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
}

/** One folder for each set and version; the versions before are removed when a new one is first written. */
export class TileStore {
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(set: string, version: number, at: TileAddress, wanted: Encoding): Promise<Packed | undefined> {
    if (at.z > KEPT_TO_ZOOM) return undefined;
    for (const encoding of new Set<Encoding>([wanted, 'identity'])) {
      const bytes = await readFile(this.#file(set, version, at, wanted, encoding)).catch(() => undefined);
      if (bytes) return { bytes, encoding };
    }
    return undefined;
  }

  /** Never fails a request: a full disk only costs the next restart some time. */
  async write(set: string, version: number, at: TileAddress, wanted: Encoding, tile: Packed): Promise<void> {
    if (at.z > KEPT_TO_ZOOM) return;
    try {
      await this.#makeRoom(set, version);
      const file = this.#file(set, version, at, wanted, tile.encoding);
      const draft = `${file}.${process.pid}`;
      await writeFile(draft, tile.bytes);
      await rename(draft, file);
    } catch {
      this.#made.delete(`${set}-${version}`);
    }
  }

  async #makeRoom(set: string, version: number): Promise<void> {
    const name = `${set}-${version}`;
    if (this.#made.has(name)) return;
    this.#made.add(name);
    await mkdir(join(this.#folder, name), { recursive: true });
    for (const other of await readdir(this.#folder)) {
      if (other.startsWith(`${set}-`) && other !== name)
        await rm(join(this.#folder, other), { recursive: true, force: true });
    }
  }

  /** A tile too small to compress is kept as it is, under the encoding that was asked for. */
  #file(set: string, version: number, at: TileAddress, wanted: Encoding, encoding: Encoding): string {
    return join(this.#folder, `${set}-${version}`, `${at.z}-${at.x}-${at.y}.${wanted}.${encoding}`);
  }
}
