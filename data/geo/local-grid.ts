/** A city's own grid by least squares from control points: Helmert (4 parameters) or affine (6), with residuals.
 *
 * The parameters of a city's grid are not public in China: they stay with the user who entered the control points.
 */
import type { Text } from '../layer.ts';
import { CGCS2000_ELLIPSOID } from './ellipsoid.ts';
import { transverseMercator } from './transverse-mercator.ts';

export interface ControlPoint {
  readonly name?: string;
  /** As the file writes them: first and second number. */
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
}

export type GridMethod = 'helmert' | 'affine';

export interface Residual {
  /** Place in the list of control points. */
  readonly index: number;
  /** Fitted minus given, metres on the ground. */
  readonly eastM: number;
  readonly northM: number;
  readonly distanceM: number;
}

/** Plain numbers, so that it can be kept as JSON beside the user's own settings. */
export interface GridFit {
  readonly method: GridMethod;
  /** Whether the file's first number runs east or, as Chinese surveyors write, north. */
  readonly axes: 'east_north' | 'north_east';
  /** Of the transverse Mercator plane in which the grid is fitted, degrees. */
  readonly centralMeridian: number;
  /** Middle of the control points, taken off first: keeps the digits. */
  readonly from: readonly [east: number, north: number];
  readonly to: readonly [eastM: number, northM: number];
  /** eastM = to[0] + m[0] · e + m[1] · n; northM = to[1] + m[2] · e + m[3] · n. */
  readonly matrix: readonly [number, number, number, number];
  readonly residuals: readonly Residual[];
  /** Root mean square of the residual distances. */
  readonly rmsM: number;
  readonly scale: number;
  readonly rotationDeg: number;
  /** Equations beyond what the parameters need; 0 = the residuals say nothing. */
  readonly redundancy: number;
  readonly warnings: readonly Text[];
}

export type FittedGrid =
  | { readonly ok: true; readonly fit: GridFit }
  | ({ readonly ok: false; readonly reason: 'too_few' | 'invalid' | 'coincident' | 'in_line' } & Text);

const NEEDED = { helmert: 2, affine: 3 } as const;

/** Control points narrower than this part of their length say nothing about the direction across. */
const THINNEST = 1e-3;

type Pair = readonly [number, number];

/** Least-squares fit; refused in words where the points cannot carry it. */
export function fitLocalGrid(points: readonly ControlPoint[], method: GridMethod): FittedGrid {
  const needed = NEEDED[method];
  if (points.length < needed)
    return {
      ok: false,
      reason: 'too_few',
      zh: `需要至少 ${needed} 个控制点，只有 ${points.length} 个。`,
      en: `At least ${needed} control points are needed; there are ${points.length}.`,
    };
  const bad = points.findIndex(
    ({ x, y, lon, lat }) =>
      ![x, y, lon, lat].every(Number.isFinite) || Math.abs(lon) > 180 || Math.abs(lat) > 85,
  );
  if (bad >= 0)
    return {
      ok: false,
      reason: 'invalid',
      zh: `第 ${bad + 1} 个控制点不是有效的数字或经纬度。`,
      en: `Control point ${bad + 1} has no valid numbers or degrees.`,
    };
  const centralMeridian = Math.round(mean(points.map(({ lon }) => lon)) * 2) / 2;
  const plane = planeAt(centralMeridian);
  const given = points.map(({ lon, lat }): Pair => plane.forward(lon, lat) ?? [Number.NaN, Number.NaN]);
  const thin = thinness(given);
  const thinLocal = thinness(points.map(({ x, y }): Pair => [x, y]));
  if (Math.min(thin.lengthM, thinLocal.lengthM) < 1)
    return {
      ok: false,
      reason: 'coincident',
      zh: '控制点都在同一处，无法求解。',
      en: 'The control points all lie at one place.',
    };
  if (method === 'affine' && Math.min(thin.ratio, thinLocal.ratio) < THINNEST)
    return {
      ok: false,
      reason: 'in_line',
      zh: '控制点几乎在一条直线上，六参数无法求解；增加线外的点，或改用四参数。',
      en: 'The control points lie almost in one line: six parameters cannot be found. Add points beside it, or use four.',
    };
  const orders = (['east_north', 'north_east'] as const).map((axes) =>
    fitted(points, given, method, axes, centralMeridian),
  );
  const [straight, turned] = orders as [GridFit, GridFit];
  // six parameters take a mirrored grid as it comes, and mirrored means the other order of the axes
  const fit =
    method === 'affine' ? (determinant(straight.matrix) > 0 ? straight : turned) : better(straight, turned);
  return { ok: true, fit: { ...fit, warnings: warnings(fit, points) } };
}

