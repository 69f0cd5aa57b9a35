/** One step of a hidden danger: what each action needs and which columns it sets; the database checks and records it. */
import { z } from '@hono/zod-openapi';
import { stepText, TRANSITIONS } from '../../data/loop/states.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { parameters } from '../reading.ts';
import { clauseOf, note, short } from './new-danger.ts';

const long = z.string().trim().min(1).max(2000);
const day = z.iso.date();
/** The state that the person saw, so that nobody acts on what is no longer so. */
const seen = { state: z.string().max(20).optional(), note: note.optional() };
const because = { ...seen, note: note.min(1) };
const judged = {
  class: z.enum(['general', 'major']).optional(),
  criterion: z.string().max(120).optional(),
};
const handed = { department: short.optional(), inspector: z.string().trim().min(1).max(80).optional() };

export const DangerStepInput = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('verify'), ...seen, ...judged }),
    z.strictObject({ action: z.literal('reject'), ...because }),
    z.strictObject({
      action: z.literal('assign'),
      ...seen,
      ...handed,
      liablePerson: short,
      deadline: day,
      rectification: long.optional(),
      fundsWan: z.number().min(0).max(1e9).optional(),
      emergencyPlan: long.optional(),
    }),
    z.strictObject({ action: z.literal('rectify'), ...seen, how: long }),
    z.strictObject({ action: z.literal('pass'), ...seen }),
    z.strictObject({ action: z.literal('fail'), ...because, deadline: day.optional() }),
    z.strictObject({ action: z.literal('close'), ...seen }),
    z.strictObject({ action: z.literal('reopen'), ...because, deadline: day }),
    z.strictObject({ action: z.literal('reconsider'), ...because }),
    z.strictObject({
      action: z.literal('classify'),
      ...seen,
      class: z.enum(['general', 'major']),
      criterion: z.string().max(120).optional(),
      liablePerson: short.optional(),
      rectification: long.optional(),
      fundsWan: z.number().min(0).max(1e9).optional(),
      emergencyPlan: long.optional(),
    }),
    z.strictObject({ action: z.literal('ask_extension'), ...because, until: day }),
    z.strictObject({ action: z.literal('grant_extension'), ...seen }),
    z.strictObject({ action: z.literal('refuse_extension'), ...because }),
    z.strictObject({ action: z.literal('hand_over'), ...seen, ...handed }),
  ])
  .openapi('DangerStepInput');
export type DangerStepInput = z.output<typeof DangerStepInput>;

export interface StepDone {
  /** Whether it counts as an open major danger, before and after. */
  readonly counts: readonly [before: boolean, after: boolean];
  readonly name: string;
  readonly objectLayer: string | null;
  readonly objectId: string | null;
  readonly riskPointId: string | null;
  readonly regionCode: string | null;
}

const COUNTS = `class = 'major' and state in ('verified', 'rectifying', 'to_recheck', 'passed')`;

/** The words of a step in the event log. */
export const reasonOf = (step: DangerStepInput): string => step.note?.trim() || stepText(step.action).zh;

/** Takes the step. @throws {NotFound} @throws {Failure} conflict: the danger is no longer in the state that was seen */
export async function takeStep(session: Session, id: string, step: DangerStepInput): Promise<StepDone> {
  const [before] = await session.query<{ state: string; counts: boolean }>(
    `select state, ${COUNTS} as counts
from fourcolor.hidden_dangers
where id = $1::text
for update`,
    [id],
  );
  if (!before) throw new NotFound();
  const transition = TRANSITIONS.find(({ action }) => action === step.action);
  const expected = transition?.from ?? step.state ?? before.state;
  if (before.state !== expected || (step.state !== undefined && step.state !== before.state)) {
    throw new Failure('conflict', {
      detail: {
        zh: '隐患现在的状态不能这样处理，可能别人刚刚办过；请刷新后再看',
        en: 'The danger is not in a state for this step; somebody may just have taken it. Look again',
      },
      errors: [valueProblem('/state', 'choice')],
    });
  }
  const { values, add } = parameters();
  const set = columnsOf(step, add);
  if (transition) set.push(['state', `'${transition.to}'`]);
  if (set.length === 0) throw new Invalid(valueProblem('', 'required'));
  const [row] = await session.query<Omit<StepDone, 'counts'> & { counts: boolean }>(
    `update fourcolor.hidden_dangers
set ${set.map(([name, value]) => `${name} = ${value}`).join(', ')}
where id = ${add(id)}::text
returning ${COUNTS} as counts, name, object_layer as "objectLayer", object_id as "objectId",
  risk_point_id as "riskPointId", region_code as "regionCode"`,
    values,
  );
  // seen, but not theirs to change
  if (!row) throw new Failure('forbidden');
  return { ...row, counts: [before.counts, row.counts] };
}

type Set = [column: string, value: string][];

function columnsOf(step: DangerStepInput, add: (value: unknown) => string): Set {
  const set: Set = [];
  const given = (column: string, value: unknown, type: string) => {
    if (value !== undefined) set.push([column, `${add(value)}::${type}`]);
  };
  if ('criterion' in step && step.criterion !== undefined) {
    const clause = clauseOf(step.criterion);
    set.push(['criterion', `${add(clause!.id)}::text`], ['criterion_clause', `${add(clause!.words)}::text`]);
  }
  if ('class' in step) given('class', step.class, 'text');
  if ('liablePerson' in step) given('liable_person', step.liablePerson, 'text');
  if ('rectification' in step) given('rectification', step.rectification, 'text');
  if ('fundsWan' in step) given('funds_10k', step.fundsWan, 'double precision');
  if ('emergencyPlan' in step) given('emergency_plan', step.emergencyPlan, 'text');
  if ('deadline' in step) given('deadline', step.deadline, 'date');
  if ('department' in step) given('department', step.department, 'text');
  if ('inspector' in step) given('inspector', step.inspector, 'text');
  switch (step.action) {
    case 'rectify':
      given('rectified_how', step.how, 'text');
      break;
    case 'ask_extension':
      given('extension_until', step.until, 'date');
      given('extension_reason', step.note, 'text');
      break;
    case 'grant_extension':
      set.push(['deadline', 'extension_until'], ['extension_until', 'null']);
      break;
    case 'refuse_extension':
      set.push(['extension_until', 'null']);
      break;
  }
  return set;
}
