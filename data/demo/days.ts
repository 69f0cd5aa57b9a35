/** Calendar days as 'YYYY-MM-DD' texts. */

const DAY_MS = 86_400_000;
// The same few thousand days come up a million times.
const texts = new Map<number, string>();
const numbers = new Map<string, number>();

/** The day so many days later (earlier when negative). Throws on a malformed date. */
export function addDays(day: string, days: number): string {
  let start = numbers.get(day);
  if (start === undefined) {
    start = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
    if (Number.isNaN(start)) throw new Error(`Not a date: ${day}`);
    numbers.set(day, start);
  }
  const number = start + days;
  const known = texts.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * DAY_MS).toISOString().slice(0, 10);
  texts.set(number, text);
  return text;
}
