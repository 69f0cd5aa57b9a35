/** Publication: approved, generalised copies into the schema that the public reads, in one transaction. */
import { type Layer, readableFields } from '../data/layer.ts';
import { hazardPoints } from '../data/layers/hazard-points.ts';
import { managementAreas } from '../data/layers/management-areas.ts';
import { regions } from '../data/layers/regions.ts';
import { resources } from '../data/layers/resources.ts';
import { WORLD_HALF_M } from '../tiles/address.ts';
import { PUBLIC_CELLS_TO_ZOOM } from '../tiles/cells.ts';
import type { Session } from './db/database.ts';
import { column } from './reading.ts';

/** Places of dangers are rounded to this many degrees, about a hundred metres. */
const ROUNDED_DEG = 0.001;
/** Borders of functional zones keep corners that stand out by more than this, metres of Web Mercator. */
const AREA_TOLERANCE_M = 100;

/** How many rows the public reads of each layer after a publication. */
export interface Published {
  readonly features: Readonly<Record<string, number>>;
  readonly cells: number;
}

/**
 * Replaces everything that the public reads of the layers: regions from city to village with generalised borders,
 * dangers of the ground at rounded places, shelters, hospitals and fire stations where they are, functional zones with
 * generalised borders, and counted cells of the enterprises (about one kilometre and coarser; no name and no place of
 * any single enterprise). Must run as fc_admin.
 */
export async function publish(session: Session): Promise<Published> {
  const features: Record<string, number> = {};
  for (const { layer, shapes, condition } of COPIES) {
    await session.query(`delete from published.${layer.id}`);
    const rows = await session.query(copySql(layer, shapes, condition), [layer.publishedKinds ?? null]);
    features[layer.id] = rows.length;
  }
  await session.query('delete from published.layer_cells');
  const ofEnterprises = await session.query(ENTERPRISE_CELLS, [PUBLIC_CELLS_TO_ZOOM]);
  const cells = ofEnterprises.length + (await countHazardCells(session));
  await session.query('update published.city set published_at = now()');
  for (const layer of [...Object.keys(features), 'enterprises']) {
    await session.query('select fourcolor.bump_version($1, null)', [`published.${layer}`]);
  }
  return { features, cells };
}

interface Copy {
  readonly layer: Layer;
  /** Geometry columns of the copy, each with the SQL of its value from the register's row. */
  readonly shapes: Readonly<Record<string, string>>;
  readonly condition?: string;
}

const valid = (geometry: string, dimension: 2 | 3) =>
  `ST_Multi(ST_CollectionExtract(ST_MakeValid(${geometry}, 'method=structure'), ${dimension}))`;
const roundedPoint = `ST_SnapToGrid(ST_Transform(label_point, 4326), ${ROUNDED_DEG})`;
// corners of lines and areas are rounded like points; what vanishes by that is shown as a point
const rounded = `case
  when ST_Dimension(geom) = 0 then ST_SnapToGrid(geom, ${ROUNDED_DEG})
  else coalesce(
    (
      select snapped
      from (
        select ${valid(`ST_SnapToGrid(geom, ${ROUNDED_DEG})`, 3)} as snapped
        where ST_Dimension(geom) = 2
        union all
        select ${valid(`ST_SnapToGrid(geom, ${ROUNDED_DEG})`, 2)}
        where ST_Dimension(geom) = 1
      ) as generalised
      where not ST_IsEmpty(snapped)
    ),
    ${roundedPoint}
  )
end`;
const simplified = valid(`ST_SimplifyPreserveTopology(geom_3857, ${AREA_TOLERANCE_M})`, 3);

const COPIES: readonly Copy[] = [
  {
    layer: regions,
    shapes: {
      geom: valid('ST_Transform(shape_z11, 4326)', 3),
      geom_3857: 'shape_z11',
      label_point: 'label_point',
      shape_z8: 'shape_z8',
      shape_z11: 'shape_z11',
    },
    condition: "level <> 'cell' and shape_z11 is not null",
  },
  {
    layer: managementAreas,
    shapes: {
      geom: `ST_Transform(${simplified}, 4326)`,
      geom_3857: simplified,
      label_point: 'label_point',
    },
  },
  {
    layer: hazardPoints,
    shapes: {
      geom: rounded,
      geom_3857: `ST_Transform(${rounded}, 3857)`,
      label_point: `ST_Transform(${roundedPoint}, 3857)`,
    },
  },
  { layer: resources, shapes: { geom: 'geom', geom_3857: 'geom_3857' } },
];

/** Copies the declared public fields of the kinds in `$1` (null = all). */
function copySql(layer: Layer, shapes: Copy['shapes'], condition = 'true'): string {
  const fields = readableFields(layer, 'public').map(column);
  const kind = layer.kindField ? column(layer.kindField) : "''";
  return `
insert into published.${layer.id} (${['fid', ...fields, ...Object.keys(shapes)].join(', ')})
select ${['fid', ...fields, ...Object.values(shapes)].join(', ')}
from fourcolor.${layer.id}
where ($1::text[] is null or ${kind} = any($1::text[]))
  and ${condition}
returning 1`;
}

const ENTERPRISE_CELLS = `
insert into published.layer_cells (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
select layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0
from fourcolor.layer_cells
where layer = 'enterprises'
  and part = '*'
  and z <= $1::smallint
returning 1`;

// Counted from the copy, so that cells say no more than the objects do. Cells are as in the trigger count_cells():
// the finest level from the objects, every coarser one from the level below.
const FINEST_HAZARD_CELLS = `
insert into published.layer_cells (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
select
  'hazard_points',
  $1::integer,
  part,
  fourcolor.cell_key(label_point) >> (37 - 2 * $1::integer),
  min(floor((ST_X(label_point) + $2::double precision) / (2 * $2::double precision) * 2.0 ^ ($1::integer + 6))::integer),
  min(floor(($2::double precision - ST_Y(label_point)) / (2 * $2::double precision) * 2.0 ^ ($1::integer + 6))::integer),
  count(*),
  count(*) filter (where grade = 1),
  count(*) filter (where grade = 2),
  count(*) filter (where grade = 3),
  count(*) filter (where grade = 4),
  count(*) filter (where grade is null)
from published.hazard_points
cross join lateral (values (kind), ('*')) as parts (part)
group by 3, 4
returning 1`;

const COARSER_HAZARD_CELLS = `
insert into published.layer_cells (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
select
  layer, $1::integer, part, cell >> 2, min(x) >> 1, min(y) >> 1,
  sum(n), sum(g1), sum(g2), sum(g3), sum(g4), sum(g0)
from published.layer_cells
where layer = 'hazard_points'
  and z = $1::integer + 1
group by layer, part, cell >> 2
returning 1`;

async function countHazardCells(session: Session): Promise<number> {
  const finest: number = hazardPoints.cellsToZoom;
  let cells = (await session.query(FINEST_HAZARD_CELLS, [finest, WORLD_HALF_M])).length;
  for (let z = finest - 1; z >= 0; z--) cells += (await session.query(COARSER_HAZARD_CELLS, [z])).length;
  return cells;
}
