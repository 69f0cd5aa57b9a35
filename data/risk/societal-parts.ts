/** Casualties of a unit with several vessels, in memory that threads share. */
import type { WindRose } from '../tables/wind-rose.ts';
import { towardsOf } from './polar.ts';
import {
  type Casualties,
  casualtiesOf,
  type LethalityTable,
  nodesOf,
  type PackedPeople,
  polarPeople,
  type Threat,
} from './societal.ts';
import { type Counts, countsOf } from './societal-curve.ts';

/** Vessels of one kind: what one of them does, and how many there are. */
export interface Vessels {
  readonly threats: readonly Threat[];
  readonly times: number;
}

export interface CountedCasualties {
  readonly events: Casualties;
  readonly day: Counts;
  readonly night: Counts;
}

/** The events of all vessels at a place, with how many people they may kill. */
export function countedCasualties(
  parts: readonly Vessels[],
  at: { readonly lon: number; readonly lat: number },
  people: PackedPeople,
  rose: Pick<WindRose, 'from'>,
): CountedCasualties {
  const events = eventsOf(parts, at, people, rose);
  return { events, day: countsOf(events, 'day'), night: countsOf(events, 'night') };
}

/** The same events in the same order for other people, so that both may be added. */
export function eventsOf(
  parts: readonly Vessels[],
  at: { readonly lon: number; readonly lat: number },
  people: PackedPeople,
  rose: Pick<WindRose, 'from'>,
): Casualties {
  const towards = towardsOf(rose);
  const nodes = Math.max(0, ...parts.map(({ threats }) => nodesOf(threats)));
  const polar = polarPeople(at, people, nodes);
  const each = parts.map(({ threats, times }) => ({ times, ...casualtiesOf(threats, polar, towards) }));
  const count = each.reduce((sum, { fPerYr }) => sum + fPerYr.length, 0);
  const events = { fPerYr: sharedDoubles(count), day: sharedDoubles(count), night: sharedDoubles(count) };
  let from = 0;
  for (const { times, fPerYr, day, night } of each) {
    for (let i = 0; i < fPerYr.length; i++) events.fPerYr[from + i] = times * fPerYr[i]!;
    events.day.set(day, from);
    events.night.set(night, from);
    from += fPerYr.length;
  }
  return events;
}

const sharedDoubles = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count));

/** Threats with their tables in one piece of shared memory. */
export function sharedThreats(threats: readonly Threat[]): Threat[] {
  const all = threats.flatMap(({ outdoors, indoors }) => (indoors ? [outdoors, indoors] : [outdoors]));
  const sum = (of: (table: LethalityTable) => number) => all.reduce((total, table) => total + of(table), 0);
  const values = new Float32Array(new SharedArrayBuffer(4 * sum((table) => table.values.length)));
  const from = new Uint32Array(new SharedArrayBuffer(4 * sum((table) => table.from.length)));
  let [atValue, atRow] = [0, 0];
  const moved = (table: LethalityTable): LethalityTable => {
    const own = {
      values: values.subarray(atValue, atValue + table.values.length),
      from: from.subarray(atRow, atRow + table.from.length),
    };
    own.values.set(table.values);
    own.from.set(table.from);
    atValue += table.values.length;
    atRow += table.from.length;
    return own;
  };
  return threats.map(({ outdoors, indoors, ...threat }) => ({
    ...threat,
    outdoors: moved(outdoors),
    indoors: indoors ? moved(indoors) : null,
  }));
}
