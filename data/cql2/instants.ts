/** Dates and times as texts that exist in the calendar. */

/** YYYY-MM-DD of a day that exists, else undefined. */
export function dateOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  // 31 February would roll over into March
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '0001'
    ? text
    : undefined;
}

/** RFC 3339 with seconds and offset, as UTC; else undefined. */
export function timestampOf(text: string): string | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/.exec(
    text,
  );
  if (!parts || !dateOf(parts[1]!) || Number(parts[4]) > 59) return undefined;
  const at = new Date(text.toUpperCase());
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9999
    ? undefined
    : at.toISOString();
}
