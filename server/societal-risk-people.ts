/** The people of the census and of protected targets as a person sees them, packed for the threads and kept. */
import { createHash } from 'node:crypto';
import type { MultiPolygon } from 'geojson';
import { readableFields } from '../data/layer.ts';
import { population } from '../data/layers/population.ts';
import { type PackedPeople, packPeople } from '../data/risk/societal.ts';
import { peoplePoints } from '../data/risk/societal-people.ts';
import type { Who } from './db/database.ts';
import { NotFound } from './failure.ts';
import { type Box, nearBox, parameters, type Reading } from './reading.ts';
import { type Target, targetsIn } from './risk-targets.ts';
import type { Services } from './services.ts';
import { numberOf } from './siting-basis.ts';

export interface People {
  readonly packed: PackedPeople;
  /** The protected targets among them. */
  readonly targets: readonly Target[];
  readonly day: number;
  readonly night: number;
  /** Changes with who is counted where. */
  readonly version: string;
}

const KEPT = 4;
const kept = new Map<string, Promise<People>>();
/** Boxes are widened to whole tenths of a degree, so that nearby questions share an answer. */
const SNAP = 10;
const TIMEOUT_MS = 60_000;

/** People in and about a box. Throws NotFound where this person may not read the census. */
export function peopleAbout(services: Services, who: Who, box: Box): Promise<People> {
  const fields = readableFields(population, who.role);
  if (who.role === 'public' || !fields.includes('residents') || !fields.includes('people_day'))
    throw new NotFound();
  const [west, south, east, north] = box;
  const snapped: Box = [
    Math.max(-180, Math.floor(west * SNAP) / SNAP),
    Math.max(-90, Math.floor(south * SNAP) / SNAP),
    Math.min(180, Math.ceil(east * SNAP) / SNAP),
    Math.min(90, Math.ceil(north * SNAP) / SNAP),
  ];
  const { freshness } = services;
  const key = JSON.stringify([
    numberOf(services),
    who.role,
    who.regions,
    who.sectors,
    freshness.version('population'),
    freshness.version('protected_targets'),
    snapped,
  ]);
  const found = kept.get(key) ?? read(services, who, snapped);
  kept.delete(key);
  kept.set(key, found);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  found.catch(() => {
    if (kept.get(key) === found) kept.delete(key);
  });
  return found;
}

async function read(services: Services, who: Who, box: Box): Promise<People> {
  const fields = readableFields(population, who.role);
  // no layer of its own: only questions read it
  const reading: Reading = { layer: population, table: 'fourcolor.population', fields, scoped: true };
  const { values, add } = parameters();
  const [units, targets] = await services.database.as(
    who,
    async (session) => [
      await session.query<{ shape: string; day: number; night: number }>(
        `select st_asgeojson(geom, 6) as shape, coalesce(people_day, residents) as day, residents as night
from ${reading.table}
where ${nearBox(reading, box, add)}
order by id collate "C"`,
        values,
      ),
      await targetsIn(session, who, box),
    ],
    { readOnly: true, timeoutMs: TIMEOUT_MS },
  );
  const points = peoplePoints(
    units.map(({ shape, day, night }) => ({
      polygons: (JSON.parse(shape) as MultiPolygon).coordinates,
      day,
      night,
    })),
    targets.map(({ lon, lat, peopleDay, peopleNight }) => ({
      lon,
      lat,
      day: peopleDay ?? 0,
      night: peopleNight ?? 0,
    })),
  );
  const packed = packPeople(points, true);
  return {
    packed,
    targets,
    day: points.reduce((sum, { day }) => sum + day, 0),
    night: points.reduce((sum, { night }) => sum + night, 0),
    version: createHash('sha256')
      .update(Buffer.from(new Uint8Array(packed.buffer)))
      .digest('hex')
      .slice(0, 16),
  };
}
