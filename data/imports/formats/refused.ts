/** A file that is not read, or not read further: with the one sentence why. */
import { ImportUsage, type Problem, problem } from '../problem.ts';

export class Refused extends ImportUsage {
  readonly problem: Problem;
  constructor(why: Problem) {
    super([why]);
    this.name = 'Refused';
    this.problem = why;
  }
}

/** The bytes are not what the format asks for. */
export function damaged(zh: string, en: string): Refused {
  return new Refused(problem('file_damaged', {}, { detail: { zh, en } }));
}

/** The file ends before it should. */
export function truncated(): Refused {
  return new Refused(problem('file_truncated', {}));
}

/** What was wrong, as a problem of the row at which reading ended; errors that are not about the file go on. */
export function whyNot(error: unknown, row: number): Problem {
  // views and arrays throw it for places outside of them: offsets of the file that point nowhere
  const refused =
    error instanceof RangeError ? damaged('位置超出文件', 'a place lies outside the file') : error;
  if (!(refused instanceof ImportUsage)) throw error;
  const [first] = refused.problems;
  return { ...first!, row: first!.row ?? row };
}
