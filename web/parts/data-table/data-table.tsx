/** A table of any length: only the rows in view are in the page, so fifty thousand cost as little as fifty. */
import { IconColumns3, IconFilter } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { PHONE, useMedia } from '../media.ts';
import { useLanguage } from '../texts.tsx';
import { arranged, type ColumnFilters, type SortKey, sortedBy, type TableColumn } from './columns.ts';
import { HeadCell } from './head-cell.tsx';
import { TEXTS } from './texts.ts';
import './data-table.css';

const ROW_PX = 28;
const PHONE_ROW_PX = 56;
/** Rows drawn above and below what is in view. */
const MARGIN = 6;

export interface DataTableProps<Row> {
  /** The table's accessible name. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** The column whose cell is the row's button; default: the first. */
  readonly title?: string;
  readonly selectedId: string | null;
  readonly onSelect: (row: Row) => void;
  /** The row under the pointer or the focus; null = none. */
  readonly onHover?: (row: Row | null) => void;
  readonly firstSort?: readonly SortKey[];
  /** The rows as they are shown, for an export of exactly these. */
  readonly onShown?: (rows: readonly Row[]) => void;
  /** Height of the whole table, px; without it the table fills what its parent gives. */
  readonly height?: number;
  /** In place of the rows while there are none: what is missing, and the nearest remedy. */
  readonly empty?: ReactNode;
  /** Beside the table's own buttons. */
  readonly tools?: ReactNode;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, idOf, selectedId, onSelect, onHover, onShown, height, empty, tools } =
    props;
  const { lang, f } = useLanguage();
  const texts = TEXTS[lang];
  const phone = useMedia(PHONE);
  const rowPx = phone ? PHONE_ROW_PX : ROW_PX;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 300 });
  const [focus, setFocus] = useState(0);
  const [sorting, setSorting] = useState<readonly SortKey[]>(props.firstSort ?? []);
  const [filtering, setFiltering] = useState(false);
  const [filters, setFilters] = useState<ColumnFilters>({});
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const visible = columns.filter(({ id, hidden, phone: place }) =>
    phone ? place !== undefined : turned.has(id) !== !hidden,
  );
  const titleId = props.title ?? columns[0]?.id;
  const shown = useMemo(
    () => arranged(rows, columns, sorting, filters, lang),
    [rows, columns, sorting, filters, lang],
  );
  useEffect(() => onShown?.(shown), [shown, onShown]);
  const first = Math.max(0, Math.min(shown.length, Math.floor(view.top / rowPx) - MARGIN));
  const last = Math.min(shown.length, Math.ceil((view.top + view.height) / rowPx) + MARGIN);
  const filtered = Object.values(filters).some((text) => text.trim() !== '');

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setView({ top: box.scrollTop, height: box.clientHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  // what is picked elsewhere comes into view
  const selectedAt = useMemo(
    () => (selectedId === null ? -1 : shown.findIndex((row) => idOf(row) === selectedId)),
    [shown, selectedId, idOf],
  );
  useEffect(() => {
    const box = scroller.current;
    if (!box || selectedAt < 0) return;
    const top = selectedAt * rowPx;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 2 * rowPx)
      box.scrollTop = Math.max(0, top - box.clientHeight / 2);
  }, [selectedAt, rowPx]);

  const current = Math.min(focus, shown.length - 1);
  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowPx) - 2);
    const next = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(shown.length - 1, next));
    setFocus(to);
    const box = scroller.current;
    if (!box) return;
    const top = to * rowPx;
    if (top < box.scrollTop + rowPx) box.scrollTop = Math.max(0, top - rowPx);
    if (top > box.scrollTop + box.clientHeight - 2 * rowPx)
      box.scrollTop = top - box.clientHeight + 2 * rowPx;
    setView({ top: box.scrollTop, height: box.clientHeight });
    requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus());
  };

  return (
    <div className="data-table" style={height === undefined ? undefined : { height }}>
      <div className="data-table-tools">
        <button
          type="button"
          className="button small quiet"
          aria-pressed={filtering}
          onClick={() => {
            setFiltering(!filtering);
            if (filtering) setFilters({});
          }}
        >
          <IconFilter size={14} stroke={1.75} aria-hidden="true" />
          {texts.filter}
        </button>
        {phone ? (
          <select
            className="input"
            aria-label={texts.sort}
            value={sorting[0]?.column ?? ''}
            onChange={(event) => setSorting(sortedBy(sorting, event.target.value, false))}
          >
            {columns.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <details className="data-table-columns">
            <summary className="button small quiet">
              <IconColumns3 size={14} stroke={1.75} aria-hidden="true" />
              {texts.columns}
            </summary>
            <div className="panel">
              {columns.map(({ id, label, hidden }) => (
                <label key={id} className="check">
                  <input
                    type="checkbox"
                    disabled={id === titleId}
                    checked={turned.has(id) !== !hidden}
                    onChange={() => {
                      const next = new Set(turned);
                      if (!next.delete(id)) next.add(id);
                      setTurned(next);
                    }}
                  />
                  {label}
                </label>
              ))}
            </div>
          </details>
        )}
        {filtered && (
          <button type="button" className="button small" onClick={() => setFilters({})}>
            {texts.clear}
          </button>
        )}
        <span className="caption muted" role="status">
          {filtered && texts.shown(f.count(shown.length), f.count(rows.length))}
        </span>
        <span className="spread" />
        {tools}
      </div>
      {filtering && (
        <div className="data-table-filters">
          {columns
            .filter(({ id }) => visible.some((column) => column.id === id))
            .map(({ id, label }) => (
              <label key={id}>
                <span className="caption">{label}</span>
                <input
                  type="search"
                  className="input"
                  aria-label={texts.filterOf(label)}
                  placeholder={texts.hint}
                  value={filters[id] ?? ''}
                  onChange={(event) => setFilters({ ...filters, [id]: event.target.value })}
                />
              </label>
            ))}
        </div>
      )}
      <div
        className="data-table-rows"
        ref={scroller}
        onScroll={({ currentTarget: box }) => setView({ top: box.scrollTop, height: box.clientHeight })}
        onPointerLeave={() => onHover?.(null)}
      >
        <table
          aria-label={caption}
          aria-rowcount={shown.length + 1}
          style={{ marginTop: first * rowPx, marginBottom: Math.max(0, shown.length - last) * rowPx }}
        >
          <colgroup>
            {visible.map(({ id, widthPx }) => (
              <col key={id} style={{ width: widths[id] ?? widthPx }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {visible.map((column) => (
                <HeadCell
                  key={column.id}
                  column={column}
                  sorting={sorting}
                  widthPx={widths[column.id]}
                  onSort={(add) => setSorting(sortedBy(sorting, column.id, add))}
                  onWidth={(px) => setWidths({ ...widths, [column.id]: px })}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(first, last).map((row, offset) => {
              const index = first + offset;
              const id = idOf(row);
              const selected = id === selectedId;
              return (
                <tr
                  key={id}
                  className={selected ? 'selected' : ''}
                  aria-rowindex={index + 2}
                  onPointerEnter={() => onHover?.(row)}
                  onClick={() => {
                    setFocus(index);
                    onSelect(row);
                  }}
                >
                  {visible.map((column) => {
                    const content = column.cell ? column.cell(row) : (column.value(row) ?? '–');
                    return (
                      <td
                        key={column.id}
                        className={`column-${column.id} ${column.align ?? ''}`}
                        data-phone={column.phone}
                      >
                        {column.id === titleId ? (
                          <button
                            type="button"
                            data-index={index}
                            tabIndex={index === current ? 0 : -1}
                            aria-current={selected ? 'true' : undefined}
                            onKeyDown={move}
                            onFocus={() => {
                              setFocus(index);
                              onHover?.(row);
                            }}
                          >
                            {content}
                          </button>
                        ) : (
                          content
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
        {shown.length === 0 && (
          <div className="data-table-empty">{filtered ? texts.none : (empty ?? texts.empty)}</div>
        )}
      </div>
    </div>
  );
}
