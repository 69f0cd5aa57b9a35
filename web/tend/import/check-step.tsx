/** What the check found: kinds of problems on the left, the rows in the middle, the remedy on the right. */
import { useCallback, useMemo, useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { CheckProgress } from './check-progress.tsx';
import { type GridRow, readRows } from './import-api.ts';
import { KindList } from './kind-list.tsx';
import { ProblemLine } from './problem-line.tsx';
import { Remedy } from './remedy.tsx';
import { RowGrid } from './row-grid.tsx';
import type { StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';

/** Rows of one request. */
const PAGE = 200;

export function CheckStep({ work, detail, city }: StepProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { report } = detail;
  /** A code, `any`, or null for all rows. */
  const [kind, setKind] = useState<string | null>('any');
  const [page, setPage] = useState(0);
  const [at, setAt] = useState<{ row: number; column: string | null } | null>(null);
  const grid = useRemote(
    report ? `${detail.id} ${report.checkedAt} ${kind} ${page}` : null,
    (signal) => readRows(detail.id, { problem: kind, offset: page * PAGE, limit: PAGE }, signal),
    `${detail.id} ${report?.checkedAt} ${kind}`,
  );
  const rows = grid.data?.rows;
  const row = useMemo(() => rows?.find((one) => one.row === at?.row) ?? rows?.[0] ?? null, [rows, at]);
  const choose = useCallback((next: GridRow, column: string | null) => setAt({ row: next.row, column }), []);
  const chooseKind = (next: string | null) => {
    setKind(next);
    setPage(0);
    setAt(null);
  };
  if (work.working || !report) return <CheckProgress work={work} detail={detail} />;
  return (
    <div className="import-check-step">
      <KindList report={report} kind={kind} id={detail.id} onKind={chooseKind} />
      <section className="panel import-grid" aria-label={t.rowsTitle}>
        {report.problems.map((problem, index) => (
          <ProblemLine key={`${problem.code} ${index}`} problem={problem} />
        ))}
        <RowGrid
          grid={grid}
          page={page}
          pageRows={PAGE}
          chosen={row?.row ?? null}
          column={at?.column ?? null}
          onChoose={choose}
          onPage={setPage}
        />
      </section>
      <Remedy
        key={row?.row ?? 'none'}
        work={work}
        detail={detail}
        city={city}
        row={row}
        rows={rows ?? []}
        columns={grid.data?.columns ?? []}
        onNext={(next) => setAt({ row: next.row, column: null })}
      />
    </div>
  );
}
