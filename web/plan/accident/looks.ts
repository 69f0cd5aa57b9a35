/** How severe a level is drawn: lethal, irreversible or discomfort; one rule for map, table and paper. */
import type { ShapeLook } from '../../map/drawn.ts';
import type { LevelReached } from './answer.ts';

export type ZoneLook = Extract<ShapeLook, 'zone-1' | 'zone-2' | 'zone-3'>;

/** Least heat, kW/m², that may kill within a minute, and that burns badly (ALOHA 10 and 5 kW/m²). */
const HEAT = { lethal: 10, irreversible: 5 };
/** Least overpressure, kPa, that destroys buildings, and that injures or breaks vessels (ALOHA 8 psi; 16 kPa). */
const BLAST = { lethal: 55.2, irreversible: 16 };

export function lookOf({ endpoint, threshold, unit }: LevelReached): ZoneLook {
  if (unit === 'kW/m²') return byLimits(threshold, HEAT);
  if (unit === 'kPa') return byLimits(threshold, BLAST);
  if (endpoint === 'LFL') return 'zone-1';
  if (endpoint === 'LFL-half') return 'zone-2';
  return endpoint.endsWith('-3') ? 'zone-1' : endpoint.endsWith('-2') ? 'zone-2' : 'zone-3';
}

const byLimits = (value: number, { lethal, irreversible }: typeof HEAT): ZoneLook =>
  value >= lethal ? 'zone-1' : value >= irreversible ? 'zone-2' : 'zone-3';

/** The level as people say it: AEGL-2, 5 kW/m², LFL. */
export function levelName({ endpoint, threshold, unit }: LevelReached): string {
  if (unit !== 'ppm') return `${threshold} ${unit}`;
  return endpoint === 'LFL-half' ? '½ LFL' : endpoint;
}
