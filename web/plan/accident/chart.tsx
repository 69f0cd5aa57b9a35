/** A small line chart: values along distance or time, with lines at the levels; a table tells the same without sight. */
import { useId } from 'react';

export interface ChartLine {
  readonly name: string;
  /** Stroke of the curve; `broken` is dashed. */
  readonly look: 'first' | 'second';
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface ChartLevel {
  readonly name: string;
  readonly value: number;
  readonly className: string;
}

export interface ChartProps {
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly lines: readonly ChartLine[];
  readonly levels: readonly ChartLevel[];
  readonly xLog: boolean;
  readonly xText: (x: number) => string;
  readonly yText: (y: number) => string;
  readonly xName: string;
  readonly yName: string;
}

const WIDTH = 312;
const HEIGHT = 172;
const EDGE = { left: 44, right: 10, top: 18, bottom: 30 } as const;
/** Decades shown below the lowest level. */
const BELOW = 1;

export function Chart({ label, lines, levels, xLog, xText, yText, xName, yName }: ChartProps) {
  const id = useId();
  const points = lines.flatMap((line) => line.points);
  const xs = points.map(([x]) => x).filter((x) => !xLog || x > 0);
  const ys = [...points.map(([, y]) => y), ...levels.map(({ value }) => value)].filter((y) => y > 0);
  if (xs.length === 0 || ys.length === 0) return null;
  const most = Math.max(...ys);
  const least = levels.length > 0 ? Math.min(...levels.map(({ value }) => value)) : Math.min(...ys);
  const [bottom, top] = [Math.floor(Math.log10(least)) - BELOW, Math.ceil(Math.log10(most * 1.05))];
  const scale = (value: number) => (xLog ? Math.log10(value) : value);
  const [west, east] = [
    scale(xLog ? Math.max(1, Math.min(...xs)) : Math.min(...xs)),
    Math.max(scale(Math.max(...xs)), scale(xLog ? Math.max(1, Math.min(...xs)) : Math.min(...xs)) + 1e-6),
  ];
  const px = (x: number) =>
    EDGE.left +
    ((scale(Math.max(x, xLog ? 1e-9 : x)) - west) / (east - west)) * (WIDTH - EDGE.left - EDGE.right);
  const py = (y: number) =>
    HEIGHT -
    EDGE.bottom -
    ((Math.max(bottom, Math.log10(Math.max(y, 1e-30))) - bottom) / (top - bottom)) *
      (HEIGHT - EDGE.top - EDGE.bottom);
  const decades = Array.from({ length: top - bottom + 1 }, (_, k) => bottom + k);
  const everyOther = decades.length > 6 ? 2 : 1;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart" role="img" aria-labelledby={id}>
      <title id={id}>{label}</title>
      {decades.map((decade) => (
        <g key={decade}>
          <line
            x1={EDGE.left}
            x2={WIDTH - EDGE.right}
            y1={py(10 ** decade)}
            y2={py(10 ** decade)}
            className="grid"
          />
          {(decade - bottom) % everyOther === 0 && (
            <text x={EDGE.left - 5} y={py(10 ** decade) + 3.5} className="y-tick">
              {yText(10 ** decade)}
            </text>
          )}
        </g>
      ))}
      {ticks(west, east, xLog).map((x) => (
        <g key={x}>
          <line
            x1={px(x)}
            x2={px(x)}
            y1={HEIGHT - EDGE.bottom}
            y2={HEIGHT - EDGE.bottom + 4}
            className="axis"
          />
          <text x={px(x)} y={HEIGHT - EDGE.bottom + 15} className="x-tick">
            {xText(x)}
          </text>
        </g>
      ))}
      <line
        x1={EDGE.left}
        x2={WIDTH - EDGE.right}
        y1={HEIGHT - EDGE.bottom}
        y2={HEIGHT - EDGE.bottom}
        className="axis"
      />
      <text x={EDGE.left} y={11} className="axis-name">
        {yName}
      </text>
      <text x={WIDTH - EDGE.right} y={HEIGHT - 2} className="axis-name end">
        {xName}
      </text>
      {apart(levels.map((level) => ({ ...level, y: py(level.value) }))).map(
        ({ name, y, textY, className }) => (
          <g key={name} className={`level ${className}`}>
            <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y} y2={y} />
            <text x={WIDTH - EDGE.right} y={textY}>
              {name}
            </text>
          </g>
        ),
      )}
      {lines.map(({ name, look, points: drawn }) => (
        <polyline
          key={name}
          className={`curve ${look}`}
          points={drawn
            .filter(([x]) => !xLog || x > 0)
            .map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`)
            .join(' ')}
        />
      ))}
    </svg>
  );
}

/** Names of levels stand above their lines, and apart from each other. */
function apart<T extends { readonly y: number }>(levels: readonly T[]): readonly (T & { textY: number })[] {
  let free = HEIGHT - EDGE.bottom;
  return [...levels]
    .sort((one, other) => other.y - one.y)
    .map((level) => {
      const textY = Math.min(level.y - 3, free);
      free = textY - 11;
      return { ...level, textY };
    });
}

/** Round places on the axis; `from` and `to` are logarithms where it is logarithmic. */
function ticks(from: number, to: number, log: boolean): number[] {
  if (log) {
    const first = Math.ceil(from - 1e-9);
    return Array.from(
      { length: Math.max(0, Math.floor(to + 1e-9) - first + 1) },
      (_, k) => 10 ** (first + k),
    );
  }
  const rough = (to - from) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  // time is told in minutes: steps of 1, 2, 5 of them
  const step = [1, 2, 3, 5, 6, 10].map((factor) => factor * unit).find((one) => one >= rough) ?? unit * 10;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) => (first + k) * step);
}
