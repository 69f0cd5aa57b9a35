/** The change before or after a moment, so that the map can be stepped from one state to the next within a day. */
import { chinaDay, dayOfMoment } from '../../data/china-day.ts';
import type { Session, Who } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { type ChangeQuery, changeFilter } from './change-sql.ts';

export interface StepQuery extends Pick<ChangeQuery, 'mode' | 'bbox' | 'layer' | 'change'> {
  /** The moment that is shown; absent = now. */
  readonly at?: string | undefined;
  readonly to: 'previous' | 'next';
}

export interface Step {
  /** The map from this change on; null = there is none that way, so the map of now. */
  readonly at: string | null;
  /** What changed then. */
  readonly changes: number;
}

/** A change that was found, and the last instant before it. */
interface Found extends Step {
  readonly at: string;
  readonly before: string;
}

/** An instant as text that keeps the microseconds, by which single writes are told apart. */
const AS_TEXT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/**
 * `next`: the first change after the moment. `previous`: the change before the one that made what is shown, so that the
 * map goes back by one state. Throws NotFound and BadParameter as `changeFilter`.
 */
export async function readStep(session: Session, who: Who, asked: StepQuery): Promise<Step> {
  const now = new Date();
  const at = asked.at ?? now.toISOString();
  const limit = at.length === 10 ? `${at}T15:59:59.999999Z` : at;
  const found = asked.mode === 'known' ? await recordedSteps(session, who, asked, limit) : await days();
  const [nearest, second] = found;
  if (asked.to === 'next') return nearest ? { at: nearest.at, changes: nearest.changes } : NONE;
  if (second) return { at: second.at, changes: second.changes };
  // before the first change of all
  return nearest ? { at: nearest.before, changes: 0 } : NONE;

  /** Instants of the days from which something held, outward from the moment until there are enough. */
  async function days(): Promise<Found[]> {
    const steps: Found[] = [];
    let day: string | null = dayOfMoment(limit);
    for (let looked = 0; day !== null && steps.length < 2 && looked < 4; looked++) {
      steps.push(...(await stepsOf(session, who, asked, day, limit)));
      day = await neighbour(session, who, asked, day);
    }
    // what counts from a day to come is no step
    return steps.filter((one) => dayOfMoment(one.at) <= chinaDay(now));
  }
}

const NONE: Step = { at: null, changes: 0 };
const text = (instant: string) => `to_char(${instant} at time zone 'utc', ${AS_TEXT})`;
const columns = (instant: string) => `${text(instant)} as at,
  ${text(`(${instant} - interval '1 microsecond')`)} as before, count(*)::integer as changes`;

/** By when it was recorded: the two changes up to the moment, last first; or the first one after it. */
async function recordedSteps(session: Session, who: Who, asked: StepQuery, limit: string): Promise<Found[]> {
  const { values, add } = parameters();
  const isNext = asked.to === 'next';
  return session.query<Found>(
    `select ${columns('recorded')}
from fourcolor.object_versions
where ${changeFilter(who, asked, add)}
  and recorded ${isNext ? '>' : '<='} ${add(limit)}::timestamptz
group by recorded
order by recorded ${isNext ? 'asc limit 1' : 'desc limit 2'}`,
    values,
  );
}

/** The changes that count from this day on one side of the moment, nearest first. As `stateOf` of tiles/as-of.ts. */
async function stepsOf(
  session: Session,
  who: Who,
  asked: StepQuery,
  day: string,
  limit: string,
): Promise<Found[]> {
  const { values, add } = parameters();
  const conditions = changeFilter(who, asked, add);
  const date = `${add(day)}::date`;
  const start = `${add(`${day}T00:00:00+08:00`)}::timestamptz`;
  const end = `${add(`${day}T16:00:00Z`)}::timestamptz`;
  const isNext = asked.to === 'next';
  return session.query<Found>(
    `select ${columns('instant')}
from (
  select case when recorded >= ${start} and recorded < ${end} then recorded else ${start} end as instant
  from fourcolor.object_versions as v
  where ${conditions}
    and valid_from = ${date}
    -- what a later record has taken from its first day on was never so
    and valid_to >= ${date}
    and (valid_to > ${date} or not exists (
      select
      from fourcolor.object_versions as late
      where late.layer = v.layer
        and late.fid = v.fid
        and late.recorded > v.recorded
        and late.recorded >= ${end}
        and late.valid_from = ${date}))
) as steps
where instant ${isNext ? '>' : '<='} ${add(limit)}::timestamptz
group by instant
order by instant ${isNext ? 'asc' : 'desc'}
limit 2`,
    values,
  );
}

/** The next day, or the one before, from which a change counts. */
async function neighbour(session: Session, who: Who, asked: StepQuery, day: string): Promise<string | null> {
  const { values, add } = parameters();
  const isNext = asked.to === 'next';
  const [found] = await session.query<{ day: string | null }>(
    `select ${isNext ? 'min' : 'max'}(valid_from)::text as day
from fourcolor.object_versions
where ${changeFilter(who, asked, add)}
  and valid_from ${isNext ? '>' : '<'} ${add(day)}::date
  and valid_from > '-infinity'
  and valid_to >= valid_from`,
    values,
  );
  return found?.day ?? null;
}
