/** The ground of the demo city as grids: land, distance to coast and rivers, height, and how built-up it is. */
import { COAST, HARBOUR, INDUSTRY, ISLANDS, LAKES, RIDGES, RIVERS, TOWNS } from './geography.ts';
import { inRing, type Km, resample, spline } from './plane.ts';
import { noise } from './random.ts';
import { CELL_KM, distanceTo, fillRing, gridOf, squareAt } from './raster.ts';

export interface Terrain {
  /** Natural shores (open rings), the main island first; the harbour blocks are apart. */
  readonly shores: readonly (readonly Km[])[];
  readonly rivers: readonly (readonly Km[])[];
  readonly lakes: readonly (readonly Km[])[];
  readonly land: Uint8Array;
  /** Kilometres to the sea, 0 in the sea. */
  readonly coastKm: Float32Array;
  readonly riverKm: Float32Array;
  readonly height: Float32Array;
  /** 0 (open country) to about 1 (the heart of the city). */
  readonly urban: Float32Array;
  readonly industry: Float32Array;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Points of a wobbly ellipse, anticlockwise. */
function blob(centre: Km, axes: readonly [number, number, number], seed: number, points: number): Km[] {
  const [cos, sin] = [Math.cos(radians(axes[2])), Math.sin(radians(axes[2]))];
  return Array.from({ length: points }, (_, i) => {
    const angle = (i / points) * 2 * Math.PI;
    const wobble = 1 + 0.28 * noise(seed, Math.cos(angle) * 1.7 + 9, Math.sin(angle) * 1.7 + seed);
    const [u, v] = [axes[0] * wobble * Math.cos(angle), axes[1] * wobble * Math.sin(angle)];
    return [centre[0] + u * cos - v * sin, centre[1] + u * sin + v * cos] as Km;
  });
}

/** Position in harbour blocks: [column, row] as fractions, whole numbers at block corners. */
export function harbourBlock(x: number, y: number): [number, number] {
  const turn = radians(HARBOUR.turnDegrees);
  const [dx, dy] = [x - HARBOUR.corner[0], y - HARBOUR.corner[1]];
  return [
    (dx * Math.cos(turn) - dy * Math.sin(turn)) / HARBOUR.pitchKm,
    (-dx * Math.sin(turn) - dy * Math.cos(turn)) / HARBOUR.pitchKm,
  ];
}

export function harbourPoint(column: number, row: number): Km {
  const turn = radians(HARBOUR.turnDegrees);
  const [u, v] = [column * HARBOUR.pitchKm, row * HARBOUR.pitchKm];
  return [
    HARBOUR.corner[0] + u * Math.cos(turn) - v * Math.sin(turn),
    HARBOUR.corner[1] - u * Math.sin(turn) - v * Math.cos(turn),
  ];
}

/** Whether the point is in the harbour's rectangle: 1 on a land block, 0 in a basin, undefined outside. */
export function harbourLand(x: number, y: number): 0 | 1 | undefined {
  const [column, row] = harbourBlock(x, y).map(Math.floor) as [number, number];
  const block = HARBOUR.mask[row]?.[column];
  return block === undefined ? undefined : block === '#' ? 1 : 0;
}

/** Natural roughness; it fades near the harbour, whose quays meet the shore at drawn points. */
function roughen([x, y]: Km): Km {
  const [column, row] = harbourBlock(x, y);
  const away = Math.hypot(Math.max(0, -column, column - 18), Math.max(0, -row, row - 22)) * HARBOUR.pitchKm;
  const calm = Math.min(1, away / 3);
  const shift = (seed: number) =>
    1.5 * noise(seed, x * 0.2, y * 0.2) +
    0.75 * noise(seed + 1, x * 0.52, y * 0.52) +
    0.36 * noise(seed + 2, x * 1.15, y * 1.15) +
    0.12 * noise(seed + 3, x * 2.7, y * 2.7);
  return [x + calm * shift(11), y + calm * shift(21)];
}

/** Islands keep their shape: only small roughness, in proportion to nothing but the place. */
function roughIsland(ring: readonly Km[], seed: number): Km[] {
  const shift = (k: number, x: number, y: number) =>
    0.34 * noise(seed + k, x * 0.75, y * 0.75) + 0.16 * noise(seed + k + 7, x * 1.9, y * 1.9);
  return resample(ring, 0.08, true).map(([x, y]) => [x + shift(0, x, y), y + shift(1, x, y)]);
}

const mound = (x: number, y: number, [cx, cy]: Km, [a, b, turn]: readonly [number, number, number]) => {
  const [cos, sin] = [Math.cos(radians(turn)), Math.sin(radians(turn))];
  const [dx, dy] = [x - cx, y - cy];
  return ((dx * cos + dy * sin) / a) ** 2 + ((dy * cos - dx * sin) / b) ** 2;
};

function toSegments(x: number, y: number, line: readonly Km[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const t = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)));
    best = Math.min(best, Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy));
  }
  return best;
}

