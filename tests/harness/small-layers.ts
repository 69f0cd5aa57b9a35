/** Invented objects of every layer for tests, made from the declarations, in the small city. */
import type { Field, Layer } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import { DETAILS } from '../../data/layers/details.ts';
import { type Database, type Session, servant } from '../../server/db/database.ts';
import { publish } from '../../server/publication.ts';
import { SIDE, SOUTH, WEST } from './small-city.ts';

/** Texts that no visitor may meet begin with this. */
export const HIDDEN = 'hidden-';
export const PHONE = '000-5678';

/** Layers that `fillSmallLayers` fills: all but those of the small city itself. */
export const SMALL_LAYERS: readonly Layer[] = LAYERS.filter(
  ({ id }) => id !== 'regions' && id !== 'enterprises',
);

export interface SmallObject {
  readonly id: string;
  readonly kind: string | null;
  readonly sector: string | null;
  readonly grade: number | null;
  /** Corners of the object's box, degrees. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly values: Readonly<Record<string, unknown>>;
}

/** Values that only go together: what is closed has a day, and another rechecks than the one who rectified. */
const TOGETHER: Readonly<Record<string, (index: number) => Readonly<Record<string, unknown>>>> = {
  hidden_dangers: (index) => ({
    state: index % 2 === 0 ? 'verified' : 'rectifying',
    closed_at: null,
    rechecked_by: `${HIDDEN}rechecked_by_another`,
  }),
  tasks: (index) => ({ state: index % 2 === 0 ? 'passed' : 'failed' }),
};

/** Objects of a layer: every word of its kinds, every geometry type, all fields filled. */
export function smallObjects(layer: Layer, count = 60): SmallObject[] {
  return Array.from({ length: count }, (_, index) => {
    const lon = WEST + ((index * 0.754877666 + 0.3) % 1) * SIDE * 0.94;
    const lat = SOUTH + ((index * 0.569840291 + 0.7) % 1) * SIDE * 0.94;
    const values: Record<string, unknown> = {
      ...Object.fromEntries(
        Object.entries(layer.fields).map(([name, field]) => [name, sampleOf(layer, name, field, index)]),
      ),
      ...TOGETHER[layer.id]?.(index),
    };
    const type = layer.geometry[index % layer.geometry.length]!;
    const reach = type === 'Point' ? 0 : 0.03;
    const box = [lon, lat, lon + reach, lat + reach] as const;
    return {
      id: String(values.id),
      kind: layer.kindField ? String(values[layer.kindField]) : null,
      sector: 'sector' in layer.fields ? String(values.sector) : null,
      grade: (values.grade as number | null | undefined) ?? null,
      box,
      geometry: { type, coordinates: coordinatesOf(type, box) },
      values,
    };
  });
}

/** Writes `count` objects of every layer and what hangs on the first of them, and publishes. */
export async function fillSmallLayers(database: Database, count = 60): Promise<void> {
  await database.as(
    servant('admin', 'test'),
    async (session) => {
      for (const layer of SMALL_LAYERS) await insertObjects(session, layer, smallObjects(layer, count));
      await insertDetails(session);
      await publish(session);
    },
    { timeoutMs: 120_000 },
  );
}

/** Inserts objects of one layer. */
export async function insertObjects(
  session: Session,
  layer: Layer,
  objects: readonly SmallObject[],
): Promise<void> {
  const names = Object.keys(layer.fields).filter((name) => name !== 'recorded_at');
  const types = names.map((name) => `"${name}" ${layer.fields[name]!.type}`);
  await session.query(
    `insert into fourcolor.${layer.id} (${names.map((name) => `"${name}"`).join(', ')}, geom)
     select ${names.map((name) => `"${name}"`).join(', ')}, ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)
     from jsonb_to_recordset($1::jsonb) as r (${[...types, 'geometry text'].join(', ')})`,
    [JSON.stringify(objects.map((one) => ({ ...one.values, geometry: JSON.stringify(one.geometry) })))],
  );
}

function sampleOf(layer: Layer, name: string, field: Field, index: number): unknown {
  switch (name) {
    case 'id':
      return `small:${layer.id}-${index}`;
    case 'source':
      return 'small';
    case 'source_id':
      return `${layer.id}-${index}`;
    case 'name':
      return `${layer.label.zh}甲${index}`;
    case 'grade':
      return index % 5 === 0 ? null : (index % 4) + 1;
    case 'inherent_grade':
      return (index % 4) + 1;
    case 'grade_state':
      return index % 5 === 0 ? 'not_assessed' : 'current';
    case 'review_due':
      return '2099-12-31';
    case 'last_inspected_on':
      return index % 3 === 0 ? null : '2026-01-01';
    case 'inspection_due':
      return index % 3 === 1 ? '2026-01-02' : '2099-12-31';
    case 'contact_phone':
      return PHONE;
    case 'level':
      return field.type === 'text' ? `shown-${name}` : (index % 4) + 1;
  }
  if (field.dictionary) return field.dictionary[index % field.dictionary.length]!.id;
  switch (field.type) {
    case 'text':
      return `${field.published ? 'shown-' : HIDDEN}${name}`;
    case 'smallint':
      return 2000 + (index % 20);
    case 'integer':
      return index + 1;
    case 'double precision':
      return name === 'ir_per_yr' ? 10 ** -(5 + (index % 3)) : index / 2 + 1;
    case 'date':
      return '2026-02-03';
    case 'timestamp with time zone':
      return `2026-03-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00Z`;
  }
}

function coordinatesOf(type: string, [w, s, e, n]: readonly [number, number, number, number]): unknown {
  if (type === 'Point') return [w, s];
  if (type === 'MultiLineString') {
    return [
      [
        [w, s],
        [e, n],
      ],
    ];
  }
  return [
    [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  ];
}

/** One line of each list for the first object of each owner layer; enterprises and regions have their own ids. */
async function insertDetails(session: Session): Promise<void> {
  const [responsibilities] = DETAILS;
  for (const layer of responsibilities.owners) {
    await session.query(
      `insert into fourcolor.responsibilities (owner_layer, owner_id, kind, name, organisation, phone)
       select $1, id, 'chief', $2, $3, $4
       from fourcolor.${layer}
       order by fid
       limit 5`,
      [layer, `${HIDDEN}person`, `${HIDDEN}office`, PHONE],
    );
  }
  await session.query(
    `insert into fourcolor.inventories (owner_id, substance, cas, quantity_t, threshold_t, beta)
     select id, $1, '7664-41-7', 20, 10, 2 from fourcolor.major_hazards`,
    [`${HIDDEN}ammonia`],
  );
  await session.query(
    `insert into fourcolor.stock_lines (owner_id, item, quantity, unit)
     select id, $1, 3, '台' from fourcolor.resources`,
    [`${HIDDEN}pump`],
  );
}
