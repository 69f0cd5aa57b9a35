/** Collects the values of a statement and hands out their `$1`, `$2` … */
export class SqlParams {
  readonly values: unknown[] = [];

  /** Bound, so that it can be passed on as a function. */
  readonly add = (value: unknown): string => {
    this.values.push(value);
    return `$${this.values.length}`;
  };
}
