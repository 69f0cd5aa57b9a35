/** 行业领域风险等级: every sector with its grade, what it is made of, and what would bring it down one grade. */
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { readSectorGrades } from './ledger-api.ts';
import { TEXTS } from './texts.ts';

export function SectorList() {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const s = t.sectors;
  const answer = useRemote('sectors', readSectorGrades);
  const { data } = answer;
  if (answer.problem) return <Trouble problem={answer.problem} again={answer.again} />;
  if (!data) return <p aria-busy="true">…</p>;
  if (data.rows.length === 0) return <p className="ledger-none">{t.none}</p>;
  return (
    <>
      <p className="caption muted ledger-about">
        {of(data.method.name)} {data.method.version} · {s.formula} {data.method.formula} ·{' '}
        {of(data.method.source)} · {s.settings(data.settingsVersion)}
      </p>
      <div className="page-scroll page-card ledger-stack">
        <table className="page-table">
          <thead>
            <tr>
              <th scope="col">{t.columns.grade}</th>
              <th scope="col">{s.sector}</th>
              <th scope="col">{s.index}</th>
              <th scope="col">{s.counts}</th>
              <th scope="col">{s.basis}</th>
              <th scope="col">{s.lower}</th>
              <th scope="col">
                <span className="hidden">{s.ledger}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => {
              const key = String(row.grade) as GradeKey;
              const sector = SECTORS.find(({ id }) => id === row.sector);
              return (
                <tr key={String(row.sector)}>
                  <td>
                    <span className="ledger-grade">
                      <GradeSymbol grade={key} sizePx={16} />
                      {GRADE_WORDS[key][lang]}
                    </span>
                  </td>
                  <th scope="row">{sector ? of(sector) : (row.sector ?? s.none)}</th>
                  <td className="num" data-label={s.index}>
                    {row.score === null ? '—' : f.decimal(row.score)}
                  </td>
                  <td data-label={s.counts}>
                    <span className="ledger-counts">
                      {GRADE_KEYS.filter((one) => row.byGrade[one] > 0).map((one) => (
                        <span key={one} className="ledger-grade" title={GRADE_WORDS[one][lang]}>
                          <GradeSymbol grade={one} sizePx={14} />
                          <span className="hidden">{GRADE_WORDS[one][lang]}</span>
                          {f.count(row.byGrade[one])}
                        </span>
                      ))}
                    </span>
                  </td>
                  <td data-label={s.basis}>
                    <code>{row.numbers}</code>
                    {row.outside.map((one) => (
                      <div key={one.en} className="caption muted">
                        {of(one)}
                      </div>
                    ))}
                  </td>
                  <td data-label={s.lower}>
                    {row.toLower.map(({ change }) => of(change)).join(t.semicolon) || '—'}
                  </td>
                  <td>
                    {row.sector && (
                      <a href={`/ledger?layer=enterprises&sector=${encodeURIComponent(row.sector)}`}>
                        {s.ledger}
                      </a>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
