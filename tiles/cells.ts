/** The pyramid of counted cells: 64 × 64 cells to a tile, keyed in Z-order so that a tile is one range. */
import { morton } from '../data/geo/cell-key.ts';
import type { TileAddress } from './address.ts';

/** Cells along a tile's side are 2^6. */
export const CELL_LEVELS_BELOW_TILE = 6;
/** Finest zoom of the copy that the public reads: cells of about one kilometre. */
export const PUBLIC_CELLS_TO_ZOOM = 9;

/** First and last cell key of a tile, at quadtree level z + 6. */
export function cellRange(at: TileAddress): readonly [number, number] {
  const first = morton(at.x, at.y) * 4 ** CELL_LEVELS_BELOW_TILE;
  return [first, first + 4 ** CELL_LEVELS_BELOW_TILE - 1];
}
