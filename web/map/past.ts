/** Which layers have a past, and how a request says the day. */
import type { LayerId } from '../../data/layers/all.ts';
import type { Shown } from './props.ts';

/** Layers whose grades are kept for every day; a test compares them with the declarations. */
export const LAYERS_WITH_PAST: ReadonlySet<string> = new Set<LayerId>([
  'regions',
  'enterprises',
  'places',
  'risk_points',
  'major_hazards',
  'hazard_points',
]);

/** Query parameters for the day that is shown; none for today and for layers that only have a present. */
export function dayQuery(layer: string, time: Shown['time']): { at?: string; mode?: 'was' | 'known' } {
  return time && LAYERS_WITH_PAST.has(layer) ? { at: time.at, mode: time.mode } : {};
}
