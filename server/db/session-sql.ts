/** The SQL with which both engines begin a transaction as somebody, and read tiles. */
import { STAFF_ROLES } from '../../data/layer.ts';
import { EXTENT, type TileAddress, tileBox3857 } from '../../tiles/address.ts';
import type { TileRows } from '../../tiles/rows.ts';
import type { Who } from './database.ts';
import { arrayLiteral, literal } from './values.ts';

/** Longest wait for one statement unless the caller says otherwise. */
export const DEFAULT_TIMEOUT_MS = 10_000;
/** A transaction that asks nothing for so long is rolled back, so that it cannot hold its locks for ever. */
export const IDLE_TIMEOUT_MS = 60_000;

/** The role that owns the schema in the embedded engine: no superuser, so that forced row rules bind it too. */
export const EMBEDDED_OWNER = 'fourcolor_owner';

/** `begin`, the role and the settings of one transaction as one text without parameters, hence one round trip. */
export function beginAs(
  who: Who,
  readOnly: boolean,
  settings: Readonly<Record<string, string>> = {},
): string {
  return begin(`fc_${checkedRole(who)}`, readOnly, {
    search_path: 'fourcolor, public',
    'fourcolor.user': who.userId ?? '',
    // '' = null = everywhere; '{}' = nowhere
    'fourcolor.regions': who.regions ? arrayLiteral(who.regions) : '',
    'fourcolor.sectors': who.sectors ? arrayLiteral(who.sectors) : '',
    'fourcolor.why': who.why?.replaceAll('\0', '') ?? '',
    ...settings,
  });
}

/** As `beginAs` for a database role (the owner of the schema), or for the login itself (null). */
export function begin(
  role: string | null,
  readOnly: boolean,
  settings: Readonly<Record<string, string>>,
): string {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${literal(name)}, ${literal(value)}, true)`,
  );
  return [
    readOnly ? 'begin read only' : 'begin',
    ...(role === null ? [] : [`set local role ${role}`]),
    ...(calls.length > 0 ? [`select ${calls.join(', ')}`] : []),
  ].join(';\n');
}

/** The role goes into the statement as an identifier, so only the declared ones pass. */
function checkedRole(who: Who): string {
  if (who.role !== 'public' && !STAFF_ROLES.includes(who.role))
    throw new Error(`Unexpected role: ${String(who.role)}`);
  return who.role;
}

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Native engine: one MVT layer as the single bytea column `tile` (empty without features). */
export function nativeTileSql(rows: TileRows, at: TileAddress): string {
  const box = tileBox3857(at).join(', ');
  const columns = ['r.fid', ...rows.attributes.map((name) => `r.${identifier(name)}`)].join(', ');
  if (rows.layerBy !== undefined) return nativeManyLayersSql(rows, box);
  return `select st_asmvt(t, ${literal(rows.layer)}, ${EXTENT}, 'mvt_geom', 'fid') as tile
from (
  select ${columns}, st_asmvtgeom(r.geom, st_makeenvelope(${box}, 3857), ${EXTENT}, ${Number(rows.buffer)}, true) as mvt_geom
  from (${rows.sql}) as r
  -- a fence: flattened, the geometry would be computed twice
  offset 0
) as t
where t.mvt_geom is not null`;
}

/** As above for rows that name their layers themselves; layers are repeated fields of the message, so they join by order. */
function nativeManyLayersSql(rows: TileRows, box: string): string {
  const name = identifier(rows.layerBy ?? '');
  const attributes = rows.attributes.map((one) => `, r.${identifier(one)}`).join('');
  const carried = rows.attributes.map((one) => `, t.${identifier(one)}`).join('');
  return `select string_agg(layers.tile, ''::bytea order by layers.name) as tile
from (
  select t.layer_name as name, st_asmvt(f, t.layer_name, ${EXTENT}, 'mvt_geom', 'fid') as tile
  from (
    select r.${name} as layer_name, r.fid${attributes},
      st_asmvtgeom(r.geom, st_makeenvelope(${box}, 3857), ${EXTENT}, ${Number(rows.buffer)}, true) as mvt_geom
    from (${rows.sql}) as r
    offset 0
  ) as t
  cross join lateral (select t.fid${carried}, t.mvt_geom) as f
  where t.mvt_geom is not null
  group by t.layer_name
) as layers`;
}

/**
 * Embedded engine, whose PostGIS has no MVT functions: the same steps as ST_AsMVTGeom (simplify to half a unit,
 * to tile units with y down, snap, clip, snap and make valid), the geometry as WKB in `mvt_geom`.
 */
export function embeddedTileSql(rows: TileRows, at: TileAddress): string {
  const [west, , east, north] = tileBox3857(at);
  const perM = EXTENT / (east - west);
  const halfUnitM = 0.5 / perM;
  const buffer = Number(rows.buffer);
  const clip = `st_makeenvelope(${-buffer}, ${-buffer}, ${EXTENT + buffer}, ${EXTENT + buffer}, 3857)`;
  const carried = rows.layerBy === undefined ? rows.attributes : [...rows.attributes, rows.layerBy];
  const columns = carried.map((name) => `, u.${identifier(name)}`).join('');
  const inner = carried.map((name) => `, r.${identifier(name)}`).join('');
  return `select u.fid${columns}, st_asbinary(v.geom, 'NDR') as mvt_geom
from (
  select r.fid${inner}, st_snaptogrid(st_affine(
    case when st_dimension(r.geom) = 0 then r.geom
    else st_simplify(st_removerepeatedpoints(r.geom, ${halfUnitM}), ${halfUnitM}) end,
    ${perM}, 0, 0, ${-perM}, ${-west * perM}, ${north * perM}), 1) as geom
  from (${rows.sql}) as r
  offset 0 -- keeps the planner from computing the expression again at each of its uses
) as u
cross join lateral (
  select case
    when u.geom is null or st_isempty(u.geom) or not u.geom && ${clip} then null
    when st_dimension(u.geom) = 0 and u.geom @ ${clip} then u.geom
    when st_dimension(u.geom) = 0 then st_collectionextract(st_intersection(u.geom, ${clip}), 1)
    when st_dimension(u.geom) = 1 then st_collectionextract(st_snaptogrid(st_clipbybox2d(u.geom, ${clip}), 1), 2)
    else st_collectionextract(st_makevalid(st_snaptogrid(st_clipbybox2d(
      case when st_isvalid(u.geom) then u.geom else st_makevalid(u.geom) end, ${clip}), 1)), 3)
  end as geom
  offset 0
) as v
where v.geom is not null and not st_isempty(v.geom)
order by u.fid`;
}