/** The functions of a fit: file → lon/lat, and back. */
export function localGrid(fit: GridFit): {
  readonly inverse: (x: number, y: number) => [lon: number, lat: number] | null;
  readonly forward: (lon: number, lat: number) => [x: number, y: number] | null;
} {
  const plane = planeAt(fit.centralMeridian);
  const [a, b, c, d] = fit.matrix;
  const size = determinant(fit.matrix);
  return {
    inverse: (x, y) => {
      const [e, n] = centred(x, y, fit);
      return plane.inverse(fit.to[0] + a * e + b * n, fit.to[1] + c * e + d * n);
    },
    forward: (lon, lat) => {
      const at = plane.forward(lon, lat);
      if (at === null) return null;
      const [u, v] = [at[0] - fit.to[0], at[1] - fit.to[1]];
      const east = fit.from[0] + (d * u - b * v) / size;
      const north = fit.from[1] + (a * v - c * u) / size;
      return fit.axes === 'east_north' ? [east, north] : [north, east];
    },
  };
}

function planeAt(centralMeridian: number) {
  return transverseMercator({
    ellipsoid: CGCS2000_ELLIPSOID,
    centralMeridian,
    scale: 1,
    falseEastingM: 500_000,
    falseNorthingM: 0,
  });
}

function centred(x: number, y: number, { axes, from }: Pick<GridFit, 'axes' | 'from'>): Pair {
  return axes === 'east_north' ? [x - from[0], y - from[1]] : [y - from[0], x - from[1]];
}

function fitted(
  points: readonly ControlPoint[],
  given: readonly Pair[],
  method: GridMethod,
  axes: GridFit['axes'],
  centralMeridian: number,
): GridFit {
  const file = points.map(({ x, y }): Pair => (axes === 'east_north' ? [x, y] : [y, x]));
  const [from, to] = [middle(file), middle(given)];
  const sums = { ee: 0, en: 0, nn: 0, ue: 0, un: 0, ve: 0, vn: 0 };
  for (const [index, [x, y]] of file.entries()) {
    const [e, n] = [x - from[0], y - from[1]];
    const [u, v] = [(given[index]?.[0] ?? 0) - to[0], (given[index]?.[1] ?? 0) - to[1]];
    sums.ee += e * e;
    sums.en += e * n;
    sums.nn += n * n;
    sums.ue += u * e;
    sums.un += u * n;
    sums.ve += v * e;
    sums.vn += v * n;
  }
  const matrix = method === 'helmert' ? turnAndScale(sums) : general(sums);
  const base = { method, axes, centralMeridian, from, to, matrix };
  const residuals = file.map(([x, y], index): Residual => {
    const [e, n] = [x - from[0], y - from[1]];
    const eastM = to[0] + matrix[0] * e + matrix[1] * n - (given[index]?.[0] ?? 0);
    const northM = to[1] + matrix[2] * e + matrix[3] * n - (given[index]?.[1] ?? 0);
    return { index, eastM, northM, distanceM: Math.hypot(eastM, northM) };
  });
  return {
    ...base,
    residuals,
    rmsM: Math.sqrt(mean(residuals.map(({ distanceM }) => distanceM ** 2))),
    scale: Math.sqrt(Math.abs(determinant(matrix))),
    rotationDeg: (Math.atan2(matrix[2] - matrix[1], matrix[0] + matrix[3]) * 180) / Math.PI,
    redundancy: 2 * points.length - (method === 'helmert' ? 4 : 6),
    warnings: [],
  };
}

