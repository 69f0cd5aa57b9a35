/** The answer: totals by grade beside the list, each row linked with the map. */
import { IconChevronDown, IconChevronUp, IconDownload, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { GRADE_STATES, GRADE_WORDS } from '../../data/grade.ts';
import type { WithinAnswer } from '../api.ts';
import { GradeCounts } from '../explore/grade-counts.tsx';
import type { Selected } from '../link.ts';
import type { Circle } from '../map/props.ts';
import { PHONE, useMedia } from '../parts/media.ts';
import type { Remote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { csv, download } from './csv.ts';
import { wider } from './question.ts';
import { ResultTable } from './result-table.tsx';
import { commonKinds, type Row, rowsOf, type Sorting, sorted, totals } from './rows.ts';
import { TownshipBars } from './township-bars.tsx';

export interface ResultDockProps {
  readonly asked: Circle;
  readonly answer: Remote<WithinAnswer>;
  readonly selected: Selected | null;
  readonly collapsed: boolean;
  readonly onCollapsed: (collapsed: boolean) => void;
  readonly onChoose: (row: Row) => void;
  readonly onRadius: (radiusM: number) => void;
  readonly onEnd: () => void;
}

export default function ResultDock(props: ResultDockProps) {
  const { asked, answer, selected, collapsed, onCollapsed, onChoose, onRadius, onEnd } = props;
  const { lang, t, f } = useLanguage();
  const phone = useMedia(PHONE);
  const [sorting, setSorting] = useState<Sorting>({ column: 'distance', down: false });
  const rows = useMemo(() => (answer.data ? rowsOf(answer.data, lang) : []), [answer.data, lang]);
  const inOrder = useMemo(() => sorted(rows, sorting, lang), [rows, sorting, lang]);
  // numbers of an earlier circle would be taken for this one's
  const total = answer.data && !answer.problem ? totals(answer.data) : null;
  const asksEnterprises =
    answer.data?.layers.enterprises !== undefined && answer.data.layers.regions === undefined;
  const open = phone || !collapsed;

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key.toLowerCase() === 'd' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
        onCollapsed(!collapsed);
    };
    addEventListener('keydown', toggle);
    return () => removeEventListener('keydown', toggle);
  }, [collapsed, onCollapsed]);

  const exportCsv = () => {
    const header = [
      t.column.grade,
      t.column.name,
      `${t.column.sector} / ${t.column.level}`,
      `${t.column.distance} (m)`,
      t.column.region,
      t.column.assessed,
      t.column.state,
      'id',
    ];
    const lines = inOrder.map((row) => [
      GRADE_WORDS[row.grade][lang],
      row.name,
      row.kind,
      row.distanceM,
      row.township,
      row.assessed,
      GRADE_STATES.find(({ id }) => id === row.item.properties.grade_state)?.[lang] ?? null,
      row.id,
    ]);
    const [lon, lat] = asked.center;
    download(`fourcolor-${lon.toFixed(4)}-${lat.toFixed(4)}-${asked.radiusM}m.csv`, csv([header, ...lines]));
  };

  return (
    <section
      className={`dock panel ${open ? '' : 'collapsed'}`}
      aria-label={t.results}
      aria-busy={answer.loading}
    >
      {answer.slow && <span className="loading-line" />}
      <header className="dock-head">
        <h2>{t.queryTitle}</h2>
        <span className="chip">{t.resultsOf(f.distance(asked.radiusM))}</span>
        <span className="dock-total" role="status">
          {answer.loading ? t.asking : total && t.resultTotal(f.count(total.count))}
        </span>
        <span className="spread" />
        <button
          type="button"
          className="button accent small"
          disabled={!total || total.count === 0 || answer.loading}
          onClick={exportCsv}
        >
          <IconDownload size={14} stroke={1.75} aria-hidden="true" />
          {t.exportCsv}
        </button>
        {!phone && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={open ? t.collapse : t.expand}
            aria-expanded={open}
            onClick={() => onCollapsed(!collapsed)}
          >
            {open ? <IconChevronDown size={16} stroke={1.75} /> : <IconChevronUp size={16} stroke={1.75} />}
          </button>
        )}
        <button type="button" className="button quiet icon small" aria-label={t.endQuery} onClick={onEnd}>
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      {open && (
        <div className="dock-body">
          {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
          {total && total.count > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
            <div className="dock-summary" role="group" aria-label={t.byGrade} tabIndex={0}>
              <h3>{t.byGrade}</h3>
              <GradeCounts counts={total.byGrade} />
              {!phone && asksEnterprises && (
                <>
                  <TownshipBars rows={rows} />
                  <h3>{t.bySector}</h3>
                  <ul className="kinds">
                    {commonKinds(rows, 3).map(({ kind, count }) => (
                      <li key={kind}>
                        <span>{kind}</span>
                        <b>{f.count(count)}</b>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          )}
          {total && total.count === 0 && (
            <div className="dock-empty">
              <p>{t.noResults}</p>
              {wider(asked.radiusM) > asked.radiusM && (
                <button type="button" className="button" onClick={() => onRadius(wider(asked.radiusM))}>
                  {t.widen(f.distance(wider(asked.radiusM)))}
                </button>
              )}
            </div>
          )}
          {total && total.count > 0 && (
            <div className="dock-list">
              {answer.data?.truncated && (
                <p className="caption too-many">{t.tooMany(f.count(rows.length), f.count(total.count))}</p>
              )}
              <ResultTable
                rows={inOrder}
                sorting={sorting}
                selected={selected}
                onSorting={setSorting}
                onChoose={onChoose}
              />
            </div>
          )}
        </div>
      )}
    </section>
  );
}
