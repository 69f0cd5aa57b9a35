/** Columns of a table, and which rows it shows in which order: pure, so that an export holds the same. */
import type { ReactNode } from 'react';
import type { Lang } from '../../map/props.ts';

export type Value = string | number | null;

export interface TableColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** What is sorted, filtered and exported; null = unknown, last in every order. */
  readonly value: (row: Row) => Value;
  /** What is shown instead of the value. */
  readonly cell?: (row: Row) => ReactNode;
  /** What the order goes by where it is not the value: a grade by its severity, not by its word. */
  readonly order?: (row: Row) => Value;
  readonly align?: 'right';
  /** First width, px; without it the column shares what is left. */
  readonly widthPx?: number;
  /** Its place in a row of two lines on a phone; without one it is left out there. */
  readonly phone?: 'title' | 'aside' | 'lead' | 'second' | 'end';
  /** Hidden until somebody asks for it. */
  readonly hidden?: boolean;
}

export interface SortKey {
  readonly column: string;
  readonly down: boolean;
}

/** Texts by column: a part of the word, or for numbers `>5`, `<=5`, `5-10`, `5`. */
export type ColumnFilters = Readonly<Record<string, string>>;

/** The rows that pass every filter, by the first sort key, equal ones by the next; equal rows stay as they came. */
export function arranged<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sorting: readonly SortKey[],
  filters: ColumnFilters,
  lang: Lang,
): readonly Row[] {
  const tests = columns.flatMap((column) => {
    const text = filters[column.id]?.trim();
    return text ? [testOf(column, text)] : [];
  });
  const passed = tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
  const words = new Intl.Collator(lang === 'zh' ? 'zh' : 'en', { numeric: true });
  const keys = sorting.flatMap(({ column: id, down }) => {
    const column = columns.find((one) => one.id === id);
    if (!column) return [];
    const order = column.order ?? column.value;
    return [{ values: new Map(passed.map((row) => [row, order(row)] as const)), down }];
  });
  if (keys.length === 0) return passed;
  return [...passed].sort((a, b) => {
    for (const { values, down } of keys) {
      const order = compare(values.get(a) ?? null, values.get(b) ?? null, down, words);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** The next sorting after a click on a column; `add` keeps the other keys. */
export function sortedBy(sorting: readonly SortKey[], column: string, add: boolean): readonly SortKey[] {
  const now = sorting.find((key) => key.column === column);
  const next = { column, down: now ? !now.down : false };
  if (!add) return [next];
  return now ? sorting.map((key) => (key.column === column ? next : key)) : [...sorting, next];
}

function compare(a: Value, b: Value, down: boolean, words: Intl.Collator): number {
  // what is unknown stands last, whichever way the rest is turned
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return down ? -order : order;
}

const AT_LEAST = /^([<>]=?|[≤≥])\s*(-?\d+(?:\.\d+)?)$/;
const BETWEEN = /^(-?\d+(?:\.\d+)?)\s*(?:-|–|~|～|至)\s*(-?\d+(?:\.\d+)?)$/;

function testOf<Row>({ value }: TableColumn<Row>, text: string): (row: Row) => boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  const [, sign, limit] = AT_LEAST.exec(plain) ?? [];
  const [, from, to] = BETWEEN.exec(plain) ?? [];
  return (row) => {
    const own = value(row);
    if (own === null) return false;
    if (typeof own === 'number') {
      if (sign !== undefined) return isPast(own, sign, Number(limit));
      if (from !== undefined) return own >= Number(from) && own <= Number(to);
      if (/^-?\d+(\.\d+)?$/.test(plain)) return own === Number(plain);
    }
    return String(own).normalize('NFKC').toLowerCase().includes(plain);
  };
}

function isPast(value: number, sign: string, limit: number): boolean {
  switch (sign) {
    case '<':
      return value < limit;
    case '>':
      return value > limit;
    case '<=':
    case '≤':
      return value <= limit;
    default:
      return value >= limit;
  }
}
