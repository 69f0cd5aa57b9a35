/** Protected targets judged by the risk at their place; what is not known is a state of its own, never compliant. */
import { TARGET_CLASSES, TARGET_STATES } from '../layers/protected-targets.ts';
import { type TargetClass, type TargetState, verdictOf } from './verdict.ts';

export const VERDICTS = ['compliant', 'exceeding', 'unknown'] as const;
export type VerdictState = (typeof VERDICTS)[number];

export interface Judged {
  readonly state: VerdictState;
  readonly compliant: boolean | null;
  readonly limitPerYr: number | null;
  readonly timesLimit: number | null;
}

const isClass = (word: string | null): word is TargetClass => TARGET_CLASSES.some(({ id }) => id === word);
const isState = (word: string | null): word is TargetState => TARGET_STATES.some(({ id }) => id === word);

/** The verdict for a target as the register has it. */
export function judged(targetClass: string | null, service: string | null, irPerYr: number): Judged {
  const verdict = isClass(targetClass) && isState(service) ? verdictOf(targetClass, service, irPerYr) : null;
  if (!verdict) return { state: 'unknown', compliant: null, limitPerYr: null, timesLimit: null };
  const { compliant, limitPerYr, timesLimit } = verdict;
  return { state: compliant ? 'compliant' : 'exceeding', compliant, limitPerYr, timesLimit };
}

const RANK: Readonly<Record<VerdictState, number>> = { exceeding: 0, unknown: 1, compliant: 2 };

/** Worst first: above the limit by how many times, then what has no verdict by its risk, then what complies. */
export function worstFirst(
  a: Judged & { readonly irPerYr: number; readonly id: string },
  b: Judged & { readonly irPerYr: number; readonly id: string },
): number {
  return (
    RANK[a.state] - RANK[b.state] ||
    (b.timesLimit ?? b.irPerYr) - (a.timesLimit ?? a.irPerYr) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
