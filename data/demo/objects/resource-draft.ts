/** A resource of the demo city before it gets its number, address and dates; how many of each kind there are. */
import type { RESOURCE_KINDS } from '../../layers/resources.ts';
import type { Random } from '../random.ts';
import type { Site } from './sites.ts';

type Kind = (typeof RESOURCE_KINDS)[number]['id'];

/** At scale 1; docs/demo.md says which come from a city's report and which are our choice. */
export const RESOURCE_COUNTS = {
  fireBrigades: 66,
  fireStations: 12,
  depots: 13,
  sheltersUpgraded: 13,
  sheltersOther: 260,
  safetyStations: 154,
  commandCentres: 11,
  hydrants: 9600,
  waterSources: 640,
  helipads: 24,
  lookouts: 86,
} as const;

export interface ResourceDraft {
  readonly kind: Kind;
  readonly site: Site;
  readonly name: string;
  readonly values?: Readonly<Record<string, string | number | null>>;
}

/** Most are ready, some are out, some not available. */
export const readiness = (random: Random) => {
  const drawn = random();
  return drawn < 0.92 ? 'ready' : drawn < 0.96 ? 'out' : 'unavailable';
};

/** Works and waters stay where they are: in order, or not available. */
export const usable = (random: Random) => (random() < 0.96 ? 'ready' : 'unavailable');
