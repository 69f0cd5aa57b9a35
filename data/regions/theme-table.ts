/** A table of regions for a theme map, as it is pasted or exported: read whole, or every fault in it named. */
import { parse } from 'csv-parse/sync';
import { detectDelimiter } from '../imports/csv.ts';
import type { Text } from '../layer.ts';
import { type FieldProblem, valueProblem } from '../problem.ts';

export interface ThemeCategory {
  readonly id: string;
  readonly name: string;
}
export interface KnownRegion {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}
export interface ThemeRegion {
  readonly code: string;
  /** Id of a category; null = none. */
  readonly category: string | null;
  /** Percent; null = not told. */
  readonly progress: number | null;
  readonly note: string | null;
  /** YYYY-MM-DD */
  readonly due: string | null;
}

/** The names under which a column is known, in lower case; the first stands in exported tables. */
export const THEME_COLUMNS = {
  code: ['区划代码', '代码', 'code', 'region_code'],
  name: ['区域', '名称', '区域名称', 'region', 'name'],
  category: ['类别', '分类', 'category'],
  progress: ['进度', '进度(%)', '进度（%）', '完成率', 'progress'],
  done: ['已完成', '完成数', 'done'],
  total: ['总数', '任务数', 'total'],
  note: ['说明', '备注', 'note'],
  due: ['期限', '截止日期', 'due'],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof THEME_COLUMNS;
export const MOST_ROWS = 20_000;

/** Rows of the table, or what is wrong with it: pointers are `/row/column`, the row counted as in a spreadsheet. */
export function readThemeTable(
  text: string,
  regions: readonly KnownRegion[],
  categories: readonly ThemeCategory[],
): { readonly rows: readonly ThemeRegion[] } | { readonly problems: readonly FieldProblem[] } {
  const table = cellsOf(text);
  if (!table) return { problems: [valueProblem('/1', 'format', NOT_A_TABLE, FIX_TABLE)] };
  const [head = [], ...lines] = table;
  const columns = head.map(columnOf);
  if (!columns.includes('code') && !columns.includes('name'))
    return { problems: [valueProblem('/1', 'required', NO_REGION, FIX_HEAD)] };
  if (lines.length > MOST_ROWS) return { problems: [valueProblem(`/${MOST_ROWS + 2}`, 'range')] };
  const problems: FieldProblem[] = [];
  const seen = new Map<string, number>();
  const rows = lines.flatMap((cells, index): ThemeRegion[] => {
    const line = index + 2;
    const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() || null;
    const wrong = (column: Column, message: Text, remedy: Text) => {
      problems.push(valueProblem(`/${line}/${column}`, 'format', message, remedy));
      return null;
    };
    if (cells.every((one) => one.trim() === '')) return [];
    const region = regionOf(cell('code'), cell('name'), regions);
    if (typeof region === 'string') {
      const column = cell('code') ? 'code' : 'name';
      wrong(column, ...(region === 'several' ? SEVERAL : UNKNOWN)(cell(column) ?? ''));
      return [];
    }
    const before = seen.get(region.code);
    if (before !== undefined) wrong(cell('code') ? 'code' : 'name', twice(region.name, before), FIX_TWICE);
    seen.set(region.code, line);
    const word = cell('category');
    const category = categories.find(({ id, name }) => name === word || id === word);
    if (word && !category) wrong('category', noCategory(word), fixCategory(categories));
    const due = cell('due');
    if (due && !isDay(due)) wrong('due', notA(due, DAY), FIX_DAY);
    const note = cell('note');
    if (note && note.length > 500) wrong('note', LONG, FIX_LONG);
    return [
      { code: region.code, category: category?.id ?? null, progress: progressIn(cell, wrong), note, due },
    ];
  });
  if (problems.length === 0 && rows.length === 0)
    problems.push(valueProblem('/2', 'required', NO_ROWS, FIX_TABLE));
  return problems.length > 0 ? { problems } : { rows };
}

/** Percent as it is told, or from done and total. */
function progressIn(
  cell: (column: Column) => string | null,
  wrong: (column: Column, message: Text, remedy: Text) => null,
): number | null {
  const told = cell('progress');
  if (told) {
    const percent = Number(told.replace(/[%％]$/, ''));
    return percent >= 0 && percent <= 100
      ? Math.round(percent)
      : wrong('progress', notA(told, PERCENT), FIX_PERCENT);
  }
  const [done, total] = [cell('done'), cell('total')];
  if (!done && !total) return null;
  const share = Number(done) / Number(total);
  return done && total && Number(total) > 0 && share >= 0 && share <= 1
    ? Math.round(100 * share)
    : wrong('done', notA(`${done ?? ''} / ${total ?? ''}`, SHARE), FIX_SHARE);
}

function regionOf(
  code: string | null,
  name: string | null,
  regions: readonly KnownRegion[],
): KnownRegion | 'none' | 'several' {
  const found = code
    ? regions.filter((one) => one.code === code || one.code === code.padEnd(12, '0'))
    : regions.filter((one) => one.name === name || one.nameEn === name);
  if (found.length > 1) return 'several';
  return found[0] ?? 'none';
}

function cellsOf(text: string): string[][] | null {
  try {
    const found: unknown = parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      relax_column_count: true,
    });
    return Array.isArray(found) ? found.map((row) => (Array.isArray(row) ? row.map(String) : [])) : null;
  } catch {
    return null;
  }
}

