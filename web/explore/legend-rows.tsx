/** A legend that filters: each grade with its count; click shows or hides it, Alt-click shows only it. */
import type { ReactNode } from 'react';
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { useLanguage } from '../parts/texts.tsx';
import { isolated, toggled } from './grade-choice.ts';
import type { Counts } from './grade-counts.tsx';

export function LegendRows({
  label,
  swatch,
  counts,
  shown,
  onShown,
  children,
}: {
  label: string;
  swatch: (grade: GradeKey) => ReactNode;
  counts: Counts | Readonly<Record<string, number>>;
  shown: readonly GradeKey[] | null;
  onShown: (grades: readonly GradeKey[] | null) => void;
  children?: ReactNode;
}) {
  const { t, f } = useLanguage();
  return (
    <>
      <ul className="legend" aria-label={label}>
        {GRADE_KEYS.map((grade) => (
          <li key={grade}>
            <button
              type="button"
              aria-pressed={shown === null || shown.includes(grade)}
              title={t.gradeFilterHint}
              onClick={(event) => onShown(event.altKey ? isolated(shown, grade) : toggled(shown, grade))}
            >
              {swatch(grade)}
              <span>{t.grade[grade]}</span>
              <b>{f.count(counts[grade] ?? 0)}</b>
            </button>
          </li>
        ))}
        {children}
      </ul>
      {shown !== null && (
        <button type="button" className="button link small show-all" onClick={() => onShown(null)}>
          {t.showAll}
        </button>
      )}
    </>
  );
}
