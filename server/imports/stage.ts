/** Rows on their way in: a temporary table of one transaction, or a table that lasts from the check to the writing. */
import type { ImportRow } from '../../data/imports/rows.ts';
import type { Field, Layer } from '../../data/layer.ts';
import type { Database, Session, Who } from '../db/database.ts';

/** Rows, and characters of JSON, that one statement carries. */
const CHUNK_ROWS = 2000;
const CHUNK_CHARACTERS = 4_000_000;
/** What a row carries beside the fields of its layer (see open_stage in the migrations). */
const OWN = `dimension smallint, to_point boolean, print text, ring_fault jsonb,
  original_x text, original_y text, original_crs text`;
const OWN_NAMES = [
  'dimension',
  'to_point',
  'print',
  'ring_fault',
  'original_x',
  'original_y',
  'original_crs',
] as const;

export interface Stage {
  readonly layer: Layer;
  /** Fields of the layer that the file fills, source and source_id first. */
  readonly columns: readonly string[];
  /** The table with its schema, for SQL. */
  readonly table: string;
  add(rows: readonly ImportRow[]): Promise<void>;
  /** Sends what waits; call it once after the last row. */
  flush(): Promise<void>;
  /** Statistics of the filled table: without them joins would be nested loops. */
  analyze(session: Session): Promise<void>;
}

/** A table that goes with the end of the transaction. */
export async function temporaryStage(
  session: Session,
  layer: Layer,
  fields: readonly string[],
): Promise<Stage> {
  const columns = stagedColumns(fields);
  await session.query(`create temporary table import_rows (
    row integer primary key,
    ${typed(layer, columns).join(',\n    ')},
    dimension smallint not null,
    to_point boolean not null,
    print text,
    ring_fault jsonb,
    original_x text,
    original_y text,
    original_crs text,
    merge_into text,
    merge_fields text[],
    geom geometry
  ) on commit drop`);
  return stageOn(
    'pg_temp.import_rows',
    layer,
    columns,
    (work) => work(session),
    async (on) => {
      await on.query('analyze pg_temp.import_rows');
    },
  );
}

/** A table of this import alone that outlives transactions, filled in one for each chunk; an earlier one goes. */
export async function lastingStage(
  database: Database,
  who: Who,
  importId: string,
  layer: Layer,
  fields: readonly string[],
): Promise<Stage> {
  const columns = stagedColumns(fields);
  await database.as(who, (session) =>
    session.query('select fourcolor.open_stage($1::uuid, $2::text, $3::text[])', [
      importId,
      layer.id,
      columns,
    ]),
  );
  return againStage(importId, layer, columns, (work) => database.as(who, work, { timeoutMs: 60_000 }));
}

/** The lasting table as an earlier check left it. */
export function againStage(importId: string, layer: Layer, columns: readonly string[], run: Run): Stage {
  return stageOn(stageTable(importId), layer, columns, run, async (on) => {
    await on.query('select fourcolor.analyze_stage($1::uuid)', [importId]);
  });
}

/** Where the rows of an import wait. */
export function stageTable(importId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(importId)) throw new Error(`Unexpected import id: ${importId}`);
  return `staging.rows_${importId.replaceAll('-', '')}`;
}

/** Gives a piece of work its session. */
type Run = (work: (session: Session) => Promise<unknown>) => Promise<unknown>;

const stagedColumns = (fields: readonly string[]) => [...new Set(['source', 'source_id', ...fields])];

const typed = (layer: Layer, columns: readonly string[]) =>
  columns.map((name) => `${name} ${fieldOf(layer, name).type}`);

function stageOn(
  table: string,
  layer: Layer,
  columns: readonly string[],
  run: Run,
  analyze: Stage['analyze'],
): Stage {
  const insert = `insert into ${table} (
  row, ${columns.join(', ')}, ${OWN_NAMES.join(', ')}, geom
)
select x.row, ${[...columns, ...OWN_NAMES].map((name) => `x.${name}`).join(', ')},
  ST_SetSRID(
    case
      when x.geojson is null then ST_MakePoint(x.lon, x.lat)
      else ST_GeomFromGeoJSON(x.geojson)
    end,
    4326
  )
from jsonb_to_recordset($1::jsonb) as x (
  row integer, ${typed(layer, columns).join(', ')}, ${OWN},
  lon double precision, lat double precision, geojson text
)`;
  let waiting: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    const json = `[${waiting.join(',')}]`;
    waiting = [];
    characters = 0;
    await run((session) => session.query(insert, [json]));
  };
  return {
    layer,
    columns,
    table,
    flush,
    analyze,
    async add(rows) {
      for (const row of rows) {
        const text = JSON.stringify(staged(row));
        waiting.push(text);
        characters += text.length;
        if (waiting.length >= CHUNK_ROWS || characters >= CHUNK_CHARACTERS) await flush();
      }
    },
  };
}

function staged(staging: ImportRow): Record<string, unknown> {
  const { row, values, geometry, change, dimension, print, ringFault, original } = staging;
  const common = {
    ...values,
    row,
    dimension,
    to_point: change === 'to_point',
    print,
    ring_fault: ringFault,
    original_x: original?.x,
    original_y: original?.y,
    original_crs: original?.crs,
  };
  if (geometry.type === 'Point')
    return { ...common, lon: geometry.coordinates[0], lat: geometry.coordinates[1] };
  return { ...common, geojson: JSON.stringify(geometry) };
}

/** A field of the layer; column names in SQL come from here only. */
export function fieldOf(layer: Layer, name: string): Field {
  const field = Object.hasOwn(layer.fields, name) ? layer.fields[name] : undefined;
  if (field === undefined) throw new Error(`Unexpected field of ${layer.id}: ${name}`);
  return field;
}
