/** The database's rules of the loop in words: which rule refused a step, and what can be done about it. */
import type { Text } from '../../data/layer.ts';
import { SqlError } from '../db/errors.ts';
import { Failure } from '../failure.ts';

/** Named constraints and rules of 0008_loop.sql; a remedy where a list that is imported may break the rule. */
const RULES: Readonly<Record<string, Text & { readonly remedy?: Text }>> = {
  hidden_dangers_transition: {
    zh: '隐患现在的状态不能这样处理，可能别人刚刚办过；请刷新后再看',
    en: 'The danger is not in a state for this step; somebody may just have taken it. Look again',
    remedy: {
      zh: '先用“未办结”核对它现在的状态；已经在这里办理的，不再用清单改状态',
      en: 'Compare it with the state on record; what is handled here is not moved by a list',
    },
  },
  hidden_dangers_actor: {
    zh: '每一步都要由登录的人来办',
    en: 'Every step is taken by a person who has signed in',
  },
  hidden_dangers_other_rechecker: {
    zh: '整改人不能复查自己的整改，请由另一人复查',
    en: 'Whoever rectified may not recheck; somebody else must',
    remedy: {
      zh: '核对整改人和复查人两列，不能是同一个人',
      en: 'Check the columns of who rectified and who rechecked; they may not name one person',
    },
  },
  hidden_dangers_other_closer: {
    zh: '整改人不能给自己的整改销号，请由另一人销号',
    en: 'Whoever rectified may not close; somebody else must',
    remedy: {
      zh: '核对整改人和销号人两列，不能是同一个人',
      en: 'Check the columns of who rectified and who closed; they may not name one person',
    },
  },
  hidden_dangers_listed: {
    zh: '隐患还在挂牌督办，先给督办销号',
    en: 'The danger is under listed supervision; close that first',
  },
  hidden_dangers_clause: {
    zh: '重大隐患必须引用判定标准的条文',
    en: 'A major danger needs the clause by which it is major',
    remedy: {
      zh: '给 criterion_clause（判定依据）一列，写明条文',
      en: 'Map a column to criterion_clause and give the clause',
    },
  },
  hidden_dangers_five: {
    zh: '重大隐患整改须做到五落实：责任、措施、资金、时限、预案',
    en: 'A major danger needs the five: responsibility, measures, money, time limit and plan',
    remedy: {
      zh: '补齐责任人、整改措施、资金、期限、应急预案五列',
      en: 'Fill the columns of person liable, measures, money, deadline and plan',
    },
  },
  hidden_dangers_deadline: {
    zh: '交办整改要写明责任人和期限',
    en: 'Rectification needs a person liable and a deadline',
    remedy: { zh: '补齐责任人和整改期限两列', en: 'Fill the columns of person liable and deadline' },
  },
  hidden_dangers_deadline_past: {
    zh: '整改期限已经过去',
    en: 'The deadline has passed already',
    remedy: { zh: '改为以后的日期，或写明已经整改', en: 'Give a later day, or say that it is rectified' },
  },
  hidden_dangers_deadline_fixed: {
    zh: '整改期限只能通过延期来改',
    en: 'A deadline is moved by an extension only',
    remedy: {
      zh: '保留原来的期限，在隐患页面申请延期',
      en: 'Keep the deadline as it is and ask for an extension on its page',
    },
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
    remedy: { zh: '先在隐患页面重新打开，再导入', en: 'Reopen it on its page, then import again' },
  },
  hidden_dangers_rectified: {
    zh: '还没有整改',
    en: 'It has not been rectified',
    remedy: {
      zh: '已整改以后的状态要有整改时间和整改人',
      en: 'States after rectification need when and by whom it was rectified',
    },
  },
  hidden_dangers_rechecked: {
    zh: '还没有复查',
    en: 'It has not been rechecked',
    remedy: {
      zh: '复查以后的状态要有复查时间和复查人',
      en: 'States after the recheck need when and by whom it was rechecked',
    },
  },
  hidden_dangers_closed: {
    zh: '销号时间与状态不符',
    en: 'Closed without a time, or a time without closing',
    remedy: {
      zh: '状态为“已销号”的写明销号时间，其余的留空',
      en: 'Give the time of closing to closed ones, and to no others',
    },
  },
  hidden_dangers_order: {
    zh: '发现、整改、复查、销号的时间先后不对',
    en: 'Found, rectified, rechecked and closed are not in this order',
    remedy: {
      zh: '核对各个时间：发现不晚于整改，整改不晚于复查，复查不晚于销号',
      en: 'Check the times: found, then rectified, then rechecked, then closed',
    },
  },
  tasks_transition: {
    zh: '任务已经办过',
    en: 'The task is done already',
    remedy: { zh: '不再用清单改已经办过的任务', en: 'Leave tasks that are done out of the list' },
  },
  tasks_actor: { zh: '任务要由登录的人来办', en: 'A task is done by a person who has signed in' },
  tasks_items: { zh: '每个检查项都要有结果', en: 'Every item needs a result' },
  tasks_result: {
    zh: '有一项不合格，任务就不合格；都合格才合格',
    en: 'A task fails exactly when one of its items fails',
    remedy: {
      zh: '核对检查项的结果与任务的结果',
      en: 'Compare the results of the items with that of the task',
    },
  },
  tasks_done: {
    zh: '检查结果与完成时间不符',
    en: 'A result without a time, or a time without a result',
    remedy: {
      zh: '合格、不合格的任务写明完成时间，其余的留空',
      en: 'Give the time to tasks that passed or failed, and to no others',
    },
  },
  tasks_done_by: {
    zh: '检查过的任务没有完成人',
    en: 'A task was done by nobody',
    remedy: { zh: '补齐完成人一列', en: 'Fill the column of who did it' },
  },
  tasks_period: {
    zh: '截止日期早于计划日期',
    en: 'Due before it is planned',
    remedy: { zh: '核对计划日期和截止日期', en: 'Check the planned and the due day' },
  },
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

/** What a rule of the loop says and what to do about it; undefined where the constraint is another's. */
export function ruleWords(constraint: string | undefined): { message: Text; remedy: Text } | undefined {
  const rule = constraint === undefined ? undefined : RULES[constraint];
  if (rule === undefined) return undefined;
  const { zh, en, remedy } = rule;
  return { message: { zh, en }, remedy: remedy ?? CORRECT };
}
const CORRECT: Text = { zh: '改正后再导入', en: 'Correct it and import again' };

/** Does the work; a rule that refuses becomes a problem with the rule's name as its code. */
export async function obeying<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const rule = error instanceof SqlError ? error.constraint : undefined;
    const text = rule === undefined ? undefined : RULES[rule];
    if (rule === undefined || text === undefined) throw error;
    const message = { zh: text.zh, en: text.en };
    throw new Failure(MISSING.includes(rule) ? 'invalid' : 'conflict', {
      detail: message,
      errors: [{ pointer: '', code: rule, message }],
    });
  }
}

/** The names of all rules, for the test that compares them with the migration. */
export const RULE_NAMES = Object.keys(RULES);
