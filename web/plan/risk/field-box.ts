/** Which grid is asked for a view: a little more than is seen, so that a small move needs nothing new. */
import { worldX, worldY } from '../../map/mercator.ts';
import type { Box, GridRequest } from './risk-answers.ts';

/** Share of the view that is added on each side. */
const MARGIN = 0.2;
/** Cells of one request. */
const MOST_CELLS = 1_000_000;
/** A grid that is this much coarser or finer than the screen needs is asked for anew. */
const TOO_COARSE = 2;
const TOO_FINE = 5;

/** The grid for a view so many px wide; about one cell a pixel. */
export function gridOf(view: Box, viewPx: number): Omit<GridRequest, 'pipelines'> {
  const [west, south, east, north] = view;
  const [dx, dy] = [(east - west) * MARGIN, (north - south) * MARGIN];
  const bbox: Box = [
    Math.max(-180, west - dx),
    Math.max(-85, south - dy),
    Math.min(180, east + dx),
    Math.min(85, north + dy),
  ];
  const ratio = (worldY(bbox[1]) - worldY(bbox[3])) / (worldX(bbox[2]) - worldX(bbox[0]));
  const wished = viewPx * ((bbox[2] - bbox[0]) / (east - west));
  const width = Math.max(2, Math.floor(Math.min(wished, Math.sqrt(MOST_CELLS / ratio))));
  const rounded = bbox.map((degrees) => Number(degrees.toFixed(6))) as unknown as Box;
  return { bbox: rounded, width, height: Math.max(2, Math.round(width * ratio)) };
}

/** Whether a grid still serves a view: it covers it, and its cells are about a pixel. */
export function serves(grid: Omit<GridRequest, 'pipelines'>, view: Box, viewPx: number): boolean {
  const [west, south, east, north] = grid.bbox;
  if (view[0] < west || view[1] < south || view[2] > east || view[3] > north) return false;
  const cellPx = (((east - west) / grid.width) * viewPx) / (view[2] - view[0]);
  return cellPx < TOO_COARSE && cellPx > 1 / TOO_FINE;
}
