/** Cells of a sheet (ECMA-376 part 1, 18.3): their place, their kind, dates by the number format. */

/** Zero-based column and one-based row of "B12"; undefined for anything else. */
export function placeOf(reference: string): { readonly column: number; readonly row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (match === null) return undefined;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(match[2]) };
}

/** "A" for 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** How a number is shown, as far as it changes what it says. */
export type NumberStyle =
  | { readonly kind: 'plain' }
  /** A day, a time of day, or both. */
  | { readonly kind: 'date' }
  /** A code with its leading zeros. */
  | { readonly kind: 'padded'; readonly digits: number };

const PLAIN: NumberStyle = { kind: 'plain' };
const DATE: NumberStyle = { kind: 'date' };

/** Built-in formats that are dates or times, those of East Asian editions included; 46 is a duration. */
const BUILT_IN_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47, ...range(27, 36), ...range(50, 58)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Of a number format by its id, and by its code where the workbook defines one. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return BUILT_IN_DATES.includes(id) ? DATE : PLAIN;
  const [first = ''] = code.split(';');
  if (/^0{2,20}$/.test(first)) return { kind: 'padded', digits: first.length };
  // texts in quotes, colours, currencies and escaped characters are no placeholders; [h] counts hours without end
  if (/\[(h+|m+|s+)\]/i.test(first)) return PLAIN;
  const bare = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/general|e[+-]/i.test(bare)) return PLAIN;
  return /[ymdhs]/i.test(bare) || /上午|下午|AM\/PM/i.test(bare) ? DATE : PLAIN;
}

const DAY_MS = 86_400_000;
/** Day 0 of the two systems; that of 1900 counts a 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The last day that Excel knows, 9999-12-31. */
const LAST_DAY = 2_958_466;

/** A serial number as "2026-03-01", "2026-03-01 08:30:00" or "08:30:00"; the number itself where it is no date. */
export function dateOf(serial: number, date1904: boolean): string | number {
  if (!(serial >= 0 && serial < LAST_DAY)) return serial;
  const seconds = Math.round(serial * 86_400);
  const time = () => new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19);
  if (seconds < 86_400 && !date1904) return time();
  if (!date1904 && Math.floor(seconds / 86_400) === 60) return '1900-02-29';
  const early = !date1904 && seconds < 60 * 86_400 ? 1 : 0;
  const epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
  const day = new Date(epoch + (Math.floor(seconds / 86_400) + early) * DAY_MS).toISOString().slice(0, 10);
  return seconds % 86_400 === 0 ? day : `${day} ${time()}`;
}

/** Excel writes characters that XML cannot hold, and line feeds, as _x000A_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
