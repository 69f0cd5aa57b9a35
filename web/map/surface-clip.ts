/** Cuts the surface at the shore: an index over open water would read as land. */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { type Box, xOf, yOf } from './surface-grid.ts';

/** Names the tiles of land under the view; another name asks for another cut. Undefined while they are loading. */
export function landTiles(map: MapLibreMap): string | undefined {
  return map.isSourceLoaded('base') ? Object.values(tileSpan(map)).join() : undefined;
}

/** Draws `bands` without what lies over water, as far as tiles of land are loaded; elsewhere it stays whole. */
export function drawClipped(
  map: MapLibreMap,
  canvas: HTMLCanvasElement,
  bands: HTMLCanvasElement,
  bbox: Box,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = 'source-over';
  context.drawImage(bands, 0, 0);
  const mask = landMask(map, canvas.width, canvas.height, bbox);
  if (!mask) return;
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(mask, 0, 0);
}

function landMask(
  map: MapLibreMap,
  width: number,
  height: number,
  [west, south, east, north]: Box,
): HTMLCanvasElement | undefined {
  const mask = document.createElement('canvas');
  mask.width = width;
  mask.height = height;
  const context = mask.getContext('2d');
  const land = map.querySourceFeatures('base', { sourceLayer: 'land' });
  // a city without a base map has no shore to cut at
  if (!context || land.length === 0 || !map.isSourceLoaded('base')) return undefined;
  const x0 = xOf(west);
  const y0 = yOf(north);
  const perX = width / (xOf(east) - x0);
  const perY = height / (yOf(south) - y0);
  context.fillRect(0, 0, width, height);
  const { z, left, right, top, bottom } = tileSpan(map);
  const side = 1 / 2 ** z;
  context.clearRect(
    (left * side - x0) * perX,
    (top * side - y0) * perY,
    (right + 1 - left) * side * perX,
    (bottom + 1 - top) * side * perY,
  );
  for (const { geometry } of land) {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    for (const rings of polygons) {
      context.beginPath();
      for (const ring of rings) {
        for (const [lon = 0, lat = 0] of ring) {
          context.lineTo((xOf(lon) - x0) * perX, (yOf(lat) - y0) * perY);
        }
        context.closePath();
      }
      context.fill('evenodd');
    }
  }
  return mask;
}

/** The tiles that cover the view. */
function tileSpan(map: MapLibreMap) {
  const finest = map.getSource<VectorTileSource>('base')?.maxzoom ?? 0;
  const z = Math.min(Math.floor(map.getZoom()), finest);
  const bounds = map.getBounds();
  const tile = (share: number) => Math.floor(share * 2 ** z);
  return {
    z,
    left: tile(xOf(bounds.getWest())),
    right: tile(xOf(bounds.getEast())),
    top: tile(yOf(bounds.getNorth())),
    bottom: tile(yOf(bounds.getSouth())),
  };
}
