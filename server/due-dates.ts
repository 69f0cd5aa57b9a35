/** What falls due by the calendar: grades, inspections, tasks and dangers past their day; and the tasks of the next weeks. */
import { chinaDay } from '../data/china-day.ts';
import { type Database, servant } from './db/database.ts';
import { makeTasks } from './loop/make-tasks.ts';

/** The day is looked at this often; a change of day is acted on once. */
const LOOK_MS = 3_600_000;
/** A large register after a long pause: thousands of changes, each with its event. */
const TIMEOUT_MS = 600_000;

/** Makes overdue whatever was due before `today` ('YYYY-MM-DD'), with an event for each object; how many changed. */
export async function refreshStates(database: Database, today: string): Promise<number> {
  const [row] = await database.as(
    servant('admin', `due before ${today}`),
    async (session) => {
      const changed = await session.query<{ changed: number }>(
        'select fourcolor.refresh_states($1::date) + fourcolor.refresh_loop_states($1::date) as changed',
        [today],
      );
      await makeTasks(session, today);
      return changed;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return row?.changed ?? 0;
}

export interface FollowOptions {
  readonly now?: () => Date;
  readonly lookMs?: number;
}

/**
 * Refreshes now and after every change of day until the returned function is called, which waits for a refresh that
 * runs. A refresh that failed is logged and tried again at the next look. Never keeps the process alive.
 */
export function followCalendar(
  database: Database,
  { now = () => new Date(), lookMs = LOOK_MS }: FollowOptions = {},
): () => Promise<void> {
  let done = '';
  let running: Promise<void> | undefined;
  const look = () => {
    const today = chinaDay(now());
    if (today === done || running) return;
    running = refreshStates(database, today)
      .then(
        () => {
          done = today;
        },
        (error) => console.error('The states that fall due could not be refreshed', error),
      )
      .finally(() => {
        running = undefined;
      });
  };
  look();
  const timer = setInterval(look, lookMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
