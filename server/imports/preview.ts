/** The staged rows on the map before anything is written. */
import type { Who } from '../db/database.ts';
import type { Services } from '../services.ts';
import type { Stored } from './entries.ts';
import { folderOf } from './folder.ts';
import { readFindings } from './record-store.ts';
import { stageTable } from './stage.ts';

/** Features that a preview holds. */
const MOST = 5000;
/** Degrees by which lines and borders may be simpler than in the file: 5 m. */
const TOLERANCE_DEG = 0.00005;

/** A FeatureCollection with what stands against it; undefined when no rows are staged for this person. */
export async function previewOf({ database, settings }: Services, who: Who, stored: Stored) {
  if (stored.user_id !== who.userId || stored.report === null) return undefined;
  const table = stageTable(stored.id);
  const found = await database.as(
    who,
    async (session) => {
      const [there] = await session.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
        table,
      ]);
      if (there?.there !== true) return undefined;
      const [all] = await session.query<{ n: number; named: boolean }>(
        `select count(*) as n, exists (
  select from pg_attribute where attrelid = $1::text::regclass and attname = 'name'
) as named
from ${table}`,
        [table],
      );
      const step = Math.max(1, Math.ceil(all!.n / MOST));
      const rows = await session.query<{ row: number; name: string | null; geometry: unknown }>(
        `select row, ${all!.named ? 'name' : 'null::text as name'}, ST_AsGeoJSON(
    case when ST_Dimension(geom) = 0 then geom else ST_SimplifyPreserveTopology(geom, ${TOLERANCE_DEG}) end, 6
  )::json as geometry
from (select row, ${all!.named ? 'name,' : ''} geom, row_number() over (order by row) as n from ${table}) as numbered
where n % $1::integer = 0
order by row`,
        [step],
      );
      return { total: all!.n, rows };
    },
    { timeoutMs: 60_000 },
  );
  if (found === undefined) return undefined;
  const findings = await readFindings(folderOf(settings, stored.id));
  const worst = new Map<number, 'error' | 'warning'>();
  const outside = new Set<number>();
  for (const { row, code, severity } of findings?.problems ?? []) {
    if (row === null) continue;
    if (code === 'outside_city') outside.add(row);
    if (worst.get(row) !== 'error') worst.set(row, severity);
  }
  return {
    type: 'FeatureCollection',
    total: found.total,
    outside: stored.report.outside,
    bbox: stored.report.bbox,
    features: found.rows.map(({ row, name, geometry }) => ({
      type: 'Feature',
      id: row,
      geometry,
      properties: { row, name, problem: worst.get(row) ?? null, outside: outside.has(row) },
    })),
  };
}
