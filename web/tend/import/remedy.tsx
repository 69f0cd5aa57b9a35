/** One row with what stands against it, and the ways out: correct the cell, all cells that say the same, or go on. */
import { IconArrowRight } from '@tabler/icons-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import type { City } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { GridRow, ImportDetail, ImportProblem } from './import-api.ts';
import { ProblemLine } from './problem-line.tsx';
import { TEXTS } from './texts.ts';
import type { ImportState } from './use-import.ts';

const PlacePreview = lazy(() => import('./place-preview.tsx'));

export function Remedy({
  work,
  detail,
  city,
  row,
  rows,
  columns,
  onNext,
}: {
  work: ImportState;
  detail: ImportDetail;
  city: City | null;
  row: GridRow | null;
  rows: readonly GridRow[];
  columns: readonly string[];
  onNext: (row: GridRow) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  if (!row) return <aside className="panel import-remedy" aria-label={t.remedy} />;
  const next = rows.slice(rows.indexOf(row) + 1).find(({ problems }) => problems.length > 0);
  const places = row.problems.some(({ column, field }) =>
    ['lon', 'lat', 'geometry'].includes(field ?? column ?? ''),
  );
  return (
    <aside className="panel import-remedy" aria-label={t.remedy}>
      <h2>{t.rowNumber(f.count(row.row))}</h2>
      {row.problems.length === 0 && <p className="muted">{t.nothingWrong}</p>}
      {row.problems.map((problem, index) => (
        <div key={`${problem.code} ${problem.column} ${index}`} className="remedy-problem">
          <ProblemLine problem={problem} />
          {problem.column !== null && columns.includes(problem.column) && detail.may.change && (
            <CellFix
              work={work}
              row={row}
              rows={rows}
              problem={problem}
              column={problem.column}
              index={columns.indexOf(problem.column)}
            />
          )}
        </div>
      ))}
      {Object.entries(row.corrected).map(([column, before]) => (
        <p key={column} className="caption muted">
          {t.correctedFrom(column, before ?? t.empty)}{' '}
          <button
            type="button"
            className="button link small"
            onClick={() => void work.change({ corrections: [{ row: row.row, column, value: null }] })}
          >
            {t.takeBack}
          </button>
        </p>
      ))}
      {row.point && places && (
        <div className="remedy-map">
          <Suspense fallback={null}>
            <PlacePreview detail={detail} city={city} marked={[row.point[0] ?? 0, row.point[1] ?? 0]} />
          </Suspense>
        </div>
      )}
      <span className="spread" />
      {detail.report?.stale && (
        <button type="button" className="button accent" disabled={work.saving} onClick={work.check}>
          {t.checkAgain}
        </button>
      )}
      {next && (
        <button type="button" className="button" onClick={() => onNext(next)}>
          {t.nextProblem}
          <IconArrowRight size={14} stroke={1.75} aria-hidden="true" />
        </button>
      )}
    </aside>
  );
}

function CellFix({
  work,
  row,
  rows,
  problem,
  column,
  index,
}: {
  work: ImportState;
  row: GridRow;
  rows: readonly GridRow[];
  problem: ImportProblem;
  column: string;
  index: number;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const before = row.values[index] ?? '';
  const [value, setValue] = useState(before);
  const same = rows.filter(
    (one) =>
      (one.values[index] ?? '') === before &&
      one.problems.some(({ code, column: own }) => code === problem.code && own === column),
  );
  const correct = (which: readonly GridRow[]) =>
    void work.change({ corrections: which.map((one) => ({ row: one.row, column, value })) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== before) correct([row]);
  };
  return (
    <form className="cell-fix" onSubmit={submit}>
      <label>
        {t.newValue(column)}
        <input value={value} onChange={(event) => setValue(event.target.value)} />
      </label>
      <div className="row-buttons">
        <button type="submit" className="button small" disabled={value === before || work.saving}>
          {t.correct}
        </button>
        {same.length > 1 && (
          <button
            type="button"
            className="button small"
            disabled={value === before || work.saving}
            onClick={() => correct(same)}
          >
            {t.correctSame(f.count(same.length))}
          </button>
        )}
      </div>
    </form>
  );
}
