/** Which level of regions is filled at a zoom, and which is there to be filled. */
import type { RegionLevel } from '../data/layers/regions.ts';

export type AreaLevel = Exclude<RegionLevel, 'city'>;
export const AREA_LEVELS = ['county', 'township', 'village', 'cell'] as const satisfies readonly AreaLevel[];

/** Largest zoom in map and tile styles. */
export const MAX_STYLE_ZOOM = 24;
/** Zoom from which each level takes over when the zoom decides. */
export const AUTO_FROM_ZOOM: Readonly<Record<AreaLevel, number>> = {
  county: 0,
  township: 9.5,
  village: 12.5,
  cell: 14.5,
};
/** Zoom from which tiles carry each level. */
const IN_TILES_FROM_ZOOM: Readonly<Record<AreaLevel, number>> = {
  county: 0,
  township: 8,
  village: 11,
  cell: 13,
};

export interface ZoomRange {
  readonly minzoom: number;
  readonly maxzoom: number;
}

/** The level drawn at this zoom: the chosen one, or the finest above it while tiles do not carry it yet. */
export function areaLevels(chosen: 'auto' | AreaLevel, zoom: number): AreaLevel {
  const last = chosen === 'auto' ? 'cell' : chosen;
  const from = chosen === 'auto' ? AUTO_FROM_ZOOM : IN_TILES_FROM_ZOOM;
  return (
    AREA_LEVELS.slice(0, AREA_LEVELS.indexOf(last) + 1).findLast((level) => zoom >= from[level]) ?? 'county'
  );
}

/** Zooms at which a level is drawn; null = never. The ranges of all levels cover every zoom once. */
export function levelZooms(chosen: 'auto' | AreaLevel, level: AreaLevel): ZoomRange | null {
  const last = AREA_LEVELS.indexOf(chosen === 'auto' ? 'cell' : chosen);
  const at = AREA_LEVELS.indexOf(level);
  if (at > last) return null;
  const from = chosen === 'auto' ? AUTO_FROM_ZOOM : IN_TILES_FROM_ZOOM;
  const next = AREA_LEVELS[at + 1];
  return { minzoom: from[level], maxzoom: next && at < last ? from[next] : MAX_STYLE_ZOOM };
}
