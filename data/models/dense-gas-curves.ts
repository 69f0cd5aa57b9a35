/** The correlations of Britter & McQuaid: dimensionless distance β at which a cloud is diluted to a given share. */

/** Up to `upTo` (α) the curve is slope·α + offset. */
interface Piece {
  readonly upTo: number;
  readonly slope: number;
  readonly offset: number;
}
const END = Number.POSITIVE_INFINITY;
const piece = (upTo: number, slope: number, offset: number): Piece => ({ upTo, slope, offset });

/** Continuous releases. Source: Britter & McQuaid 1988, HSE Contract Research Report 17; fits as in CCPS 1999, § 3.2. */
export const PLUME_CURVES: readonly (readonly [number, readonly Piece[]])[] = [
  [0.1, [piece(-0.55, 0, 1.75), piece(-0.14, 0.24, 1.88), piece(END, -0.5, 1.78)]],
  [0.05, [piece(-0.68, 0, 1.92), piece(-0.29, 0.36, 2.16), piece(-0.18, 0, 2.06), piece(END, -0.56, 1.96)]],
  [0.02, [piece(-0.69, 0, 2.08), piece(-0.31, 0.45, 2.39), piece(-0.16, 0, 2.25), piece(END, -0.54, 2.16)]],
  [0.01, [piece(-0.7, 0, 2.25), piece(-0.29, 0.49, 2.59), piece(-0.2, 0, 2.45), piece(END, -0.52, 2.35)]],
  [0.005, [piece(-0.67, 0, 2.4), piece(-0.28, 0.59, 2.8), piece(-0.15, 0, 2.63), piece(END, -0.48, 2.56)]],
  [0.002, [piece(-0.69, 0, 2.6), piece(-0.25, 0.39, 2.87), piece(-0.13, 0, 2.77), piece(END, -0.5, 2.71)]],
];

/** Instantaneous releases, same source. */
export const PUFF_CURVES: readonly (readonly [number, readonly Piece[]])[] = [
  [0.1, [piece(-0.44, 0, 0.7), piece(0.43, 0.26, 0.81), piece(END, 0, 0.93)]],
  [0.05, [piece(-0.56, 0, 0.85), piece(0.31, 0.26, 1.0), piece(END, -0.12, 1.12)]],
  [0.02, [piece(-0.66, 0, 0.95), piece(0.32, 0.36, 1.19), piece(END, -0.26, 1.38)]],
  [0.01, [piece(-0.71, 0, 1.15), piece(0.37, 0.34, 1.39), piece(END, -0.38, 1.66)]],
  [0.005, [piece(-0.52, 0, 1.48), piece(0.24, 0.26, 1.62), piece(END, -0.3, 1.75)]],
  [0.002, [piece(0.27, 0, 1.83), piece(END, -0.32, 1.92)]],
  [0.001, [piece(-0.1, 0, 2.075), piece(END, -0.27, 2.05)]],
];

/** β of every share of a set of curves for an α (also −∞, a cloud as dense as air). */
export function betasAt(curves: typeof PLUME_CURVES, alpha: number): { share: number; beta: number }[] {
  return curves.map(([share, pieces]) => {
    const { slope, offset } = pieces.find(({ upTo }) => alpha <= upTo)!;
    return { share, beta: slope === 0 ? offset : slope * alpha + offset };
  });
}

/** Share of the source gas left at a dimensionless distance, linear in β between known points, ∝ x^−2 beyond the last. */
function shareBetween(points: readonly { share: number; beta: number }[], beta: number): number {
  const last = points.at(-1)!;
  if (beta >= last.beta) return last.share * 10 ** (-2 * (beta - last.beta));
  const after = points.findIndex((point) => point.beta > beta);
  const from = points[after - 1]!;
  const to = points[after]!;
  return from.share + ((to.share - from.share) * (beta - from.beta)) / (to.beta - from.beta);
}

/** Beyond this many source lengths the plume curves hold. */
export const NEAR_FIELD = 30;
const nearPlume = (lengths: number) => 306 / (306 + lengths ** 2);

/**
 * Share C/C0 of a continuous release at x/D, isothermal. Near the source 306/(306 + (x/D)²); then linear in β from there
 * to the curves. Curve points that fall inside the near field (α above 0.6) are passed over, which keeps it continuous.
 */
export function plumeShare(alpha: number, lengths: number): number {
  if (lengths <= NEAR_FIELD) return nearPlume(Math.max(0, lengths));
  const near = Math.log10(NEAR_FIELD);
  const points = [
    { share: nearPlume(NEAR_FIELD), beta: near },
    ...betasAt(PLUME_CURVES, alpha).filter(({ beta }) => beta > near),
  ];
  return shareBetween(points, Math.log10(lengths));
}

const nearPuff = (lengths: number) => Math.max(3.24 / (3.24 + Math.max(0, lengths) ** 2), 0.1);

/**
 * Share C/C0 of an instantaneous release at x/V^⅓, isothermal: 3.24/(3.24 + (x/V^⅓)²), at least 0.1, up to the first
 * curve; from there linear in β (for α below −0.3 starting at the near value, up to 0.114, so that nothing jumps).
 */
export function puffShare(alpha: number, lengths: number): number {
  const [first, ...rest] = betasAt(PUFF_CURVES, alpha);
  const border = 10 ** first!.beta;
  if (lengths <= border) return nearPuff(lengths);
  return shareBetween([{ share: nearPuff(border), beta: first!.beta }, ...rest], Math.log10(lengths));
}
