/** The papers that assess an enterprise or a park: five elements, the 100-point form, the score; read and written by day. */
import { z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import { ELEMENTS, JUDGEMENTS } from '../../data/grading/evaluation.ts';
import type { Text } from '../../data/layer.ts';
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import { HAZMAT_DIRECT_RED, HAZMAT_FORM } from '../../data/tables/hazmat-form.ts';
import type { Session } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';
import { asEngine } from '../grading/as-engine.ts';
import { version, why } from './writing.ts';

const judgement = z.enum(JUDGEMENTS.map(({ id }) => id));
const by = z.string().trim().min(1).max(120).nullable().default(null);
const head = { version, why };

export const EvaluationInput = z
  .strictObject({
    ...head,
    evaluatedOn: z.iso.date(),
    elements: z.strictObject(
      Object.fromEntries(ELEMENTS.map(({ id }) => [id, judgement])) as Record<
        (typeof ELEMENTS)[number]['id'],
        typeof judgement
      >,
    ),
    evaluator: by,
  })
  .openapi('EvaluationInput');
export const HazmatFormInput = z
  .strictObject({
    ...head,
    filledOn: z.iso.date(),
    /** How often each item applies. */
    items: z.record(z.string().max(60), z.int().min(0).max(10_000)),
    directRed: z.array(z.enum(HAZMAT_DIRECT_RED.map(({ id }) => id))).default([]),
    assessor: by,
  })
  .openapi('HazmatFormInput');
export const ParkScoreInput = z
  .strictObject({
    ...head,
    scoredOn: z.iso.date(),
    score: z.number().min(0).max(100).multipleOf(0.01),
    assessor: by,
  })
  .openapi('ParkScoreInput');

const FUTURE: Text = { zh: '日期不能晚于今天', en: 'The day cannot lie in the future' };
/** A day that has come. */
export const dayProblems = (pointer: string, day: string): FieldProblem[] =>
  day > chinaDay(new Date()) ? [valueProblem(pointer, 'range', FUTURE)] : [];

const ITEMS = new Map(HAZMAT_FORM.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
/** Items that the form does not have, and what applies more often than once though it cannot. */
export const itemProblems = (items: Readonly<Record<string, number>>): FieldProblem[] =>
  Object.entries(items).flatMap(([id, count]): FieldProblem[] => {
    const item = ITEMS.get(id);
    if (!item) return [valueProblem(`/items/${id}`, 'unknown')];
    if (item.counted === 'each' || count <= 1) return [];
    return [
      valueProblem(`/items/${id}`, 'range', {
        zh: `“${item.zh}”最多计一次`,
        en: `"${item.en}" counts at most once`,
      }),
    ];
  });

/** Tables of papers, with the column of their day and the one that names what is assessed. */
const PAPERS = {
  evaluations: { day: 'evaluated_on', owner: 'enterprise_id', name: { zh: '全要素评价', en: 'Evaluation' } },
  hazmat_forms: { day: 'filled_on', owner: 'enterprise_id', name: { zh: '评估诊断表', en: 'Form' } },
  park_scores: { day: 'scored_on', owner: 'park_id', name: { zh: '园区评分', en: 'Score' } },
} as const satisfies Record<string, { day: string; owner: string; name: Text }>;
type Paper = keyof typeof PAPERS;

/** Number of the newest event of these papers of an object; 0 = none yet. */
const versionOf = (session: Session, papers: readonly Paper[], id: string) =>
  asEngine(session, 'version', async (engine) => {
    const [row] = await engine.query<{ version: number }>(
      'select coalesce(max(id), 0) as version from fourcolor.events where object_id = $1::text and layer = any($2::text[])',
      [id, papers],
    );
    return row!.version;
  });

/** Refuses when somebody wrote such a paper of the object after `read`, and says who wrote what day's. */
export async function refuseStalePaper(
  session: Session,
  paper: Paper,
  id: string,
  read: number | undefined,
): Promise<void> {
  if (read === undefined) return;
  const { day, name } = PAPERS[paper];
  const newer = await asEngine(session, 'what changed', (engine) =>
    engine.query<{ at: string; userId: string | null; day: string }>(
      `select at, user_id as "userId", coalesce(after, before) ->> '${day}' as day
from fourcolor.events
where object_id = $1::text and layer = $2::text and id > $3::bigint
order by id
limit 20`,
      [id, paper, read],
    ),
  );
  if (newer.length === 0) return;
  throw new Failure('conflict', {
    detail: {
      zh: '打开之后已有人填写，请重新读取后再填',
      en: 'Somebody filled it in after it was opened: read it again first',
    },
    errors: newer.map(({ at, userId, day: on }) => {
      const when = at.slice(0, 16).replace('T', ' ');
      return {
        pointer: '/version',
        code: 'changed',
        message: {
          zh: `${userId ?? '—'} 于 ${when}（UTC）填写了 ${on} 的${name.zh}`,
          en: `${name.en} of ${on} written by ${userId ?? '—'} at ${when} UTC`,
        },
      };
    }),
  });
}

/** An enterprise with its papers, newest first. Throws NotFound when it is absent or hidden. */
export async function readAssessment(session: Session, id: string) {
  const [enterprise] = await session.query<{ id: string; name: string; sector: string | null }>(
    `select id, name, sector, grade, evaluation, grade_state as state, assessed_on as "assessedOn",
  (select min(level) from fourcolor.major_hazards where enterprise_id = o.id) as "hazardLevel"
from fourcolor.enterprises as o
where id = $1::text`,
    [id],
  );
  if (!enterprise) throw new NotFound();
  return {
    ...enterprise,
    version: await versionOf(session, ['evaluations', 'hazmat_forms'], id),
    evaluations: await session.query(
      `select evaluated_on as "evaluatedOn", elements, evaluator, source
from fourcolor.evaluations
where enterprise_id = $1::text
order by evaluated_on desc
limit 50`,
      [id],
    ),
    forms: await session.query(
      `select filled_on as "filledOn", items, direct_red as "directRed", assessor, source
from fourcolor.hazmat_forms
where enterprise_id = $1::text
order by filled_on desc
limit 50`,
      [id],
    ),
  };
}

/** A park with its scores, newest first. Throws NotFound when it is absent or hidden. */
export async function readParkScores(session: Session, id: string) {
  const [park] = await session.query<{ id: string; name: string }>(
    `select id, name, class, class_score as "classScore", classified_on as "classifiedOn"
from fourcolor.parks
where id = $1::text`,
    [id],
  );
  if (!park) throw new NotFound();
  return {
    ...park,
    version: await versionOf(session, ['park_scores'], id),
    scores: await session.query(
      `select scored_on as "scoredOn", score::double precision as score, assessor, source
from fourcolor.park_scores
where park_id = $1::text
order by scored_on desc
limit 50`,
      [id],
    ),
  };
}

/** Writes a day's paper; another of the same day is replaced. The person must see the object. */
export async function writePaper(
  session: Session,
  paper: Paper,
  id: string,
  on: string,
  columns: readonly (readonly [name: string, type: string, value: unknown])[],
): Promise<void> {
  const { day, owner } = PAPERS[paper];
  const names = columns.map(([name]) => name);
  await session.query(
    `insert into fourcolor.${paper} (${[owner, day, 'source', ...names].join(', ')})
values ($1::text, $2::date, 'manual', ${columns.map(([, type], i) => `$${i + 3}::${type}`).join(', ')})
on conflict (${owner}, ${day}) do update
set source = excluded.source, ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [id, on, ...columns.map(([, , value]) => value)],
  );
}
