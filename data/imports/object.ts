/** When two records are one object: its number in OpenStreetMap, or the same line or area said twice. */
import type { ImportGeometry } from './geometry.ts';
import type { SourceRecord } from './records.ts';
import { plainText, type Value } from './values.ts';

/** A short text that only this text has (SHA-256, or as good). */
export type Digest = (text: string) => string;

/**
 * Type and number of an OpenStreetMap object, `n12`, `w34` or `r56`; undefined when the record does not tell them.
 * Read are the ids of osmium (an area is 2 × the way, or 2 × the relation + 1, https://docs.osmcode.org/libosmium),
 * `@type` and `@id` of OSM QA tiles and overpass (`way/34` too), and `osm_id`, `osm_way_id` of ogr2ogr.
 */
export function osmId(record: SourceRecord): string | undefined {
  const said = (column: string) => plainText(record.values[column]) ?? '';
  const short = /^([nwra])(\d+)$/.exec(String(record.id ?? ''));
  if (short !== null) return short[1] === 'a' ? ofArea(BigInt(short[2]!)) : `${short[1]}${short[2]}`;
  for (const text of [String(record.id ?? ''), said('@id')]) {
    const long = /^(node|way|relation)\/(\d+)$/.exec(text);
    if (long !== null) return `${long[1]!.charAt(0)}${long[2]}`;
  }
  const number = said('@id');
  if (/^\d+$/.test(number)) return `${letterOf(said('@type'), record.geometry)}${number}`;
  const way = said('osm_way_id');
  if (/^\d+$/.test(way)) return `w${way}`;
  const own = said('osm_id');
  if (!/^-?\d+$/.test(own)) return undefined;
  // relations are negative numbers in tables of osm2pgsql
  if (own.startsWith('-')) return `r${own.slice(1)}`;
  return `${letterOf(said('osm_type'), record.geometry)}${own}`;
}

function ofArea(number: bigint): string {
  return number % 2n === 0n ? `w${number / 2n}` : `r${(number - 1n) / 2n}`;
}

/** The type that the file states; without one points are nodes, lines ways, and areas relations (as ogr2ogr numbers them). */
function letterOf(stated: string, geometry: unknown): 'n' | 'w' | 'r' {
  const first = stated.charAt(0).toLowerCase();
  if (first === 'n' || first === 'w' || first === 'r') return first;
  const type = typeof geometry === 'object' && geometry !== null && 'type' in geometry ? geometry.type : '';
  if (type === 'Point') return 'n';
  return type === 'LineString' || type === 'Polygon' ? 'w' : 'r';
}

/**
 * A short mark of a line or area and all that is said about it except its key. A closed line and the area inside it
 * have the same one, wherever the ring begins and whichever way it runs. Points have none: two shops may share a door.
 */
export function objectPrint(
  geometry: ImportGeometry,
  values: Readonly<Record<string, Value>>,
  digest: Digest,
): string | null {
  if (geometry.type === 'Point') return null;
  const places =
    geometry.type === 'MultiLineString' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
  const { source_id: _, ...said } = values;
  const visited = [...new Set(places.map(([lon, lat]) => `${lon} ${lat}`))].toSorted().join(',');
  return digest(`${visited}\n${JSON.stringify(said)}`);
}
