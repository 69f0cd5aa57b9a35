/** Whom and what the zones of an accident reach, as far as the reader may see it. */
import { readableFields } from '../data/layer.ts';
import { population } from '../data/layers/population.ts';
import type { LonLat } from '../data/scenarios/place.ts';
import type { Session, Who } from './db/database.ts';
import { type FeatureRow, featureColumns, featureText } from './ogc/feature.ts';
import { type AddParam, type Box, findReading, nearBox, parameters, type Reading } from './reading.ts';

export interface ZoneShape {
  readonly endpoint: string;
  readonly escalation: boolean;
  /** Closed lon/lat ring; empty = nothing. */
  readonly ring: readonly LonLat[];
}

export interface Place {
  readonly at: LonLat;
  /** The unit itself is not a neighbour of its own. */
  readonly unitId: string | undefined;
  /** Of the effect; null = at once. */
  readonly speedMS: number | null;
}

export interface Reached {
  readonly count: number;
  readonly features: readonly object[];
  /** Targets by their class, and by their kind. */
  readonly byClass: ReadonlyMap<string, Group>;
  readonly byKind: ReadonlyMap<string, Group>;
}

interface Group {
  readonly count: number;
  readonly day: number;
  readonly night: number;
}

/** Objects listed of each layer, nearest first; the counts are of all. */
const LISTED = 1000;

/** People inside each zone by day and by night; residents where no count by day is known. */
export async function peopleWithin(session: Session, who: Who, shapes: readonly ZoneShape[]) {
  const fields = readableFields(population, who.role);
  if (who.role === 'public' || !fields.includes('residents') || !fields.includes('people_day'))
    return shapes.map(() => ({ day: null, night: null }));
  // no layer of its own: only questions read it
  const reading: Reading = { layer: population, table: 'fourcolor.population', fields, scoped: true };
  if (shapes.length === 0) return [];
  const { values, add } = parameters();
  const rows = await session.query<{ zone: number; day: number; night: number }>(
    `with zone as materialized (${zonesSql(shapes, add)}),
inside as (
  select zone, residents, coalesce(people_day, residents) as people_day,
    st_area(st_intersection(geom, shape)) / nullif(st_area(geom), 0) as share
  from ${reading.table}
  join zone on ${nearBox(reading, boxOf(shapes), add)}
    and st_intersects(geom, shape)
)
select zone, sum(people_day * share)::double precision as day, sum(residents * share)::double precision as night
from inside
group by zone`,
    values,
  );
  return shapes.map((_, k) => {
    const row = rows.find(({ zone }) => Number(zone) === k);
    return { day: Math.round(row?.day ?? 0), night: Math.round(row?.night ?? 0) };
  });
}

/** Protected targets, pipelines and other major hazards in the zones. */
export async function reachedBy(session: Session, who: Who, shapes: readonly ZoneShape[], place: Place) {
  const ask = (layer: string) => reachedIn(session, findReading(layer, who), shapes, place);
  const targets = await ask('protected_targets');
  return { targets, pipelines: await ask('pipelines'), majorHazards: await ask('major_hazards') };
}

interface Row extends FeatureRow {
  readonly found_m: number;
  readonly found_zone: number;
}

async function reachedIn(
  session: Session,
  reading: Reading | undefined,
  shapes: readonly ZoneShape[],
  { at, unitId, speedMS }: Place,
): Promise<Reached> {
  if (!reading || shapes.length === 0)
    return { count: 0, features: [], byClass: new Map(), byKind: new Map() };
  const { values, add } = parameters();
  const zones = `zone as materialized (${zonesSql(shapes, add)}),
hit as materialized (
  select fid, id as hit_id, max(zone) as found_zone,
    round(st_distance(geom::geography, ${pointSql(at, add)})::numeric, 3)::double precision as found_m
  from ${reading.table}
  join zone on ${nearBox(reading, boxOf(shapes), add)}
    and st_intersects(geom, shape)
  where id <> ${add(reading.layer.id === 'major_hazards' ? (unitId ?? '') : '')}::text
  group by fid
)`;
  const [counted] = await session.query<{ count: number }>(
    `with ${zones}
select count(*) as count from hit`,
    values,
  );
  const groups = async (field: 'class' | 'kind') => {
    const map = new Map<string, Group>();
    if (reading.layer.id !== 'protected_targets') return map;
    const found = await session.query<{ name: string } & Group>(
      `with ${zones}
select coalesce(${field}, 'not_classified') as name, count(*) as count,
  coalesce(sum(people_day), 0) as day, coalesce(sum(people_night), 0) as night
from hit
join ${reading.table} as target on target.fid = hit.fid
group by 1
order by 2 desc, 1`,
      values,
    );
    for (const { name, count, day, night } of found)
      map.set(name, { count: Number(count), day: Number(day), night: Number(night) });
    return map;
  };
  const byClass = await groups('class');
  const byKind = await groups('kind');
  const rows = await session.query<Row>(
    `with ${zones},
nearest as (
  select fid, found_zone, found_m, hit_id
  from hit
  order by found_m, hit_id collate "C"
  limit ${add(LISTED)}::integer
)
select found_m, found_zone, feature.*
from nearest
join (select fid as found_fid, ${featureColumns(reading)} from ${reading.table}) as feature on found_fid = fid
order by found_m, id collate "C"`,
    values,
  );
  return {
    count: Number(counted?.count ?? 0),
    features: rows.map((row) => {
      const zone = shapes[Number(row.found_zone)]!;
      return JSON.parse(
        featureText(row, reading.fields, {
          distanceM: row.found_m,
          endpoint: zone.endpoint,
          escalation: zone.escalation,
          arrivalS: speedMS === null ? 0 : row.found_m / speedMS,
        }),
      );
    }),
    byClass,
    byKind,
  };
}

/** The zones as rows (zone, shape), the lightest level first and 0. */
function zonesSql(shapes: readonly ZoneShape[], add: AddParam): string {
  const texts = shapes.map(({ ring }) => JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
  return `
  select zone::integer - 1 as zone, st_makevalid(st_setsrid(st_geomfromgeojson(outline), 4326)) as shape
  from unnest(${add(texts)}::text[]) with ordinality as given (outline, zone)
`;
}

const pointSql = ([lon, lat]: LonLat, add: AddParam) =>
  `st_setsrid(st_point(${add(lon)}::double precision, ${add(lat)}::double precision), 4326)::geography`;

function boxOf(shapes: readonly ZoneShape[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { ring } of shapes)
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}
