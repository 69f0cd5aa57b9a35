/** Where people are: census units divided into points by area, protected targets at their own points, nobody twice. */
import type { PeoplePoint } from './societal.ts';

type Ring = readonly (readonly number[])[];

/** A census unit; lon/lat polygons with their holes. */
export interface CensusUnit {
  readonly polygons: readonly (readonly Ring[])[];
  readonly day: number;
  readonly night: number;
}

export interface Dense {
  readonly lon: number;
  readonly lat: number;
  readonly day: number;
  readonly night: number;
}

/** A unit is divided into some 40 points, 50 to 250 m apart. */
const POINTS = 40;
const [FINEST_M, COARSEST_M] = [50, 250];
const DEGREE_M = 111_195;

/**
 * Points with the people of all units. A unit has the people of the census: those of the targets in it stand at their
 * points, the rest is spread evenly over its area. Where the targets have more people than the census, theirs are scaled
 * down to it, by day and by night apart. Targets outside every unit have their own people.
 */
export function peoplePoints(units: readonly CensusUnit[], targets: readonly Dense[]): PeoplePoint[] {
  const points: PeoplePoint[] = [];
  const index = new TargetIndex(targets);
  const counted = new Set<Dense>();
  for (const unit of units) {
    const inside = [...index.in(boxOf(unit))].filter(
      (target) => !counted.has(target) && contains(unit.polygons, target.lon, target.lat),
    );
    for (const target of inside) counted.add(target);
    const spread = unitPoints(unit);
    const day = shared(
      unit.day,
      inside.map((target) => target.day),
      spread.length,
    );
    const night = shared(
      unit.night,
      inside.map((target) => target.night),
      spread.length,
    );
    for (const target of inside)
      points.push({
        lon: target.lon,
        lat: target.lat,
        day: target.day * day.scale,
        night: target.night * night.scale,
      });
    if (day.each > 0 || night.each > 0)
      for (const [lon, lat] of spread) points.push({ lon, lat, day: day.each, night: night.each });
  }
  for (const target of targets) if (!counted.has(target)) points.push(target);
  return points.filter(({ day, night }) => day > 0 || night > 0);
}

/** The factor of the targets' people, and how many stand at each of the other points. */
function shared(census: number, dense: readonly number[], points: number) {
  const sum = dense.reduce((total, people) => total + people, 0);
  // nowhere else to stand: all of them are at the targets
  const most = points === 0 && sum > 0 ? census / sum : 1;
  return {
    scale: sum > census ? census / sum : most,
    each: points > 0 ? Math.max(0, census - sum) / points : 0,
  };
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf({ polygons }: CensusUnit): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [outer] of polygons)
    for (const [lon, lat] of outer ?? []) {
      west = Math.min(west, lon!);
      south = Math.min(south, lat!);
      east = Math.max(east, lon!);
      north = Math.max(north, lat!);
    }
  return [west, south, east, north];
}

/** Centres of the squares of a grid that lie inside, at least one. */
export function unitPoints(unit: CensusUnit): [lon: number, lat: number][] {
  const [west, south, east, north] = boxOf(unit);
  if (!(west < east && south < north)) return [];
  const perLon = DEGREE_M * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const boxM2 = (east - west) * perLon * (north - south) * DEGREE_M;
  const areaM2 = areaOf(unit.polygons) * perLon * DEGREE_M;
  const spacing = Math.min(COARSEST_M, Math.max(FINEST_M, Math.sqrt(Math.min(boxM2, areaM2) / POINTS)));
  const columns = Math.max(1, Math.ceil(((east - west) * perLon) / spacing));
  const rows = Math.max(1, Math.ceil(((north - south) * DEGREE_M) / spacing));
  const found: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    const lat = south + ((row + 0.5) / rows) * (north - south);
    const crossings = crossingsAt(unit.polygons, lat);
    for (let column = 0; column < columns; column++) {
      const lon = west + ((column + 0.5) / columns) * (east - west);
      // even-odd: how many borders lie to the west
      let before = 0;
      while (before < crossings.length && crossings[before]! <= lon) before++;
      if (before % 2 === 1) found.push([lon, lat]);
    }
  }
  if (found.length > 0) return found;
  // thinner than the grid: the middle of the first stretch inside
  const lat = (south + north) / 2;
  const [a, b] = crossingsAt(unit.polygons, lat);
  return [[a !== undefined && b !== undefined ? (a + b) / 2 : (west + east) / 2, lat]];
}

/** Longitudes at which borders cross a parallel, from the west. */
function crossingsAt(polygons: CensusUnit['polygons'], lat: number): number[] {
  const found: number[] = [];
  for (const rings of polygons)
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [lon1, lat1] = ring[i - 1] as [number, number];
        const [lon2, lat2] = ring[i] as [number, number];
        if (lat1 <= lat !== lat2 <= lat) found.push(lon1 + ((lat - lat1) / (lat2 - lat1)) * (lon2 - lon1));
      }
  return found.sort((a, b) => a - b);
}

function contains(polygons: CensusUnit['polygons'], lon: number, lat: number): boolean {
  return crossingsAt(polygons, lat).filter((at) => at <= lon).length % 2 === 1;
}

/** Square degrees. */
function areaOf(polygons: CensusUnit['polygons']): number {
  return polygons.reduce(
    (sum, rings) =>
      sum + rings.reduce((inside, ring, i) => inside + (i === 0 ? 1 : -1) * Math.abs(shoelace(ring)), 0),
    0,
  );
}

function shoelace(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as [number, number];
    const [x2, y2] = ring[i] as [number, number];
    twice += (x1 - ring[0]![0]!) * (y2 - ring[0]![1]!) - (x2 - ring[0]![0]!) * (y1 - ring[0]![1]!);
  }
  return twice / 2;
}

/** Targets by squares of a hundredth of a degree. */
class TargetIndex {
  private readonly squares = new Map<string, Dense[]>();
  constructor(targets: readonly Dense[]) {
    for (const target of targets) {
      const key = keyOf(Math.floor(target.lon * 100), Math.floor(target.lat * 100));
      const found = this.squares.get(key);
      if (found) found.push(target);
      else this.squares.set(key, [target]);
    }
  }
  *in([west, south, east, north]: Box): Generator<Dense> {
    for (let x = Math.floor(west * 100); x <= Math.floor(east * 100); x++)
      for (let y = Math.floor(south * 100); y <= Math.floor(north * 100); y++)
        yield* this.squares.get(keyOf(x, y)) ?? [];
  }
}
const keyOf = (x: number, y: number) => `${x} ${y}`;
