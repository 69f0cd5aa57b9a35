/** Tiles that did not come are asked for again, ever more slowly, and only those: the others stay on the screen. */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';

interface TileId {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const FIRST_MS = 2_000;
const LONGEST_MS = 30_000;

/** Waits before the n-th retry, ms. */
export function waitMs(tries: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
}

/** `onMissing` hears when tiles begin to be missing, and when all came. */
export function retryTiles(map: MapLibreMap, onMissing: (missing: boolean) => void): () => void {
  /** Source id → its missing tiles; an empty list = the source itself. */
  const missing = new Map<string, TileId[]>();
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = () => {
    timer = undefined;
    tries++;
    const asked = [...missing];
    missing.clear();
    for (const [id, tiles] of asked) {
      const source = map.getSource<VectorTileSource>(id);
      if (!source) continue;
      if (tiles.length > 0) map.refreshTiles(id, tiles);
      else if (source.type === 'vector') void source.load();
    }
  };
  const askNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    ask();
  };
  map.on('error', (event) => {
    const { sourceId, tile } = event as { sourceId?: string; tile?: { tileID: { canonical: TileId } } };
    if (!sourceId) return;
    const tiles = missing.get(sourceId) ?? [];
    missing.set(sourceId, tiles);
    if (tile) {
      const { x, y, z } = tile.tileID.canonical;
      tiles.push({ x, y, z });
    }
    if (timer !== undefined) return;
    timer = setTimeout(ask, waitMs(tries));
    onMissing(true);
  });
  map.on('idle', () => {
    if (timer !== undefined || tries === 0) return;
    tries = 0;
    onMissing(false);
  });
  addEventListener('online', askNow);
  return () => {
    clearTimeout(timer);
    removeEventListener('online', askNow);
  };
}
