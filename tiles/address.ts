/** Where a tile lies: Web Mercator quad z/x/y, its key range and its box. */

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** The largest zoom for which tiles are made. */
export const MAX_ZOOM = 22;
/** MVT units along a tile's side. */
export const EXTENT = 4096;
/** Half the side of the Web Mercator square (EPSG:3857), metres. */
export const WORLD_HALF_M = 20037508.342789244;

/** Parses bounded decimal integers only; anything else, or a tile outside the square, is undefined. */
export function parseTileAddress(z: string, x: string, y: string): TileAddress | undefined {
  if (![z, x, y].every((part) => /^(0|[1-9]\d{0,7})$/.test(part))) return undefined;
  const at = { z: Number(z), x: Number(x), y: Number(y) };
  if (at.z > MAX_ZOOM) return undefined;
  const side = 2 ** at.z;
  return at.x < side && at.y < side ? at : undefined;
}

/** The tile's box in EPSG:3857 metres [west, south, east, north], widened by `buffer` MVT units. */
export function tileBox3857(at: TileAddress, buffer = 0): readonly [number, number, number, number] {
  const sideM = (2 * WORLD_HALF_M) / 2 ** at.z;
  const padM = (sideM * buffer) / EXTENT;
  const west = -WORLD_HALF_M + at.x * sideM;
  const north = WORLD_HALF_M - at.y * sideM;
  return [west - padM, north - sideM - padM, west + sideM + padM, north + padM];
}

/** The tile's box in lon/lat degrees [west, south, east, north], widened by `buffer` MVT units. */
export function tileBoxLonLat(at: TileAddress, buffer = 0): readonly [number, number, number, number] {
  const [west, south, east, north] = tileBox3857(at, buffer);
  return [lonOf(west), latOf(south), lonOf(east), latOf(north)];
}

const lonOf = (xM: number) => (xM / WORLD_HALF_M) * 180;
const latOf = (yM: number) => (Math.atan(Math.sinh((yM / WORLD_HALF_M) * Math.PI)) * 180) / Math.PI;

/**
 * SQL that moves points by half an MVT unit, so that rounding to the grid becomes rounding down: a point just inside
 * the east or south edge stays in its own tile (0–4095), where maps draw it, instead of landing on 4096, where none does.
 */
export function keptInsideTile(geometry: string, at: TileAddress): string {
  const halfUnitM = WORLD_HALF_M / 2 ** at.z / EXTENT;
  return `ST_Translate(${geometry}, ${-halfUnitM}, ${halfUnitM})`;
}
