/** The calendar by which reviews, inspections and accidents are dated: that of China. */

const AHEAD_MS = 8 * 3_600_000;

/** The day in China (UTC+8, no summer time) of an instant: 'YYYY-MM-DD'. */
export const chinaDay = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);
