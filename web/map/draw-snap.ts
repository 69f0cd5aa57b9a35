/** Where a vertex lands near the register's objects: their points, corners and borders as they are drawn. */
import type { Geometry, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { SnapToCustom } from 'terra-draw';
import { LAYERS } from '../../data/layers/all.ts';
import { DRAW_PREFIX } from './draw-types.ts';

const REACH_PX = 12;
/** A corner wins over a border that is this much nearer, px. */
const CORNER_PX = 6;
const IDS = new Set<string>(LAYERS.map(({ id }) => id));

/** The place of the register nearest to the pointer, if one is within reach. Drawn borders are generalised by zoom. */
export function nearestOf(map: MapLibreMap): SnapToCustom {
  return ({ containerX: x, containerY: y }) => {
    const near = map
      .queryRenderedFeatures([
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ])
      .filter(
        ({ source, properties }) => !source.startsWith(DRAW_PREFIX) && IDS.has(source) && !properties.count,
      );
    let best: { readonly at: Position; readonly px: number } | null = null;
    for (const { geometry } of near)
      for (const line of linesOf(geometry)) {
        const found = nearestOn(line, (at) => {
          const point = map.project(at as [number, number]);
          return [point.x - x, point.y - y];
        });
        if (found && found.px <= REACH_PX && (!best || found.px < best.px)) {
          const at = found.between ? map.unproject([x + found.between[0], y + found.between[1]]) : null;
          best = { at: at ? [at.lng, at.lat] : found.at, px: found.px };
        }
      }
    return best ? best.at.map((degrees) => Number(degrees.toFixed(9))) : undefined;
  };
}

interface Near {
  readonly at: Position;
  readonly px: number;
  /** Not a corner: px from the pointer. */
  readonly between?: readonly [number, number];
}

/** The nearest corner or foot of a line; `from` gives px from the pointer. */
export function nearestOn(
  line: readonly Position[],
  from: (at: Position) => readonly [number, number],
): Near | null {
  let corner: Near | null = null;
  let foot: Near | null = null;
  const points = line.map(from);
  for (const [index, point] of points.entries()) {
    const px = Math.hypot(...point);
    if (!corner || px < corner.px) corner = { at: line[index]!, px };
    const next = points[index + 1];
    if (!next) continue;
    const along = [next[0] - point[0], next[1] - point[1]] as const;
    const lengthPx2 = along[0] ** 2 + along[1] ** 2;
    if (lengthPx2 === 0) continue;
    const share = Math.min(1, Math.max(0, -(point[0] * along[0] + point[1] * along[1]) / lengthPx2));
    const between = [point[0] + share * along[0], point[1] + share * along[1]] as const;
    const footPx = Math.hypot(...between);
    if (!foot || footPx < foot.px) foot = { at: line[index]!, px: footPx, between };
  }
  if (!corner || !foot) return corner;
  return corner.px <= foot.px + CORNER_PX ? corner : foot;
}

function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
      return geometry.coordinates.map((point) => [point]);
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return [];
  }
}
