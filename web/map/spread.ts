/** Discs pushed apart until they no longer overlap, each as little as its weight allows. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** A heavier disc moves less. */
  readonly weight: number;
}

const ROUNDS = 24;

/** The discs in the same order; the answer depends on nothing but them. Crowds may still overlap after 24 rounds. */
export function spreadApart(discs: readonly Disc[]): { x: number; y: number }[] {
  const at = discs.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < discs.length; i++) {
      for (let j = i + 1; j < discs.length; j++) if (pushPair(discs, at, i, j)) moved = true;
    }
    if (!moved) break;
  }
  return at;
}

function pushPair(discs: readonly Disc[], at: { x: number; y: number }[], i: number, j: number): boolean {
  const [a, b, p, q] = [discs[i], discs[j], at[i], at[j]];
  if (!a || !b || !p || !q) return false;
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const wanted = a.radius + b.radius;
  if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) return false;
  const distance = Math.hypot(dx, dy);
  const missing = wanted - distance;
  if (missing <= 0.5) return false;
  // one exactly over the other: side by side
  const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [1, 0];
  const share = b.weight / (a.weight + b.weight || 1);
  p.x -= ux * missing * share;
  p.y -= uy * missing * share;
  q.x += ux * missing * (1 - share);
  q.y += uy * missing * (1 - share);
  return true;
}
