/** What an import has found so far: every error counted by row, the problems themselves up to a bound. */
import { type Problem, type ProblemCode, problem, type Severity } from '../../data/imports/problem.ts';
import type { Text } from '../../data/layer.ts';

/** Problems that a report lists; of more, only the number is told. */
const KEPT = 10_000;

/** How often a problem occurred, with the words of its first one. */
export interface Kind {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: Text;
  readonly remedy: Text;
  count: number;
  rows: number;
}

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
  readonly #kinds = new Map<ProblemCode, Kind & { lastRow: number | null }>();
  readonly #kept: number;
  #left = 0;
  #errors = 0;
  #wholeFile = false;

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  add(...found: readonly Problem[]): void {
    for (const one of found) {
      if (this.#problems.length < this.#kept) this.#problems.push(one);
      else this.#left += 1;
      this.#count(one);
      if (one.row !== null && REPAIRS.has(one.code)) this.#repaired.add(one.row);
      if (one.severity !== 'error') continue;
      this.#errors += 1;
      if (one.row !== null) this.#rejected.add(one.row);
      else this.#wholeFile = true;
    }
  }

  #count({ code, severity, message, remedy, row }: Problem): void {
    const kind = this.#kinds.get(code);
    if (kind === undefined) {
      const rows = row === null ? 0 : 1;
      this.#kinds.set(code, { code, severity, message, remedy, count: 1, rows, lastRow: row });
      return;
    }
    kind.count += 1;
    // problems of one row come one after the other
    if (row !== null && row !== kind.lastRow) kind.rows += 1;
    kind.lastRow = row;
  }

  /** Most frequent first. */
  kinds(): Kind[] {
    return [...this.#kinds.values()]
      .map(({ lastRow: _, ...kind }) => kind)
      .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  }

  /** Numbers of the rows with at least one error, ascending. */
  rejectedRows(): number[] {
    return [...this.#rejected].sort((a, b) => a - b);
  }

  get errors(): number {
    return this.#errors;
  }

  /** An error that is about the file and not about one of its rows. */
  get wholeFile(): boolean {
    return this.#wholeFile;
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
