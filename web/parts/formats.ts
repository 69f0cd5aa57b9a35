/** Numbers, dates, ages and distances as each language writes them. */
import { chinaDay } from '../../data/china-day.ts';
import type { Lang } from '../map/props.ts';

export interface Formats {
  /** 13,309 */
  readonly count: (value: number) => string;
  /** 38.4: at most one decimal. */
  readonly decimal: (value: number) => string;
  /** 2026-11-22: the same in both languages, because it sorts and cannot be misread. */
  readonly date: (iso: string) => string;
  /** 2026-11-22 08:00 in the reader's time zone. */
  readonly moment: (iso: string) => string;
  /** 3 小时前 */
  readonly age: (iso: string, now: Date) => string;
  /** 38 m, 1.2 km */
  readonly distance: (metres: number) => string;
}

export function formatsOf(lang: Lang): Formats {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    count: (value) => count.format(value),
    decimal: (value) => decimal.format(value),
    date: (iso) => iso.slice(0, 10),
    moment: (iso) => momentOf(new Date(iso)),
    age: (iso, now) => ageOf(relative, new Date(iso), now),
    distance: (metres) =>
      metres < 1000 ? `${count.format(Math.round(metres))} m` : `${decimal.format(metres / 1000)} km`,
  };
}

/** Whole days from now, by the calendar of China, to a date; negative in the past. */
export function daysUntil(isoDate: string, now: Date): number {
  return Math.round((Date.parse(isoDate) - Date.parse(chinaDay(now))) / 86_400_000);
}

function momentOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** 9 分钟前: people leave a space between digits and Chinese, Intl does not. */
const spaced = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');

function ageOf(relative: Intl.RelativeTimeFormat, at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return spaced(relative.format(minutes, 'minute'));
  if (Math.abs(minutes) < 60 * 24) return spaced(relative.format(Math.round(minutes / 60), 'hour'));
  return spaced(relative.format(Math.round(minutes / 60 / 24), 'day'));
}
