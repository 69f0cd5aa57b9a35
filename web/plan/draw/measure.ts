/** Lengths and areas of what is drawn, on the sphere, while the hand still moves; the server measures the ellipsoid. */
import { area, bbox, centroid, distance, length } from '@turf/turf';
import type { Geometry, Position } from 'geojson';
import type { BoardKind } from '../../map/draw-types.ts';
import type { LonLat } from '../../map/props.ts';

export interface Measures {
  /** A line's length, or the perimeter of an area; null for points. */
  readonly lengthM: number | null;
  readonly areaM2: number | null;
}

/** Within 1 % of the ellipsoid's. */
export function measuresOf(geometry: Geometry): Measures {
  const lengthM = () => length({ type: 'Feature', geometry, properties: {} }, { units: 'meters' });
  if (geometry.type.endsWith('Polygon')) return { lengthM: lengthM(), areaM2: area(geometry) };
  if (geometry.type.endsWith('LineString')) return { lengthM: lengthM(), areaM2: null };
  return { lengthM: null, areaM2: null };
}

/** Of a circle kept as a ring of corners. */
export function radiusOf(circle: Geometry): number | null {
  if (circle.type !== 'Polygon') return null;
  return distance(centroid(circle), circle.coordinates[0]![0]!, { units: 'meters' });
}

export const boxOf = (geometry: Geometry): [number, number, number, number] => {
  const [west, south, east, north] = bbox(geometry);
  // a point is shown with the ground around it, some 300 m
  return west === east && south === north
    ? [west - 0.003, south - 0.003, east + 0.003, north + 0.003]
    : [west, south, east, north];
};

/** The vertices that people type: of an area without the closing one. */
export function verticesOf(geometry: Geometry): readonly LonLat[] {
  switch (geometry.type) {
    case 'Point':
      return pairs([geometry.coordinates]);
    case 'LineString':
      return pairs(geometry.coordinates);
    case 'Polygon':
      return pairs(geometry.coordinates[0]!.slice(0, -1));
    default:
      return [];
  }
}

const pairs = (line: readonly Position[]) => line.map(([lon = 0, lat = 0]): LonLat => [lon, lat]);

export const LEAST_VERTICES = { point: 1, linestring: 2, polygon: 3 } as const;

/** What the vertices are as a geometry. */
export function geometryOf(kind: keyof typeof LEAST_VERTICES, vertices: readonly LonLat[]): Geometry {
  const line = vertices.map(([lon, lat]) => [lon, lat]);
  if (kind === 'point') return { type: 'Point', coordinates: line[0]! };
  if (kind === 'linestring') return { type: 'LineString', coordinates: line };
  return { type: 'Polygon', coordinates: [[...line, line[0]!]] };
}

/** How the board draws a stored geometry; null for shapes of several parts or with holes, which it only shows. */
export function kindOf(geometry: Geometry, said: unknown): BoardKind | null {
  if (geometry.type === 'Point') return 'point';
  if (geometry.type === 'LineString') return 'linestring';
  if (geometry.type !== 'Polygon' || geometry.coordinates.length > 1) return null;
  return said === 'circle' || said === 'rectangle' ? said : 'polygon';
}
