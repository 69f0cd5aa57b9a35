/** All rows that a person's filter selects, in chunks by the feature's number, each in a transaction of its own. */
import { readWkb } from '../../data/exports/wkb.ts';
import type { ImportGeometry } from '../../data/imports/geometry.ts';
import { onlyPoints, readableFields } from '../../data/layer.ts';
import { tableById } from '../../data/layers/all.ts';
import type { Database, Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { checkGeometries } from '../ogc/filter-sql.ts';
import { conditionOf, type ItemsQuery } from '../ogc/items-query.ts';
import { column, findReading, parameters, type Reading } from '../reading.ts';

export interface ExportRow {
  readonly id: string;
  /** Values in the order of the reading's fields. */
  readonly values: readonly unknown[];
  readonly geometry: ImportGeometry;
}

/** Rows that one statement reads: lines and areas are larger. A tile waits for no more than one statement. */
const CHUNK = { points: 2000, extended: 500 } as const;
export const TIMEOUT_MS = 60_000;

/** The layer or table as this person reads it. @throws {NotFound} when it is hidden or absent */
export function exportReading(id: string, who: Who): Reading {
  const reading = findReading(id, who);
  if (reading !== undefined) return reading;
  // what has no collection is read by the staff alone
  const layer = tableById(id);
  const fields = layer === undefined || who.role === 'public' ? [] : readableFields(layer, who.role);
  if (layer === undefined || fields.length === 0) throw new NotFound();
  return { layer, table: `fourcolor.${layer.id}`, fields, scoped: true };
}

/**
 * The rows, chunk by chunk; other people's questions are answered in between. A row that is written meanwhile is in the
 * export or not; none is in it twice.
 */
export async function* exportRows(
  database: Database,
  who: Who,
  wanted: ItemsQuery,
): AsyncGenerator<readonly ExportRow[]> {
  const { reading, filter } = wanted;
  const size = onlyPoints(reading.layer) ? CHUNK.points : CHUNK.extended;
  const { values, add } = parameters();
  const after = values.length;
  const sql = `select fid as export_fid, ${reading.fields.map((name) => exact(reading, name)).join(', ')}, st_asbinary(geom) as export_wkb
from ${reading.table}
where fid > ${add(0)}::bigint
  and ${conditionOf(wanted, add)}
order by fid
limit ${size}`;
  let last = Number.MIN_SAFE_INTEGER;
  for (let begun = false; ; begun = true) {
    const asked = values.with(after, last);
    const rows = await database.as(
      who,
      async (session) => {
        if (filter !== undefined && !begun) await checkGeometries(filter, session);
        return session.query<
          Record<string, unknown> & { export_fid: number; export_wkb: Uint8Array; id: string }
        >(sql, asked);
      },
      { readOnly: true, timeoutMs: TIMEOUT_MS },
    );
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      id: row.id,
      values: reading.fields.map((name) => row[name] ?? null),
      geometry: readWkb(row.export_wkb),
    }));
    if (rows.length < size) return;
    last = rows.at(-1)!.export_fid;
  }
}

/** The column, a time with its microseconds. */
function exact({ layer }: Reading, name: string): string {
  if (layer.fields[name]?.type !== 'timestamp with time zone') return column(name);
  return `to_char(${column(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column(name)}`;
}
