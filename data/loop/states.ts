/** The states of a hidden danger and the steps between them; the database keeps the same table (danger_transitions). */
import type { Dictionary, Role, Text } from '../layer.ts';
import type { DangerState } from '../layers/hidden-dangers.ts';

export type LoopRole = Extract<Role, 'field' | 'planner' | 'admin'>;
export type DangerClass = 'general' | 'major';

export interface Transition {
  readonly action: string;
  readonly from: DangerState;
  readonly to: DangerState;
  /** Who may take the step with a general danger. */
  readonly roles: readonly LoopRole[];
  /** Who may with a major one. */
  readonly majorRoles: readonly LoopRole[];
}

const ALL = ['field', 'planner', 'admin'] as const satisfies readonly LoopRole[];
const OFFICE = ['planner', 'admin'] as const satisfies readonly LoopRole[];

/** No other change of state exists. Whoever rectified neither passes, fails nor closes. */
export const TRANSITIONS = [
  { action: 'verify', from: 'reported', to: 'verified', roles: ALL, majorRoles: ALL },
  { action: 'reject', from: 'reported', to: 'rejected', roles: OFFICE, majorRoles: OFFICE },
  { action: 'assign', from: 'verified', to: 'rectifying', roles: ALL, majorRoles: OFFICE },
  { action: 'rectify', from: 'rectifying', to: 'to_recheck', roles: ALL, majorRoles: ALL },
  { action: 'pass', from: 'to_recheck', to: 'passed', roles: ALL, majorRoles: ALL },
  { action: 'fail', from: 'to_recheck', to: 'rectifying', roles: ALL, majorRoles: ALL },
  { action: 'close', from: 'passed', to: 'closed', roles: ALL, majorRoles: OFFICE },
  { action: 'reopen', from: 'closed', to: 'rectifying', roles: OFFICE, majorRoles: OFFICE },
  { action: 'reconsider', from: 'rejected', to: 'reported', roles: OFFICE, majorRoles: OFFICE },
] as const satisfies readonly Transition[];

/** What may be done to a danger, steps of its state first. */
export const DANGER_ACTIONS = [
  { id: 'verify', zh: '核查属实', en: 'Verify' },
  { id: 'reject', zh: '不属实', en: 'Reject' },
  { id: 'assign', zh: '交办整改', en: 'Assign' },
  { id: 'rectify', zh: '整改完成', en: 'Rectified' },
  { id: 'pass', zh: '复查通过', en: 'Pass the recheck' },
  { id: 'fail', zh: '复查不通过', en: 'Fail the recheck' },
  { id: 'close', zh: '销号', en: 'Close' },
  { id: 'reopen', zh: '重新打开', en: 'Reopen' },
  { id: 'reconsider', zh: '重新核查', en: 'Consider again' },
  { id: 'classify', zh: '调整级别', en: 'Change the class' },
  { id: 'ask_extension', zh: '申请延期', en: 'Ask for more time' },
  { id: 'grant_extension', zh: '同意延期', en: 'Grant more time' },
  { id: 'refuse_extension', zh: '不同意延期', en: 'Refuse more time' },
  { id: 'hand_over', zh: '转交', en: 'Hand over' },
] as const satisfies Dictionary;
export type DangerAction = (typeof DANGER_ACTIONS)[number]['id'];

/** Steps as they are recorded, besides the actions. */
const RECORDED: Dictionary = [
  { id: 'report', zh: '上报', en: 'Reported' },
  { id: 'told', zh: '外部清单更新', en: 'Told by a list' },
  { id: 'extension_asked', zh: '申请延期', en: 'More time asked' },
  { id: 'extension_granted', zh: '同意延期', en: 'More time granted' },
  { id: 'extension_refused', zh: '不同意延期', en: 'More time refused' },
  { id: 'listed', zh: '挂牌督办', en: 'Listed supervision' },
  { id: 'unlisted', zh: '解除挂牌', en: 'Listed supervision lifted' },
];

export function stepText(action: string): Text {
  const word = [...DANGER_ACTIONS, ...RECORDED].find(({ id }) => id === action);
  return word ? { zh: word.zh, en: word.en } : { zh: action, en: action };
}

/** States in which a danger is there and not yet gone: an open major one raises the residual risk. */
export const COUNTING_STATES = [
  'verified',
  'rectifying',
  'to_recheck',
  'passed',
] as const satisfies DangerState[];
export const FINISHED_STATES = ['closed', 'rejected'] as const satisfies DangerState[];

/** What decides whether a step may be taken. */
export interface Standing {
  readonly state: DangerState;
  readonly class: DangerClass;
  readonly rectifiedBy: string | null;
  readonly extensionAskedBy: string | null;
  /** Number of an open listed supervision. */
  readonly listedNo: string | null;
}

/** What this person may do with the danger now. The database has the last word; this is for buttons. */
export function allowedActions(danger: Standing, person: { username: string; role: string }): DangerAction[] {
  const { role, username } = person;
  if (!ALL.some((one) => one === role)) return [];
  const office = OFFICE.some((one) => one === role);
  const major = danger.class === 'major';
  const steps = TRANSITIONS.filter(
    (step: Transition) =>
      step.from === danger.state && (major ? step.majorRoles : step.roles).some((one) => one === role),
  )
    .map(({ action }): DangerAction => action)
    .filter((action) => {
      const rechecks = action === 'pass' || action === 'fail' || action === 'close';
      if (rechecks && danger.rectifiedBy === username) return false;
      return !(action === 'close' && danger.listedNo !== null);
    });
  const open = !FINISHED_STATES.some((state) => state === danger.state);
  if (danger.state === 'rectifying') {
    if (danger.extensionAskedBy === null) steps.push('ask_extension');
    else if (office && danger.extensionAskedBy !== username)
      steps.push('grant_extension', 'refuse_extension');
  }
  if (open && (office || !major)) steps.push('classify');
  if (open) steps.push('hand_over');
  return steps;
}

/** Whether rectification of this class needs the five and a clause. */
export const FIVE = ['liablePerson', 'rectification', 'fundsWan', 'deadline', 'emergencyPlan'] as const;
