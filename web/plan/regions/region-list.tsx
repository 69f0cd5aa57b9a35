/** The regions below one, with their grades, the chosen number and what lies in them; a press goes in. */
import { useId, useState } from 'react';
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import {
  indicatorValue,
  type RegionIndicator,
  type RegionIndicatorId,
  sumOf,
} from '../../../data/regions/indicators.ts';
import { GradePatterns, gradeName, patternOf } from '../../parts/charts/grade-patterns.tsx';
import { stackOf } from '../../parts/charts/scales.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { nameIn } from '../../parts/names.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { NumbersRow } from './answer.ts';
import { lookOf } from './fill.ts';
import { LookSwatch } from './indicator-choice.tsx';
import { SORTS, type Sort, sorted } from './sort.ts';
import { TEXTS } from './texts.ts';

/** Parts narrower than this would not be seen, percent. */
const LEAST_PERCENT = 2.5;

export function RegionList({
  title,
  rows,
  indicator,
  onOpen,
}: {
  title: string;
  rows: readonly NumbersRow[];
  /** null = by grade: the number shown is the index. */
  indicator: (RegionIndicator & { readonly id: RegionIndicatorId }) | null;
  /** null where there is nothing below. */
  onOpen: (row: NumbersRow) => void;
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const id = useId().replace(/[^a-zA-Z0-9_-]/g, '');
  const [sort, setSort] = useState<Sort>('value');
  const number = (row: NumbersRow) => indicatorValue(indicator?.id ?? 'index', row);
  const most = Math.max(0, ...rows.map(({ enterprises }) => sumOf(enterprises)));
  const words = {
    value: t.byValue(indicator ? of(indicator.label) : t.index),
    count: t.byCount,
    name: t.byName,
    code: t.byCode,
  } as const satisfies Record<Sort, string>;
  return (
    <section className="filter-part region-list" aria-label={title}>
      <div className="region-list-head">
        <h3>{title}</h3>
        <label>
          <span className="hidden">{t.sort}</span>
          <select
            className="input"
            value={sort}
            onChange={({ target }) => setSort(SORTS.find((one) => one === target.value) ?? 'value')}
          >
            {SORTS.map((one) => (
              <option key={one} value={one}>
                {words[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <svg className="chart-defs" width={0} height={0} aria-hidden="true">
        <GradePatterns id={id} />
      </svg>
      <ul>
        {sorted(rows, sort, number, (row) => nameIn(lang, row.name, row.nameEn)).map((row) => {
          const value = number(row);
          const grade = String(row.grade) as GradeKey;
          const name = nameIn(lang, row.name, row.nameEn);
          const count = sumOf(row.enterprises);
          return (
            <li key={row.id}>
              <button type="button" className="region-row" title={t.open(name)} onClick={() => onOpen(row)}>
                {indicator ? (
                  <LookSwatch look={lookOf(value, indicator)} />
                ) : (
                  <GradeSymbol grade={grade} overdue={row.gradeState === 'overdue'} />
                )}
                <span className="region-name">{name}</span>
                {!indicator && row.level && <span className="hidden">{GRADE_WORDS[grade][lang]}</span>}
                <b>
                  {value === null ? <span className="muted">{t.unknown}</span> : f.decimal(value)}
                  {value !== null && indicator?.unit.zh === '%' && '%'}
                </b>
                <Stack id={id} row={row} most={most} />
                <small>
                  {f.count(count)} {t.enterprises}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Enterprises by grade; the longest bar is the fullest region. */
function Stack({ id, row, most }: { id: string; row: NumbersRow; most: number }) {
  const { lang, f } = useLanguage();
  const spans = stackOf(
    GRADE_KEYS.map((grade) => row.enterprises[grade]),
    most,
    LEAST_PERCENT,
  );
  const words = GRADE_KEYS.filter((grade) => row.enterprises[grade] > 0)
    .map((grade) => `${GRADE_WORDS[grade][lang]} ${f.count(row.enterprises[grade])}`)
    .join(', ');
  return (
    <svg className="region-stack" height={10} role="img" aria-label={words}>
      <title>{words}</title>
      {GRADE_KEYS.map((grade, i) => {
        const { from, to } = spans[i] ?? { from: 0, to: 0 };
        return (
          to > from && (
            <rect
              key={grade}
              x={`${from}%`}
              y={1}
              width={`${to - from}%`}
              height={8}
              fill={patternOf(id, grade)}
              stroke={`var(--fc-g${gradeName(grade)}-stroke)`}
              strokeWidth={0.75}
            />
          )
        );
      })}
    </svg>
  );
}
