/** Problems of rows as the API shows them. */
import type { z } from '@hono/zod-openapi';
import type { Problem } from '../../data/imports/problem.ts';
import type { ProblemSchema } from './api-types.ts';

export type ShownProblem = z.infer<typeof ProblemSchema>;

/** With the column of the file in which the value stands. */
export function shownProblem(
  { row, field, code, value, message, remedy, severity }: Problem,
  columnOf: Readonly<Record<string, string>> = {},
): ShownProblem {
  const column = field !== null && Object.hasOwn(columnOf, field) ? columnOf[field]! : null;
  return { row, field, column, code, value, message, remedy, severity };
}
