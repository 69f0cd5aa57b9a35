/** How values of a document are written in words, alike on paper, in Word and on screen. */
import { chinaDay } from '../../data/china-day.ts';
import type { Cell, Column, DocumentLang, ReportDocument } from '../../data/documents/document.ts';
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';

export const DOCUMENT_WORDS = {
  zh: {
    contents: '目录',
    source: '数据来源',
    asOf: '数据截至',
    invented: '模拟数据：全部内容均为虚构，不代表任何真实地点、单位或人员。',
    simulated: '模拟数据',
    page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    /** Before, between and behind the numbers of a page. */
    pageOf: ['第 ', ' 页，共 ', ' 页'],
    total: '合计',
    sheet: '说明',
    yes: '是',
    no: '否',
    region: '名称',
  },
  en: {
    contents: 'Contents',
    source: 'Source',
    asOf: 'Data as of',
    invented: 'Invented data: everything here stands for no real place, organisation or person.',
    simulated: 'Invented data',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    pageOf: ['Page ', ' of ', ''],
    total: 'Total',
    sheet: 'About',
    yes: 'Yes',
    no: 'No',
    region: 'Name',
  },
} as const satisfies Record<DocumentLang, unknown>;

/** What is unknown; never 0. */
const UNKNOWN = '–';

/** A value as a reader sees it; numbers with thousands apart. */
export function cellText(value: Cell, column: Column, lang: DocumentLang): string {
  if (column.type === 'grade') return gradeText(gradeKey(value), lang);
  if (value === null || value === '') return UNKNOWN;
  if (typeof value === 'boolean') return DOCUMENT_WORDS[lang][value ? 'yes' : 'no'];
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return UNKNOWN;
    return column.type === 'moment' ? momentText(value) : chinaDay(value);
  }
  if (typeof value !== 'number') return inLine(value);
  if (!Number.isFinite(value)) return UNKNOWN;
  const digits = digitsOf(column);
  const number = grouped(column.type === 'percent' ? value * 100 : value, digits);
  return column.type === 'percent' ? `${number} %` : number;
}

/** 1-4, or anything else as not assessed. */
export function gradeKey(value: Cell): GradeKey {
  const key = String(value);
  return key === '1' || key === '2' || key === '3' || key === '4' ? key : 'null';
}

/** Grade with its colour in words, so that a grey copy says the same. */
export function gradeText(key: GradeKey, lang: DocumentLang): string {
  const { colour, ...words } = GRADE_WORDS[key];
  if (key === 'null') return words[lang];
  return lang === 'zh' ? `${colour.zh} ${words.zh}` : `${colour.en}: ${words.en.toLowerCase()}`;
}

export function headText({ label, unit }: Column, lang: DocumentLang): string {
  if (unit === undefined) return label;
  return lang === 'zh' ? `${label}（${unit}）` : `${label} (${unit})`;
}

/** Of numbers without a declared type: as many digits as they have, at most two. */
export function digitsOf({ type, digits }: Column): number | null {
  if (type === 'count') return 0;
  if (type === 'percent') return digits ?? 1;
  if (type === 'number') return digits ?? 2;
  return null;
}

export const isNumeric = ({ type }: Column) => type === 'count' || type === 'number' || type === 'percent';

/** A day and time in China: '2026-11-22 21:05'. */
export function momentText(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The lines that stand with the title: who, for what, as of when, from where. */
export function headLines(document: ReportDocument): readonly (readonly [label: string, value: string])[] {
  const words = DOCUMENT_WORDS[document.lang];
  return [...document.meta, [words.asOf, momentText(document.asOf)], [words.source, document.source]];
}

/** Text without what no paper shows and no XML may hold: control characters and halves of characters. */
export function clean(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  );
}

const inLine = (text: string) => clean(text).replace(/\t/g, ' ');

function grouped(value: number, digits: number | null): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits ?? 0,
    maximumFractionDigits: digits ?? 2,
    useGrouping: Math.abs(value) >= 10_000,
  });
}
