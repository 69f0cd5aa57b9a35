/** Writing objects of the register by their declarations: which columns, which values, which places. */
import type { z } from '@hono/zod-openapi';
import type { Field, Layer, Text } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { SqlError } from '../db/errors.ts';
import { Invalid, NotFound } from '../failure.ts';
import { type GeometryInput, shapeOf } from '../geometry-input.ts';
import { column, parameters } from '../reading.ts';

/** Layers with rules of their own for every change. */
const OWN_RULES = ['hidden_dangers', 'tasks', 'regions'];
const IDENTITY = ['id', 'source', 'source_id', 'recorded_at'];

export type Fields = Readonly<Record<string, string | number | null>>;
export type Shape = z.output<typeof GeometryInput>;

/** A layer whose objects are edited here. Throws NotFound. */
export function editableLayer(id: string): Layer {
  const layer = LAYERS.find((one) => one.id === id);
  if (!layer || OWN_RULES.includes(id)) throw new NotFound();
  return layer;
}

/** Columns that this person may change. */
export function editableFields(layer: Layer, who: Who): string[] {
  return Object.entries(layer.fields as Readonly<Record<string, Field>>)
    .filter(
      ([name, field]) =>
        !field.derived && !IDENTITY.includes(name) && field.readers.some((role) => role === who.role),
    )
    .map(([name]) => name);
}

/** The words of a layer's columns. */
export const labelsOf = (layer: Layer): Record<string, Text> =>
  Object.fromEntries(Object.entries(layer.fields).map(([name, { label }]) => [name, label]));

const DERIVED: Text = {
  zh: '由系统计算或编号，不能直接修改',
  en: 'Computed or numbered by the system: cannot be set',
};

/** What is wrong with the values, by the layer's own schema; [] = nothing. */
export function fieldProblems(layer: Layer, who: Who, fields: Fields, pointer: string): FieldProblem[] {
  const may = editableFields(layer, who);
  const all = layer.fields as Readonly<Record<string, Field>>;
  return Object.entries(fields).flatMap(([name, value]): FieldProblem[] => {
    const at = `${pointer}/${name}`;
    const field = all[name];
    if (!field) return [valueProblem(at, 'unknown')];
    if (!may.includes(name)) return [valueProblem(at, 'unknown', DERIVED)];
    if (value === null) return field.nullable ? [] : [valueProblem(at, 'required')];
    const parsed = field.schema.safeParse(value);
    if (parsed.success) return [];
    const code = field.dictionary
      ? 'choice'
      : typeof value !== (field.type === 'text' || field.type === 'date' ? 'string' : 'number')
        ? 'type'
        : field.type === 'text' || field.type === 'date'
          ? 'format'
          : 'range';
    return [valueProblem(at, code, undefined, remedyOf(field))];
  });
}

function remedyOf({ dictionary, type }: Field): Text | undefined {
  if (dictionary)
    return {
      zh: `可用：${dictionary.map(({ id, zh }) => `${id}（${zh}）`).join('、')}`.slice(0, 600),
      en: `One of: ${dictionary.map(({ id, en }) => `${id} (${en})`).join(', ')}`.slice(0, 600),
    };
  if (type === 'date') return { zh: '写成 YYYY-MM-DD', en: 'Write YYYY-MM-DD' };
  return undefined;
}

/** The geometry as the layer stores it. Throws Invalid for a kind that it does not hold. */
export function geometrySql(layer: Layer, geometry: Shape, add: (value: unknown) => string, pointer: string) {
  const single = geometry.type.replace(/^Multi/, '');
  const stored = layer.geometry.find(
    (type) => type === geometry.type || (type !== 'Point' && type === `Multi${single}`),
  );
  if (!stored)
    throw new Invalid(
      valueProblem(pointer, 'geometry', {
        zh: `此图层只有 ${layer.geometry.join('、')}`,
        en: `This layer holds ${layer.geometry.join(', ')}`,
      }),
    );
  const sql = shapeOf(geometry, pointer).sql(add);
  return stored === 'Point' ? sql : `st_multi(${sql})`;
}

export interface Written {
  readonly id: string;
  /** Where it lay before and lies now. */
  readonly regions: readonly string[];
}

