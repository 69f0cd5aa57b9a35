/** The stability of the air from what a weather station sees and where the sun stands. */
import type { Text } from '../layer.ts';
import type { Stability } from '../models/inputs.ts';
import { pasquillClass } from '../models/meteorology.ts';
import type { Validity } from '../models/model.ts';
import { solarElevationDeg } from './sun.ts';

export interface ObservedStability {
  readonly class: Stability;
  readonly solarElevationDeg: number;
  /** Octas that were counted with. */
  readonly cloudOktas: number;
  readonly validity: Validity;
  readonly reasons: readonly Text[];
  readonly source: string;
}

/** Clouds are not always seen: then the more stable sky, overcast by day and clear by night, so that zones are not too short. */
const UNSEEN: Text = {
  zh: '气象站没有报告云量：按较稳定的情形（白天阴、夜间晴）',
  en: 'The station reports no cloud: the more stable sky is taken (overcast by day, clear by night)',
};

export function observedStability(
  observedAt: Date,
  at: readonly [lon: number, lat: number],
  windMS: number,
  cloudOktas: number | null,
): ObservedStability {
  const elevation = solarElevationDeg(observedAt, at);
  const cloud = cloudOktas ?? (elevation > 0 ? 8 : 0);
  const { value, validity, reasons } = pasquillClass.answer({
    windMS,
    solarElevationDeg: elevation,
    cloudOktas: cloud,
  });
  const unseen = cloudOktas === null;
  return {
    class: value.stability,
    solarElevationDeg: elevation,
    cloudOktas: cloud,
    validity: unseen && validity === 'in' ? 'edge' : validity,
    reasons: unseen ? [...reasons, UNSEEN] : reasons,
    source: `${pasquillClass.source}; NOAA Solar Calculator (Meeus 1998)`,
  };
}
