/** Exactly the rows of a table as files: CSV, a workbook, GeoJSON. */
import type { FeatureCollection } from 'geojson';
import type { TableColumn } from '../parts/data-table/columns.ts';
import { placeOf } from '../parts/place.ts';
import type { Row } from './rows.ts';
import type { TableTexts } from './texts.ts';

export type FileRow = readonly (string | number | null)[];

/** Heading and rows: the table's columns as they are on the screen, then what finds the object again. */
export function fileRows(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  texts: TableTexts,
): readonly FileRow[] {
  const head = [
    ...columns.map(({ id, label }) => (id === 'distance' ? `${label} (m)` : label)),
    'id',
    texts.lon,
    texts.lat,
  ];
  return [
    head,
    ...rows.map((row) => [...columns.map(({ value }) => value(row)), row.id, ...placeOf(row.item)]),
  ];
}

/** The objects with their whole shape; properties carry the table's words beside the register's own. */
export function fileFeatures(rows: readonly Row[], columns: readonly TableColumn<Row>[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: rows.map((row) => ({
      type: 'Feature',
      id: row.id,
      geometry: row.item.geometry,
      properties: {
        ...row.item.properties,
        layer: row.layer,
        table: Object.fromEntries(columns.map(({ id, value }) => [id, value(row)])),
      },
    })),
  };
}

/** Hands the bytes to the browser as a download. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
