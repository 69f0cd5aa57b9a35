/** Predicted against published on two logarithmic axes, with the line of equality and a factor of two around it. */

import { useId } from 'react';
import { useValidationTexts } from './texts.ts';
import { digits, type Pair } from './validation-answer.ts';

const SIDE = 400;
const PAPER = { left: 62, top: 10, right: 388, bottom: 352 } as const;
const MOST_TICKS = 7;

export function Scatter({ pairs, label }: { pairs: readonly Pair[]; label: string }) {
  const texts = useValidationTexts();
  const paper = useId();
  const drawn = pairs.filter(({ published, predicted }) => published > 0 && predicted > 0);
  if (drawn.length === 0) return null;
  const powers = drawn.flatMap(({ published, predicted }) => [Math.log10(published), Math.log10(predicted)]);
  const from = Math.floor(Math.min(...powers) - 0.1);
  const to = Math.max(from + 1, Math.ceil(Math.max(...powers) + 0.1));
  const x = (power: number) => PAPER.left + ((power - from) / (to - from)) * (PAPER.right - PAPER.left);
  const y = (power: number) => PAPER.bottom - ((power - from) / (to - from)) * (PAPER.bottom - PAPER.top);
  const step = Math.ceil((to - from) / MOST_TICKS);
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  const two = Math.log10(2);
  return (
    <svg className="scatter" viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={label}>
      <clipPath id={paper}>
        <rect
          x={PAPER.left}
          y={PAPER.top}
          width={PAPER.right - PAPER.left}
          height={PAPER.bottom - PAPER.top}
        />
      </clipPath>
      {ticks.map((power) => (
        <g key={power} className="grid">
          <line x1={x(power)} x2={x(power)} y1={PAPER.top} y2={PAPER.bottom} />
          <line x1={PAPER.left} x2={PAPER.right} y1={y(power)} y2={y(power)} />
          <text x={x(power)} y={PAPER.bottom + 16} textAnchor="middle">
            {digits(10 ** power)}
          </text>
          <text x={PAPER.left - 6} y={y(power) + 4} textAnchor="end">
            {digits(10 ** power)}
          </text>
        </g>
      ))}
      <g clipPath={`url(#${paper})`}>
        {[0, two, -two].map((shift) => (
          <line
            key={shift}
            className={shift === 0 ? 'equal' : 'twice'}
            x1={x(from)}
            y1={y(from + shift)}
            x2={x(to)}
            y2={y(to + shift)}
          />
        ))}
        {drawn.map((pair, i) => (
          <circle
            key={i}
            className={pair.kind}
            cx={x(Math.log10(pair.published))}
            cy={y(Math.log10(pair.predicted))}
            r={pair.kind === 'field-trial' ? 5 : 3.5}
          >
            <title>{`${pair.title}: ${digits(pair.published)} → ${digits(pair.predicted)} ${pair.unit}`}</title>
          </circle>
        ))}
      </g>
      <text className="axis" x={PAPER.right} y={SIDE - 8} textAnchor="end">
        {texts.published}
      </text>
      <text className="axis" transform={`translate(12 ${PAPER.top}) rotate(-90)`} textAnchor="end">
        {texts.predicted}
      </text>
    </svg>
  );
}
