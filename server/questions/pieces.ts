/**
 * Objects cut into pieces that an index can look around: a long line is asked as short runs of its own edges, because
 * the box of a whole pipeline holds half the city. The distance to a line is the smallest distance to its runs.
 */
import type { Box } from '../reading.ts';

/** A place to look around: an object, or a run of a line's edges. */
export interface Piece {
  readonly fid: number;
  /** Well-known text of the run or point; null = the object's whole geometry. */
  readonly wkt: string | null;
  readonly box: Box;
  /** Widest step between two corners, degrees of longitude. */
  readonly widest: number;
}

export interface Source {
  readonly fid: number;
  /** GeoJSON of a point or line; null for an area, which is asked whole by its box. */
  readonly line: string | null;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

type Position = readonly [number, number];

const METRES_PER_DEGREE = 111_320;

/** The pieces of an object; a run ends once it is longer than `lengthM` from end to end of its box. */
export function piecesOf({ fid, line, west, south, east, north }: Source, lengthM: number): Piece[] {
  if (line === null) return [{ fid, wkt: null, box: [west, south, east, north], widest: 0.5 }];
  const geometry: { type: string; coordinates: unknown } = JSON.parse(line);
  switch (geometry.type) {
    case 'Point': {
      const [lon, lat] = geometry.coordinates as Position;
      return [{ fid, wkt: `POINT(${lon} ${lat})`, box: [lon, lat, lon, lat], widest: 0 }];
    }
    case 'LineString':
      return runs(fid, geometry.coordinates as Position[], lengthM);
    default:
      return (geometry.coordinates as Position[][]).flatMap((part) => runs(fid, part, lengthM));
  }
}

function runs(fid: number, line: readonly Position[], lengthM: number): Piece[] {
  const pieces: Piece[] = [];
  let run: Position[] = [];
  for (const position of line) {
    run.push(position);
    if (run.length < 2 || extentM(run) <= lengthM) continue;
    pieces.push(piece(fid, run));
    run = [position];
  }
  if (run.length > 1) pieces.push(piece(fid, run));
  return pieces;
}

function piece(fid: number, run: readonly Position[]): Piece {
  const lons = run.map(([lon]) => lon);
  const lats = run.map(([, lat]) => lat);
  return {
    fid,
    wkt: `LINESTRING(${run.map(([lon, lat]) => `${lon} ${lat}`).join(',')})`,
    box: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
    widest: Math.max(...lons.slice(1).map((lon, i) => Math.abs(lon - lons[i]!))),
  };
}

function extentM(run: readonly Position[]): number {
  const [firstLon, firstLat] = run[0]!;
  let [west, south, east, north] = [firstLon, firstLat, firstLon, firstLat];
  for (const [lon, lat] of run) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  const wide = (east - west) * Math.cos((firstLat * Math.PI) / 180);
  return Math.max(wide, north - south) * METRES_PER_DEGREE;
}