/** Changes one object. Throws NotFound when the person does not see it, Invalid for what the database refuses. */
export async function updateObject(
  session: Session,
  layer: Layer,
  id: string,
  fields: Fields,
  geometry: Shape | undefined,
  pointer = '',
  /** Columns that are no field of the layer: name, SQL type, value. */
  extra: readonly (readonly [name: string, type: string, value: unknown])[] = [],
): Promise<Written> {
  const { values, add } = parameters();
  const [before] = await session.query<{ region: string | null }>(
    `select region_code as region from fourcolor.${layer.id} where id = $1::text`,
    [id],
  );
  if (!before) throw new NotFound();
  const all = layer.fields as Readonly<Record<string, Field>>;
  const set = [
    ...Object.entries(fields).map(([name, value]) => `${column(name)} = ${add(value)}::${all[name]!.type}`),
    ...extra.map(([name, type, value]) => `${column(name)} = ${add(value)}::${type}`),
    ...(geometry ? [`geom = ${geometrySql(layer, geometry, add, `${pointer}/geometry`)}`] : []),
  ];
  if (layer.graded && ('grade' in fields || 'review_due' in fields)) {
    const value = (name: string) =>
      name in fields ? `${add(fields[name])}::${all[name]!.type}` : `o.${column(name)}`;
    set.push(
      `grade_state = case when ${value('grade')} is null then 'not_assessed'
    when ${value('review_due')} < fourcolor.today() then 'overdue' else 'current' end`,
    );
  }
  if (set.length === 0) return { id, regions: before.region ? [before.region] : [] };
  const [after] = await refusable(
    () =>
      session.query<{ region: string | null }>(
        `update fourcolor.${layer.id} as o
set ${set.join(',\n  ')}
where o.id = ${add(id)}::text
returning o.region_code as region`,
        values,
      ),
    pointer,
  );
  if (!after) throw new NotFound();
  return { id, regions: [before.region, after.region].filter((code) => code !== null) };
}

/** Adds an object drawn or typed in by hand, numbered by itself. Throws Invalid for what the database refuses. */
export async function insertObject(
  session: Session,
  layer: Layer,
  fields: Fields,
  geometry: Shape,
  extra: readonly (readonly [name: string, type: string, value: unknown])[] = [],
): Promise<Written> {
  const { values, add } = parameters();
  const all = layer.fields as Readonly<Record<string, Field>>;
  const given = Object.entries(fields);
  const state =
    layer.graded && fields.grade != null
      ? [
          [
            'grade_state',
            `case when ${add(fields.review_due ?? null)}::date < fourcolor.today() then 'overdue' else 'current' end`,
          ],
        ]
      : [];
  const columns: string[][] = [
    ['source', "'manual'"],
    ['source_id', 'g.number'],
    ['id', 'g.number'],
    ...given.map(([name, value]) => [name, `${add(value)}::${all[name]!.type}`]),
    ...extra.map(([name, type, value]) => [name, `${add(value)}::${type}`]),
    ...state,
    ['geom', geometrySql(layer, geometry, add, '/geometry')],
  ];
  const rows = await refusable(
    () =>
      session.query<{ id: string; region: string | null }>(
        `insert into fourcolor.${layer.id} (${columns.map(([name]) => column(name!)).join(', ')})
select ${columns.map(([, value]) => value).join(', ')}
from (select gen_random_uuid()::text as number) as g
returning id, region_code as region`,
        values,
      ),
    '',
  );
  const { id, region } = rows[0]!;
  return { id, regions: region ? [region] : [] };
}

/** The database's refusal of a value becomes a problem of that value. */
export async function refusable<T>(work: () => Promise<T>, pointer: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // 23xxx integrity, 22xxx data (PostgreSQL manual, appendix A)
    if (!(error instanceof SqlError) || !/^2[23]/.test(error.code) || error.code === '23503') throw error;
    const place = /geom/.test(error.constraint ?? '') || /geometr/i.test(error.message);
    throw new Invalid(
      valueProblem(place ? `${pointer}/geometry` : pointer || '/', place ? 'geometry' : 'range', {
        zh: `数据库不接受：${error.constraint ?? error.message}`,
        en: `Refused by the database: ${error.constraint ?? error.message}`,
      }),
    );
  }
}
