/** The one-to-one assignment of rows to columns with the greatest total weight (Kuhn-Munkres, with potentials; O(n²m)). */

/**
 * `weights[row][column]`, 0 or less = never. Returns the column of each row, or -1.
 * Of equal totals the one that gives earlier rows the earlier columns is not promised.
 */
export function bestAssignment(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const width = Math.max(0, ...weights.map((row) => row.length));
  if (rows === 0 || width === 0) return weights.map(() => -1);
  // a column of its own for every row stands for "none", so that no row is forced
  const columns = width + rows;
  const cost = (row: number, column: number) => -Math.max(0, weights[row - 1]?.[column - 1] ?? 0);
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(columns + 1);
    do {
      used[at] = 1;
      const from = rowOf[at] ?? 0;
      let [delta, next] = [Number.POSITIVE_INFINITY, 0];
      for (let column = 1; column <= columns; column++) {
        if (used[column] === 1) continue;
        const reduced = cost(from, column) - (u[from] ?? 0) - (v[column] ?? 0);
        if (reduced < (least[column] ?? 0)) {
          least[column] = reduced;
          way[column] = at;
        }
        if ((least[column] ?? 0) < delta) [delta, next] = [least[column] ?? 0, column];
      }
      for (let column = 0; column <= columns; column++) {
        if (used[column] === 1) {
          u[rowOf[column] ?? 0]! += delta;
          v[column]! -= delta;
        } else least[column]! -= delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const before = way[at] ?? 0;
      rowOf[at] = rowOf[before] ?? 0;
      at = before;
    }
  }
  const assigned = weights.map(() => -1);
  for (let column = 1; column <= width; column++) {
    const row = (rowOf[column] ?? 0) - 1;
    if (row >= 0 && (weights[row]?.[column - 1] ?? 0) > 0) assigned[row] = column - 1;
  }
  return assigned;
}
