/** Class of an accident at work by its casualties and loss (生产安全事故报告和调查处理条例, 国务院令第493号, article 3). */
import type { ACCIDENT_CLASSES } from '../tables/accident-types.ts';

export type AccidentClass = (typeof ACCIDENT_CLASSES)[number]['id'];

const FROM: readonly (readonly [AccidentClass, deaths: number, seriouslyInjured: number, loss10k: number])[] =
  [
    ['extraordinary', 30, 100, 10_000],
    ['major', 10, 50, 5000],
    ['larger', 3, 10, 1000],
  ];

/** The worst class that any of the three reaches; the loss is in 万元 (10,000 yuan). */
export function accidentClass(deaths: number, seriouslyInjured: number, loss10k: number): AccidentClass {
  const reached = FROM.find(
    ([, fromDeaths, fromInjured, fromLoss]) =>
      deaths >= fromDeaths || seriouslyInjured >= fromInjured || loss10k >= fromLoss,
  );
  return reached?.[0] ?? 'general';
}
