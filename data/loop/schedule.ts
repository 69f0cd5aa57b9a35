/** When a measure must be looked at: the days of a cycle within a period, more often in its season (日周月). */

import type { TaskCycle } from '../layers/tasks.ts';
import type { Season } from '../ledger/words.ts';

export type RegularCycle = Exclude<TaskCycle, 'special'>;

/** Days or months from one task to the next, and the days within which it must be done. */
const CYCLES: Readonly<Record<RegularCycle, { days?: number; months?: number; graceDays: number }>> = {
  daily: { days: 1, graceDays: 0 },
  weekly: { days: 7, graceDays: 2 },
  fortnightly: { days: 14, graceDays: 3 },
  monthly: { months: 1, graceDays: 5 },
  quarterly: { months: 3, graceDays: 10 },
  half_yearly: { months: 6, graceDays: 15 },
  yearly: { months: 12, graceDays: 30 },
};

/** The cycle nearest to so many days; the shorter one when between two, so that nothing is looked at too seldom. */
export function cycleOfDays(days: number): RegularCycle {
  if (days < 7) return 'daily';
  if (days < 14) return 'weekly';
  if (days < 28) return 'fortnightly';
  if (days < 85) return 'monthly';
  if (days < 175) return 'quarterly';
  if (days < 360) return 'half_yearly';
  return 'yearly';
}

export const graceDays = (cycle: RegularCycle): number => CYCLES[cycle].graceDays;

/**
 * Seasons as presets: first and last day of the year, MM-DD; a season may pass the turn of the year. Local rule decides;
 * these are those of south-eastern coastal provinces. Heat has no national dates: June to September are the months for
 * which such provinces (Jiangsu, Zhejiang) pay the heat allowance of the rules on heat at work (防暑降温措施管理办法,
 * 安监总安健〔2012〕89号); taking them as a season of inspections is this project's proposal.
 */
export const SEASON_DAYS: Readonly<Record<Season, readonly [first: string, last: string]>> = {
  flood: ['04-15', '10-15'],
  typhoon: ['06-01', '10-31'],
  heat: ['06-01', '09-30'],
  forest_fire: ['09-15', '04-30'],
  winter_fire: ['11-01', '03-31'],
};

/** Whether a day ('YYYY-MM-DD') lies in the season, its first and last day included. */
export function inSeason(season: Season, day: string): boolean {
  const [first, last] = SEASON_DAYS[season];
  const at = day.slice(5);
  return first <= last ? first <= at && at <= last : at >= first || at <= last;
}

export interface Rhythm {
  readonly cycle: RegularCycle;
  readonly season: Season | null;
  readonly seasonCycle: RegularCycle | null;
  /** First day, 'YYYY-MM-DD'. */
  readonly fromOn: string;
  readonly untilOn: string | null;
}

export interface PlannedDay {
  readonly cycle: RegularCycle;
  readonly plannedOn: string;
  readonly dueOn: string;
}

/**
 * The planned days from `first` to `last` inclusive. They count from the rhythm's first day, so that two runs over
 * overlapping periods give the same days; months keep the day of the month, or take the month's last.
 */
export function plannedDays(rhythm: Rhythm, first: string, last: string): PlannedDay[] {
  const end = rhythm.untilOn !== null && rhythm.untilOn < last ? rhythm.untilOn : last;
  const { season, seasonCycle } = rhythm;
  const days = (cycle: RegularCycle, inIts: boolean | null): PlannedDay[] =>
    daysOf(cycle, rhythm.fromOn, first, end)
      .filter((day) => inIts === null || season === null || inSeason(season, day) === inIts)
      .map((day) => ({ cycle, plannedOn: day, dueOn: shift(day, graceDays(cycle)) }));
  if (season === null || seasonCycle === null) return days(rhythm.cycle, null);
  return [...days(rhythm.cycle, false), ...days(seasonCycle, true)].sort((a, b) =>
    a.plannedOn < b.plannedOn ? -1 : 1,
  );
}

function daysOf(cycle: RegularCycle, start: string, first: string, last: string): string[] {
  const { days, months } = CYCLES[cycle];
  const found: string[] = [];
  let n = days === undefined ? 0 : Math.max(0, Math.ceil(daysBetween(start, first) / days));
  for (; ; n++) {
    const day = days === undefined ? shiftMonths(start, n * (months ?? 1)) : shift(start, n * days);
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) throw new Error(`Not a date: ${day}`);
  return at / DAY_MS;
};
const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** The day so many days later. */
export function shift(day: string, days: number): string {
  return new Date((numberOf(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

function shiftMonths(day: string, months: number): string {
  const at = new Date(numberOf(day) * DAY_MS);
  const lastOfMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(at.getUTCDate(), lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}
