/** How missing tiles are asked for again. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryTiles, waitMs } from './retry.ts';

type Listener = (event: unknown) => void;

/** A map that only remembers what it was told. */
function mapStub() {
  const listeners = new Map<string, Listener>();
  const refreshed: unknown[] = [];
  const loads: string[] = [];
  return {
    refreshed,
    loads,
    fire: (name: string, event: unknown = {}) => listeners.get(name)?.(event),
    map: {
      on: (name: string, listener: Listener) => listeners.set(name, listener),
      getSource: (id: string) => ({ type: 'vector', load: () => loads.push(id) }),
      refreshTiles: (id: string, tiles: unknown) => refreshed.push([id, tiles]),
    } as unknown as MapLibreMap,
  };
}

const missingTile = (sourceId: string, x: number) => ({
  sourceId,
  tile: { tileID: { canonical: { x, y: 1, z: 3 } } },
});

describe('Missing tiles', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('removeEventListener', () => {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are asked for again, and only they', () => {
    const { map, fire, refreshed } = mapStub();
    const heard: boolean[] = [];
    retryTiles(map, (missing) => heard.push(missing));
    fire('error', missingTile('regions', 5));
    fire('error', missingTile('regions', 6));
    expect(refreshed).toEqual([]);
    vi.advanceTimersByTime(waitMs(0));
    expect(refreshed).toEqual([
      [
        'regions',
        [
          { x: 5, y: 1, z: 3 },
          { x: 6, y: 1, z: 3 },
        ],
      ],
    ]);
    fire('idle');
    expect(heard).toEqual([true, false]);
  });

  it('are waited for ever longer while they stay away', () => {
    const { map, fire, refreshed } = mapStub();
    const heard: boolean[] = [];
    retryTiles(map, (missing) => heard.push(missing));
    fire('error', missingTile('base', 1));
    vi.advanceTimersByTime(waitMs(0));
    fire('error', missingTile('base', 1));
    fire('idle');
    expect(heard.at(-1)).toBe(true);
    vi.advanceTimersByTime(waitMs(0));
    expect(refreshed).toHaveLength(1);
    vi.advanceTimersByTime(waitMs(1) - waitMs(0));
    expect(refreshed).toHaveLength(2);
    expect(waitMs(20)).toBe(30_000);
  });

  it('of a source that never answered begin with the source', () => {
    const { map, fire, loads } = mapStub();
    retryTiles(map, () => {});
    fire('error', { sourceId: 'base' });
    vi.advanceTimersByTime(waitMs(0));
    expect(loads).toEqual(['base']);
  });
});