/** Whether the point is in a lake or reservoir. */
export function inLake(terrain: Pick<Terrain, 'lakes'>, x: number, y: number): boolean {
  return terrain.lakes.some((ring, i) => {
    const { centre, axes } = LAKES[i]!;
    const reach = 1.4 * axes[0];
    return Math.abs(x - centre[0]) < reach && Math.abs(y - centre[1]) < reach && inRing(x, y, ring);
  });
}

/** Builds the ground; everything in it is a pure function of the drawn geography. */
export function buildTerrain(): Terrain {
  const shores = [
    resample(spline(COAST, true, 12), 0.08, true).map(roughen),
    ...ISLANDS.map((island, i) => roughIsland(blob(island.centre, island.axes, 40 + i, 80), 60 + 3 * i)),
  ];
  const rivers = RIVERS.map((river) => resample(spline(river.course, false, 12).map(roughen), 0.2, false));
  const lakes = LAKES.map((lake, i) => blob(lake.centre, lake.axes, 90 + i, 64));
  const land = new Uint8Array(gridOf(() => 0).length);
  for (const shore of shores) fillRing(land, shore, 1);
  gridOf((x, y, square) => {
    const block = harbourLand(x, y);
    if (block !== undefined) land[square] = block;
    return 0;
  });
  const coastKm = distanceTo((square) => land[square] === 0);
  const wet = new Uint8Array(land.length);
  for (const river of rivers)
    for (const [x, y] of resample(river, CELL_KM / 2, false)) wet[squareAt(x, y)] = 1;
  const riverKm = distanceTo((square) => wet[square] === 1);
  const ridges = RIDGES.map((ridge) => {
    const line = spline(ridge.line, false, 4);
    const reach = 2.4 * ridge.widthKm;
    const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
    const box = [
      Math.min(...xs) - reach,
      Math.min(...ys) - reach,
      Math.max(...xs) + reach,
      Math.max(...ys) + reach,
    ];
    return { ...ridge, line, box: box as [number, number, number, number] };
  });
  const height = gridOf((x, y, square) => {
    if (coastKm[square]! < 0.2) return 0;
    let crest = 0;
    for (const ridge of ridges) {
      const [w, south, e, north] = ridge.box;
      if (x < w || x > e || y < south || y > north) continue;
      const off = toSegments(x, y, ridge.line) / ridge.widthKm;
      if (off < 2.4) crest = Math.max(crest, ridge.height * Math.exp(-off * off));
    }
    if (crest === 0) return 0;
    const rough = 0.18 * noise(51, x * 0.6, y * 0.6) + 0.1 * noise(52, x * 1.5, y * 1.5);
    const valley = Math.min(1, riverKm[square]! / 0.9);
    return Math.max(0, crest * (1 + rough) + rough * crest) * Math.min(1, coastKm[square]! / 0.8) * valley;
  });
  const industry = gridOf((x, y, square) => {
    if (land[square] === 0) return 0;
    if (harbourLand(x, y) === 1) return 1;
    let most = 0;
    for (const park of INDUSTRY) most = Math.max(most, 1.5 - mound(x, y, park.centre, park.axes));
    return Math.max(0, Math.min(1, most + 0.12 * noise(61, x, y)));
  });
  const urban = gridOf((x, y, square) => {
    if (land[square] === 0) return 0;
    let sum = 0;
    for (const town of TOWNS) {
      const near = ((x - town.at[0]) ** 2 + (y - town.at[1]) ** 2) / (town.reachKm * town.reachKm);
      if (near < 9) sum += town.weight * Math.exp(-near * 0.8);
    }
    const rough = 1 + 0.3 * noise(63, x * 0.5, y * 0.5) + 0.2 * noise(64, x * 1.3, y * 1.3);
    return (
      Math.min(1.1, sum * rough) *
      Math.min(1, coastKm[square]! / 0.6) *
      Math.max(0, 1 - 1.6 * height[square]!) *
      (1 - 0.7 * industry[square]!)
    );
  });
  gridOf((x, y, square) => {
    if (urban[square]! > 0 && inLake({ lakes }, x, y)) urban[square] = 0;
    return 0;
  });
  return { shores, rivers, lakes, land, coastKm, riverKm, height, urban, industry };
}
