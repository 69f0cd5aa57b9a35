/** The numbers by which this city grades: read by all forms of the ledger, set by an administrator. */
import { createContext, useContext } from 'react';
import type { Text } from '../../../../data/layer.ts';
import { type CityNumbers, DEFAULT_NUMBERS } from '../../../../data/ledger/city-bounds.ts';
import type { GradingSettings } from '../../../../data/ledger/settings.ts';
import { answered, sendJson } from '../../../api.ts';

export interface SettingsAnswer extends CityNumbers {
  readonly at: string | null;
  readonly userId: string | null;
  readonly note: string | null;
  readonly defaults: GradingSettings;
  readonly source: Text;
}
export const readSettings = (signal: AbortSignal) =>
  answered<SettingsAnswer>(fetch('/api/grading-settings', { signal }));

export interface Regraded {
  readonly version: number;
  readonly regraded: {
    readonly objects: number;
    readonly regions: number;
    readonly areas: number;
    readonly ms: number;
  };
}
/** Sets the numbers and grades the whole city by them. Throws Problem: 409 when somebody else set them meanwhile. */
export const writeSettings = (version: number, settings: GradingSettings, note: string) =>
  sendJson<Regraded>('/api/grading-settings', 'PUT', { version, settings, ...(note && { note }) });

/** The numbers that previews in forms go by; the defaults until they are read. */
export const CityNumbersContext = createContext<CityNumbers>(DEFAULT_NUMBERS);
export const useCityNumbers = (): CityNumbers => useContext(CityNumbersContext);
