/** Rows of the file as they stand, wrong cells marked; a page of them is in the document at a time. */
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Remote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { Grid, GridRow } from './import-api.ts';
import { TEXTS } from './texts.ts';

export function RowGrid({
  grid,
  page,
  pageRows,
  chosen,
  column,
  onChoose,
  onPage,
}: {
  grid: Remote<Grid>;
  page: number;
  pageRows: number;
  chosen: number | null;
  column: string | null;
  onChoose: (row: GridRow, column: string | null) => void;
  onPage: (page: number) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  if (grid.problem) return <Trouble problem={grid.problem} again={grid.again} />;
  if (!grid.data) return <p className="muted import-empty">{t.reading}</p>;
  const { rows, columns, total } = grid.data;
  const pages = Math.max(1, Math.ceil(total / pageRows));
  const move = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : rows[index + step];
    if (!next) return;
    event.preventDefault();
    onChoose(next, null);
    event.currentTarget.closest('table')?.querySelector<HTMLElement>(`[data-row="${next.row}"]`)?.focus();
  };
  return (
    <>
      <header className="grid-head">
        <b>{t.rowsOf(f.count(total))}</b>
        <span className="spread" />
        {pages > 1 && (
          <>
            <button
              type="button"
              className="button quiet icon small"
              aria-label={t.previousPage}
              disabled={page === 0}
              onClick={() => onPage(page - 1)}
            >
              <IconChevronLeft size={16} stroke={1.75} />
            </button>
            <span className="caption">
              {f.count(page + 1)} / {f.count(pages)}
            </span>
            <button
              type="button"
              className="button quiet icon small"
              aria-label={t.nextPage}
              disabled={page + 1 >= pages}
              onClick={() => onPage(page + 1)}
            >
              <IconChevronRight size={16} stroke={1.75} />
            </button>
          </>
        )}
      </header>
      {rows.length === 0 ? (
        <p className="muted import-empty">{t.noRows}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways and must be reached by keyboard
        <section className="import-scroll" tabIndex={0} aria-label={t.rowsTitle}>
          <table aria-rowcount={total}>
            <thead>
              <tr>
                <th scope="col">{t.row}</th>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.row} className={row.row === chosen ? 'selected' : ''}>
                  <th scope="row">
                    <button
                      type="button"
                      data-row={row.row}
                      tabIndex={row.row === chosen ? 0 : -1}
                      aria-current={row.row === chosen ? 'true' : undefined}
                      onKeyDown={(event) => move(event, index)}
                      onClick={() => onChoose(row, null)}
                    >
                      {f.count(row.row)}
                    </button>
                  </th>
                  {columns.map((name, at) => (
                    <Cell
                      key={name}
                      row={row}
                      name={name}
                      value={row.values[at] ?? null}
                      active={row.row === chosen && name === column}
                      onChoose={onChoose}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function Cell({
  row,
  name,
  value,
  active,
  onChoose,
}: {
  row: GridRow;
  name: string;
  value: string | null;
  active: boolean;
  onChoose: (row: GridRow, column: string) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const problem = row.problems.find((one) => one.column === name);
  const Icon = problem?.severity === 'error' ? IconX : IconAlertTriangle;
  const classes = [problem?.severity, name in row.corrected && 'corrected', active && 'active']
    .filter(Boolean)
    .join(' ');
  return (
    // the row's own button is the keyboard's way; a click on the cell is a shorter one
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <td className={classes} onClick={() => onChoose(row, name)}>
      {problem && (
        <Icon size={12} stroke={2} aria-label={problem.severity === 'error' ? t.error : t.warning} />
      )}
      {value === null || value === '' ? problem ? <i>{t.empty}</i> : '' : value}
    </td>
  );
}
