/** Days of the slider as numbers from the first one, and as texts. */

const DAY_MS = 86_400_000;
/** How far the slider reaches back. */
export const SLIDER_DAYS = 731;
export const STEP_DAYS = 7;
export const LONG_STEP_DAYS = 30;

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The first days of every sixth month from `from` to `to`, with their place between them, 0–1. */
export function marksOf(from: string, to: string): { readonly label: string; readonly share: number }[] {
  const length = daysBetween(from, to);
  const marks = [];
  for (let month = Number(from.slice(5, 7)), year = Number(from.slice(0, 4)); ; month++) {
    if (month > 12) {
      month = 1;
      year++;
    }
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > to) return marks;
    // the first weeks leave no room for a label
    if (day >= from && month % 6 === 0 && daysBetween(from, day) > 30)
      marks.push({ label: day.slice(0, 7), share: daysBetween(from, day) / length });
  }
}

/** The day so many steps on, kept between the first day and today. */
export function stepped(day: string, days: number, first: string, today: string): string {
  const next = dayAfter(day, days);
  if (next < first) return first;
  return next > today ? today : next;
}
