import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TileStore } from './tile-store.ts';

const at = { z: 9, x: 430, y: 211 };
const tile = { bytes: new Uint8Array([0, 255, 7]), encoding: 'br' as const };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fourcolor-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('kept tiles', () => {
  it('come back byte for byte, also through another store on the folder', async () => {
    await new TileStore(folder).write('base', 3, at, 'br', tile);
    const kept = await new TileStore(folder).read('base', 3, at, 'br');
    expect([...(kept?.bytes ?? [])]).toEqual([0, 255, 7]);
    expect(kept?.encoding).toBe('br');
  });

  it('are not served for another version, place or encoding', async () => {
    const store = new TileStore(folder);
    await store.write('base', 3, at, 'br', tile);
    expect(await store.read('base', 4, at, 'br')).toBeUndefined();
    expect(await store.read('base', 3, { ...at, x: 431 }, 'br')).toBeUndefined();
    expect(await store.read('base', 3, at, 'gzip')).toBeUndefined();
  });

  it('of older versions go when a new one is kept', async () => {
    const store = new TileStore(folder);
    await store.write('base', 3, at, 'br', tile);
    await store.write('regions', 1, at, 'br', tile);
    await store.write('base', 4, at, 'br', tile);
    expect((await readdir(folder)).sort()).toEqual(['base-4', 'regions-1']);
  });

  it('lose nothing but time when the folder cannot be written', async () => {
    const store = new TileStore(join(folder, 'file\0'));
    await expect(store.write('base', 3, at, 'br', tile)).resolves.toBeUndefined();
    expect(await store.read('base', 3, at, 'br')).toBeUndefined();
  });
});
