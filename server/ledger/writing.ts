/** What every route that writes the register shares: its refusals, its bodies, and one transaction as the person. */
import { z } from '@hono/zod-openapi';
import type { FieldProblem } from '../../data/problem.ts';
import { media } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid, NotFound } from '../failure.ts';
import { writer } from '../grading/routes.ts';
import type { Services } from '../services.ts';

export const PRIVATE = { 'Cache-Control': 'no-store' };
/** A write grades every region above it. */
const TIMEOUT_MS = 60_000;

const problems = (description: string) => media(description, 'application/problem+json');
export const refusals = {
  403: problems('Not allowed'),
  404: problems('Absent or hidden'),
  409: problems('Changed by somebody else, or something hangs on it'),
  422: problems('Values that cannot be used'),
};

export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
export const idParams = z.object({ id: z.string().max(300) });
/** Why something is changed, kept by the event log. */
export const why = z.string().trim().min(1).max(300).optional();
/** The version that a form was filled from. */
export const version = z.int().min(0).optional();

/** Runs `work` in one transaction as a person who may write; `reason` is kept by the event log. */
export const writing = <T>(
  services: Services,
  who: Who,
  reason: string,
  work: (session: Session) => Promise<T>,
): Promise<T> => services.database.as({ ...writer(who), why: reason }, work, { timeoutMs: TIMEOUT_MS });

/** An id from the address. A zero byte is in no id, and PostgreSQL refuses it. */
export function idOf(id: string): string {
  if (id.includes('\0')) throw new NotFound();
  return id;
}

/** The version in an If-Match header. */
export const ifMatch = (header: string | undefined): number | undefined => {
  const found = header?.match(/^(?:W\/)?"(\d+)"$/)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Throws the problems, if there are any. */
export function refuse(errors: readonly FieldProblem[]): void {
  if (errors.length > 0) throw new Invalid(...errors);
}
