/**
 * Societal risk: how many people each event may kill, the F-N curve and the potential loss of life. An event is a triple of
 * outcome, weather and wind direction. Source: CPR 18E (Purple Book) 2005, chapter 6.
 */
import type { WindRose } from '../tables/wind-rose.ts';
import type { Footprint, Outcome, OutcomeId } from './outcomes.ts';
import { DIRECTIONS, degreesOf, nodeAt, nodeM } from './polar.ts';
import { ANGLES, addDegrees, RING, ringOf } from './rings.ts';

/** Share of people who are indoors. Source: CPR 18E 2005, § 5.3. */
export const INDOORS = { day: 0.93, night: 0.99 } as const;
/** Part of the year that counts as day, 8:00–18:30. Source: CPR 18E 2005, § 5.3. */
export const DAY_SHARE = 10.5 / 24;
/** Who is indoors while a toxic cloud passes dies with so much of the probability outdoors. Source: CPR 18E § 5.2. */
const TOXIC_INDOORS = 0.1;
/** Share of people indoors whom falling parts kill between 0.1 and 0.3 bar. Source: CPR 18E § 5.2.5. */
const DAMAGED_INDOORS = 0.025;

/** Mean probability of death in each degree off the wind: rows of nodes, each from angle 0 to its last that is not zero. */
export interface LethalityTable {
  /** Where each row begins in `values`; one more than there are nodes. */
  readonly from: Uint32Array;
  readonly values: Float32Array;
}

/** An outcome in the weather in which it looks like this. */
export interface Threat {
  readonly outcome: OutcomeId;
  /** All weather classes with this footprint together. */
  readonly frequencyPerYear: number;
  /** No wind turns it: one event instead of one for each direction. */
  readonly round: boolean;
  readonly outdoors: LethalityTable;
  /** Null = of poison: a tenth of what it is outdoors. */
  readonly indoors: LethalityTable | null;
}

/** People who are where they are by day and by night. */
export interface PeoplePoint {
  readonly lon: number;
  readonly lat: number;
  readonly day: number;
  readonly night: number;
}

/** Events with how many die by day and by night; the same event has the same index. */
export interface Casualties {
  readonly fPerYr: Float64Array;
  readonly day: Float64Array;
  readonly night: Float64Array;
}

export interface Presence {
  readonly day: number;
  readonly night: number;
}

/** The footprints of a source, tabulated. */
export function threatsOf(
  source: { readonly outcomes: readonly Outcome[] },
  weather: WindRose['weather'],
): Threat[] {
  const threats: Threat[] = [];
  for (const outcome of source.outcomes) {
    const weights = new Map<Footprint, number>();
    for (const air of weather) {
      const footprint = outcome.footprint(air);
      weights.set(footprint, (weights.get(footprint) ?? 0) + outcome.frequencyPerYear * air.share);
    }
    for (const [footprint, frequencyPerYear] of weights)
      threats.push({
        outcome: outcome.outcome,
        frequencyPerYear,
        round: outcome.round,
        ...tablesOf(footprint, outcome.outcome, outcome.round),
      });
  }
  return threats;
}

/** P(death) indoors of a sample outdoors, fires and blasts: only where nobody outdoors survives. */
const indoorsOf = (outdoors: number): number => (outdoors >= 1 ? 1 : 0);

