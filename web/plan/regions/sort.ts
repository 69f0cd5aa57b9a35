/** The order of a list of regions. */
import { sumOf } from '../../../data/regions/indicators.ts';
import type { NumbersRow } from './answer.ts';

export const SORTS = ['value', 'count', 'name', 'code'] as const;
export type Sort = (typeof SORTS)[number];

type Row = Pick<NumbersRow, 'code' | 'enterprises'>;

/** Greatest numbers first, what is not known last; equal ones by code. */
export function sorted<R extends Row>(
  rows: readonly R[],
  sort: Sort,
  value: (row: R) => number | null,
  name: (row: R) => string,
): R[] {
  const byCode = (a: R, b: R) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  const order = (a: R, b: R): number => {
    switch (sort) {
      case 'value':
        return (value(b) ?? Number.NEGATIVE_INFINITY) - (value(a) ?? Number.NEGATIVE_INFINITY) || 0;
      case 'count':
        return sumOf(b.enterprises) - sumOf(a.enterprises);
      case 'name':
        return name(a).localeCompare(name(b), 'zh-CN');
      case 'code':
        return 0;
    }
  };
  return [...rows].sort((a, b) => order(a, b) || byCode(a, b));
}
