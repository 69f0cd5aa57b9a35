/** Which rows a grouping has, how each is counted by grade, and which filter a press on a row sets. */
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import type { Lang } from '../../map/props.ts';
import type { GradeBar } from '../../parts/charts/grade-bars.tsx';
import { nameIn } from '../../parts/names.ts';
import type { Facts } from '../filter/answers.ts';
import { type Clause, keyOf } from '../filter/clauses.ts';

/** County and township digits of a region code, or a field of words. */
export type Grouping = 'county' | 'township' | (string & {});

const NONE = '';
const DIGITS = { county: 6, township: 9 } as const;
const isPlace = (by: Grouping): by is 'county' | 'township' => by === 'county' || by === 'township';
const NO_COUNTS: Readonly<Record<GradeKey, number>> = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };

/** What one answer counts in each row of the grouping, under its filter. */
function rowsOf(facts: Facts, by: Grouping, lang: Lang, none: string) {
  if (isPlace(by))
    return facts.regions
      .filter(({ code }) => (code.slice(6, 9) === '000') === (by === 'county'))
      .map(({ code, name, nameEn, kept }) => ({
        key: code.slice(0, DIGITS[by]),
        label: nameIn(lang, name, nameEn),
        kept,
      }));
  const parts = facts.fields.find(({ name }) => name === by)?.parts ?? [];
  return parts.map(({ value, label, kept }) => ({
    key: value ?? NONE,
    label: label?.[lang] ?? value ?? none,
    kept,
  }));
}

/** Rows with their counts by grade; one answer of the server for each grade. Most objects first, empty rows left out. */
export function barsOf(
  byGrade: Readonly<Record<GradeKey, Facts>>,
  by: Grouping,
  lang: Lang,
  none: string,
): GradeBar[] {
  const bars = new Map<string, { label: string; byGrade: Record<GradeKey, number> }>();
  for (const grade of GRADE_KEYS)
    for (const { key, label, kept } of rowsOf(byGrade[grade], by, lang, none)) {
      const bar = bars.get(key) ?? { label, byGrade: { ...NO_COUNTS } };
      bar.byGrade[grade] = kept;
      bars.set(key, bar);
    }
  const total = (bar: GradeBar) => GRADE_KEYS.reduce((sum, key) => sum + bar.byGrade[key], 0);
  return [...bars]
    .map(([key, bar]) => ({ key, ...bar }))
    .filter((bar) => total(bar) > 0)
    .sort((a, b) => total(b) - total(a));
}

/** The same for a layer without grades. */
export function countsOf(facts: Facts, by: Grouping, lang: Lang, none: string) {
  return rowsOf(facts, by, lang, none)
    .filter(({ kept }) => kept > 0)
    .map(({ key, label, kept }) => ({ key, label, value: kept }))
    .sort((a, b) => b.value - a.value);
}

/** The field that a grouping narrows. */
export const fieldOf = (by: Grouping, regionField: string) => (isPlace(by) ? regionField : by);

/** Keys of the rows that the filter names; null = it names none. */
export function markedOf(clauses: readonly Clause[], by: Grouping, regionField: string): string[] | null {
  const clause = clauses.find((one) => keyOf(one) === fieldOf(by, regionField));
  if (clause?.as === 'within') return [...clause.prefixes];
  return clause?.as === 'in' ? clause.values.map((value) => (value === null ? NONE : String(value))) : null;
}

/** The filter's part after a press on a row: this row alone, or none when it was the only one. */
export function pressed(
  clauses: readonly Clause[],
  by: Grouping,
  regionField: string,
  key: string,
): Clause | null {
  const marked = markedOf(clauses, by, regionField);
  if (marked?.length === 1 && marked[0] === key) return null;
  const field = fieldOf(by, regionField);
  return isPlace(by)
    ? { as: 'within', field, prefixes: [key] }
    : { as: 'in', field, values: [key === NONE ? null : key] };
}
