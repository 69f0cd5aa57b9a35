/** A small line in a row of a table: settled values are dots, what is not known is a gap. `LineOverTime` is the large one. */

export interface SparkPoint {
  /** A month or a day, in the order of time. */
  readonly at: string;
  /** null = not known. */
  readonly value: number | null;
  /** No longer changes. */
  readonly settled?: boolean;
}

const WIDTH = 132;
const HEIGHT = 30;
const PAD = 4;

export function Spark({ label, points }: { label: string; points: readonly SparkPoint[] }) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return <span className="muted">—</span>;
  const low = Math.min(0, ...known);
  const high = Math.max(...known, low + 1e-9);
  const x = (index: number) => PAD + (index * (WIDTH - 2 * PAD)) / Math.max(1, points.length - 1);
  const y = (value: number) => HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD);
  // a gap begins a new line
  const path = points
    .map(({ value }, i) =>
      value === null
        ? ''
        : `${i === 0 || points[i - 1]!.value === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
  const words = points.flatMap(({ at, value }) =>
    value === null ? [] : [`${at} ${Number(value.toFixed(2))}`],
  );
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${label}: ${words.join(', ')}`}
    >
      <path d={path} fill="none" stroke="var(--fc-ink2)" strokeWidth={1.25} />
      {points.map(({ at, value, settled }, i) =>
        value === null || !(settled || i === points.length - 1) ? null : (
          <circle
            key={at}
            cx={x(i)}
            cy={y(value)}
            r={2.4}
            fill={settled ? 'var(--fc-ink)' : 'var(--fc-surface)'}
            stroke="var(--fc-ink)"
          />
        ),
      )}
    </svg>
  );
}
