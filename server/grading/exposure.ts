/** Residents within 500 m of an object, from the census by area (people spread evenly over each unit), and kept. */
import type { Session } from '../db/database.ts';

/** GB 18218-2018: permanent residents within so far outward of the plant boundary. */
export const EXPOSURE_M = 500;

/** Layers whose objects a region counts; of major hazards the plant's boundary is asked, of others the place. */
export const EXPOSED_LAYERS = [
  'enterprises',
  'places',
  'risk_points',
  'major_hazards',
  'hazard_points',
] as const;
export type ExposedLayer = (typeof EXPOSED_LAYERS)[number];

/**
 * Refreshes what is kept for objects that are new, have moved, or were asked of another census.
 * `condition`: which objects, as SQL on the alias `o`.
 */
export async function refreshExposures(
  session: Session,
  layer: ExposedLayer,
  condition: string,
  params: readonly unknown[] = [],
): Promise<void> {
  const boundary = layer === 'major_hazards' ? 'coalesce(o.boundary, o.geom)' : 'o.geom';
  // a plant is measured on the ellipsoid; a point on the map, whose scale at its latitude is one number
  const ring =
    layer === 'major_hazards'
      ? `st_transform(st_difference(st_buffer(shape::geography, ${EXPOSURE_M})::geometry,
    case when st_dimension(shape) = 2 then shape else st_geomfromtext('POLYGON EMPTY', 4326) end), 3857)`
      : `st_buffer(st_transform(st_pointonsurface(shape), 3857),
    ${EXPOSURE_M} / cos(radians(st_y(st_pointonsurface(shape)))), 12)`;
  await session.query(
    `with census as materialized (
  select coalesce((select version from fourcolor.layer_versions where layer = 'population'), 0) as version
),
stale as materialized (
  select o.id, ${boundary} as shape, md5(st_asbinary(${boundary})) as place, census.version
  from fourcolor.${layer} as o
  cross join census
  left join fourcolor.exposures as e on e.layer = '${layer}' and e.object_id = o.id
  where (${condition})
    and (e.object_id is null or e.population_version <> census.version
      or e.place <> md5(st_asbinary(${boundary})))
),
rings as materialized (
  select id, place, version, ${ring} as ring
  from stale
)
insert into fourcolor.exposures as x (layer, object_id, place, population_version, residents)
select '${layer}', r.id, r.place, r.version, people.residents
from rings as r
left join lateral (
  select sum(case
    when st_coveredby(p.geom_3857, r.ring) then p.residents
    else p.residents * st_area(st_intersection(p.geom_3857, r.ring)) / st_area(p.geom_3857)
  end) as residents
  from fourcolor.population as p
  where p.geom && st_transform(st_envelope(r.ring), 4326)
    and st_intersects(p.geom_3857, r.ring)
) as people on true
on conflict (layer, object_id) do update
  set place = excluded.place, population_version = excluded.population_version, residents = excluded.residents`,
    params,
  );
}

/** So many people; parts of a person count as one, and noise of the arithmetic does not. */
export const wholePeople = (residents: number): number => Math.ceil(Math.round(residents * 1e6) / 1e6);
