/** Calendar days as 'YYYY-MM-DD' texts. */

const DAY_MS = 86_400_000;
const texts = new Map<number, string>();

/** The day so many days later (earlier when negative). Throws on a malformed date. */
export function addDays(day: string, days: number): string {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(start)) throw new Error(`Not a date: ${day}`);
  const number = start / DAY_MS + days;
  const known = texts.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * DAY_MS).toISOString().slice(0, 10);
  texts.set(number, text);
  return text;
}
