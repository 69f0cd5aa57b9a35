/** How far the wind may turn from the stated direction. */
import type { Stability } from '../models/inputs.ts';
import type { Chain } from './chain.ts';
import type { Weather } from './scenario.ts';

/** Standard deviation of the wind direction by class, degrees. Source: EPA-454/R-99-005, table 6-8a (middle of each class). */
const SIGMA_DEG: Readonly<Record<Stability, number>> = { A: 25, B: 20, C: 15, D: 10, E: 5, F: 2.5 };

/** Half of a sixteenth of the compass: as finely as wind directions are usually stated. */
const STATED_DEG = 11.25;

/** Half angle, degrees: two standard deviations of the class, and half a sixteenth of the compass, as a root of squares. */
export function turnDeg(weather: Weather, chain: Chain): number {
  const half = Math.hypot(2 * SIGMA_DEG[weather.stability], STATED_DEG);
  chain.assume(
    `风向不确定 ±${half.toFixed(0)}°：该稳定度风向标准差的两倍与半个十六方位的平方和根`,
    `Wind direction ±${half.toFixed(0)}°: two standard deviations of the class and half a sixteenth of the compass, root of squares`,
  );
  chain.cite('EPA-454/R-99-005 table 6-8a');
  if (weather.windMS < 2 && (weather.stability === 'E' || weather.stability === 'F'))
    chain.remark(
      'edge',
      '稳定微风时风向会大幅摆动，任何方向都应有准备',
      'In a light wind and stable air the direction meanders: be ready for every direction',
    );
  return half;
}
