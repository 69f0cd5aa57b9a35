/** A column's heading: sorts by a click, changes its width by dragging or by the arrow keys. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type PointerEvent, useRef } from 'react';
import { useLanguage } from '../texts.tsx';
import type { SortKey, TableColumn } from './columns.ts';
import { TEXTS } from './texts.ts';

const LEAST_PX = 48;
const STEP_PX = 16;

export function HeadCell<Row>({
  column,
  sorting,
  widthPx,
  onSort,
  onWidth,
}: {
  column: TableColumn<Row>;
  sorting: readonly SortKey[];
  widthPx: number | undefined;
  onSort: (add: boolean) => void;
  onWidth: (px: number) => void;
}) {
  const texts = TEXTS[useLanguage().lang];
  const cell = useRef<HTMLTableCellElement>(null);
  const from = useRef<{ x: number; px: number } | null>(null);
  const at = sorting.findIndex((key) => key.column === column.id);
  const key = sorting[at];
  const px = () => widthPx ?? cell.current?.offsetWidth ?? LEAST_PX;
  const drag = (event: PointerEvent) => {
    if (from.current) onWidth(Math.max(LEAST_PX, from.current.px + event.clientX - from.current.x));
  };
  return (
    <th
      ref={cell}
      scope="col"
      className={`column-${column.id} ${column.align ?? ''}`}
      aria-sort={key && (key.down ? 'descending' : 'ascending')}
    >
      <button type="button" onClick={(event) => onSort(event.shiftKey)}>
        {column.label}
        {key &&
          (key.down ? (
            <IconArrowDown size={13} aria-hidden="true" />
          ) : (
            <IconArrowUp size={13} aria-hidden="true" />
          ))}
        {key && sorting.length > 1 && <small>{at + 1}</small>}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule between sections is not what is dragged here */}
      <span
        className="data-table-width"
        role="separator"
        aria-orientation="vertical"
        aria-label={texts.width(column.label)}
        aria-valuenow={Math.round(widthPx ?? column.widthPx ?? 0)}
        tabIndex={-1}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, px: px() };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          from.current = null;
        }}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          onWidth(Math.max(LEAST_PX, px() + step));
        }}
      />
    </th>
  );
}
