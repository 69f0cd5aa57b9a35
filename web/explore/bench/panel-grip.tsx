/** The edge of the panel at the left: dragged, or moved with the arrow keys; Enter or a double click sets it back. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';
import { WIDTH_PX } from './use-width.ts';

const STEP_PX = 16;

export function PanelGrip({ px, onPx }: { px: number; onPx: (px: number | null) => void }) {
  const { lang } = useLanguage();
  const from = useRef<{ x: number; px: number } | null>(null);
  const keys = (event: KeyboardEvent) => {
    const next = {
      ArrowLeft: px - STEP_PX,
      ArrowRight: px + STEP_PX,
      Home: WIDTH_PX.least,
      End: WIDTH_PX.most,
      Enter: null,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onPx(next);
  };
  const drag = (event: PointerEvent) => {
    if (from.current) onPx(from.current.px + event.clientX - from.current.x);
  };
  const drop = () => {
    from.current = null;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule of the text cannot be moved
    <div
      className="panel-grip"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={TEXTS[lang].width}
      aria-valuenow={px}
      aria-valuemin={WIDTH_PX.least}
      aria-valuemax={WIDTH_PX.most}
      title={TEXTS[lang].width}
      style={{ '--tool-px': `${px}px` } as CSSProperties}
      onKeyDown={keys}
      onDoubleClick={() => onPx(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, px };
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
    />
  );
}
