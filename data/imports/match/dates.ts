/** Calendar days as files write them: 2024年3月5日, 2024.3.5, 20240305, 二〇二四年三月五日, serial numbers of spreadsheets. */
import { chineseNumeral } from './numbers.ts';

/** A spreadsheet's count of days; `date1904` as the workbook declares. Undefined outside 1900-9999. */
export function excelDate(serial: number, date1904 = false): string | undefined {
  const day = Math.floor(serial) + (date1904 ? 1462 : 0);
  // 60 is 29 February 1900, which only the spreadsheet has; days before it count one less
  if (!Number.isFinite(serial) || day < 1 || day === 60 || day > 2_958_465) return undefined;
  const at = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30));
  at.setUTCDate(at.getUTCDate() + day);
  return at.toISOString().slice(0, 10);
}

export interface DateWriting {
  /** Bare numbers are days of a spreadsheet: only where the file is one, or the person says so. */
  readonly serials?: boolean;
  readonly date1904?: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A time of day behind the date, which a day leaves out. */
const CLOCK = String.raw`(?:[T ]?\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?`;
const FORMS = [
  new RegExp(`^(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})${CLOCK}$`),
  new RegExp(`^(?<y>\\d{4})年(?<m>\\d{1,2})月(?<d>\\d{1,2})[日号]?${CLOCK}$`),
  new RegExp(`^(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})${CLOCK}$`),
  /^(?<d>\d{1,2})(?:st|nd|rd|th)?[- ](?<word>[a-z]{3,9})\.?,?[- ](?<y>\d{4})$/i,
  /^(?<word>[a-z]{3,9})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>\d{4})$/i,
];

/**
 * YYYY-MM-DD, or undefined when the text is no day of the calendar, names only a month,
 * or could be two days (3/5/2024: the person says which in the mapping's `format`).
 */
export function parseDate(
  text: string,
  { serials = false, date1904 = false }: DateWriting = {},
): string | undefined {
  if (text.length > 200) return undefined;
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/\s*([年月日号./-])\s*/g, '$1')
    .replaceAll(/\s+/g, ' ');
  if (plain.length > 40) return undefined;
  for (const form of FORMS) {
    const parts = form.exec(plain)?.groups;
    if (parts === undefined) continue;
    const month = parts.word === undefined ? Number(parts.m) : monthNamed(parts.word);
    const day = calendarDay(Number(parts.y), month, Number(parts.d));
    if (day !== undefined) return day;
  }
  const han =
    /^([零〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?$/.exec(
      plain,
    );
  if (han !== null) {
    const [year, month, day] = [han[1], han[2], han[3]].map((part) => chineseNumeral(part ?? '') ?? 0);
    return calendarDay(year ?? 0, month ?? 0, day ?? 0);
  }
  if (serials && /^\d{1,7}(\.\d+)?$/.test(plain)) return excelDate(Number(plain), date1904);
  return undefined;
}

/** Whether day and month could be told apart only by the person: 3/5/2024. */
export function isAmbiguousDate(text: string): boolean {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text.normalize('NFKC').trim());
  return match !== null && Number(match[1]) <= 12 && Number(match[2]) <= 12 && match[1] !== match[2];
}

function monthNamed(word: string): number {
  const lower = word.toLowerCase();
  const month = MONTHS.indexOf(lower.slice(0, 3)) + 1;
  const full =
    month === 0
      ? ''
      : new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return full.toLowerCase().startsWith(lower) || lower === 'sept' ? month : 0;
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(2000, 0, 1));
  at.setUTCFullYear(year, month - 1, day);
  if (year < 1000 || year > 9999 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day)
    return undefined;
  return at.toISOString().slice(0, 10);
}
