/** Who works in the loop, and words that its routes share. */
import type { Context } from 'hono';
import type { Env } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';

/** A member of the staff who reads the register; visitors find nothing. */
export function staffOf(c: Context<Env>): { who: Who; username: string } {
  const { who, person } = c.var;
  if (who.role === 'public' || !person) throw new NotFound();
  return { who, username: person.username };
}

/** Those who write in the loop: officers, planners and administrators. */
export function writerOf(c: Context<Env>, ...roles: readonly string[]): { who: Who; username: string } {
  const one = staffOf(c);
  const may = roles.length > 0 ? roles : ['field', 'planner', 'admin'];
  if (!may.includes(one.who.role)) throw new Failure('forbidden');
  return one;
}

export const PRIVATE = { 'Cache-Control': 'no-store', Vary: 'Cookie' };

/** A note as the event log keeps it: one line of at most 500 characters. */
export const noteOf = (note: string | undefined, otherwise: string): string =>
  (note?.trim() || otherwise).slice(0, 500);

/** Names of the user names in these rows, so that lists and steps can show people. */
export async function namesOf(
  session: Session,
  usernames: Iterable<string | null | undefined>,
): Promise<Record<string, string>> {
  const wanted = [...new Set(usernames)].filter((name): name is string => typeof name === 'string');
  if (wanted.length === 0) return {};
  const rows = await session.query<{ username: string; name: string }>(
    'select username, name from fourcolor.loop_people() where username = any ($1::text[])',
    [wanted],
  );
  return Object.fromEntries(rows.map(({ username, name }) => [username, name]));
}
