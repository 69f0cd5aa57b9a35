/** Which grid of the surface covers a view: a padded one on fixed lines, so that small moves ask nothing new. */
import type { Map as MapLibreMap } from 'maplibre-gl';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** Nodes along the longer side; the server answers at most 256. */
const MOST_NODES = 160;

export interface GridRequest {
  readonly bbox: Box;
  readonly width: number;
  readonly height: number;
}

export function gridFor(map: MapLibreMap): GridRequest {
  const bounds = map.getBounds();
  return gridAround(
    [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    map.getZoom(),
  );
}

/** The view, widened to whole squares of half a tile at this zoom. */
export function gridAround([west, south, east, north]: Box, zoom: number): GridRequest {
  // shares of the Web Mercator square
  const step = 1 / 2 ** (Math.round(zoom) + 1);
  const x0 = Math.floor(xOf(west) / step) * step;
  const x1 = Math.ceil(xOf(east) / step) * step;
  const y0 = Math.max(0, Math.floor(yOf(north) / step) * step);
  const y1 = Math.min(1, Math.ceil(yOf(south) / step) * step);
  const nodes = MOST_NODES / Math.max(x1 - x0, y1 - y0);
  return {
    bbox: [degrees(lonOf(x0)), degrees(latOf(y1)), degrees(lonOf(x1)), degrees(latOf(y0))],
    width: Math.max(2, Math.round((x1 - x0) * nodes)),
    height: Math.max(2, Math.round((y1 - y0) * nodes)),
  };
}

const degrees = (value: number) => Number(Math.max(-180, Math.min(180, value)).toFixed(6));
/** Degrees of longitude as a share of the Web Mercator square's side. */
export const xOf = (lon: number) => (lon + 180) / 360;
/** Degrees of latitude as a share of the Web Mercator square's side, from the north. */
export const yOf = (lat: number) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
const lonOf = (x: number) => x * 360 - 180;
const latOf = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