function tablesOf(footprint: Footprint, outcome: OutcomeId, round: boolean) {
  const reachM = Math.max(
    footprint.reachM,
    footprint.damaged ? footprint.damaged.centreM + footprint.damaged.radiusM : 0,
  );
  const nodes = Math.ceil(nodeAt(reachM)) + 2;
  const outdoors = growing(nodes);
  const indoors = growing(nodes);
  const samples = new Float64Array(RING);
  const within = new Float64Array(RING);
  const row = new Float64Array(ANGLES);
  for (let node = 0; node < nodes; node++) {
    const ring = ringOf(nodeM(node));
    if (round) {
      const share = ring.rM <= footprint.reachM ? footprint.lethality(ring.rM, 0) : 0;
      outdoors.add([share]);
      indoors.add([indoorsOf(share)]);
      continue;
    }
    const count = ring.rM > nodeM(Math.ceil(nodeAt(footprint.reachM))) ? 0 : footprint.ring(ring, samples);
    samples.fill(0, count);
    row.fill(0);
    if (count > 0) addDegrees(samples, row);
    outdoors.add(row);
    if (outcome === 'toxic') continue;
    for (let j = 0; j < RING; j++) within[j] = j < count ? indoorsOf(samples[j]!) : 0;
    if (footprint.damaged) damage(within, ring.rM, footprint.damaged);
    row.fill(0);
    addDegrees(within, row);
    indoors.add(row);
  }
  return { outdoors: outdoors.table(), indoors: outcome === 'toxic' ? null : indoors.table() };
}

function damage(
  within: Float64Array,
  rM: number,
  { centreM, radiusM }: { readonly centreM: number; readonly radiusM: number },
): void {
  for (let j = 0; j < RING; j++) {
    const angle = ((j + 0.5) * Math.PI) / RING;
    const squared = rM * rM + centreM * centreM - 2 * rM * centreM * Math.cos(angle);
    if (squared <= radiusM * radiusM) within[j] = Math.max(within[j]!, DAMAGED_INDOORS);
  }
}

/** Rows cut after their last value that is not zero. */
function growing(nodes: number) {
  const from = new Uint32Array(nodes + 1);
  const values: number[] = [];
  let at = 0;
  return {
    add(row: ArrayLike<number>) {
      let last = row.length;
      while (last > 0 && row[last - 1] === 0) last--;
      for (let i = 0; i < last; i++) values.push(row[i]!);
      at++;
      from[at] = values.length;
    },
    table: (): LethalityTable => ({ from, values: Float32Array.from(values) }),
  };
}

const DEGREE_M = (Math.PI / 180) * 6_371_008.8;

/** People about a source by node and whole bearing: each point divided among the four cells about it. */
export interface PolarPeople {
  /** Rows of 360 bearings. */
  readonly day: Float64Array;
  readonly night: Float64Array;
  readonly nodes: number;
}

/** People in numbers that every thread can read: lon, lat, day, night of each point, from south to north. */
export type PackedPeople = Float64Array;

/** Packs people, in memory that threads share where that is asked for. */
export function packPeople(points: readonly PeoplePoint[], shared = false): PackedPeople {
  const bytes = 32 * points.length;
  const packed = new Float64Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  [...points]
    .sort((a, b) => a.lat - b.lat)
    .forEach(({ lon, lat, day, night }, i) => {
      packed.set([lon, lat, day, night], 4 * i);
    });
  return packed;
}

