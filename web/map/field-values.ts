/** A risk field read on the map's side: its value at a place, and its lines for the words that stand on them. */
import type { Feature, MultiLineString } from 'geojson';
import { contoursOf } from '../../data/risk/contours.ts';
import type { FieldDrawing } from './drawn.ts';
import { latOfWorldY, worldX, worldY } from './mercator.ts';

/** Lines are only traced to carry words: this many columns are enough. */
const TRACED_COLUMNS = 360;

type Raster = Omit<FieldDrawing, 'added'>;

/** Risk per year at a place by the nearest cell, 0 outside; the added field included. */
export function valueAt(field: FieldDrawing, lon: number, lat: number): number {
  return cellAt(field, lon, lat) + (field.added ? cellAt(field.added, lon, lat) : 0);
}

function cellAt({ bbox, width, height, values }: Raster, lon: number, lat: number): number {
  const [west, south, east, north] = bbox;
  const column = Math.floor(((lon - west) / (east - west)) * width);
  const row = Math.floor(((worldY(lat) - worldY(north)) / (worldY(south) - worldY(north))) * height);
  if (column < 0 || column >= width || row < 0 || row >= height) return 0;
  return values[row * width + column] ?? 0;
}

/** Lines of equal risk, traced on a coarser grid. */
export function tracedLines(field: FieldDrawing): Feature<MultiLineString, { irPerYr: number }>[] {
  const { bbox } = field;
  const [x0, x1, y0, y1] = [worldX(bbox[0]), worldX(bbox[2]), worldY(bbox[3]), worldY(bbox[1])];
  const width = Math.min(field.width, TRACED_COLUMNS);
  const height = Math.max(2, Math.round((field.height * width) / field.width));
  const values = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    const lat = latOfWorldY(y0 + ((row + 0.5) / height) * (y1 - y0));
    for (let column = 0; column < width; column++)
      values[row * width + column] = valueAt(
        field,
        (x0 + ((column + 0.5) / width) * (x1 - x0) - 0.5) * 360,
        lat,
      );
  }
  // traced in the plane of the map, where the rows are equally spaced; then back to latitudes
  const plane = { bbox: [bbox[0], -y1, bbox[2], -y0] as const, width, height };
  const found = contoursOf(values, plane);
  return found.features.map((feature) => ({
    ...feature,
    geometry: {
      ...feature.geometry,
      coordinates: feature.geometry.coordinates.map((line) =>
        line.map(([lon = 0, y = 0]) => [lon, latOfWorldY(-y)]),
      ),
    },
  }));
}
