/** In which townships the answer lies: a bar of grades for each, most first. */
import { useMemo } from 'react';
import { GRADE_KEYS } from '../../data/grade.ts';
import { useLanguage } from '../parts/texts.tsx';
import { byTownship, type Row } from './rows.ts';
import { useTownshipNames } from './township-names.ts';

const MOST = 6;

export function TownshipBars({ rows }: { rows: readonly Row[] }) {
  const { lang, t, f } = useLanguage();
  const townships = useMemo(() => byTownship(rows, MOST), [rows]);
  const examples = useMemo(() => townships.map(({ example }) => example), [townships]);
  const names = useTownshipNames(examples, lang);
  const most = townships[0]?.count ?? 1;
  if (townships.length === 0) return null;
  return (
    <>
      <h3>{t.byTownship}</h3>
      <ul className="township-bars">
        {townships.map(({ code, count, byGrade, ungraded }) => (
          <li key={code}>
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
          </li>
        ))}
      </ul>
    </>
  );
}
