/** The database's rules of the loop in words: which rule refused a step, and what can be done about it. */
import type { Text } from '../../data/layer.ts';
import { SqlError } from '../db/errors.ts';
import { Failure } from '../failure.ts';

/** Named constraints and rules of 0008_loop.sql. */
const RULES: Readonly<Record<string, Text>> = {
  hidden_dangers_transition: {
    zh: '隐患现在的状态不能这样处理，可能别人刚刚办过；请刷新后再看',
    en: 'The danger is not in a state for this step; somebody may just have taken it. Look again',
  },
  hidden_dangers_actor: {
    zh: '每一步都要由登录的人来办',
    en: 'Every step is taken by a person who has signed in',
  },
  hidden_dangers_other_rechecker: {
    zh: '整改人不能复查自己的整改，请由另一人复查',
    en: 'Whoever rectified may not recheck; somebody else must',
  },
  hidden_dangers_other_closer: {
    zh: '整改人不能给自己的整改销号，请由另一人销号',
    en: 'Whoever rectified may not close; somebody else must',
  },
  hidden_dangers_listed: {
    zh: '隐患还在挂牌督办，先给督办销号',
    en: 'The danger is under listed supervision; close that first',
  },
  hidden_dangers_clause: {
    zh: '重大隐患必须引用判定标准的条文',
    en: 'A major danger needs the clause by which it is major',
  },
  hidden_dangers_five: {
    zh: '重大隐患整改须做到五落实：责任、措施、资金、时限、预案',
    en: 'A major danger needs the five: responsibility, measures, money, time limit and plan',
  },
  hidden_dangers_deadline: {
    zh: '交办整改要写明责任人和期限',
    en: 'Rectification needs a person liable and a deadline',
  },
  hidden_dangers_deadline_past: { zh: '整改期限已经过去', en: 'The deadline has passed already' },
  hidden_dangers_deadline_fixed: {
    zh: '整改期限只能通过延期来改',
    en: 'A deadline is moved by an extension only',
  },
  hidden_dangers_extension: {
    zh: '延期要在整改中提出，写明理由和更晚的日期',
    en: 'An extension is asked while rectifying, with a reason and a later day',
  },
  hidden_dangers_extension_decider: {
    zh: '延期由申请人以外的人决定',
    en: 'Somebody else than who asked decides about more time',
  },
  hidden_dangers_finished: {
    zh: '隐患已经办结，先重新打开',
    en: 'The danger is finished; reopen it first',
  },
  hidden_dangers_rectified: { zh: '还没有整改', en: 'It has not been rectified' },
  hidden_dangers_rechecked: { zh: '还没有复查', en: 'It has not been rechecked' },
  hidden_dangers_closed: { zh: '销号时间与状态不符', en: 'Closed without a time, or a time without closing' },
  hidden_dangers_order: {
    zh: '发现、整改、复查、销号的时间先后不对',
    en: 'Found, rectified, rechecked and closed are not in this order',
  },
  tasks_transition: { zh: '任务已经办过', en: 'The task is done already' },
  tasks_actor: { zh: '任务要由登录的人来办', en: 'A task is done by a person who has signed in' },
  tasks_items: { zh: '每个检查项都要有结果', en: 'Every item needs a result' },
  tasks_result: {
    zh: '有一项不合格，任务就不合格；都合格才合格',
    en: 'A task fails exactly when one of its items fails',
  },
  tasks_period: { zh: '截止日期早于计划日期', en: 'Due before it is planned' },
  task_schedules_season: {
    zh: '季节和季节内的周期要一起写',
    en: 'A season and its rhythm go together',
  },
  task_schedules_period: { zh: '计划的结束早于开始', en: 'The schedule ends before it begins' },
  supervision_notices_transition: {
    zh: '督办现在的状态不能这样处理',
    en: 'The notice is not in a state for this step',
  },
  supervision_notices_actor: { zh: '督办要由登录的人来办', en: 'Notices are for persons who have signed in' },
  supervision_notices_other_closer: {
    zh: '回复人不能自己销号',
    en: 'Whoever replied may not close',
  },
  supervision_notices_open_danger: {
    zh: '隐患复查通过以后才能解除挂牌',
    en: 'Listed supervision is lifted only after the danger has passed its recheck',
  },
  supervision_notices_finished: { zh: '隐患已经办结', en: 'The danger is finished' },
  supervision_notices_deadline: { zh: '期限早于发出日期', en: 'The deadline is before the day of issue' },
  supervision_notices_target: { zh: '没有写明督办谁', en: 'It does not say whom it is for' },
  supervision_notices_reply: { zh: '回复是空的', en: 'The reply is empty' },
  attachments_size: { zh: '文件太大', en: 'The file is too large' },
};

/** What is missing in what was sent, rather than out of turn. */
const MISSING = [
  'hidden_dangers_clause',
  'hidden_dangers_five',
  'hidden_dangers_deadline',
  'hidden_dangers_deadline_past',
  'hidden_dangers_extension',
  'tasks_items',
  'tasks_result',
  'tasks_period',
  'task_schedules_season',
  'task_schedules_period',
  'supervision_notices_deadline',
  'supervision_notices_target',
  'supervision_notices_reply',
];

/** Does the work; a rule that refuses becomes a problem with the rule's name as its code. */
export async function obeying<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const rule = error instanceof SqlError ? error.constraint : undefined;
    const text = rule === undefined ? undefined : RULES[rule];
    if (rule === undefined || text === undefined) throw error;
    throw new Failure(MISSING.includes(rule) ? 'invalid' : 'conflict', {
      detail: text,
      errors: [{ pointer: '', code: rule, message: text }],
    });
  }
}

/** The names of all rules, for the test that compares them with the migration. */
export const RULE_NAMES = Object.keys(RULES);
