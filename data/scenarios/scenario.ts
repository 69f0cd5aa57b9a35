/** What an accident scenario is given and what it gives. */
import type { Dictionary, Text } from '../layer.ts';
import type { Stability } from '../models/inputs.ts';
import type { Substance } from '../tables/substances.ts';
import type { Chain } from './chain.ts';
import type { Point, Ring } from './shape.ts';

export const SCENARIOS = [
  { id: 'toxic_continuous', zh: '持续泄漏中毒', en: 'Toxic cloud of a lasting release' },
  { id: 'toxic_instantaneous', zh: '瞬时泄漏中毒', en: 'Toxic cloud of a release at once' },
  { id: 'flash_fire', zh: '可燃云（闪火）', en: 'Flammable cloud (flash fire)' },
  { id: 'pool_fire', zh: '池火', en: 'Pool fire' },
  { id: 'jet_fire', zh: '喷射火', en: 'Jet fire' },
  { id: 'bleve', zh: 'BLEVE 火球', en: 'BLEVE fireball' },
  { id: 'vce', zh: '蒸气云爆炸', en: 'Vapour cloud explosion' },
] as const satisfies Dictionary;
export type ScenarioId = (typeof SCENARIOS)[number]['id'];

export interface Weather {
  /** At 10 m. */
  readonly windMS: number;
  /** Clockwise from north; where the wind comes from. */
  readonly windFromDeg: number;
  readonly stability: Stability;
  readonly tempC: number;
  /** Relative humidity, %. */
  readonly rh: number;
}

export interface Release {
  readonly massKg: number;
  /** Of the hole; absent = the whole content. */
  readonly holeDiameterM?: number | undefined;
  /** Until the leak is closed, or in which the whole content comes out. */
  readonly durationS?: number | undefined;
  /** Absolute; of compressed gas. */
  readonly storagePressurePa?: number | undefined;
  /** Head of liquid above the hole. */
  readonly liquidHeadM?: number | undefined;
  readonly bundAreaM2?: number | undefined;
}

export interface Situation extends Release {
  readonly substance: Substance;
  readonly scenario: ScenarioId;
  readonly weather: Weather;
  readonly terrain: 'rural' | 'urban';
}

/** A level of harm and what it is called. */
export interface Level extends Text {
  readonly endpoint: string;
  readonly threshold: number;
  readonly unit: 'ppm' | 'kW/m²' | 'kPa';
}

export interface Zone {
  readonly level: Level;
  readonly kind: 'toxic' | 'flammable' | 'heat' | 'overpressure';
  /** Around the source, metres, x with the wind. */
  readonly ring: Ring;
  readonly extentM: number;
  /** When the effect has reached the farthest point, s after the beginning. */
  readonly arrivalS: number;
  /** Neighbouring plants may fail inside it. */
  readonly escalation: boolean;
}

/** The effect at one place. */
export interface AtPlace {
  /** In the unit of the profile; 0 = nothing comes there. */
  readonly most: number;
  /** When it is there, s after the beginning; null = it lasts no time worth telling, as a blast. */
  readonly fromS: number;
  readonly untilS: number | null;
  /** Values at rising moments; absent where the value stays the same from `fromS` to `untilS`. */
  readonly course?: (timesS: readonly number[]) => readonly number[];
}

/** What a scenario found; zones from the lightest level to the heaviest. */
export interface Effects {
  readonly zones: readonly Zone[];
  /** Levels that are reached nowhere. */
  readonly unreached: readonly Level[];
  /** Speed at which the effect travels, m/s; null = at once. */
  readonly speedMS: number | null;
  /** Half of the angle within which the wind may blow otherwise, degrees; null = every direction alike. */
  readonly turnDeg: number | null;
  /** The effect along the wind (or in any direction). */
  readonly profile: {
    readonly distanceM: readonly number[];
    readonly value: readonly number[];
    readonly unit: Level['unit'];
  };
  /** At a place, metres around the source, x with the wind. */
  readonly at: (place: Point) => AtPlace;
  /** Figures between the links, by name with unit. */
  readonly source: Readonly<Record<string, number>>;
}

export type Runner = (situation: Situation, chain: Chain) => Effects;

/** A scenario that this substance or these inputs cannot have. */
export class NotPossible extends Error {
  readonly text: Text;
  /** Input that is missing or in the way. */
  readonly input: string;
  constructor(input: string, zh: string, en: string) {
    super(en);
    this.name = 'NotPossible';
    this.input = input;
    this.text = { zh, en };
  }
}
