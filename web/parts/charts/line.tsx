/** A value over time: steps stand at their days, a line joins them, every point has its number. */
import type { Formats } from '../formats.ts';
import { useLanguage } from '../texts.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { dayPercent, niceTicks, percentOf } from './scales.ts';
import { useChartTexts } from './texts.ts';

export interface LinePoint {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly value: number;
}

const HEIGHT = 110;
const TOP = 8;

export function LineOverTime({
  title,
  points,
  unit,
  most,
  note,
  selected = null,
  write,
  onPick,
}: {
  title: string;
  points: readonly LinePoint[];
  unit?: string | undefined;
  /** Value at the top; absent = a round number above the greatest. */
  most?: number | undefined;
  note?: string | undefined;
  /** The marked day. */
  selected?: string | null;
  write?: ((value: number, f: Formats) => string) | undefined;
  onPick?: ((date: string) => void) | undefined;
}) {
  const { f } = useLanguage();
  const texts = useChartTexts();
  const sorted = [...points].sort((a, b) => a.date.localeCompare(b.date));
  const first = sorted[0]?.date ?? '';
  const last = sorted.at(-1)?.date ?? '';
  const ticks = niceTicks(most ?? Math.max(0, ...sorted.map(({ value }) => value)), 2);
  const top = most ?? ticks.at(-1) ?? 0;
  const x = (date: string) => 2 + dayPercent(date, first, last) * 0.96;
  const y = (value: number) => HEIGHT - (percentOf(value, top) / 100) * (HEIGHT - TOP);
  const word = (value: number) => write?.(value, f) ?? f.decimal(value);
  return (
    <ChartFrame
      title={unit ? `${title} (${unit})` : title}
      note={note}
      table={{
        columns: [texts.day, unit ?? title],
        rows: sorted.map(({ date, value }) => [date, word(value)]),
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
      <svg className="chart-line" height={HEIGHT + 6} role="group" aria-label={title}>
        {ticks
          .filter((tick) => tick <= top)
          .map((tick) => (
            <g key={tick}>
              <line className="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
              <text x={0} y={y(tick) - 2}>
                {word(tick)}
              </text>
            </g>
          ))}
        {sorted.slice(1).map((point, i) => {
          const before = sorted[i];
          return (
            before && (
              <line
                key={point.date}
                className="stroke"
                x1={`${x(before.date)}%`}
                y1={y(before.value)}
                x2={`${x(point.date)}%`}
                y2={y(point.value)}
              />
            )
          );
        })}
        {sorted.map(({ date, value }) => {
          const words = `${date}: ${word(value)}${unit ? ` ${unit}` : ''}`;
          return (
            <g
              key={date}
              className={selected === date ? 'selected' : undefined}
              {...(onPick
                ? {
                    role: 'button',
                    tabIndex: 0,
                    'aria-label': words,
                    'aria-pressed': selected === date,
                    onClick: () => onPick(date),
                    onKeyDown: (event: React.KeyboardEvent) => {
                      if (event.key !== 'Enter' && event.key !== ' ') return;
                      event.preventDefault();
                      onPick(date);
                    },
                  }
                : { role: 'img', 'aria-label': words })}
            >
              <title>{words}</title>
              <circle className="hit" cx={`${x(date)}%`} cy={y(value)} r={9} />
              <circle className="point" cx={`${x(date)}%`} cy={y(value)} r={3} />
            </g>
          );
        })}
      </svg>
      <div className="chart-ends" aria-hidden="true">
        <span>{first}</span>
        {last !== first && <span>{last}</span>}
      </div>
    </ChartFrame>
  );
}
