/** Rows on their way in: a temporary table of the transaction, filled in chunks. */
import type { ImportRow } from '../../data/imports/rows.ts';
import type { Field, Layer } from '../../data/layer.ts';
import type { Session } from '../db/database.ts';

/** Rows, and characters of JSON, that one statement carries. */
const CHUNK_ROWS = 2000;
const CHUNK_CHARACTERS = 4_000_000;

export interface Stage {
  readonly layer: Layer;
  /** Fields of the layer that the file fills, source and source_id first. */
  readonly columns: readonly string[];
  add(rows: readonly ImportRow[]): Promise<void>;
  /** Sends what waits; call it once after the last row. */
  flush(): Promise<void>;
}

/** Makes the table; it goes with the end of the transaction. */
export async function openStage(session: Session, layer: Layer, fields: readonly string[]): Promise<Stage> {
  const columns = [...new Set(['source', 'source_id', ...fields])];
  const typed = columns.map((name) => `${name} ${fieldOf(layer, name).type}`);
  await session.query(`create temporary table import_rows (
    row integer primary key,
    ${typed.join(',\n    ')},
    dimension smallint not null,
    to_point boolean not null,
    print text,
    ring_fault jsonb,
    geom geometry
  ) on commit drop`);
  const insert = `insert into pg_temp.import_rows (
  row, ${columns.join(', ')}, dimension, to_point, print, ring_fault, geom
)
select x.row, ${columns.map((name) => `x.${name}`).join(', ')}, x.dimension, x.to_point, x.print, x.ring_fault,
  ST_SetSRID(
    case
      when x.geojson is null then ST_MakePoint(x.lon, x.lat)
      else ST_GeomFromGeoJSON(x.geojson)
    end,
    4326
  )
from jsonb_to_recordset($1::jsonb) as x (
  row integer, ${typed.join(', ')}, dimension smallint, print text, ring_fault jsonb,
  lon double precision, lat double precision, geojson text, to_point boolean
)`;
  let waiting: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    const json = `[${waiting.join(',')}]`;
    waiting = [];
    characters = 0;
    await session.query(insert, [json]);
  };
  return {
    layer,
    columns,
    flush,
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
  const { row, values, geometry, change, dimension, print, ringFault } = staging;
  const to_point = change === 'to_point';
  const common = { ...values, row, dimension, to_point, print, ring_fault: ringFault };
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
