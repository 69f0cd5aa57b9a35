/** What the engine decided of one object, and how it is written: the row, and an entry that stays. */
import type { Grade, GradeState } from '../../data/grade.ts';
import type { Explanation } from '../../data/grading/explanation.ts';
import type { Session } from '../db/database.ts';

export interface Verdict {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly sector: string | null;
  readonly regionCode: string | null;
  readonly before: {
    readonly grade: Grade | null;
    readonly score: number | null;
    readonly state: GradeState;
  };
  readonly grade: Grade | null;
  readonly score: number | null;
  /** What the source stated, where that was the base. */
  readonly declared: Grade | null;
  /** Whether the engine decided anything; otherwise the explanation only tells what the source stated. */
  readonly decided: boolean;
  /** Other columns of the row that follow, with whether any of them is new. */
  readonly columns?: Readonly<Record<string, string | number | null>>;
  readonly columnsChanged?: boolean;
  explain(): Explanation;
}

/** Who and what made the engine run. */
export interface Cause {
  /** In words, for people. */
  readonly text: string;
  /** Event that set it off, where one did. */
  readonly eventId?: number;
}

export const changed = (v: Verdict): boolean =>
  v.decided && (v.grade !== v.before.grade || v.score !== v.before.score || v.columnsChanged === true);

/** Why, with the version of the settings that it was graded by; a grade that the source stated was graded by none. */
export function explainedBy(v: Verdict, settingsVersion: number): Explanation {
  const explained = v.explain();
  const stated = explained.method.id === 'stated' && v.grade === v.declared;
  return stated ? explained : { ...explained, settingsVersion };
}

/** A score that was only filled in beside the same grade is no entry. */
const gradeChanged = (v: Verdict) =>
  v.grade !== v.before.grade || (v.before.score !== null && v.score !== v.before.score);

/** Columns that the engine fills in each layer beside grade, state and day. */
const EXTRA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  risk_points: {
    inherent_score: 'double precision',
    inherent_grade: 'smallint',
    residual_score: 'double precision',
  },
  major_hazards: {
    s_value: 'double precision',
    r_value: 'double precision',
    exposed_people: 'integer',
    level: 'smallint',
  },
  enterprises: { evaluation: 'text' },
  regions: { score: 'double precision' },
  parks: { class: 'text', class_score: 'double precision' },
};
/** Layers that have no row of their own for the grade: only the entry is written. */
const ENTRY_ONLY = ['management_areas', 'sectors'];
const CHUNK = 2000;

/** Writes what changed of one layer; answers how many objects. Runs as the engine. */
export async function writeVerdicts(
  session: Session,
  layer: string,
  verdicts: readonly Verdict[],
  cause: Cause,
  settingsVersion: number,
): Promise<number> {
  const news = verdicts.filter(changed);
  for (let start = 0; start < news.length; start += CHUNK) {
    const part = news.slice(start, start + CHUNK);
    if (!ENTRY_ONLY.includes(layer)) await writeRows(session, layer, part);
    await writeEntries(session, layer, part.filter(gradeChanged), cause, settingsVersion);
  }
  return news.length;
}

function writeRows(session: Session, layer: string, verdicts: readonly Verdict[]) {
  const extra = Object.entries(EXTRA[layer] ?? {});
  // of parks the class is the grade
  const graded = layer !== 'parks';
  const set = [
    ...(graded
      ? [
          'grade = v.grade',
          // a review that was due stays due, whatever the new grade
          `grade_state = case when v.grade is null then 'not_assessed'
    when o.review_due < fourcolor.today() then 'overdue' else 'current' end`,
          'assessed_on = case when v.fresh then fourcolor.today() else o.assessed_on end',
        ]
      : ['classified_on = case when v.fresh then fourcolor.today() else o.classified_on end']),
    ...extra.map(([name]) => `${name} = v.${name}`),
  ];
  return session.query(
    `update fourcolor.${layer} as o
set ${set.join(',\n  ')}
from jsonb_to_recordset($1::jsonb) as v (
  id text, grade smallint, fresh boolean${extra.map(([name, type]) => `, ${name} ${type}`).join('')}
)
where o.id = v.id`,
    [
      JSON.stringify(
        verdicts.map((v) => ({
          id: v.id,
          grade: v.grade,
          fresh: gradeChanged(v),
          ...(layer === 'regions' ? { score: v.score } : {}),
          ...v.columns,
        })),
      ),
    ],
  );
}

function writeEntries(
  session: Session,
  layer: string,
  verdicts: readonly Verdict[],
  cause: Cause,
  settingsVersion: number,
) {
  if (verdicts.length === 0) return undefined;
  return session.query(
    `insert into fourcolor.gradings (
  layer, object_id, valid_from, source, region_code, sector, method, version, score, grade, previous_score,
  previous_grade, explanation, declared, cause, event_id, settings_version, user_id
)
select $1::text, v.id, fourcolor.today(), v.source, v.region_code, v.sector, v.explanation #>> '{method,id}',
  v.explanation #>> '{method,version}', v.score, v.grade, v.previous_score, v.previous_grade, v.explanation, v.declared,
  $3::text, $4::bigint, $5::integer, nullif(current_setting('fourcolor.user', true), '')
from jsonb_to_recordset($2::jsonb) as v (
  id text, source text, region_code text, sector text, score double precision, grade smallint,
  previous_score double precision, previous_grade smallint, explanation jsonb, declared smallint
)`,
    [
      layer,
      JSON.stringify(
        verdicts.map((v) => ({
          id: v.id,
          source: v.source,
          region_code: v.regionCode,
          sector: v.sector,
          score: v.score,
          grade: v.grade,
          previous_score: v.before.score,
          previous_grade: v.before.grade,
          explanation: explainedBy(v, settingsVersion),
          declared: v.declared,
        })),
      ),
      cause.text,
      cause.eventId ?? null,
      settingsVersion,
    ],
  );
}
