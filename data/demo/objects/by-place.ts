/** Order of objects by place: neighbours are written together, so that pages of the database hold one part of town. */
import type { Geometry, Position } from 'geojson';
import { cellOf, LEAF_LEVEL, morton } from '../../geo/cell-key.ts';
import type { DemoObject } from '../ground.ts';

function firstPosition(geometry: Geometry): Position {
  if (geometry.type === 'GeometryCollection') return firstPosition(geometry.geometries[0]!);
  let part: unknown = geometry.coordinates;
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0];
  return part as Position;
}

/** The objects along the Morton curve (1966) of the map's finest cells, by the first position of each. */
export function byPlace(objects: readonly DemoObject[]): readonly DemoObject[] {
  const keys = Float64Array.from(objects, ({ geometry }) => {
    const [lon, lat] = firstPosition(geometry);
    const { x, y } = cellOf(lon!, lat!, LEAF_LEVEL);
    return morton(x, y);
  });
  const order = Uint32Array.from(keys, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return Array.from(order, (i) => objects[i]!);
}
