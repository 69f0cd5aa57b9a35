/** The line between two maps that lie over each other: dragged, or moved with the arrow keys. */
import { IconArrowsHorizontal } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { steppedPercent } from './percent.ts';
import { useCompareTexts } from './texts.ts';

export function Divider({
  percent,
  onMoving,
  onPercent,
}: {
  percent: number;
  /** While it is dragged: cheap, nothing is drawn anew. */
  onMoving: (percent: number) => void;
  /** Once it rests. */
  onPercent: (percent: number) => void;
}) {
  const t = useCompareTexts();
  const [dragged, setDragged] = useState<number | null>(null);
  const track = useRef<HTMLDivElement>(null);
  const now = Math.round(dragged ?? percent);
  const at = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return percent;
    return Math.max(0, Math.min(100, ((event.clientX - box.left) / box.width) * 100));
  };
  const key = (event: KeyboardEvent) => {
    const next = steppedPercent(percent, event.key, event.shiftKey);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onMoving(next);
    onPercent(next);
  };
  return (
    <div ref={track} className="compare-track">
      <div
        className="compare-divider"
        role="slider"
        tabIndex={0}
        aria-label={t.divider}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={now}
        aria-valuetext={t.dividerAt(now)}
        title={t.dividerAbout}
        onKeyDown={key}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(percent);
        }}
        onPointerMove={(event) => {
          if (dragged === null) return;
          const next = at(event);
          setDragged(next);
          onMoving(next);
        }}
        onPointerUp={(event) => {
          if (dragged === null) return;
          setDragged(null);
          onPercent(Math.round(at(event)));
        }}
        onPointerCancel={() => {
          setDragged(null);
          onMoving(percent);
        }}
      >
        <i aria-hidden="true">
          <IconArrowsHorizontal size={18} stroke={2} />
        </i>
      </div>
    </div>
  );
}
