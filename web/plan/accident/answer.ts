/** What the server answers about an accident, the weather and the wind rose. */
import type { Polygon } from 'geojson';
import type { Text } from '../../../data/layer.ts';
import type { TARGET_CLASSES } from '../../../data/layers/protected-targets.ts';
import type { Stability } from '../../../data/models/inputs.ts';
import type { Validity } from '../../../data/models/model.ts';
import type { ScenarioId } from '../../../data/scenarios/scenario.ts';
import { answered, type Item } from '../../api.ts';
import type { LonLat } from '../../map/props.ts';

export interface People {
  readonly day: number | null;
  readonly night: number | null;
}

export interface LevelReached {
  readonly endpoint: string;
  readonly threshold: number;
  readonly unit: string;
}

export interface ZoneProperties extends LevelReached {
  readonly kind: 'toxic' | 'flammable' | 'heat' | 'overpressure';
  readonly label: Text;
  readonly arrivalS: number;
  readonly extentM: number;
  readonly escalation: boolean;
  readonly people: People;
}

interface Shape<P> {
  readonly geometry: Polygon;
  readonly properties: P;
}

/** An object inside: its own fields, and where and when it is reached. */
export interface Inside extends Item {
  readonly properties: Item['properties'] & {
    readonly distanceM: number;
    readonly endpoint: string;
    readonly arrivalS: number;
  };
}

export interface InsideList {
  readonly count: number;
  readonly features: { readonly features: readonly Inside[] };
}

export interface ThreatEndpoint extends LevelReached, Text {
  readonly outdoorFromS: number | null;
  readonly outdoorUntilS: number | null;
  readonly indoorFromS: number | null;
  readonly indoorUntilS: number | null;
}

/** The effect at one place over time. */
export interface Threat {
  readonly point: LonLat;
  readonly distanceM: number;
  readonly downwindM: number;
  readonly crosswindM: number;
  readonly unit: string;
  readonly outdoorMax: number;
  /** null: walls are not counted for heat and blast. */
  readonly indoorMax: number | null;
  readonly arrivalS: number | null;
  readonly untilS: number | null;
  readonly timeS: readonly number[];
  readonly outdoor: readonly number[];
  readonly indoor: readonly number[];
  /** Greatest value while the wind turns by ±turnDeg. */
  readonly turned: { readonly turnDeg: number; readonly outdoorMax: number } | null;
  readonly airChangesPerHour: number | null;
  readonly endpoints: readonly ThreatEndpoint[];
}

interface Group {
  readonly count: number;
  readonly day: number;
  readonly night: number;
}

export interface AccidentAnswer {
  readonly scenario: ScenarioId;
  readonly substance: Text & { readonly id: string };
  readonly massKg: number;
  readonly source: Readonly<Record<string, number>>;
  readonly zones: { readonly features: readonly Shape<ZoneProperties>[] };
  readonly uncertainty: {
    readonly features: readonly Shape<{ readonly endpoint: string; readonly turnDeg: number }>[];
  };
  readonly unreached: readonly (LevelReached & Text)[];
  readonly profile: {
    readonly distanceM: readonly number[];
    readonly value: readonly number[];
    readonly unit: string;
  };
  readonly people: People;
  readonly targets: InsideList & {
    readonly byClass: Readonly<Record<(typeof TARGET_CLASSES)[number]['id'] | 'not_classified', Group>>;
    /** Kinds that occur. */
    readonly byKind: Readonly<Record<string, Group>>;
  };
  readonly pipelines: InsideList;
  readonly majorHazards: InsideList;
  readonly models: readonly {
    readonly id: string;
    readonly label: Text;
    readonly version: string;
    readonly validity: Validity;
  }[];
  readonly tables: Readonly<Record<string, string>>;
  readonly possible: readonly ScenarioId[];
  readonly validity: Validity | null;
  readonly reasons: readonly Text[];
  readonly assumptions: readonly Text[];
  readonly sources: readonly string[];
  readonly threat?: Threat | null;
}

export interface RoseWeather {
  readonly windMS: number;
  readonly stability: Stability;
}

export interface WindRose {
  readonly label: Text;
  readonly source: Text;
  readonly simulated: boolean;
  /** A weather station can be asked. */
  readonly station: boolean;
  readonly classes: readonly (RoseWeather & { readonly share: number })[];
  readonly sectors: readonly { readonly fromDeg: number; readonly share: number }[];
  readonly mostFrequent: RoseWeather & { readonly windFromDeg: number };
  /** Least wind of the most stable class. */
  readonly worst: RoseWeather;
}

export interface StationWeather {
  readonly station: string | null;
  readonly observedAt: string;
  readonly ageS: number;
  readonly stale: boolean;
  readonly windMS: number;
  readonly windFromDeg: number;
  readonly tempC: number;
  readonly rh: number;
  /** The station did not answer now. */
  readonly failed: boolean;
  /** null: the place of the station is not known. */
  readonly stability: {
    readonly class: Stability;
    readonly validity: Validity;
    readonly reasons: readonly Text[];
    readonly source: string;
  } | null;
}

export const askAccident = (inputs: object, signal: AbortSignal) =>
  answered<AccidentAnswer>(
    fetch('/ogc/processes/consequence/execution', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs }),
      signal,
    }),
  );

export const readWindRose = (signal: AbortSignal) => answered<WindRose>(fetch('/api/wind-rose', { signal }));

export const readStation = (signal: AbortSignal) =>
  answered<StationWeather>(fetch('/api/weather', { signal }));

/** Major hazard sources that the reader may choose from, by name. */
export async function readUnits(signal: AbortSignal): Promise<readonly Item[]> {
  const query = new URLSearchParams({ limit: '2000', sortby: 'name', f: 'json' });
  const answer = await answered<{ features: readonly Item[] }>(
    fetch(`/ogc/collections/major_hazards/items?${query}`, { signal }),
  );
  return answer.features;
}
