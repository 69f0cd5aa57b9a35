/** Gives the invented city the past of its grades, after its present is complete. 模拟数据. */

import { addDays } from '../../data/demo/days.ts';
import { PAST_DAYS, pastGrades } from '../../data/demo/past-grades.ts';
import { type ScoredChange, type ScoredToday, scoredPast } from '../../data/demo/past-scores.ts';
import { LAYERS } from '../../data/layers/all.ts';
import type { Session } from '../db/database.ts';

/** From here on the transaction writes as on the day when the invented register was opened. */
export async function openDemoPast(session: Session, today: string): Promise<void> {
  await session.query("select set_config('fourcolor.recorded_at', $1, true)", [
    `${addDays(today, -PAST_DAYS)}T01:00:00Z`,
  ]);
}

/** Takes away the past of an earlier demo; its objects are gone already. */
export async function forgetDemoPast(session: Session, source: string): Promise<void> {
  await session.query('select fourcolor.forget_demo_past()');
  await session.query('delete from fourcolor.gradings where source = $1', [source]);
}

/** How the objects of a layer are scored today; others have no score of their own. */
const SCORES: Readonly<Record<string, string>> = {
  regions: 'level, score',
  risk_points: `residual_score as score, method, method_scheme as scheme, inputs -> 'residual' as factors`,
  major_hazards: 'r_value as score',
};

/** Writes what led to today's grades, as states and as gradings with their causes. Answers the number of changes. */
export async function writeDemoPast(session: Session, source: string, today: string): Promise<number> {
  let written = 0;
  for (const { id: layer } of LAYERS.filter(({ graded }) => graded)) {
    const scores = SCORES[layer];
    const objects = await session.query<ScoredToday>(
      `select id, grade, assessed_on as "assessedOn"${scores ? `, ${scores}` : ''}
       from fourcolor.${layer}
       where source = $1
       order by id`,
      [source],
    );
    const changes = scoredPast(layer, objects, pastGrades(layer, objects, today));
    if (changes.length === 0) continue;
    await writeStates(session, layer, changes);
    await writeGradings(session, layer, source, changes);
    written += changes.length;
  }
  return written;
}

async function writeStates(session: Session, layer: string, changes: readonly ScoredChange[]): Promise<void> {
  await session.query(
    `select fourcolor.record_past(
       $1::text, $2::text[], $3::smallint[], $4::date[], $5::timestamptz[], $6::text[], $7::date[])`,
    [
      layer,
      changes.map(({ id }) => id),
      changes.map(({ before }) => before),
      changes.map(({ since }) => since),
      changes.map(({ recorded }) => recorded),
      changes.map(({ cause }) => cause),
      changes.map(({ reviewDue }) => reviewDue),
    ],
  );
  if (layer !== 'regions') return;
  // the only ones whose score is part of their state
  await session.query(
    'select fourcolor.record_past_scores($1::text, $2::text[], $3::smallint[], $4::date[], $5::double precision[])',
    [
      layer,
      changes.map(({ id }) => id),
      changes.map(({ before }) => before),
      changes.map(({ since }) => since),
      changes.map(({ scoreBefore }) => scoreBefore),
    ],
  );
}

/** How each grade came about was not kept, only what was found and why. */
async function writeGradings(
  session: Session,
  layer: string,
  source: string,
  changes: readonly ScoredChange[],
): Promise<void> {
  const method = {
    id: 'past-assessment',
    version: '1',
    name: { zh: '历史评定（模拟数据）', en: 'Past assessment (simulated)' },
    source: { zh: '模拟数据', en: 'Simulated data' },
  };
  await session.query(
    `insert into fourcolor.gradings (
       layer, object_id, at, valid_from, source, region_code, sector, method, version, score, previous_score,
       grade, previous_grade, explanation, cause
     )
     select
       $1, o.id, c.recorded, c.since, $2, o.${layer === 'regions' ? 'code' : 'region_code'},
       ${layer === 'regions' ? 'null' : 'o.sector'}, 'past-assessment', '1', c."scoreAfter", c."scoreBefore", c.after, c.before,
       jsonb_build_object(
         'method', $4::jsonb, 'inputs', '[]'::jsonb, 'formula', '', 'numbers', '',
         'steps', jsonb_build_array(jsonb_build_object(
           'rule', jsonb_build_object('zh', c.cause, 'en', c.cause),
           'result', jsonb_build_object('zh', '', 'en', ''), 'grade', c.after, 'decisive', true)),
         'score', c."scoreAfter", 'grade', c.after, 'rule', jsonb_build_object('zh', c.cause, 'en', c.cause), 'toLower', '[]'::jsonb),
       c.cause
     from jsonb_to_recordset($3::jsonb) as c (
       id text, before smallint, after smallint, since date, recorded timestamptz, cause text,
       "scoreBefore" double precision, "scoreAfter" double precision
     )
     join fourcolor.${layer} as o on o.id = c.id
     order by c.recorded, o.id`,
    [layer, source, JSON.stringify(changes), JSON.stringify(method)],
  );
}
