/** Rings in any order as areas with their holes, told by the way they run and by what lies in what. */

export type Position = readonly number[];
type Ring = readonly Position[];

/** Steps after which the search for the shells of holes is given up; the islands and lakes of a continent need fewer. */
const PATIENCE = 500_000_000;

/** A Polygon or MultiPolygon: clockwise rings are shells, as shapefiles have it; each hole goes into the smallest shell around it. @throws {RangeError} for rings made to take hours */
export function assembled(rings: readonly Ring[]): object {
  const whole = rings.filter((ring) => ring.length > 0);
  if (whole.length === 1) return { type: 'Polygon', coordinates: whole };
  const measured = whole.map((ring) => ({ ring, area: signedArea(ring) }));
  const isShell = measured.some(({ area }) => area < 0) ? (area: number) => area <= 0 : () => true;
  const shells = measured
    .filter(({ area }) => isShell(area))
    .map(({ ring, area }) => ({ area: Math.abs(area), rings: [ring], box: boxOf(ring) }));
  const bySize = shells.toSorted((a, b) => a.area - b.area);
  let steps = 0;
  for (const { ring, area } of measured) {
    if (isShell(area)) continue;
    const home = bySize.find((shell) => {
      steps += 1;
      if (shell.area < Math.abs(area) || !meets(shell, ring)) return false;
      steps += shell.rings[0]!.length;
      if (steps > PATIENCE) throw new RangeError('rings');
      return encloses(shell, ring);
    });
    if (steps > PATIENCE) throw new RangeError('rings');
    if (home !== undefined) home.rings.push(ring);
    // a hole in nothing is an area drawn the wrong way round
    else shells.push({ area: Math.abs(area), rings: [ring], box: boxOf(ring) });
  }
  const polygons = shells.map((shell) => shell.rings);
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

interface Shell {
  readonly rings: Ring[];
  readonly box: readonly [number, number, number, number];
}

/** Whether the ring's first corner lies in the box of the shell. */
function meets({ box }: Shell, ring: Ring): boolean {
  const [x, y] = [ring[0]![0]!, ring[0]![1]!];
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** Whether the first of a few corners that is not one of the shell's lies inside. */
function encloses({ rings }: Shell, ring: Ring): boolean {
  for (const at of ring.slice(0, 8)) {
    const side = sideOf(at[0]!, at[1]!, rings[0]!);
    if (side !== 0) return side > 0;
  }
  return true;
}

/** 1 inside, -1 outside, 0 on a corner of the ring, where holes often touch their shell. */
function sideOf(x: number, y: number, ring: Ring): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay, bx, by] = [ring[i]![0]!, ring[i]![1]!, ring[j]![0]!, ring[j]![1]!];
    if (ax === x && ay === y) return 0;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** Twice the area, positive for rings that run anticlockwise. */
function signedArea(ring: Ring): number {
  const [x0, y0] = [ring[0]![0]!, ring[0]![1]!];
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    sum += (a[0]! - x0) * (b[1]! - y0) - (b[0]! - x0) * (a[1]! - y0);
  }
  return sum;
}

function boxOf(ring: Ring): Shell['box'] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const at of ring) {
    west = Math.min(west, at[0]!);
    south = Math.min(south, at[1]!);
    east = Math.max(east, at[0]!);
    north = Math.max(north, at[1]!);
  }
  return [west, south, east, north];
}