/** Index of the first point at or north of a latitude. */
function firstNorthOf(people: PackedPeople, lat: number): number {
  let [low, high] = [0, people.length / 4];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (people[4 * middle + 1]! < lat) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Divides people among the nodes and bearings about a source, so that what is computed there is linear between them, as
 * the risk field is: the sum over people of individual risk is then the same number either way.
 */
export function polarPeople(
  at: { readonly lon: number; readonly lat: number },
  people: PackedPeople,
  nodes: number,
): PolarPeople {
  const day = new Float64Array(nodes * DIRECTIONS);
  const night = new Float64Array(nodes * DIRECTIONS);
  if (nodes < 2) return { day, night, nodes };
  const reachM = nodeM(nodes - 1);
  const perLon = DEGREE_M * Math.cos((at.lat * Math.PI) / 180);
  const last = firstNorthOf(people, at.lat + reachM / DEGREE_M);
  for (let i = firstNorthOf(people, at.lat - reachM / DEGREE_M); i < last; i++) {
    const east = (people[4 * i]! - at.lon) * perLon;
    if (east > reachM || east < -reachM) continue;
    const north = (people[4 * i + 1]! - at.lat) * DEGREE_M;
    const squared = east * east + north * north;
    if (squared >= reachM * reachM) continue;
    const [byDay, byNight] = [people[4 * i + 2]!, people[4 * i + 3]!];
    const position = nodeAt(Math.sqrt(squared));
    const degrees = degreesOf(east, north);
    const node = Math.floor(position);
    const [f, g] = [position - node, degrees - Math.floor(degrees)];
    const bearing = Math.floor(degrees);
    const next = (bearing + 1) % DIRECTIONS;
    for (const [row, share] of [
      [node, 1 - f],
      [node + 1, f],
    ] as const) {
      const near = row * DIRECTIONS;
      day[near + bearing]! += share * (1 - g) * byDay;
      day[near + next]! += share * g * byDay;
      night[near + bearing]! += share * (1 - g) * byNight;
      night[near + next]! += share * g * byNight;
    }
  }
  return { day, night, nodes };
}

/** The nodes that the tables of a source have at most. */
export const nodesOf = (threats: readonly Threat[]): number =>
  threats.reduce(
    (most, { outdoors, indoors }) =>
      Math.max(most, outdoors.from.length - 1, (indoors?.from.length ?? 1) - 1),
    0,
  );

/** Every event of a source with how many die; `indoors` are shares of people by day and by night. */
export function casualtiesOf(
  threats: readonly Threat[],
  people: PolarPeople,
  towards: Float64Array,
  indoors: Presence = INDOORS,
): Casualties {
  const count = threats.reduce((sum, { round }) => sum + (round ? 1 : DIRECTIONS), 0);
  const made = {
    fPerYr: new Float64Array(count),
    day: new Float64Array(count),
    night: new Float64Array(count),
  };
  let at = 0;
  for (const threat of threats) {
    const events = threat.round ? 1 : DIRECTIONS;
    for (let k = 0; k < events; k++)
      made.fPerYr[at + k] = threat.frequencyPerYear * (threat.round ? 1 : towards[k]!);
    for (const time of ['day', 'night'] as const) {
      const deaths = made[time].subarray(at, at + events);
      const [inside, outside] = [indoors[time], 1 - indoors[time]];
      const out = threat.indoors ? outside : outside + TOXIC_INDOORS * inside;
      addDeaths(deaths, threat.outdoors, people[time], people.nodes, out, threat.round);
      if (threat.indoors) addDeaths(deaths, threat.indoors, people[time], people.nodes, inside, threat.round);
    }
    at += events;
  }
  return made;
}

/** Adds what a table does to people to the deaths of each direction towards which the wind may blow. */
function addDeaths(
  deaths: Float64Array,
  { from, values }: LethalityTable,
  people: Float64Array,
  nodes: number,
  share: number,
  round: boolean,
): void {
  if (share === 0) return;
  const last = Math.min(nodes, from.length - 1);
  // twice round, so that no index wraps
  const twice = new Float64Array(2 * DIRECTIONS);
  for (let node = 0; node < last; node++) {
    const [start, end] = [from[node]!, from[node + 1]!];
    if (start === end) continue;
    const row = node * DIRECTIONS;
    for (let bearing = 0; bearing < DIRECTIONS; bearing++) {
      const here = people[row + bearing]! * share;
      if (here === 0) continue;
      if (round) {
        deaths[0]! += here * values[start]!;
        continue;
      }
      // the wind blows towards bearing − angle or bearing + angle
      twice[bearing]! += here * values[start]!;
      for (let angle = 1; angle < end - start; angle++) {
        const dead = here * values[start + angle]!;
        twice[bearing + angle]! += dead;
        if (angle < 180) twice[bearing + DIRECTIONS - angle]! += dead;
      }
    }
  }
  if (!round) for (let k = 0; k < DIRECTIONS; k++) deaths[k]! += twice[k]! + twice[k + DIRECTIONS]!;
}
