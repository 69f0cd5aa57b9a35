/** How many people the events of each unit may kill: computed in the threads, kept by content, place and people. */
import type { RiskUnit } from '../data/risk/field.ts';
import { stockOf, vesselKey } from '../data/risk/field.ts';
import type { Holding } from '../data/risk/holding.ts';
import type { Casualties, PackedPeople, Threat } from '../data/risk/societal.ts';
import { type Counts, countsOf } from '../data/risk/societal-curve.ts';
import { unitKey } from './risk-kernels.ts';
import { inPool } from './risk-pool.ts';
import type { People } from './societal-risk-people.ts';

/** Counts by day and by night. */
export interface UnitCounts {
  readonly day: Counts;
  readonly night: Counts;
}
/** The same with every event, so that people can be added. */
export interface UnitEvents extends UnitCounts {
  readonly events: Casualties;
}

/** Answers by key up to a number of bytes, the longest unused first out; what failed goes at once. */
class Kept<T> {
  private readonly entries = new Map<string, { readonly value: Promise<T>; bytes: number }>();
  private bytes = 0;
  private readonly most: number;
  private readonly sizeOf: (value: T) => number;
  constructor(most: number, sizeOf: (value: T) => number) {
    this.most = most;
    this.sizeOf = sizeOf;
  }
  get(key: string, make: () => Promise<T>): Promise<T> {
    const found = this.entries.get(key);
    if (found) {
      this.entries.delete(key);
      this.entries.set(key, found);
      return found.value;
    }
    const entry = { value: make(), bytes: 0 };
    this.entries.set(key, entry);
    entry.value.then(
      (value) => {
        if (this.entries.get(key) !== entry) return;
        entry.bytes = this.sizeOf(value);
        this.bytes += entry.bytes;
        for (const [oldest, { bytes }] of this.entries) {
          if (this.bytes <= this.most || oldest === key) break;
          this.entries.delete(oldest);
          this.bytes -= bytes;
        }
      },
      () => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      },
    );
    return entry.value;
  }
}

const MEGA = 2 ** 20;
/** Tables are some 1 to 3 MB a vessel, events 0.5 MB a substance, counts 9 kB a unit. */
const tables = new Kept<readonly Threat[]>(200 * MEGA, (threats) =>
  threats.reduce(
    (sum, { outdoors, indoors }) => sum + 4 * (outdoors.values.length + (indoors?.values.length ?? 0)),
    0,
  ),
);
const events = new Kept<UnitEvents>(128 * MEGA, ({ events }) => 24 * events.fPerYr.length);
const counts = new Kept<UnitCounts>(32 * MEGA, ({ day, night }) => 8 * (day.bins.length + night.bins.length));

const tablesOf = (holding: Holding, demo: boolean) =>
  tables.get(`${demo} ${vesselKey(holding)}`, () =>
    inPool({ kind: 'threats', holding: { ...holding, vessels: 1 }, demo }),
  );

async function compute(unit: RiskUnit, people: PackedPeople, demo: boolean): Promise<UnitEvents> {
  const parts = await Promise.all(
    stockOf(unit).holdings.map(async (holding) => ({
      threats: await tablesOf(holding, demo),
      times: holding.vessels,
    })),
  );
  return inPool({ kind: 'casualties', parts, at: { lon: unit.lon, lat: unit.lat }, people, demo });
}

const keyOf = (unit: RiskUnit, people: People, demo: boolean) =>
  JSON.stringify([unitKey(unit, demo), unit.lon, unit.lat, people.version]);

const unitEvents = (unit: RiskUnit, people: People, demo: boolean): Promise<UnitEvents> =>
  events.get(keyOf(unit, people, demo), () => compute(unit, people.packed, demo));

/** The events of a unit as frequencies by how many die. */
export const unitCounts = (unit: RiskUnit, people: People, demo: boolean): Promise<UnitCounts> =>
  counts.get(keyOf(unit, people, demo), async () => {
    const { day, night } = await unitEvents(unit, people, demo);
    return { day, night };
  });

/** Deaths per year of a unit among some people alone, by day and by night. */
export async function unitLoss(unit: RiskUnit, people: PackedPeople, demo: boolean): Promise<UnitCounts> {
  const { day, night } = await compute(unit, people, demo);
  return { day, night };
}

/** The same with more people: the same events in the same order, their deaths added. */
export async function unitCountsWith(
  unit: RiskUnit,
  people: People,
  more: PackedPeople,
  demo: boolean,
): Promise<UnitCounts> {
  const [before, added] = await Promise.all([unitEvents(unit, people, demo), compute(unit, more, demo)]);
  const { fPerYr, day, night } = before.events;
  const together = {
    fPerYr,
    day: day.map((n, i) => n + added.events.day[i]!),
    night: night.map((n, i) => n + added.events.night[i]!),
  };
  return { day: countsOf(together, 'day'), night: countsOf(together, 'night') };
}
