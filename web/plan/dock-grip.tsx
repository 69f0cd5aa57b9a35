/** The upper edge of the results: dragged, or moved with the arrow keys, it changes their height. */
import { type PointerEvent, useRef } from 'react';

const LEAST_PX = 160;
const STEP_PX = 24;
/** Map that is left above the results, px. */
const MAP_LEFT_PX = 160;

export function DockGrip({
  label,
  px,
  onPx,
}: {
  label: string;
  /** null = as high as the layout makes it. */
  px: number | null;
  onPx: (px: number) => void;
}) {
  const from = useRef<{ y: number; px: number } | null>(null);
  const set = (wanted: number) =>
    onPx(Math.round(Math.max(LEAST_PX, Math.min(innerHeight - MAP_LEFT_PX, wanted))));
  const heightOf = (grip: Element) => px ?? grip.parentElement?.offsetHeight ?? LEAST_PX;
  const drag = (event: PointerEvent) => {
    if (from.current) set(from.current.px + from.current.y - event.clientY);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between sections cannot be moved
    <div
      className="dock-grip"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={LEAST_PX}
      aria-valuemax={innerHeight - MAP_LEFT_PX}
      aria-valuenow={px ?? LEAST_PX}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { y: event.clientY, px: heightOf(event.currentTarget) };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        from.current = null;
      }}
      onKeyDown={(event) => {
        const step = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(heightOf(event.currentTarget) + step);
      }}
    />
  );
}
