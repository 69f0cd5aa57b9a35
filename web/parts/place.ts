/** Where an object of the server lies. */
import type { Geometry } from 'geojson';
import type { Item } from '../api.ts';
import type { Circle, LonLat } from '../map/props.ts';

/** Where an object lies: its point, or the middle of its box. */
export function placeOf(item: Item): LonLat {
  if (item.geometry.type === 'Point') return item.geometry.coordinates as unknown as LonLat;
  const [west, south, east, north] = boxOf(item);
  return [(west + east) / 2, (south + north) / 2];
}

/** [west, south, east, north] of an object's geometry. */
export function boxOf(item: Item): [number, number, number, number] {
  return boxOfGeometry(item.geometry);
}

/** [west, south, east, north] of a geometry. */
export function boxOfGeometry(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number' && typeof part[1] === 'number') {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else {
      part.forEach(visit);
    }
  };
  if ('coordinates' in geometry) visit(geometry.coordinates);
  return box;
}

/** [west, south, east, north] of several objects. */
export function boxAroundAll(items: readonly Item[]): [number, number, number, number] {
  const boxes = items.map(boxOf);
  const reach = (side: 0 | 1 | 2 | 3, pick: (a: number, b: number) => number) =>
    boxes.reduce((far, box) => pick(far, box[side]), boxes[0]?.[side] ?? 0);
  return [reach(0, Math.min), reach(1, Math.min), reach(2, Math.max), reach(3, Math.max)];
}

/** [west, south, east, north] around a circle; good enough to aim a camera. */
export function boxAround({ center: [lon, lat], radiusM }: Circle): [number, number, number, number] {
  const dLat = radiusM / 111_320;
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}
