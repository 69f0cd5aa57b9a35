/** Totals by grade as rows: symbol, word, bar, number. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import './card.css';

export type Counts = Readonly<Record<GradeKey, number>>;

export function GradeCounts({ counts }: { counts: Counts }) {
  const { t, f } = useLanguage();
  const most = Math.max(1, ...GRADE_KEYS.map((key) => counts[key]));
  return (
    <ul className="grade-counts">
      {GRADE_KEYS.map((key) => (
        <li key={key}>
          <GradeSymbol grade={key} sizePx={11} />
          <span>{t.grade[key]}</span>
          <i className="bar-track" aria-hidden="true">
            <i
              className={`bar g${key === 'null' ? 'none' : key}`}
              style={{ width: `${(counts[key] / most) * 100}%` }}
            />
          </i>
          <b>{f.count(counts[key])}</b>
        </li>
      ))}
    </ul>
  );
}
