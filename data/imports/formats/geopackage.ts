/** GeoPackages (OGC 12-128r19): tables of features and of attributes, read without a database engine. */
import type { ByteSource } from '../encoding.ts';
import { type Problem, problem } from '../problem.ts';
import type { SourceRecord } from '../records.ts';
import { placesOf, viewOf } from './bytes.ts';
import type { Dataset, OpenLayer, SourceLayer } from './dataset.ts';
import { setOwn } from './own.ts';
import { damaged, Refused, whyNot } from './refused.ts';
import {
  openSqlite,
  type SqliteDatabase,
  type SqliteRow,
  type SqliteTable,
  type SqliteValue,
} from './sqlite.ts';
import { readWkb, type WkbRead } from './wkb.ts';

const BATCH = 256;
/** Rows of the tables about tables that are read. */
const MOST_LAYERS = 10_000;

interface GpkgLayer {
  readonly layer: SourceLayer;
  /** Column of the geometry; null for tables of attributes. */
  readonly geometryColumn: string | null;
  readonly crs: string | null;
  readonly measures: boolean;
}

export async function geopackageDataset(source: ByteSource, name: string): Promise<Dataset> {
  const database = await openSqlite(await placesOf(source));
  const contents = database.table('gpkg_contents');
  if (contents === undefined) {
    const what = { zh: 'SQLite 数据库（不是 GeoPackage）', en: 'An SQLite database that is no GeoPackage' };
    throw new Refused(problem('format_unsupported', {}, { value: what }));
  }
  const layers = await layersOf(database, contents);
  return {
    format: 'geopackage',
    name,
    notes: [],
    layers: async () => layers.map(({ layer }) => layer),
    open: async (wanted) => {
      const found = layers.find(({ layer }) => layer.name === wanted);
      return found === undefined ? undefined : openTable(database, found);
    },
  };
}

async function all(table: SqliteTable | undefined): Promise<SqliteRow[]> {
  const rows: SqliteRow[] = [];
  if (table !== undefined)
    for await (const some of table.rows()) {
      rows.push(...some);
      if (rows.length > MOST_LAYERS) throw damaged('图层过多', 'too many layers');
    }
  return rows;
}

const text = (value: SqliteValue | undefined) => (typeof value === 'string' ? value : null);
const same = (a: SqliteValue | undefined, b: string) => text(a)?.toLowerCase() === b.toLowerCase();

async function layersOf(database: SqliteDatabase, contents: SqliteTable): Promise<GpkgLayer[]> {
  const shapes = await all(database.table('gpkg_geometry_columns'));
  const counts = await all(database.table('gpkg_ogr_contents'));
  const systems = await all(database.table('gpkg_spatial_ref_sys'));
  const layers: GpkgLayer[] = [];
  for (const row of await all(contents)) {
    const name = text(row.table_name);
    if (name === null || !['features', 'attributes', 'aspatial'].includes(text(row.data_type) ?? ''))
      continue;
    const shape = shapes.find((one) => same(one.table_name, name));
    const stated = counts.find((one) => same(one.table_name, name))?.feature_count;
    const srs = shape?.srs_id ?? row.srs_id;
    const system = systems.find((one) => one.srs_id === srs);
    layers.push({
      layer: {
        name,
        rows: typeof stated === 'number' ? stated : null,
        geometryType: shape === undefined ? null : typeNamed(text(shape.geometry_type_name) ?? ''),
      },
      geometryColumn: text(shape?.column_name),
      crs: system === undefined ? null : systemOf(system),
      measures: typeof shape?.m === 'number' && shape.m !== 0,
    });
  }
  return layers;
}

const TYPES = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'];

function typeNamed(name: string): string {
  return TYPES.find((type) => type.toUpperCase() === name.toUpperCase()) ?? 'Mixed';
}

/** By authority and number, or as the definition has it; -1 and 0 stand for systems that nobody knows. */
function systemOf(row: SqliteRow): string | null {
  const authority = text(row.organization);
  const number = row.organization_coordsys_id;
  if (authority !== null && /^epsg$/i.test(authority) && typeof number === 'number' && number > 0)
    return `EPSG:${number}`;
  const definition = text(row.definition);
  return definition === null || definition === 'undefined' ? null : definition;
}

function openTable(database: SqliteDatabase, { layer, geometryColumn, crs, measures }: GpkgLayer): OpenLayer {
  const table = database.table(layer.name);
  if (table === undefined) {
    const detail = { zh: '它是视图或特殊的表', en: 'it is a view or a special table' };
    throw new Refused(problem('layer_unreadable', { value: layer.name }, { detail }));
  }
  const shape = table.columns.find(({ name }) => geometryColumn !== null && same(name, geometryColumn))?.name;
  const id = table.columns.find(({ rowid }) => rowid)?.name;
  const columns = table.columns.filter(({ name }) => name !== shape).map(({ name }) => name);
  const notes: Problem[] = measures ? [problem('measures_dropped', {})] : [];
  return {
    layer,
    columns,
    duplicated: [],
    headerLine: 1,
    encoding: null,
    delimiter: null,
    crs: shape === undefined ? null : crs,
    ownGeometry: shape !== undefined,
    notes,
    batches: () => batches(table, columns, shape, id),
  };
}

async function* batches(
  table: SqliteTable,
  columns: readonly string[],
  shape: string | undefined,
  id: string | undefined,
): AsyncGenerator<readonly SourceRecord[]> {
  let batch: SourceRecord[] = [];
  let row = 0;
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  try {
    for await (const rows of table.rows()) {
      for (const values of rows) {
        row += 1;
        const number = id === undefined ? undefined : values[id];
        const at = { row, line: row, ...(typeof number === 'number' ? { id: number } : {}) };
        const plain: Record<string, unknown> = {};
        for (const name of columns)
          setOwn(plain, name, plainValue(values[name] ?? null, types.get(name) ?? ''));
        if (shape === undefined) batch.push({ ...at, values: plain });
        else {
          const read = geometryOf(values[shape] ?? null);
          if (read.ok) batch.push({ ...at, values: plain, geometry: read.geometry });
          else batch.push({ ...at, values: {}, problem: { ...read.problem, row } });
        }
      }
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    row += 1;
    batch.push({ row, line: row, values: {}, problem: whyNot(error, row) });
  }
  if (batch.length > 0) yield batch;
}

/** Pictures and documents say nothing; truth is a number in the file. */
function plainValue(value: SqliteValue, type: string): unknown {
  if (value instanceof Uint8Array) return null;
  if (typeof value === 'bigint') return String(value);
  if (type === 'BOOLEAN' && (value === 0 || value === 1)) return value === 1 ? 'true' : 'false';
  return value;
}

const BROKEN = { zh: '不是 GeoPackage 的几何', en: 'not the geometry of a GeoPackage' };
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** The header of section 2.1.3, then well-known binary. */
function geometryOf(value: SqliteValue): WkbRead {
  if (value === null) return { ok: true, geometry: null, measures: false };
  const broken: WkbRead = { ok: false, problem: problem('geometry_broken', {}, { detail: BROKEN }) };
  if (!(value instanceof Uint8Array) || value.length < 8 || viewOf(value).getUint16(0, false) !== 0x4750)
    return broken;
  const flags = value[3]!;
  if ((flags & 0x20) !== 0)
    return { ok: false, problem: problem('geometry_unsupported', { value: 'ExtendedGeoPackageBinary' }) };
  if ((flags & 0x10) !== 0) return { ok: true, geometry: null, measures: false };
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  return envelope === undefined ? broken : readWkb(value.subarray(8 + envelope));
}
