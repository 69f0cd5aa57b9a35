/** Steps of a transaction that grade: they see the whole city, because a cell's grade hangs on what others own. */
import type { Session } from '../db/database.ts';

interface Setting {
  readonly role: string;
  readonly regions: string;
  readonly sectors: string;
  readonly why: string;
  readonly grading: string;
  readonly today: string;
}

/**
 * Runs `work` with the rights of the engine inside the caller's transaction, then gives the person's role and scope back.
 * The person stays the one who is recorded; `cause` is why.
 */
export async function asEngine<T>(
  session: Session,
  cause: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const [before] = await session.query<Setting>(
    `select current_setting('role') as role,
  coalesce(current_setting('fourcolor.regions', true), '') as regions,
  coalesce(current_setting('fourcolor.sectors', true), '') as sectors,
  coalesce(current_setting('fourcolor.why', true), '') as why,
  coalesce(current_setting('fourcolor.grading', true), '') as grading,
  coalesce(current_setting('fourcolor.today', true), '') as today`,
  );
  await enter(session, { ...before!, role: 'fc_admin', regions: '', sectors: '', why: cause, grading: 'on' });
  // after an error the transaction is lost, and with it these settings
  const result = await work(session);
  await enter(session, before!);
  return result;
}

function enter(session: Session, { role, regions, sectors, why, grading }: Setting) {
  return session.query(
    `select set_config('role', $1, true),
  set_config('fourcolor.regions', $2, true),
  set_config('fourcolor.sectors', $3, true),
  set_config('fourcolor.why', $4, true),
  set_config('fourcolor.grading', $5, true)`,
    [role, regions, sectors, why.slice(0, 500), grading],
  );
}
