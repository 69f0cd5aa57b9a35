/** What density and hexagons are made of: counted cells of the tiles in view, or the objects where tiles hold those. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { LayerId } from '../../data/layers/all.ts';
import { type Counts, totalOf } from '../../tiles/donut.ts';
import { scoreOf } from './density-scale.ts';
import { countedCells } from './donuts.ts';
import type { LonLat } from './props.ts';

/** So many objects of each grade at one place. */
export interface CountedPoint {
  readonly at: LonLat;
  readonly counts: Counts;
}

/** The exact counts of the loaded tiles: nothing is estimated, and each object counts once. */
export function countedPoints(map: MapLibreMap, id: LayerId): CountedPoint[] {
  const cells = countedCells(map, id);
  if (cells.length > 0) return cells;
  const points = new Map<string, CountedPoint>();
  for (const sourceLayer of [id, `${id}_labels`]) {
    for (const { geometry, properties, id: fid } of map.querySourceFeatures(id, { sourceLayer })) {
      if (geometry.type !== 'Point') continue;
      const [lon = 0, lat = 0] = geometry.coordinates;
      const grade = String(properties.grade ?? null) as GradeKey;
      points.set(String(properties.id ?? fid), { at: [lon, lat], counts: { ...NONE, [grade]: 1 } });
    }
  }
  return [...points.values()];
}

const NONE: Counts = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };

/** What a place adds to the density. */
export function weightOf({ counts }: CountedPoint, by: 'count' | 'score'): number {
  return by === 'score' ? scoreOf(counts) : totalOf(counts);
}

/** The counts of several places together. */
export function sumOf(points: readonly CountedPoint[]): Counts {
  const sum = { ...NONE };
  for (const { counts } of points) for (const key of GRADE_KEYS) sum[key] += counts[key];
  return sum;
}
