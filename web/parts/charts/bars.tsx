/** Horizontal bars of plain numbers: one row a thing, its word, its bar, its number; a press tells which. */
import type { Formats } from '../formats.ts';
import { useLanguage } from '../texts.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { percentOf } from './scales.ts';
import { useChartTexts } from './texts.ts';

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** null = there is no value, which is not 0. */
  readonly value: number | null;
}

export function Bars({
  title,
  bars,
  most,
  unit,
  note,
  selected = null,
  write,
  onPick,
}: {
  title: string;
  bars: readonly Bar[];
  /** Value of the full width; absent = the greatest bar. */
  most?: number | undefined;
  unit?: string | undefined;
  note?: string | undefined;
  /** Keys of the marked bars; null = none is. */
  selected?: readonly string[] | null;
  write?: ((value: number, f: Formats) => string) | undefined;
  onPick?: ((key: string) => void) | undefined;
}) {
  const { f } = useLanguage();
  const texts = useChartTexts();
  const full = most ?? Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const word = (value: number | null) =>
    value === null ? texts.noValue : (write?.(value, f) ?? f.count(value));
  return (
    <ChartFrame
      title={unit ? `${title} (${unit})` : title}
      note={note}
      table={{ columns: [title, unit ?? texts.total], rows: bars.map((bar) => [bar.label, word(bar.value)]) }}
    >
      <ul className="chart-rows">
        {bars.map((bar) => {
          const picture = (
            <>
              <span className="chart-word">{bar.label}</span>
              <svg className="chart-bar" height={12} aria-hidden="true">
                <rect y={1} height={10} rx={2} width={`${percentOf(bar.value ?? 0, full)}%`} />
              </svg>
              <b>{word(bar.value)}</b>
            </>
          );
          return (
            <li key={bar.key}>
              {onPick ? (
                <button
                  type="button"
                  className="chart-row"
                  aria-pressed={selected?.includes(bar.key) ?? false}
                  onClick={() => onPick(bar.key)}
                >
                  {picture}
                </button>
              ) : (
                <span className="chart-row">{picture}</span>
              )}
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
