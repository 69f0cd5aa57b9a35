/** A figure from its parts: the value, its change against the same period a year before, and whether a target is met. */
import type { Indicator } from './definitions.ts';

/** What the rows of an indicator sum to. */
export interface Parts {
  /** Weight of the rows that count. */
  readonly over: number;
  /** Weight of all rows; for `per_gdp` the product of the months, 100 million yuan; null = not known. */
  readonly under: number | null;
}

/** The figure, in the indicator's unit; null where there is nothing to divide by. */
export function figureValue({ kind }: Pick<Indicator, 'kind'>, { over, under }: Parts): number | null {
  if (kind === 'count') return over;
  if (under === null || under <= 0) return null;
  return kind === 'ratio' ? (100 * over) / under : over / under;
}

/** Change against the same period before, in percent of it; null when there was nothing before. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (100 * (now - before)) / before;
}

export const COMPARATORS = ['>=', '<=', '>', '<', '='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** Whether a target is met; null while the figure is not known. */
export function isMet(value: number | null, comparator: Comparator, target: number): boolean | null {
  if (value === null) return null;
  switch (comparator) {
    case '>=':
      return value >= target;
    case '<=':
      return value <= target;
    case '>':
      return value > target;
    case '<':
      return value < target;
    case '=':
      return value === target;
  }
}

/** First days of `months` months that end with the one of `month` ('YYYY-MM'), oldest first. */
export function monthsUntil(month: string, months: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: months }, (_, i) => monthAt(year * 12 + number - 1 - (months - 1 - i)));
}

/** The month so many months later: 'YYYY-MM'. */
export function monthLater(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthAt(year * 12 + number - 1 + by);
}

function monthAt(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
