/** What an import has found so far: every error counted by row, the problems themselves up to a bound. */
import { type Problem, type ProblemCode, problem } from '../../data/imports/problem.ts';

/** Problems that are kept; of more, only the number is told. */
const KEPT = 10_000;

/** Notes that tell of a repair; without --repair each is an error of its own. */
const REPAIRS: ReadonlySet<ProblemCode> = new Set([
  'geometry_repaired',
  'geometry_pointed',
  'line_to_area',
  'duplicate_object_dropped',
] as const);

export class Findings {
  readonly #problems: Problem[] = [];
  readonly #rejected = new Set<number>();
  readonly #repaired = new Set<number>();
  #left = 0;
  #errors = 0;

  add(...found: readonly Problem[]): void {
    for (const one of found) {
      if (this.#problems.length < KEPT) this.#problems.push(one);
      else this.#left += 1;
      if (one.row !== null && REPAIRS.has(one.code)) this.#repaired.add(one.row);
      if (one.severity !== 'error') continue;
      this.#errors += 1;
      if (one.row !== null) this.#rejected.add(one.row);
    }
  }

  get errors(): number {
    return this.#errors;
  }

  /** Rows with at least one error. */
  get rejected(): number {
    return this.#rejected.size;
  }

  /** Rows that were put right. */
  get repaired(): number {
    return this.#repaired.size;
  }

  /** In file order, what concerns the whole file first. */
  list(): Problem[] {
    const sorted = this.#problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
    return this.#left === 0 ? sorted : [...sorted, problem('more_problems', {}, { count: this.#left })];
  }
}
