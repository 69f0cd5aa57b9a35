/** Publication: approved, generalised copies into the schema that the public reads, in one transaction. */
import { PUBLIC_CELLS_TO_ZOOM } from '../tiles/cells.ts';
import type { Session } from './db/database.ts';

/**
 * Replaces the published regions (city to village, borders generalised) and the counted cells of the enterprises
 * (about one kilometre and coarser; no name and no place of any single enterprise). Must run as fc_admin.
 */
export async function publish(session: Session): Promise<{ regions: number; cells: number }> {
  await session.query('delete from published.regions');
  const regions = await session.query(`
    insert into published.regions (
      fid, id, code, name, name_en, level, parent_code, population, area_km2, score, grade, grade_state, assessed_on,
      geom, geom_3857, label_point, shape_z8, shape_z11
    )
    select
      fid, id, code, name, name_en, level, parent_code, population, area_km2, score, grade, grade_state, assessed_on,
      ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Transform(shape_z11, 4326), 'method=structure'), 3)),
      shape_z11, label_point, shape_z8, shape_z11
    from fourcolor.regions
    where level <> 'cell'
      and shape_z11 is not null
    returning 1
  `);
  await session.query('delete from published.enterprise_cells');
  const cells = await session.query(
    `
    insert into published.enterprise_cells (z, cell, x, y, n, g1, g2, g3, g4, g0)
    select z, cell, x, y, n, g1, g2, g3, g4, g0
    from fourcolor.enterprise_cells
    where sector = '*'
      and z <= $1::smallint
    returning 1
    `,
    [PUBLIC_CELLS_TO_ZOOM],
  );
  await session.query('update published.city set published_at = now()');
  for (const layer of ['regions', 'enterprises']) {
    await session.query('select fourcolor.bump_version($1, null)', [`published.${layer}`]);
  }
  return { regions: regions.length, cells: cells.length };
}
