/** Columns between fixed edges, for numbers and dates: a press tells the bin. */
import { useLanguage } from '../texts.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { binSpans, niceTicks, percentOf } from './scales.ts';
import { useChartTexts } from './texts.ts';

export interface Bin {
  readonly key: string;
  /** What lies in it, e.g. "100–500". */
  readonly label: string;
  /** Shorter, under the column. */
  readonly tick?: string;
  readonly count: number;
}

const HEIGHT = 92;

export function Histogram({
  title,
  bins,
  note,
  selected = null,
  onPick,
}: {
  title: string;
  bins: readonly Bin[];
  note?: string | undefined;
  selected?: readonly string[] | null;
  onPick?: ((key: string) => void) | undefined;
}) {
  const { f } = useLanguage();
  const texts = useChartTexts();
  const most = niceTicks(Math.max(0, ...bins.map(({ count }) => count)), 2).at(-1) ?? 0;
  const spans = binSpans(bins.length);
  return (
    <ChartFrame
      title={title}
      note={note}
      table={{
        columns: [title, texts.total],
        rows: bins.some(({ count }) => count > 0)
          ? bins.map(({ label, count }) => [label, f.count(count)])
          : [],
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
      <svg className="chart-histogram" height={HEIGHT + 4} role="group" aria-label={title}>
        <text className="chart-most" x={0} y={10}>
          {f.count(most)}
        </text>
        {bins.map(({ key, label, count }, i) => {
          const span = spans[i] ?? { from: 0, to: 0 };
          const height = (percentOf(count, most) / 100) * (HEIGHT - 14);
          const words = `${label}: ${f.count(count)}`;
          const isSelected = selected?.includes(key) ?? false;
          return (
            <g
              key={key}
              className={isSelected ? 'selected' : undefined}
              {...(onPick
                ? {
                    role: 'button',
                    tabIndex: 0,
                    'aria-label': words,
                    'aria-pressed': isSelected,
                    onClick: () => onPick(key),
                    onKeyDown: (event: React.KeyboardEvent) => {
                      if (event.key !== 'Enter' && event.key !== ' ') return;
                      event.preventDefault();
                      onPick(key);
                    },
                  }
                : { role: 'img', 'aria-label': words })}
            >
              <title>{words}</title>
              {/* the whole column can be hit */}
              <rect
                className="hit"
                x={`${span.from}%`}
                y={0}
                width={`${span.to - span.from}%`}
                height={HEIGHT}
              />
              <rect
                className="column"
                x={`${span.from + 0.6}%`}
                y={HEIGHT - height}
                width={`${Math.max(0.5, span.to - span.from - 1.2)}%`}
                height={count > 0 ? Math.max(1.5, height) : 0}
              />
            </g>
          );
        })}
        <line className="axis" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div className="chart-ticks" aria-hidden="true">
        {bins.map(({ key, label, tick }) => (
          <span key={key}>{tick ?? label}</span>
        ))}
      </div>
    </ChartFrame>
  );
}
