/** A small line of 24 months; closed months are dots, months without a value are gaps. */
import { useLanguage } from '../../parts/texts.tsx';
import type { Figure } from './answer.ts';

const WIDTH = 132;
const HEIGHT = 30;
const PAD = 4;

export function Spark({ figure }: { figure: Figure }) {
  const { of } = useLanguage();
  const { trend } = figure;
  const known = trend.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return <span className="muted">—</span>;
  const low = Math.min(0, ...known);
  const high = Math.max(...known, low + 1e-9);
  const x = (index: number) => PAD + (index * (WIDTH - 2 * PAD)) / Math.max(1, trend.length - 1);
  const y = (value: number) => HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD);
  // a gap begins a new line
  const path = trend
    .map(({ value }, i) =>
      value === null
        ? ''
        : `${i === 0 || trend[i - 1]!.value === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
  const words = trend.flatMap(({ month, value }) =>
    value === null ? [] : [`${month} ${Number(value.toFixed(2))}`],
  );
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${of(figure.label)}: ${words.join(', ')}`}
    >
      <path d={path} fill="none" stroke="var(--fc-ink2)" strokeWidth={1.25} />
      {trend.map(({ month, value, frozen }, i) =>
        value === null || !(frozen || i === trend.length - 1) ? null : (
          <circle
            key={month}
            cx={x(i)}
            cy={y(value)}
            r={2.4}
            fill={frozen ? 'var(--fc-ink)' : 'var(--fc-surface)'}
            stroke="var(--fc-ink)"
          />
        ),
      )}
    </svg>
  );
}
