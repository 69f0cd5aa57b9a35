/** Numbers of verdicts as people read them. */

/** Two digits from ten down, whole numbers above: 14, 1.4, 0.052. */
export const timesOf = (ratio: number): string =>
  ratio >= 10 ? String(Math.round(ratio)) : String(Number(ratio.toPrecision(2)));