type Sums = Readonly<Record<'ee' | 'en' | 'nn' | 'ue' | 'un' | 've' | 'vn', number>>;

/** [a, -b; b, a]: turns and scales, never mirrors. */
function turnAndScale({ ee, nn, ue, un, ve, vn }: Sums): GridFit['matrix'] {
  const a = (ue + vn) / (ee + nn);
  const b = (ve - un) / (ee + nn);
  return [a, -b, b, a];
}

function general({ ee, en, nn, ue, un, ve, vn }: Sums): GridFit['matrix'] {
  const size = ee * nn - en * en;
  return [
    (ue * nn - un * en) / size,
    (un * ee - ue * en) / size,
    (ve * nn - vn * en) / size,
    (vn * ee - ve * en) / size,
  ];
}

/** The order of axes with the smaller residuals; two points fit both, then the one that turns less. */
function better(straight: GridFit, turned: GridFit): GridFit {
  if (straight.redundancy === 0)
    return Math.abs(turned.rotationDeg) < Math.abs(straight.rotationDeg) ? turned : straight;
  return turned.rmsM < straight.rmsM ? turned : straight;
}

function warnings(fit: GridFit, points: readonly ControlPoint[]): Text[] {
  const told: Text[] = [];
  if (fit.redundancy === 0)
    told.push({
      zh: '控制点刚够求解，残差必为零，不能说明精度；再加一个点检核。',
      en: 'There are just enough control points: the residuals are zero and prove nothing. Add one to check.',
    });
  if (Math.abs(fit.scale - 1) > 0.001)
    told.push({
      zh: `尺度为 ${fit.scale.toPrecision(6)}，城市坐标系通常在 1 ± 0.001 之内：检查单位和点号是否对应。`,
      en: `The scale is ${fit.scale.toPrecision(6)}; city grids keep within 1 ± 0.001. Check units and which point is which.`,
    });
  const worst = fit.residuals.toSorted((a, b) => b.distanceM - a.distanceM)[0];
  const others = fit.residuals.filter((one) => one !== worst);
  if (worst !== undefined && fit.redundancy > 1 && worst.distanceM > 1) {
    const usual = Math.sqrt(mean(others.map(({ distanceM }) => distanceM ** 2)));
    const name = points[worst.index]?.name ?? `${worst.index + 1}`;
    if (worst.distanceM > 2 * usual)
      told.push({
        zh: `控制点“${name}”的残差 ${worst.distanceM.toFixed(2)} 米，远大于其他点：检查其坐标。`,
        en: `Control point "${name}" misses by ${worst.distanceM.toFixed(2)} m, far more than the others: check its coordinates.`,
      });
  }
  return told;
}

/** Length of the cloud of points, and its width as a part of it (square roots of the eigenvalues of the covariance). */
function thinness(points: readonly Pair[]): { readonly lengthM: number; readonly ratio: number } {
  const [x0, y0] = middle(points);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - x0) ** 2;
    xy += (x - x0) * (y - y0);
    yy += (y - y0) ** 2;
  }
  const half = (xx + yy) / 2;
  const root = Math.hypot((xx - yy) / 2, xy);
  // the determinant over the larger eigenvalue: keeps the digits that a difference would lose
  const small = Math.max(0, (xx * yy - xy * xy) / (half + root || 1));
  return { lengthM: Math.sqrt(half + root), ratio: Math.sqrt(small / (half + root || 1)) };
}

const determinant = ([a, b, c, d]: GridFit['matrix']) => a * d - b * c;
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / (values.length || 1);
const middle = (points: readonly Pair[]): Pair => [
  mean(points.map(([x]) => x)),
  mean(points.map(([, y]) => y)),
];
