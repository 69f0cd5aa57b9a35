/** The wind as a dial: drag it, or turn it with the arrow keys. The arrow points to where the wind blows. */
import { type PointerEvent, useRef } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

const RADIUS = 40;

/** Name of a direction in a sixteenth of the compass. */
export const sixteenth = (deg: number): number => Math.round((((deg % 360) + 360) % 360) / 22.5) % 16;

export function WindDial({
  fromDeg,
  onFromDeg,
}: {
  fromDeg: number | null;
  onFromDeg: (fromDeg: number) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const dial = useRef<HTMLDivElement>(null);
  const deg = fromDeg ?? 0;
  const turn = (to: number) => onFromDeg(((Math.round(to) % 360) + 360) % 360);
  const follow = (event: PointerEvent) => {
    const box = dial.current?.getBoundingClientRect();
    if (!box || (event.type === 'pointermove' && event.buttons === 0)) return;
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    // the hand is taken by its head, which points to where the wind blows
    if (Math.hypot(x, y) > 4) turn((Math.atan2(-x, y) * 180) / Math.PI);
  };
  return (
    <div
      ref={dial}
      className="wind-dial"
      role="slider"
      tabIndex={0}
      aria-label={t.windDial}
      aria-valuemin={0}
      aria-valuemax={359}
      aria-valuenow={Math.round(deg)}
      aria-valuetext={t.windFrom(t.compass[sixteenth(deg)]!, String(Math.round(deg)))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={follow}
      onKeyDown={(event) => {
        const step = {
          ArrowRight: 5,
          ArrowUp: 5,
          ArrowLeft: -5,
          ArrowDown: -5,
          PageUp: 22.5,
          PageDown: -22.5,
        }[event.key];
        if (step === undefined && event.key !== 'Home') return;
        event.preventDefault();
        turn(step === undefined ? 0 : deg + step);
      }}
    >
      <svg viewBox="-50 -50 100 100" width="92" height="92" aria-hidden="true">
        <circle r={RADIUS} className="dial-face" />
        {Array.from({ length: 16 }, (_, k) => (
          <line
            key={k}
            y1={-RADIUS}
            y2={k % 4 === 0 ? -RADIUS + 7 : -RADIUS + 4}
            transform={`rotate(${k * 22.5})`}
            className="dial-tick"
          />
        ))}
        <text y={-RADIUS + 16} className="dial-north">
          {lang === 'zh' ? '北' : 'N'}
        </text>
        {fromDeg !== null && (
          <g transform={`rotate(${deg + 180})`} className="dial-hand">
            <line y1={30} y2={-24} />
            <path d="M0 -36 L8 -19 L0 -23 L-8 -19 Z" />
          </g>
        )}
      </svg>
    </div>
  );
}
