/** What a planner asks of an accident: its parts while they are written, and the inputs of the process once they suffice. */
import { obstacles, substanceIdOf } from '../../../data/scenarios/possible.ts';
import type { ScenarioId, Weather } from '../../../data/scenarios/scenario.ts';
import { kelvin, stateOf } from '../../../data/scenarios/state.ts';
import { AIR_CHANGES_PER_HOUR } from '../../../data/scenarios/threat.ts';
import { substanceOf } from '../../../data/tables/substances.ts';
import type { LonLat } from '../../map/props.ts';

/** A line of a unit's inventory. */
export interface Held {
  /** As the register writes it. */
  readonly substance: string;
  readonly cas: string | null;
  readonly quantityT: number;
  /** null = not known. */
  readonly thresholdT: number | null;
}

/** Where the release is: at a major hazard source whose content is known, or anywhere. */
export type Subject = { readonly kind: 'unit'; readonly unit: Unit | null } | { readonly kind: 'place' };

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly at: LonLat;
}

/** From where the weather came. */
export type WeatherFrom = 'entered' | 'frequent' | 'worst' | 'station';

export interface AccidentQuestion {
  readonly subject: Subject;
  /** Where it was moved to or clicked; null = at the unit. */
  readonly point: LonLat | null;
  /** Id of the substance, or the register's word where the id is not known. */
  readonly substance: string | null;
  /** null = the inventory. */
  readonly massKg: number | null;
  readonly scenario: ScenarioId | null;
  /** Diameter; null = the whole content comes out. */
  readonly holeMm: number | null;
  /** null = the default of the scenario. */
  readonly durationS: number | null;
  readonly storagePressureKPa: number | null;
  readonly liquidHeadM: number | null;
  readonly bundAreaM2: number | null;
  readonly terrain: 'rural' | 'urban';
  readonly weather: Weather | null;
  readonly weatherFrom: WeatherFrom;
  /** A place whose threat is asked for. */
  readonly receptor: LonLat | null;
  readonly airChangesPerHour: number;
}

export const FIRST_QUESTION: AccidentQuestion = {
  subject: { kind: 'unit', unit: null },
  point: null,
  substance: null,
  massKg: null,
  scenario: null,
  holeMm: 10,
  durationS: null,
  storagePressureKPa: null,
  liquidHeadM: null,
  bundAreaM2: null,
  terrain: 'rural',
  weather: null,
  weatherFrom: 'frequent',
  receptor: null,
  airChangesPerHour: AIR_CHANGES_PER_HOUR,
};

/** Where the release lies. */
export const placeOf = ({ subject, point }: AccidentQuestion): LonLat | null =>
  point ?? unitOf(subject)?.at ?? null;

export const unitOf = (subject: Subject): Unit | null => (subject.kind === 'unit' ? subject.unit : null);

/** Id under which a line of the inventory is asked for. */
export const idOf = ({ substance, cas }: Held): string => substanceIdOf(substance, cas) ?? substance;

/** The line that a unit is asked about first: the one furthest above its threshold that can be computed. */
export function firstHeld(lines: readonly Held[]): Held | undefined {
  const order = [...lines].sort((one, other) => shareOf(other) - shareOf(one));
  return order.find((line) => Object.values(obstacles(idOf(line), 20)).includes(null)) ?? order[0];
}

/** The scenario that stays, or the first that the substance can have; null = none. */
export function scenarioFor(question: AccidentQuestion): ScenarioId | null {
  if (!question.substance) return question.scenario;
  const why = obstacles(question.substance, question.weather?.tempC ?? 20);
  if (question.scenario && why[question.scenario] === null) return question.scenario;
  const [first] = (Object.keys(why) as ScenarioId[]).filter((id) => why[id] === null);
  return first ?? null;
}

/** The substance when nothing of it can be computed. */
export const noDataOf = ({ substance }: AccidentQuestion): string | null =>
  substance && !Object.values(obstacles(substance, 20)).includes(null) ? substance : null;

/** What is still missing before the accident can be computed. */
export type Missing = 'pressure' | 'unit' | 'place' | 'substance' | 'mass' | 'scenario' | 'weather' | 'hole';

export function missingOf(question: AccidentQuestion): readonly Missing[] {
  const { subject, substance, massKg, scenario, weather, holeMm } = question;
  return [
    ...(subject.kind === 'unit' && !subject.unit ? (['unit'] as const) : []),
    ...(subject.kind === 'place' && !placeOf(question) ? (['place'] as const) : []),
    ...(substance ? [] : (['substance'] as const)),
    ...(subject.kind === 'place' && massKg === null ? (['mass'] as const) : []),
    ...(scenario ? [] : (['scenario'] as const)),
    ...(weather ? [] : (['weather'] as const)),
    ...(scenario === 'jet_fire' && holeMm === null ? (['hole'] as const) : []),
    ...(usesOf(question).pressure && holeMm !== null && question.storagePressureKPa === null
      ? (['pressure'] as const)
      : []),
  ];
}

/** Parameters that the scenario reads at all, as the substance is held. */
export function usesOf({ scenario, substance, weather }: AccidentQuestion) {
  const whole = scenario === 'toxic_instantaneous' || scenario === 'bleve';
  const known = substance ? substanceOf(substance) : null;
  const state = known && stateOf(known.substance, kelvin(weather?.tempC ?? 20));
  const hole = !whole;
  return {
    hole,
    pressure: hole && state === 'gas',
    head: hole && state === 'liquid',
    bund: hole && state === 'liquid',
    terrain: scenario === 'toxic_continuous' || scenario === 'flash_fire',
    indoors: scenario?.startsWith('toxic') ?? false,
  };
}

/** Inputs of the process; null while something is missing. */
export function inputsOf(question: AccidentQuestion): object | null {
  const { subject, point, substance, massKg, scenario, weather, receptor } = question;
  if (missingOf(question).length > 0 || !scenario || !weather) return null;
  const uses = usesOf(question);
  const given = <T>(name: string, value: T | null, use = true) =>
    value !== null && use ? { [name]: value } : {};
  return {
    ...(unitOf(subject) ? { unitId: unitOf(subject)?.id } : {}),
    substance,
    ...given('massKg', massKg),
    scenario,
    ...given('point', point),
    weather,
    terrain: question.terrain,
    ...given('holeDiameterM', question.holeMm === null ? null : question.holeMm / 1000, uses.hole),
    ...given('durationS', question.durationS, uses.hole),
    ...given(
      'storagePressurePa',
      question.storagePressureKPa === null ? null : question.storagePressureKPa * 1000,
      uses.pressure,
    ),
    ...given('liquidHeadM', question.liquidHeadM, uses.head),
    ...given('bundAreaM2', question.bundAreaM2, uses.bund),
    ...given('receptor', receptor),
    ...(receptor && uses.indoors ? { airChangesPerHour: question.airChangesPerHour } : {}),
  };
}

/** Of the threshold; lines without one come last. */
function shareOf({ quantityT, thresholdT }: Held): number {
  return thresholdT ? quantityT / thresholdT : 0;
}
