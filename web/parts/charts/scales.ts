/** Pure arithmetic of the charts: shares, ticks, stacks and days; no scale depends on what is filtered or selected. */

/** A part of a row, from and to as percent of the whole width. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Percent of the width for a value; 0 where nothing can be drawn, never beyond 100. */
export function percentOf(value: number, most: number): number {
  if (!(most > 0) || !(value > 0)) return 0;
  return Math.min(100, (value / most) * 100);
}

/**
 * Parts of a stack one after another, as percent of the width. What is not nothing keeps at least `leastPercent`, taken
 * from the larger parts, so that one red object is seen among thousands; the end stays where the sum puts it.
 */
export function stackOf(values: readonly number[], most: number, leastPercent = 0): Span[] {
  const wholes = values.map((value) => percentOf(Math.max(0, value), most));
  const total = Math.min(
    100,
    wholes.reduce((sum, part) => sum + part, 0),
  );
  const present = wholes.filter((part) => part > 0).length;
  const least = Math.min(leastPercent, present === 0 ? 0 : total / present);
  const lacking = wholes.reduce((sum, part) => sum + (part > 0 ? Math.max(0, least - part) : 0), 0);
  const spare = wholes.reduce((sum, part) => sum + Math.max(0, part - least), 0);
  let at = 0;
  return wholes.map((part) => {
    const width =
      part <= 0 ? 0 : part < least ? least : part - (spare > 0 ? (lacking * (part - least)) / spare : 0);
    const span = { from: at, to: at + width };
    at += width;
    return span;
  });
}

/** Round numbers from 0 to at least `most`, in steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(most: number, about = 4): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0];
  const raw = most / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? 10 * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Whole days since 1970-01-01 of an ISO date. */
export function dayOf(isoDate: string): number {
  return Math.floor(Date.parse(isoDate.slice(0, 10)) / 86_400_000);
}

/** Where a day lies between the first and the last, in percent; one day alone stands in the middle. */
export function dayPercent(isoDate: string, first: string, last: string): number {
  const span = dayOf(last) - dayOf(first);
  return span <= 0 ? 50 : ((dayOf(isoDate) - dayOf(first)) / span) * 100;
}

/** Bins between fixed edges, as percent of the width; the open ends are as wide as their neighbour. */
export function binSpans(count: number): Span[] {
  return Array.from({ length: count }, (_, i) => ({ from: (i / count) * 100, to: ((i + 1) / count) * 100 }));
}
