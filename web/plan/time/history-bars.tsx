/** How many grades rose and fell, bar by bar behind the slider; never in grade colours. */
import type { History } from '../../api.ts';
import { daysBetween } from './days.ts';

const DAYS = { day: 1, week: 7, month: 30 } as const;
const HEIGHT = 20;

export function HistoryBars({
  history,
  first,
  today,
  day,
}: {
  history: History | null;
  first: string;
  today: string;
  day: string;
}) {
  const length = daysBetween(first, today);
  const bars = history?.bars ?? [];
  const most = Math.max(1, ...bars.map(total));
  const width = history ? DAYS[history.by] : 7;
  return (
    <svg
      className="time-bars"
      viewBox={`0 0 ${length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((bar) => {
        const height = (total(bar) / most) * (HEIGHT - 2);
        const fallen = (bar.down / Math.max(1, total(bar))) * height;
        const x = Math.max(0, daysBetween(first, bar.from));
        const past = bar.from <= day;
        return (
          <g key={bar.from} className={past ? 'past' : ''}>
            <rect className="rose" x={x} y={HEIGHT - height} width={width - 1} height={height - fallen} />
            <rect className="fell" x={x} y={HEIGHT - fallen} width={width - 1} height={fallen} />
          </g>
        );
      })}
      <line className="now" x1={0} x2={length} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
}

const total = ({ up, down, assessed, withdrawn }: History['bars'][number]) =>
  up + down + assessed + withdrawn;
