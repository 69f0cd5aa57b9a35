/** The entries as cards, one below the other: for a phone, on which a wide table would scroll sideways. */
import { CONTROL_LEVELS } from '../../../../data/layers/risk-points.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { TEXTS } from '../texts.ts';
import {
  RowActions,
  RowGrade,
  RowInherent,
  RowMethod,
  RowName,
  RowOwner,
  walkEntries,
} from './row-parts.tsx';
import { type RowsProps, toggled } from './rows.tsx';

const SORTS = ['grade', 'name', 'owner', 'score', 'region', 'reviewDue'] as const;

export function Cards({ rows, sort, onSort, chosen, onChosen, ...doings }: RowsProps) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { points, mayWrite } = doings;
  const words = {
    grade: t.columns.grade,
    name: t.columns.name,
    owner: t.columns.owner,
    score: t.columns.residual,
    region: t.columns.region,
    reviewDue: t.columns.review,
  };
  return (
    <>
      <div className="page-tools">
        <label>
          {t.sort}
          <select value={sort} onChange={({ target }) => onSort(target.value)}>
            {SORTS.filter((name) => points || name !== 'owner').flatMap((name) => [
              <option key={name} value={name}>
                {words[name]} ↑
              </option>,
              <option key={`-${name}`} value={`-${name}`}>
                {words[name]} ↓
              </option>,
            ])}
          </select>
        </label>
      </div>
      <ul className="ledger-cards" onKeyDown={walkEntries}>
        {rows.map((row) => (
          <li key={row.id} data-id={row.id} className="page-card">
            <div className="ledger-card-head">
              {points && mayWrite && (
                <input
                  type="checkbox"
                  aria-label={row.name}
                  checked={chosen.has(row.id)}
                  onChange={() => onChosen(toggled(chosen, row.id))}
                />
              )}
              <b>
                <RowName row={row} {...doings} />
              </b>
              <RowGrade row={row} />
            </div>
            {points && (
              <p>
                <RowOwner row={row} {...doings} />
              </p>
            )}
            {(row.unit || row.event) && <p>{[row.unit, row.event].filter(Boolean).join(' · ')}</p>}
            <dl>
              {points && (
                <>
                  <dt>{t.columns.inherent}</dt>
                  <dd>
                    <RowInherent row={row} />
                  </dd>
                </>
              )}
              {row.score !== null && (
                <>
                  <dt>{t.columns.residual}</dt>
                  <dd>
                    {f.decimal(row.score)}{' '}
                    {points && (
                      <span className="caption muted">
                        <RowMethod row={row} />
                      </span>
                    )}
                  </dd>
                </>
              )}
              {points && (
                <>
                  <dt>{t.columns.level}</dt>
                  <dd>{CONTROL_LEVELS.find(({ id }) => id === row.controlLevel)?.[lang] ?? '—'}</dd>
                  <dt>{t.columns.measures}</dt>
                  <dd>{row.measures ?? 0}</dd>
                </>
              )}
              <dt>{t.columns.region}</dt>
              <dd>{row.regionName ?? '—'}</dd>
              <dt>{t.columns.review}</dt>
              <dd>{row.reviewDue ?? '—'}</dd>
            </dl>
            <div className="ledger-actions">
              <RowActions row={row} {...doings} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
