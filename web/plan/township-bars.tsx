/** In which townships the answer lies: a bar of grades for each, most first. */
import { useMemo } from 'react';
import { GRADE_KEYS } from '../../data/grade.ts';
import { useLanguage } from '../parts/texts.tsx';
import { byTownship, type Row } from './rows.ts';

const MOST = 6;

export function TownshipBars({
  rows,
  names,
  chosen,
  onChosen,
}: {
  rows: readonly Row[];
  names: ReadonlyMap<string, string>;
  /** The township that the list is narrowed to; null = all. */
  chosen: string | null;
  onChosen: (code: string | null) => void;
}) {
  const { t, f } = useLanguage();
  const townships = useMemo(() => byTownship(rows, MOST), [rows]);
  const most = townships[0]?.count ?? 1;
  if (townships.length === 0) return null;
  return (
    <>
      <h3>{t.byTownship}</h3>
      <ul className="township-bars">
        {townships.map(({ code, count, byGrade, ungraded }) => (
          <li key={code}>
            <button
              type="button"
              aria-pressed={chosen === code}
              onClick={() => onChosen(chosen === code ? null : code)}
            >
              <span>{names.get(code) ?? code}</span>
              <i className="stacked" style={{ width: `${(count / most) * 100}%` }} aria-hidden="true">
                {GRADE_KEYS.filter((key) => byGrade[key] > 0).map((key) => (
                  <i
                    key={key}
                    className={`bar g${key === 'null' ? 'none' : key}`}
                    style={{ flexGrow: byGrade[key] }}
                  />
                ))}
                {ungraded > 0 && <i className="bar ungraded" style={{ flexGrow: ungraded }} />}
              </i>
              <b>{f.count(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
