/** A row as GeoJSON text: geometry as the database wrote it, properties in declared order. */
import { column, type Reading } from '../reading.ts';

export type FeatureRow = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly geometry_text: string;
};

/** The columns of a feature; `latFirst` turns the axes round. Centimetres are kept (seven decimals). */
export function featureColumns(reading: Reading, latFirst = false): string {
  const geometry = latFirst ? 'st_flipcoordinates(geom)' : 'geom';
  return [...reading.fields.map(column), `st_asgeojson(${geometry}, 7) as geometry_text`].join(', ');
}

/** GeoJSON text of one feature, with more members or properties if given. */
export function featureText(
  row: FeatureRow,
  fields: readonly string[],
  more: object = {},
  members: object = {},
): string {
  const properties = Object.fromEntries(fields.map((name) => [name, row[name] ?? null]));
  const head = `{"type":"Feature","id":${JSON.stringify(row.id)},"geometry":${row.geometry_text}`;
  const tail = JSON.stringify({ properties: { ...properties, ...more }, ...members });
  return `${head},${tail.slice(1)}`;
}
