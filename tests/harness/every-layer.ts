/** A few invented objects in each table of the register, with every field filled (模拟数据). */
import { fileOf } from '../../data/imports/fixture.ts';
import type { Mapping } from '../../data/imports/mapping.ts';
import type { Field, GeometryType, Layer } from '../../data/layer.ts';
import { TABLES } from '../../data/layers/all.ts';
import { type Database, servant } from '../../server/db/database.ts';
import { runImport } from '../../server/imports/run.ts';
import { SIDE, SOUTH, WEST } from './small-city.ts';

export const EVERY_SOURCE = '模拟数据';

/** A value that the field takes, so that every column of a table is written once. */
export function valueFor(name: string, field: Field): string | number {
  if (field.dictionary !== undefined) {
    // every field filled: a danger or task with all its moments is a finished one
    const finished = ['closed', 'passed'].find((id) => field.dictionary?.some((word) => word.id === id));
    return finished ?? field.dictionary[0]!.id;
  }
  // nobody rechecks their own work
  if (name === 'rechecked_by') return "'=模拟乙";
  if (name.endsWith('_year')) return 2001;
  if (field.type === 'date') return name.includes('due') ? '2020-01-01' : '2019-03-01';
  if (field.type === 'timestamp with time zone') return '2026-03-01T08:00:00.123456+08:00';
  if (field.type === 'double precision') return 0.1 + 0.2;
  return field.type === 'text' ? "'=模拟" : 3;
}

/** The fields that a file may fill, but for identity and what refers to another register. */
export function fillable(layer: Layer): [string, Field][] {
  const apart = ['source', 'source_id', 'credit_code', 'parent_code'];
  return Object.entries(layer.fields).filter(([name, field]) => !field.derived && !apart.includes(name));
}

/** Reads `fillable` fields from columns of their own names. */
export const fillableMapping = (layer: Layer): Mapping => ({
  source: EVERY_SOURCE,
  key: ['$id'],
  fields: Object.fromEntries(fillable(layer).map(([name]) => [name, name])),
});

const [x, y, d] = [WEST + SIDE / 3, SOUTH + SIDE / 3, SIDE / 30];
const SHAPES: Readonly<Record<GeometryType, (turn: number) => object>> = {
  Point: (turn) => ({ type: 'Point', coordinates: [x + d * turn, y + d / 3] }),
  // of one line, or of two
  MultiLineString: (turn) => ({
    type: 'MultiLineString',
    coordinates: [
      [
        [x, y + d * turn],
        [x + d / 7, y + d * turn + d / 3],
      ],
      [
        [x + d, y + d * turn],
        [x + 2 * d, y + d * turn],
      ],
    ].slice(turn % 2),
  }),
  MultiPolygon: (turn) => {
    const [west, south] = [x + d * turn, y + d * turn];
    const ring = (at: number, side: number) => [
      [west + at, south + at],
      [west + at + side, south + at],
      [west + at + side, south + at + side],
      [west + at, south + at + side],
      [west + at, south + at],
    ];
    return {
      type: 'MultiPolygon',
      coordinates: [[ring(0, d / 2), ring(d / 8, d / 8).toReversed()], [ring(d / 1.5, d / 7)]],
    };
  },
};

/** Five objects of each geometry type in each table except regions. */
export async function fillEveryLayer(database: Database): Promise<void> {
  for (const layer of TABLES as readonly Layer[]) {
    if (layer.id === 'regions') continue;
    const properties = Object.fromEntries(
      fillable(layer).map(([name, field]) => [name, valueFor(name, field)]),
    );
    const features = layer.geometry.flatMap((type) =>
      [1, 2, 3, 4, 5].map((turn) => ({
        type: 'Feature',
        id: `${type}-${turn}`,
        properties,
        geometry: SHAPES[type](turn),
      })),
    );
    const report = await runImport(database, servant('admin', 'test'), {
      layer,
      file: fileOf(JSON.stringify({ type: 'FeatureCollection', features }), 'every.geojson', 1 << 16),
      mapping: fillableMapping(layer),
    });
    if (!report.ok) throw new Error(`${layer.id}: ${JSON.stringify(report.problems[0])}`);
  }
}
