/** F-N curves of several alternatives over the city's own, with the acceptance lines. */
import { useLanguage } from '../../parts/texts.tsx';
import { frameOf, placer, stairs } from '../risk/fn-scale.ts';
import { perYear } from '../risk/per-year.ts';
import type { FnPoint, SocietalAnswer } from '../risk/risk-answers.ts';
import { useRiskTexts } from '../risk/texts.ts';

const SIZE = { width: 316, height: 236 } as const;
const PAPER = { left: 42, top: 10, width: 264, height: 182 } as const;

export interface Curve {
  readonly name: string;
  readonly fn: readonly FnPoint[];
}

/** At most three alternatives; `before` is the city as it is. */
export function FnOverlay({
  curves,
  before,
  lines,
}: {
  curves: readonly Curve[];
  before: Curve;
  lines: SocietalAnswer['lines'];
}) {
  const { of, f } = useLanguage();
  const texts = useRiskTexts();
  const all = [before, ...curves];
  if (all.every(({ fn }) => fn.length === 0)) return <p className="risk-empty">{texts.fnEmpty}</p>;
  const frame = frameOf(
    all.flatMap(({ fn }) => fn),
    [lines.upper, lines.lower],
  );
  const { x, y } = placer(frame, PAPER);
  const path = (points: readonly FnPoint[]) =>
    points
      .map(({ n, fPerYr }, i) => `${i === 0 ? 'M' : 'L'}${x(n).toFixed(1)} ${y(fPerYr).toFixed(1)}`)
      .join('');
  const decades = ([from, to]: readonly [number, number]) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const [right, bottom] = [PAPER.left + PAPER.width, PAPER.top + PAPER.height];
  return (
    <figure className="fn-chart fn-overlay">
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={`${texts.fn}: ${all.map(({ name }) => name).join(', ')}`}
      >
        <clipPath id="fn-overlay-paper">
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
        <g clipPath="url(#fn-overlay-paper)">
          <path className="band" d={`${path([...lines.upper, ...[...lines.lower].reverse()])}Z`} />
          <path className="limit" d={path(lines.upper)} />
          <path className="limit lower" d={path(lines.lower)} />
          <path className="curve before" d={path(stairs(before.fn))} />
          {curves.map(({ name, fn }, index) => (
            <path key={`${index} ${name}`} className={`curve alternative-${index}`} d={path(stairs(fn))} />
          ))}
        </g>
        <text className="axis" x={right} y={SIZE.height - 6} textAnchor="end">
          {texts.fnN}
        </text>
      </svg>
      <ul className="siting-key caption">
        <li>
          <i className="before" aria-hidden="true" />
          {before.name}
        </li>
        {curves.map(({ name }, index) => (
          <li key={`${index} ${name}`}>
            <i className={`alternative-${index}`} aria-hidden="true" />
            {name}
          </li>
        ))}
      </ul>
      <figcaption className="caption muted">
        {texts.fnNote(of(lines.source), of(lines.confidence))}
      </figcaption>
    </figure>
  );
}
