/** Edges of a histogram's bars: round numbers that follow from the span of all values alone. */

export interface Span {
  readonly least: number | string | null;
  readonly most: number | string | null;
}

const MOST_BARS = 24;

/** At least two edges, all values between the first and the last (the last one not included); null without values. */
export function edgesOf({ least, most }: Span, as: 'range' | 'date'): readonly (number | string)[] | null {
  if (least === null || most === null) return null;
  return as === 'date' ? dates(String(least), String(most)) : numbers(Number(least), Number(most));
}

function numbers(least: number, most: number): number[] {
  // from a handful to a multitude, equal steps would put nearly all into the first bar
  if (least >= 0 && most > 1000 && least * 100 < most) {
    const edges = [0];
    for (let power = 1; edges.at(-1)! <= most; power *= 10)
      for (const step of [1, 2, 5]) if (edges.at(-1)! <= most) edges.push(step * power);
    return edges;
  }
  const step = niceStep((most - least) / MOST_BARS);
  const first = Math.floor(least / step);
  const last = Math.floor(most / step) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
}

/** The next of 1, 2, 5 × 10ⁿ that is not smaller. */
function niceStep(wanted: number): number {
  if (!(wanted > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power;
}

const rounded = (value: number) => Number(value.toPrecision(12));

/** Months, quarters, years or decades, the finest that fits. */
function dates(least: string, most: string): string[] {
  const [from, to] = [monthOf(least), monthOf(most)];
  const months = [1, 3, 12, 120].find((size) => (to - from) / size < MOST_BARS) ?? 1200;
  const first = Math.floor(from / months);
  const last = Math.floor(to / months) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => dayOf((first + index) * months));
}

const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const dayOf = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
