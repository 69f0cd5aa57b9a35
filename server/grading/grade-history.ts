/** How an object's grade came and went: the entries of the engine, before them the states that were recorded. */
import { dayOfMoment } from '../../data/china-day.ts';
import type { Grade } from '../../data/grade.ts';
import type { Explanation } from '../../data/grading/explanation.ts';
import { stateOf } from '../../tiles/as-of.ts';
import type { Session } from '../db/database.ts';

export interface History {
  readonly at: string;
  readonly validFrom: string | null;
  readonly grade: Grade | null;
  readonly previousGrade: Grade | null;
  readonly score: number | null;
  readonly cause: string | null;
  readonly userId: string | null;
  readonly explanation: Explanation | null;
}

const MOST = 200;

/** Newest first, at most 200, as far as the person sees them. */
export async function historyOf(session: Session, layer: string, id: string): Promise<History[]> {
  const entries = await session.query<History>(
    `select at, valid_from as "validFrom", grade, previous_grade as "previousGrade", score, cause,
  user_id as "userId", explanation
from fourcolor.gradings as g
where layer = $1::text and object_id = $2::text
order by g.at desc, g.id desc
limit ${MOST}`,
    [layer, id],
  );
  const states = await session.query<Omit<History, 'explanation' | 'userId'>>(
    `select recorded as at, case when isfinite(valid_from) then valid_from end as "validFrom", grade,
  lag(grade) over (order by recorded) as "previousGrade", score, cause
from fourcolor.object_versions
where layer = $1::text and object_id = $2::text and not gone
order by recorded desc
limit ${MOST}`,
    [layer, id],
  );
  const first = entries.at(-1)?.at;
  return [
    ...entries,
    ...states
      .filter(({ at }) => first === undefined || Date.parse(at) < Date.parse(first))
      .map((state) => ({ ...state, userId: null, explanation: null })),
  ];
}

export interface PastState {
  readonly grade: Grade | null;
  readonly assessedOn: string | null;
  /** Null where the grade was stated, not computed. */
  readonly explanation: Explanation | null;
}

/** What held at the end of that day in China, or at the instant; null when the object was not there. */
export async function stateAt(
  session: Session,
  layer: string,
  id: string,
  at: string,
): Promise<PastState | null> {
  const day = dayOfMoment(at);
  const [entry] = await session.query<PastState>(
    `select grade, valid_from as "assessedOn", explanation
from fourcolor.gradings
where layer = $1::text and object_id = $2::text and valid_from <= $3::date
  ${at === day ? '' : `and (valid_from < $3::date or at <= $4::timestamptz or at >= $5::timestamptz)`}
order by valid_from desc, at desc, id desc
limit 1`,
    at === day ? [layer, id, day] : [layer, id, day, at, `${day}T16:00:00Z`],
  );
  if (entry) return entry;
  const [state] = await session.query<PastState>(
    `select v.grade, v.assessed_on as "assessedOn", null as explanation
from fourcolor.object_versions as v
where v.layer = $1::text and v.object_id = $2::text and ${stateOf(layer, at, 'was')} and not v.gone
order by v.recorded desc
limit 1`,
    [layer, id],
  );
  return state ?? null;
}
