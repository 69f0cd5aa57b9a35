/** Maps that look at the same place: what one is moved to, the others follow while it moves; and which of them loads. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { ARRIVED, FOLLOWING, followingOf } from './motion.ts';

export interface Pair {
  /** The map follows from now on; its place at first is that of the maps before it. Ends with the function returned. */
  readonly join: (map: MapLibreMap, side: string) => () => void;
  /** Told at once and whenever another side loads tiles or is drawn. Ends with the function returned. */
  readonly onLoading: (listener: (loading: readonly string[]) => void) => () => void;
}

export function createPair(): Pair {
  const joined = new Map<MapLibreMap, string>();
  const loading = new Set<string>();
  const listeners = new Set<(loading: readonly string[]) => void>();
  const tell = () => {
    for (const listener of listeners) listener([...loading]);
  };
  const set = (side: string, loads: boolean) => {
    if (loading.has(side) === loads) return;
    if (loads) loading.add(side);
    else loading.delete(side);
    tell();
  };
  return {
    join(map, side) {
      const [first] = joined.keys();
      if (first) follow(map, first, ARRIVED);
      joined.set(map, side);
      const lead = (how: typeof FOLLOWING | typeof ARRIVED) => (event: object) => {
        if (followingOf(event)) return;
        for (const other of joined.keys()) if (other !== map) follow(other, map, how);
      };
      const move = lead(FOLLOWING);
      const arrive = lead(ARRIVED);
      const load = () => set(side, true);
      const rest = () => set(side, false);
      map.on('move', move);
      map.on('moveend', arrive);
      map.on('dataloading', load);
      map.on('idle', rest);
      set(side, !map.loaded());
      return () => {
        map.off('move', move);
        map.off('moveend', arrive);
        map.off('dataloading', load);
        map.off('idle', rest);
        joined.delete(map);
        set(side, false);
      };
    },
    onLoading(listener) {
      listeners.add(listener);
      listener([...loading]);
      return () => listeners.delete(listener);
    },
  };
}

function follow(map: MapLibreMap, leader: MapLibreMap, how: typeof FOLLOWING | typeof ARRIVED): void {
  map.jumpTo(
    {
      center: leader.getCenter(),
      zoom: leader.getZoom(),
      bearing: leader.getBearing(),
      pitch: leader.getPitch(),
    },
    how,
  );
}
