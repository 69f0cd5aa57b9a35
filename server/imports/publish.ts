/** The one step that changes the register: staged rows written in the caller's transaction, with all that goes with them. */
import type { InventoryLine } from '../../data/imports/children.ts';
import type { Mapping } from '../../data/imports/mapping.ts';
import type { Session, Who } from '../db/database.ts';
import { refreshRegionShapes } from '../regions.ts';
import { writeInventories } from './inventories.ts';
import { recordSource } from './source.ts';
import type { Stage } from './stage.ts';
import { upsert, type Written } from './upsert.ts';

export interface Publishing {
  readonly importId: string;
  /** The constant source of the file, or null when a column says it. */
  readonly source: string | null;
  readonly mapping: Mapping | undefined;
  /** 'YYYY-MM-DD': a review due before it is overdue. */
  readonly today: string;
  /** Lines of the objects; absent = the file has none. */
  readonly children?: readonly InventoryLine[];
  /** Called between parts; throws to end the writing. */
  readonly onPart?: (rows: number) => void;
}

/** Writes the rows; problems come back where the database refused some, and the caller rolls back then. */
export async function publishStage(
  session: Session,
  who: Who,
  stage: Stage,
  { importId, source, mapping, today, children = [], onPart }: Publishing,
): Promise<Written & { children: number }> {
  if (source !== null) await recordSource(session, who, source, mapping);
  // unchanged rows leave the table while it is written
  const converted = await takeOriginals(session, stage);
  const written = await upsert(session, stage, { today, ...(onPart && { onPart }) });
  const lines = written.problems.length === 0 ? await writeInventories(session, children) : 0;
  const changed = written.inserted + written.updated + written.merged > 0;
  if (written.problems.length === 0 && converted) await keepOriginals(session, stage, importId);
  if (written.problems.length === 0 && stage.layer.id === 'regions' && changed)
    await refreshRegionShapes(session);
  return { ...written, children: lines };
}

/** Pairs of the file aside; whether any place was converted. */
async function takeOriginals(session: Session, { table }: Stage): Promise<boolean> {
  const [any] = await session.query(`select from ${table} where original_crs is not null limit 1`);
  if (any === undefined) return false;
  await session.query(`create temporary table import_originals on commit drop as
select coalesce(merge_into, source || ':' || source_id) as id, original_x, original_y, original_crs
from ${table}
where original_crs is not null
  and (merge_into is null or 'geometry' = any (merge_fields))`);
  return true;
}

/** The pair as it stood in the file and its system, beside each object whose place was converted. */
async function keepOriginals(session: Session, { layer }: Stage, importId: string): Promise<void> {
  await session.query(
    `insert into fourcolor.original_places as o (layer, object_id, x, y, crs, import_id)
select $1, id, original_x, original_y, original_crs, $2::uuid
from pg_temp.import_originals
on conflict (layer, object_id) do update
set x = excluded.x, y = excluded.y, crs = excluded.crs, import_id = excluded.import_id, recorded_at = now()
where (o.x, o.y, o.crs) is distinct from (excluded.x, excluded.y, excluded.crs)`,
    [layer.id, importId],
  );
}
