/** A histogram whose span is chosen by dragging over the bars, or with two sliders by keyboard. */
import { useRef } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import type { FieldFacts } from './answers.ts';
import type { Value } from './clauses.ts';
import { TEXTS } from './texts.ts';

export function Bars({
  name,
  unit,
  histogram: { edges, all, kept },
  from,
  to,
  onSpan,
}: {
  name: string;
  unit: string | null;
  histogram: NonNullable<FieldFacts['histogram']>;
  from: Value;
  to: Value;
  /** Both null = the whole span. */
  onSpan: (from: Value, to: Value) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const box = useRef<HTMLDivElement>(null);
  const begun = useRef<number | null>(null);
  const bars = all.length;
  const place = (edge: Value, otherwise: number) => {
    const at = edges.findIndex((one) => String(one) === String(edge));
    return edge === null || at < 0 ? otherwise : at;
  };
  const [low, high] = [place(from, 0), place(to, bars)];
  const most = Math.max(1, ...all.map(Math.sqrt));
  const choose = (a: number, b: number) => {
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    onSpan(first === 0 ? null : edges[first]!, last === bars ? null : edges[last]!);
  };
  const barAt = (x: number) => {
    const { left, width } = box.current!.getBoundingClientRect();
    return Math.max(0, Math.min(bars - 1, Math.floor(((x - left) / width) * bars)));
  };
  const edge = (index: number) => {
    const value = edges[index]!;
    return typeof value === 'number' ? f.decimal(value) : value;
  };
  return (
    <div className="filter-bars">
      <div
        ref={box}
        className="bars"
        role="img"
        aria-label={t.bars(name)}
        title={t.barsAbout}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          begun.current = barAt(event.clientX);
        }}
        onPointerUp={(event) => {
          if (begun.current === null) return;
          const [a, b] = [begun.current, barAt(event.clientX)];
          begun.current = null;
          choose(Math.min(a, b), Math.max(a, b) + 1);
        }}
        onPointerCancel={() => {
          begun.current = null;
        }}
      >
        {all.map((count, index) => (
          <i
            key={String(edges[index])}
            className={index >= low && index < high ? undefined : 'out'}
            title={`${edge(index)} – ${edge(index + 1)}: ${f.count(kept[index]!)} / ${f.count(count)}`}
          >
            <i style={{ height: `${(Math.sqrt(count) / most) * 100}%` }} />
            <b style={{ height: `${(Math.sqrt(kept[index]!) / most) * 100}%` }} />
          </i>
        ))}
      </div>
      <div className="bar-ends">
        <input
          type="range"
          min={0}
          max={bars}
          value={low}
          aria-label={t.from(name)}
          aria-valuetext={low === 0 ? t.any : edge(low)}
          onChange={(event) => choose(Math.min(Number(event.target.value), high - 1), high)}
        />
        <input
          type="range"
          min={0}
          max={bars}
          value={high}
          aria-label={t.to(name)}
          aria-valuetext={high === bars ? t.any : edge(high)}
          onChange={(event) => choose(low, Math.max(Number(event.target.value), low + 1))}
        />
      </div>
      <p className="caption muted">
        {edge(low)} – {edge(high)} {unit}
      </p>
    </div>
  );
}
