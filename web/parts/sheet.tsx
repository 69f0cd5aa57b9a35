/** The phone's one panel at the bottom: dragged or stepped between a strip, half and full height. */
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useLanguage } from './texts.tsx';

export type Stop = 'low' | 'half' | 'full';
const STOPS = ['low', 'half', 'full'] as const;
const LOW_PX = 96;

/** Height of a stop, px, over a map area of this height. */
export function stopPx(stop: Stop, areaPx: number): number {
  return { low: LOW_PX, half: areaPx * 0.5, full: areaPx - 8 }[stop];
}

export function Sheet({
  stop,
  areaPx,
  onStop,
  children,
}: {
  stop: Stop;
  areaPx: number;
  onStop: (stop: Stop) => void;
  children: ReactNode;
}) {
  const { t } = useLanguage();
  const [draggedPx, setDraggedPx] = useState<number | null>(null);
  const from = useRef<{ y: number; px: number; moved: boolean } | null>(null);
  /** The click that ends a drag is no click. */
  const wasDragged = useRef(false);
  const px = draggedPx ?? stopPx(stop, areaPx);
  const at = STOPS.indexOf(stop);

  const drag = (event: PointerEvent) => {
    if (!from.current) return;
    const risen = from.current.y - event.clientY;
    if (Math.abs(risen) > 4) from.current.moved = true;
    if (from.current.moved) setDraggedPx(Math.max(LOW_PX, Math.min(areaPx - 8, from.current.px + risen)));
  };
  const drop = () => {
    const moved = from.current?.moved;
    from.current = null;
    wasDragged.current = moved === true;
    if (!moved || draggedPx === null) return;
    const nearest = STOPS.reduce((best, candidate) =>
      Math.abs(stopPx(candidate, areaPx) - draggedPx) < Math.abs(stopPx(best, areaPx) - draggedPx)
        ? candidate
        : best,
    );
    setDraggedPx(null);
    onStop(nearest);
  };

  return (
    <section
      className={`sheet ${draggedPx === null ? '' : 'dragged'}`}
      aria-label={t.sheet}
      style={{ height: px }}
    >
      <button
        type="button"
        className="sheet-handle"
        aria-label={stop === 'full' ? t.sheetLower : t.sheetTaller}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { y: event.clientY, px, moved: false };
        }}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
        onClick={() => {
          if (!wasDragged.current) onStop(stop === 'full' ? 'low' : (STOPS[at + 1] ?? 'low'));
          wasDragged.current = false;
        }}
      >
        <i />
      </button>
      <div className="sheet-body">{children}</div>
    </section>
  );
}
