/** The calendar by which reviews, inspections and accidents are dated: that of China. */

const AHEAD_MS = 8 * 3_600_000;

/** The day in China (UTC+8, no summer time) of an instant: 'YYYY-MM-DD'. */
export const chinaDay = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);

/** A moment of the past as links and queries write it: a day in China, meaning its end, or an instant in UTC (`…Z`). */
export const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z)?$/;

/** The day in China on which the moment lies. */
export const dayOfMoment = (moment: string): string =>
  moment.length === 10 ? moment : chinaDay(new Date(moment));

/** A moment for people, by the clock of China: '2026-05-01', or '2026-05-01 18:04:05' of an instant. */
export function momentWords(moment: string): string {
  if (moment.length === 10) return moment;
  const there = new Date(Date.parse(moment) + AHEAD_MS).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 19)}`;
}
