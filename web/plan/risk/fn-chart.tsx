/** The F-N curve with its acceptance lines, and the same numbers as a table. */
import { useId } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { frameOf, placer, stairs } from './fn-scale.ts';
import { perYear } from './per-year.ts';
import type { FnPoint, SocietalAnswer } from './risk-answers.ts';
import { useRiskTexts } from './texts.ts';

const SIZE = { width: 316, height: 236 } as const;
const PAPER = { left: 42, top: 10, width: 264, height: 182 } as const;

/** `before` is another state of the city, drawn thinner behind. */
export function FnChart({
  fn,
  lines,
  before = null,
}: {
  fn: readonly FnPoint[];
  lines: SocietalAnswer['lines'];
  before?: readonly FnPoint[] | null;
}) {
  const { of, f } = useLanguage();
  const texts = useRiskTexts();
  const paper = useId();
  if (fn.length === 0) return <p className="risk-empty">{texts.fnEmpty}</p>;
  const frame = frameOf([...fn, ...(before ?? [])], [lines.upper, lines.lower]);
  const { x, y } = placer(frame, PAPER);
  const path = (points: readonly FnPoint[]) =>
    points
      .map(({ n, fPerYr }, i) => `${i === 0 ? 'M' : 'L'}${x(n).toFixed(1)} ${y(fPerYr).toFixed(1)}`)
      .join('');
  const band = [...lines.upper, ...[...lines.lower].reverse()];
  const decades = ([from, to]: readonly [number, number]) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const [right, bottom] = [PAPER.left + PAPER.width, PAPER.top + PAPER.height];
  const middle = (points: readonly FnPoint[]) =>
    points[0] && { x: x(points[0].n) + 6, y: y(points[0].fPerYr) };
  const words = [
    { at: middle(lines.upper), word: texts.fnUpper },
    { at: middle(lines.lower), word: texts.fnLower },
  ];
  return (
    <figure className="fn-chart">
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={`${texts.fn}: ${texts.fnAbout}`}
      >
        <clipPath id={paper}>
          <rect x={PAPER.left} y={PAPER.top} width={PAPER.width} height={PAPER.height} />
        </clipPath>
        <g className="grid">
          {decades(frame.n).map((power) => (
            <g key={power}>
              <line x1={x(10 ** power)} x2={x(10 ** power)} y1={PAPER.top} y2={bottom} />
              <text x={x(10 ** power)} y={bottom + 14} textAnchor={power === frame.n[1] ? 'end' : 'middle'}>
                {f.count(10 ** power)}
              </text>
            </g>
          ))}
          {decades(frame.f).map((power) => (
            <g key={power}>
              <line x1={PAPER.left} x2={right} y1={y(10 ** power)} y2={y(10 ** power)} />
              <text x={PAPER.left - 5} y={y(10 ** power) + 4} textAnchor="end">
                {perYear(10 ** power).replace('1×', '')}
              </text>
            </g>
          ))}
        </g>
        <g clipPath={`url(#${paper})`}>
          <path className="band" d={`${path(band)}Z`} />
          <path className="limit" d={path(lines.upper)} />
          <path className="limit lower" d={path(lines.lower)} />
          {before && <path className="curve before" d={path(stairs(before))} />}
          <path className="curve" d={path(stairs(fn))} />
        </g>
        {words.map(
          ({ at, word }) =>
            at && (
              <text key={word} className="on-line" x={at.x} y={at.y + 13}>
                {word}
              </text>
            ),
        )}
        <text className="axis" x={right} y={SIZE.height - 6} textAnchor="end">
          {texts.fnN}
        </text>
      </svg>
      <figcaption className="caption muted">
        {texts.fnNote(of(lines.source), of(lines.confidence))}
      </figcaption>
      <details className="risk-details">
        <summary>{texts.fnTable}</summary>
        <table className="risk-table">
          <thead>
            <tr>
              <th scope="col">{texts.fnN}</th>
              <th scope="col">{texts.fnF}</th>
            </tr>
          </thead>
          <tbody>
            {thinned(fn).map(({ n, fPerYr }) => (
              <tr key={n}>
                <td>{f.decimal(n)}</td>
                <td>{perYear(fPerYr)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** At most thirty points: the first, the last and some between. */
function thinned(fn: readonly FnPoint[]): readonly FnPoint[] {
  const step = Math.max(1, Math.ceil(fn.length / 30));
  return fn.filter((_, i) => i % step === 0 || i === fn.length - 1);
}
