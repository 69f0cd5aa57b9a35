/** The days between two compared maps, for the list of what changed. */
import { dayOfMoment } from '../../../data/china-day.ts';
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

/**
 * A map of a day shows its end, so changes count from the day after the earlier one; from that day itself where a map
 * shows an instant of it. Null for the same moment.
 */
export function periodBetween(a: Shown['time'], b: Shown['time'], today: string): Period | null {
  const [momentA, momentB] = [a?.at ?? today, b?.at ?? today];
  if (momentA === momentB) return null;
  const [earlier, later] = [momentA, momentB].toSorted((one, other) => endOf(one) - endOf(other)) as [
    string,
    string,
  ];
  return {
    from: earlier.length === 10 ? dayAfter(earlier, 1) : dayOfMoment(earlier),
    to: dayOfMoment(later),
    mode: b?.mode ?? a?.mode ?? 'was',
    mixed: a !== null && b !== null && a.mode !== b.mode,
  };
}

const endOf = (moment: string): number =>
  Date.parse(moment.length === 10 ? `${moment}T15:59:59.999Z` : moment);
