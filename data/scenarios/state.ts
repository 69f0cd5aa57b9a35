/** In which state a vessel at the temperature of the air holds a substance. */
import type { Substance } from '../tables/substances.ts';

/** Stored under ambient temperature: as compressed gas, as liquid under its own pressure, or as liquid. */
export type State = 'gas' | 'liquefied' | 'liquid';

export const kelvin = (tempC: number): number => tempC + 273.15;

/** State in a vessel that has the temperature of the air. */
export function stateOf(substance: Substance, temperatureK: number): State {
  if (temperatureK >= substance.criticalTemperatureK) return 'gas';
  return temperatureK > substance.boilingPointK ? 'liquefied' : 'liquid';
}
