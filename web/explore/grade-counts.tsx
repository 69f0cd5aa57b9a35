/** Totals by grade as rows: symbol, word, bar, number. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import './card.css';

export type Counts = Readonly<Record<GradeKey, number>>;

export function GradeCounts({
  counts,
  chosen = null,
  onChosen,
}: {
  counts: Counts;
  /** The grade that a list is narrowed to; null = all. */
  chosen?: GradeKey | null;
  /** Without it the rows are no buttons. */
  onChosen?: (grade: GradeKey | null) => void;
}) {
  const { t, f } = useLanguage();
  const most = Math.max(1, ...GRADE_KEYS.map((key) => counts[key]));
  const rowOf = (key: GradeKey) => (
    <>
      <GradeSymbol grade={key} sizePx={11} />
      <span>{t.grade[key]}</span>
      <i className="bar-track" aria-hidden="true">
        <i
          className={`bar g${key === 'null' ? 'none' : key}`}
          style={{ width: `${(counts[key] / most) * 100}%` }}
        />
      </i>
      <b>{f.count(counts[key])}</b>
    </>
  );
  return (
    <ul className="grade-counts">
      {GRADE_KEYS.map((key) => (
        <li key={key} className={onChosen && 'pressable'}>
          {onChosen ? (
            <button
              type="button"
              aria-pressed={chosen === key}
              disabled={counts[key] === 0}
              onClick={() => onChosen(chosen === key ? null : key)}
            >
              {rowOf(key)}
            </button>
          ) : (
            rowOf(key)
          )}
        </li>
      ))}
    </ul>
  );
}
