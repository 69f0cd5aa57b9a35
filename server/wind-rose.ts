/** The wind rose as an answer: its classes and sectors, what is most frequent, and what is worst. */
import { CLASSES } from '../data/models/meteorology.ts';
import type { WindRose } from '../data/tables/wind-rose.ts';

export function roseAnswer(rose: WindRose, simulated: boolean, station: boolean) {
  const { id, zh, en, source, weather, from } = rose;
  const sectors = from.map((share, k) => ({ fromDeg: (360 / from.length) * k, share }));
  const usual = mostShared(weather);
  // gas goes farthest in the most stable air and the least wind
  const [worst] = [...weather].sort(
    (one, other) =>
      CLASSES.indexOf(other.stability) - CLASSES.indexOf(one.stability) || one.windMS - other.windMS,
  );
  return {
    id,
    label: { zh, en },
    source: { zh: source.zh, en: source.en },
    simulated,
    station,
    classes: weather.map(({ stability, windMS, share }) => ({ stability, windMS, share })),
    sectors,
    mostFrequent: {
      stability: usual.stability,
      windMS: usual.windMS,
      windFromDeg: mostShared(sectors).fromDeg,
    },
    worst: { stability: worst!.stability, windMS: worst!.windMS },
  };
}

const mostShared = <T extends { readonly share: number }>(all: readonly T[]): T =>
  all.reduce((best, one) => (one.share > best.share ? one : best));
