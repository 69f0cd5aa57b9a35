/** The entries as a table for many rows: sorted by its heads, walked by arrow keys. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { CONTROL_LEVELS } from '../../../../data/layers/risk-points.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import type { LedgerRow } from '../ledger-api.ts';
import { TEXTS } from '../texts.ts';
import {
  RowActions,
  type RowDoings,
  RowGrade,
  RowInherent,
  RowMethod,
  RowName,
  RowOwner,
  walkEntries,
} from './row-parts.tsx';

export interface RowsProps extends RowDoings {
  readonly rows: readonly LedgerRow[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

/** The set with an entry put in, or taken out when it was in. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

export function Rows({ rows, sort, onSort, chosen, onChosen, ...doings }: RowsProps) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { points, mayWrite } = doings;
  const head = (name: string, label: string, className = '') => {
    const descending = sort === `-${name}`;
    const ascending = sort === name;
    return (
      <th
        scope="col"
        className={className}
        aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}
      >
        <button type="button" className="ledger-sort" onClick={() => onSort(ascending ? `-${name}` : name)}>
          {label}
          {ascending && <IconArrowUp size={13} stroke={2} aria-hidden="true" />}
          {descending && <IconArrowDown size={13} stroke={2} aria-hidden="true" />}
        </button>
      </th>
    );
  };
  const selectable = points && mayWrite;
  const all = rows.every(({ id }) => chosen.has(id));
  return (
    <div className="page-scroll page-card ledger-rows">
      <table className="page-table">
        <thead>
          <tr>
            {selectable && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t.selectAll}
                  checked={all}
                  onChange={() => onChosen(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                />
              </th>
            )}
            {head('grade', t.columns.grade)}
            {head('name', t.columns.name)}
            {points && (
              <>
                {head('owner', t.columns.owner)}
                <th scope="col">{t.columns.unit}</th>
                <th scope="col">{t.columns.event}</th>
                <th scope="col">{t.columns.method}</th>
                <th scope="col">{t.columns.inherent}</th>
              </>
            )}
            {head('score', t.columns.residual, 'number')}
            {points && (
              <>
                <th scope="col">{t.columns.level}</th>
                <th scope="col" className="number">
                  {t.columns.measures}
                </th>
              </>
            )}
            {head('region', t.columns.region)}
            {head('reviewDue', t.columns.review)}
            <th scope="col">
              <span className="hidden">{t.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={walkEntries}>
          {rows.map((row) => (
            <tr key={row.id} data-id={row.id}>
              {selectable && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={row.name}
                    checked={chosen.has(row.id)}
                    onChange={() => onChosen(toggled(chosen, row.id))}
                  />
                </td>
              )}
              <td>
                <RowGrade row={row} />
              </td>
              <th scope="row">
                <RowName row={row} {...doings} />
              </th>
              {points && (
                <>
                  <td>
                    <RowOwner row={row} {...doings} />
                  </td>
                  <td>{row.unit ?? '—'}</td>
                  <td>{row.event ?? '—'}</td>
                  <td className="caption">
                    <RowMethod row={row} />
                  </td>
                  <td>
                    <RowInherent row={row} />
                  </td>
                </>
              )}
              <td className="number">{row.score === null ? '—' : f.decimal(row.score)}</td>
              {points && (
                <>
                  <td>{CONTROL_LEVELS.find(({ id }) => id === row.controlLevel)?.[lang] ?? '—'}</td>
                  <td className="number">{row.measures ?? 0}</td>
                </>
              )}
              <td>{row.regionName ?? '—'}</td>
              <td className="day">{row.reviewDue ?? '—'}</td>
              <td className="ledger-actions">
                <RowActions row={row} {...doings} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
