/** The list of an answer; only the rows in view are in the page, so ten thousand cost as little as ten. */
import { IconArrowDown, IconArrowUp, IconClock } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Selected } from '../link.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { KindSymbol } from '../parts/kind-symbol.tsx';
import { PHONE, useMedia } from '../parts/media.ts';
import { useLanguage } from '../parts/texts.tsx';
import { type Column, kindIdOf, type Row, type Sorting, stateWord } from './rows.ts';
import { useTownshipNames } from './township-names.ts';

const ROW_PX = 28;
const PHONE_ROW_PX = 56;
/** Rows drawn above and below what is in view. */
const MARGIN = 6;
const COLUMNS = ['grade', 'name', 'kind', 'distance', 'region', 'assessed', 'state'] as const;

export function ResultTable({
  rows,
  sorting,
  selected,
  onSorting,
  onChoose,
}: {
  rows: readonly Row[];
  sorting: Sorting;
  selected: Selected | null;
  onSorting: (sorting: Sorting) => void;
  onChoose: (row: Row) => void;
}) {
  const { lang, t, f } = useLanguage();
  const phone = useMedia(PHONE);
  const rowPx = phone ? PHONE_ROW_PX : ROW_PX;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 300 });
  const [focus, setFocus] = useState(0);
  const first = Math.max(0, Math.floor(view.top / rowPx) - MARGIN);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowPx) + MARGIN);
  const inView = useMemo(() => rows.slice(first, last), [rows, first, last]);
  const townships = useTownshipNames(inView, lang);
  const only = (layer: string) => rows.every((row) => row.layer === layer);
  const onlyRegions = only('regions');
  const onlyEnterprises = only('enterprises');
  const isSelected = (row: Row) => selected?.layer === row.layer && selected.id === row.id;

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => setView({ top: box.scrollTop, height: box.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  // what is picked on the map comes into view in the list
  const selectedAt = rows.findIndex(isSelected);
  useEffect(() => {
    const box = scroller.current;
    if (!box || selectedAt < 0) return;
    const top = selectedAt * rowPx;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 2 * rowPx)
      box.scrollTop = Math.max(0, top - box.clientHeight / 2);
  }, [selectedAt, rowPx]);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // from where the last key went, which may be ahead of the focus while keys repeat
    const next = Math.max(0, Math.min(rows.length - 1, Math.min(focus, rows.length - 1) + step));
    setFocus(next);
    const box = scroller.current;
    if (box) {
      const top = next * rowPx;
      if (top < box.scrollTop + rowPx) box.scrollTop = Math.max(0, top - rowPx);
      if (top > box.scrollTop + box.clientHeight - 2 * rowPx)
        box.scrollTop = top - box.clientHeight + 2 * rowPx;
    }
    requestAnimationFrame(() => box?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  const heading = (column: (typeof COLUMNS)[number]) => {
    const text = {
      ...t.column,
      kind: onlyRegions ? t.column.level : onlyEnterprises ? t.column.sector : t.column.kind,
      region: onlyRegions ? t.column.parent : t.column.region,
    }[column];
    if (column === 'region') return <span>{text}</span>;
    const by: Column = column;
    const on = sorting.column === by;
    return (
      <button type="button" onClick={() => onSorting({ column: by, down: on ? !sorting.down : false })}>
        {text}
        {on &&
          (sorting.down ? (
            <IconArrowDown size={13} aria-hidden="true" />
          ) : (
            <IconArrowUp size={13} aria-hidden="true" />
          ))}
      </button>
    );
  };

  return (
    <div
      className="table"
      ref={scroller}
      onScroll={(event) =>
        setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
      }
    >
      <table
        aria-label={t.results}
        aria-rowcount={rows.length + 1}
        style={{ marginTop: first * rowPx, marginBottom: (rows.length - last) * rowPx }}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={`column-${column}`}
                aria-sort={
                  sorting.column === column ? (sorting.down ? 'descending' : 'ascending') : undefined
                }
              >
                {heading(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inView.map((row, offset) => {
            const index = first + offset;
            return (
              <tr
                key={`${row.layer} ${row.id}`}
                className={isSelected(row) ? 'selected' : ''}
                aria-rowindex={index + 2}
                onClick={() => {
                  setFocus(index);
                  onChoose(row);
                }}
              >
                <td className="column-grade">
                  <span className="grade-tag">
                    {row.grade === null ? (
                      <KindSymbol layer={row.layer} kind={kindIdOf(row)} />
                    ) : (
                      <>
                        <GradeSymbol grade={row.grade} sizePx={12} />
                        {t.grade[row.grade]}
                      </>
                    )}
                  </span>
                </td>
                <td className="column-name">
                  <button
                    type="button"
                    data-index={index}
                    tabIndex={index === Math.min(focus, rows.length - 1) ? 0 : -1}
                    aria-current={isSelected(row) ? 'true' : undefined}
                    onKeyDown={move}
                    onFocus={() => setFocus(index)}
                  >
                    {row.name}
                  </button>
                </td>
                <td className="column-kind">{row.kind}</td>
                <td className="column-distance">{f.distance(row.distanceM)}</td>
                <td className="column-region">
                  {(row.township && (townships.get(row.township) ?? row.township)) ?? '–'}
                </td>
                <td className="column-assessed">{row.assessed ?? '–'}</td>
                <td className={`column-state ${row.state === 'overdue' ? 'overdue' : ''}`}>
                  {row.state === 'overdue' && <IconClock size={13} stroke={1.75} aria-hidden="true" />}
                  {stateWord(row, t)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
