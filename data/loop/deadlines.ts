/** 整改期限: no national number holds for general dangers, so these are defaults that a person may change. */
import { shift } from './schedule.ts';

/** Days until a deadline at which it is called out. */
export const ALERT_DAYS = [7, 3, 1, 0] as const;
/** Days proposed for rectification by class. */
export const DEFAULT_DAYS = { general: 15, major: 90 } as const;

/** Proposed deadline counted from the day on which it was found. */
export function proposedDeadline(dangerClass: keyof typeof DEFAULT_DAYS, day: string): string {
  return shift(day, DEFAULT_DAYS[dangerClass]);
}

/** How near the deadline is: the smallest alert that holds, 'overdue', or null when it is further away. */
export function deadlineAlert(
  deadline: string,
  today: string,
): (typeof ALERT_DAYS)[number] | 'overdue' | null {
  if (deadline < today) return 'overdue';
  for (const days of [...ALERT_DAYS].sort((a, b) => a - b)) if (deadline <= shift(today, days)) return days;
  return null;
}
