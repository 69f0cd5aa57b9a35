/** Objects of several layers inside the small test city: targets, pipelines, hazards of all shapes, plants, stocked resources. */
import { type Database, servant } from '../../server/db/database.ts';
import { publish } from '../../server/publication.ts';
import { SIDE, SOUTH, WEST } from './small-city.ts';

type Position = [lon: number, lat: number];
export interface TestObject {
  readonly id: string;
  readonly kind: string;
  readonly grade: 1 | 2 | 3 | 4 | null;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: Position }
    | { readonly type: 'MultiLineString'; readonly coordinates: Position[][] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] };
}

const scatter = (index: number, salt: number): Position => [
  WEST + ((index * 0.754877666 + salt) % 1) * SIDE,
  SOUTH + ((index * 0.569840291 + salt * 1.7) % 1) * SIDE,
];
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const gradeOf = (index: number) => [null, 1, 2, 3, 4][index % 5] as TestObject['grade'];

const point = (index: number, salt: number) => ({
  type: 'Point' as const,
  coordinates: scatter(index, salt),
});
const square = ([lon, lat]: Position, side: number): Position[] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

export const TARGETS: readonly TestObject[] = many(150, (i) => ({
  id: `test:t${i}`,
  kind: ['school', 'housing', 'hospital'][i % 3]!,
  grade: null,
  geometry: point(i, 0.31),
}));

/**
 * Every third is one long straight edge (and a short one: engines choose differently between two equal ends for the
 * label), the others bend; every fourth comes in two parts.
 */
export const PIPELINES: readonly TestObject[] = many(16, (i) => {
  const [lon, lat] = scatter(i, 0.77);
  const straight: Position[] = [
    [lon, lat],
    [lon + 0.18, lat + 0.07],
    [lon + 0.181, lat + 0.071],
  ];
  const curved = many(9, (step): Position => [lon + step * 0.011, lat + 0.008 * Math.sin(step * 1.3 + i)]);
  const bend = i % 3 === 0 ? straight : curved;
  const apart: Position[] = [
    [lon, lat + 0.03],
    [lon + 0.004, lat + 0.05],
  ];
  return {
    id: `test:p${i}`,
    kind: i % 2 === 0 ? 'natural_gas' : 'water',
    grade: null,
    geometry: { type: 'MultiLineString', coordinates: i % 4 === 0 ? [bend, apart] : [bend] },
  };
});

export const HAZARDS: readonly TestObject[] = many(60, (i) => ({
  id: `test:h${i}`,
  kind: ['landslide', 'reservoir', 'fog_road'][i % 3]!,
  grade: gradeOf(i),
  geometry:
    i % 3 === 0
      ? point(i, 0.13)
      : i % 3 === 1
        ? { type: 'MultiPolygon', coordinates: [[square(scatter(i, 0.13), 0.004 + (i % 7) * 0.002)]] }
        : {
            type: 'MultiLineString',
            coordinates: [[scatter(i, 0.13), [scatter(i, 0.13)[0] + 0.01, scatter(i, 0.13)[1] + 0.006]]],
          },
}));

/** Half of them with the boundary of the plant, about a kilometre wide, the unit near its corner. */
export const PLANTS: readonly (TestObject & { readonly boundary: Position[] | null })[] = many(8, (i) => ({
  id: `test:m${i}`,
  kind: 'tank_farm',
  grade: gradeOf(i),
  geometry: point(i, 0.57),
  boundary: i % 2 === 0 ? square([scatter(i, 0.57)[0] - 0.001, scatter(i, 0.57)[1] - 0.001], 0.01) : null,
}));

export const RESOURCES: readonly (TestObject & { readonly stock: readonly (readonly [string, number])[] })[] =
  many(90, (i) => ({
    id: `test:r${i}`,
    kind: ['depot', 'team', 'shelter'][i % 3]!,
    grade: null,
    geometry: point(i, 0.91),
    stock:
      i % 3 !== 0
        ? []
        : [
            ['抗溶泡沫液 6%', 10 * (i % 9)],
            ['抗溶泡沫液 3%', 5],
            ...(i % 4 === 0 ? [['100%_棉被', 40] as const] : []),
          ],
  }));

/** Writes the objects and publishes. */
export async function fillObjects(database: Database): Promise<void> {
  const insert = (layer: string, objects: readonly TestObject[], graded: boolean, kindColumn = 'kind') => [
    `insert into fourcolor.${layer} (source, source_id, id, name, ${kindColumn}${graded ? ', grade, grade_state' : ''}, geom)
     select 'test', substr(id, 6), '', '对象' || id, kind
       ${graded ? ", grade, case when grade is null then 'not_assessed' else 'current' end" : ''},
       st_setsrid(st_geomfromgeojson(geometry), 4326)
     from jsonb_to_recordset($1::jsonb) as o (id text, kind text, grade smallint, geometry jsonb)`,
    JSON.stringify(objects),
  ];
  const statements = [
    insert('protected_targets', TARGETS, false),
    insert('pipelines', PIPELINES, false, 'medium'),
    insert('hazard_points', HAZARDS, true),
    insert('major_hazards', PLANTS, true),
    insert('resources', RESOURCES, false),
    [
      `update fourcolor.major_hazards as m
       set boundary = st_multi(st_setsrid(st_geomfromgeojson(b.shape), 4326))
       from jsonb_to_recordset($1::jsonb) as b (id text, shape jsonb)
       where m.id = b.id`,
      JSON.stringify(
        PLANTS.filter(({ boundary }) => boundary).map(({ id, boundary }) => ({
          id,
          shape: { type: 'Polygon', coordinates: [boundary] },
        })),
      ),
    ],
    [
      `insert into fourcolor.stock_lines (owner_id, item, quantity, unit)
       select owner_id, item, quantity, '桶'
       from jsonb_to_recordset($1::jsonb) as s (owner_id text, item text, quantity integer)`,
      JSON.stringify(
        RESOURCES.flatMap(({ id, stock }) =>
          stock.map(([item, quantity]) => ({ owner_id: id, item, quantity })),
        ),
      ),
    ],
  ] as const;
  await database.as(
    servant('admin', 'test'),
    async (session) => {
      for (const [sql, value] of statements) await session.query(sql!, [value]);
      await publish(session);
    },
    { timeoutMs: 120_000 },
  );
}
