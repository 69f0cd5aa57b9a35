/** The days between two compared maps, for the list of what changed. */
import type { MapTime, Shown } from '../../map/props.ts';
import { dayAfter } from '../time/days.ts';

export interface Period {
  /** First and last day of the changes, both in it. */
  readonly from: string;
  readonly to: string;
  readonly mode: MapTime['mode'];
  /** The two maps mean time differently: the list is in the meaning of the second. */
  readonly mixed: boolean;
}

/** A map shows the end of its day, so changes count from the day after the earlier one; null on the same day. */
export function periodBetween(a: Shown['time'], b: Shown['time'], today: string): Period | null {
  const [dayA, dayB] = [a?.at ?? today, b?.at ?? today];
  if (dayA === dayB) return null;
  const [earlier, later] = dayA < dayB ? [dayA, dayB] : [dayB, dayA];
  return {
    from: dayAfter(earlier, 1),
    to: later,
    mode: b?.mode ?? a?.mode ?? 'was',
    mixed: a !== null && b !== null && a.mode !== b.mode,
  };
}