const columnOf = (word: string): Column | null =>
  (Object.keys(THEME_COLUMNS) as Column[]).find((column) =>
    THEME_COLUMNS[column].some((name) => name === word.trim().toLowerCase()),
  ) ?? null;
const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const NOT_A_TABLE: Text = { zh: '不是逗号或制表符分隔的表格', en: 'Not a table separated by commas or tabs' };
const FIX_TABLE: Text = {
  zh: '第一行写列名，其后每行一个区域，可从电子表格整块复制',
  en: 'Names of columns first, then one region a row; copy the block from a spreadsheet',
};
const NO_REGION: Text = { zh: '没有“区划代码”或“区域”列', en: 'There is no column "code" or "region"' };
const FIX_HEAD: Text = {
  zh: '列名用：区划代码、区域、类别、进度、说明、期限',
  en: 'Name the columns: code, region, category, progress, note, due',
};
const NO_ROWS: Text = { zh: '表格里没有区域', en: 'The table has no regions' };
type Sentence = (word: string) => [message: Text, remedy: Text];
const UNKNOWN: Sentence = (word) => [
  { zh: `本图层级里没有“${word}”`, en: `This map's level has no "${word}"` },
  {
    zh: '核对代码或名称；只写本图的层级、且在您管辖范围内的区域',
    en: 'Check it; only regions of this level within your own',
  },
];
const SEVERAL: Sentence = (word) => [
  { zh: `有几个区域都叫“${word}”`, en: `Several regions are called "${word}"` },
  { zh: '改用区划代码', en: 'Give the code instead' },
];
const twice = (name: string, line: number): Text => ({
  zh: `“${name}”在第 ${line} 行已经出现`,
  en: `"${name}" is already in row ${line}`,
});
const FIX_TWICE: Text = { zh: '每个区域只留一行', en: 'Keep one row for each region' };
const noCategory = (word: string): Text => ({
  zh: `没有“${word}”这个类别`,
  en: `There is no category "${word}"`,
});
const fixCategory = (categories: readonly ThemeCategory[]): Text => {
  const names = categories.map(({ name }) => name).join('、');
  return {
    zh: names ? `可用：${names}；或先新增类别` : '先新增类别',
    en: names ? `Use one of: ${names}; or add the category first` : 'Add the category first',
  };
};
const DAY: Text = { zh: '日期', en: 'date' };
const PERCENT: Text = { zh: '0 到 100 的百分数', en: 'percentage from 0 to 100' };
const SHARE: Text = { zh: '完成数与总数', en: 'number done of a total' };
const notA = (word: string, what: Text): Text => ({
  zh: `“${word}”不是${what.zh}`,
  en: `"${word}" is no ${what.en}`,
});
const FIX_DAY: Text = { zh: '写成 2026-12-31', en: 'Write 2026-12-31' };
const FIX_PERCENT: Text = { zh: '写成 0 到 100，如 65 或 65%', en: 'Write 0 to 100, such as 65 or 65%' };
const FIX_SHARE: Text = { zh: '两列都填，完成数不大于总数', en: 'Fill both, done at most the total' };
const LONG: Text = { zh: '说明超过 500 字', en: 'The note is longer than 500 characters' };
const FIX_LONG: Text = { zh: '缩短说明', en: 'Shorten it' };
