/** GeoPackages written by SQLite itself, so that the reader is held against another hand (模拟数据). */
import initSqlJs, { type BindParams } from 'sql.js';

export interface SampleTable {
  readonly name: string;
  /** As in `create table`. */
  readonly columns: string;
  readonly rows: readonly (readonly (string | number | null | Uint8Array)[])[];
  /** Column of the geometry, its type and its coordinate system; absent for tables of attributes. */
  readonly geometry?: { readonly column: string; readonly type: string; readonly srs: number };
}

/** The geometry of a GeoPackage: its header, with an envelope or without, and a point. */
export function gpkgPoint(lon: number, lat: number, envelope = false): Uint8Array {
  const bytes = Buffer.alloc(8 + (envelope ? 32 : 0) + 21);
  bytes.write('GP', 0, 'latin1');
  bytes.writeUInt8(envelope ? 0b011 : 0b001, 3);
  bytes.writeInt32LE(4326, 4);
  const at = bytes.length - 21;
  bytes.writeUInt8(1, at);
  bytes.writeUInt32LE(1, at + 1);
  bytes.writeDoubleLE(lon, at + 5);
  bytes.writeDoubleLE(lat, at + 13);
  return bytes;
}

export async function geopackage(tables: readonly SampleTable[], before = ''): Promise<Uint8Array> {
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  database.run(before);
  database.run(`
    create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer not null primary key, organization text not null,
      organization_coordsys_id integer not null, definition text not null, description text);
    insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', null);
    insert into gpkg_spatial_ref_sys values ('CGCS2000 3 度带', 4549, 'epsg', 4549, 'PROJCS["x"]', null);
    insert into gpkg_spatial_ref_sys values ('undefined', -1, 'NONE', -1, 'undefined', null);
    create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique,
      description text default '', last_change datetime not null default '2026-01-01', min_x double, min_y double,
      max_x double, max_y double, srs_id integer, constraint fk foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));
    create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null,
      srs_id integer not null, z tinyint not null, m tinyint not null, constraint pk primary key (table_name, column_name));
  `);
  for (const { name, columns, rows, geometry } of tables) {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    database.run(`create table ${quoted} (${columns})`);
    const type = geometry === undefined ? 'attributes' : 'features';
    database.run('insert into gpkg_contents (table_name, data_type, srs_id) values (?, ?, ?)', [
      name,
      type,
      geometry?.srs ?? 4326,
    ]);
    if (geometry !== undefined)
      database.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [
        name,
        geometry.column,
        geometry.type,
        geometry.srs,
      ]);
    for (const row of rows)
      database.run(`insert into ${quoted} values (${row.map(() => '?').join(', ')})`, [...row] as BindParams);
  }
  const bytes = database.export();
  database.close();
  return bytes;
}
