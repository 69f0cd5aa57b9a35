/** A CQL2 filter as SQL: columns from the declaration and the reader's rights, every value a parameter. */
import { COMPARISONS, type Filter, type FilterGeometry, type Scalar } from '../../data/cql2/ast.ts';
import { dateOf, timestampOf } from '../../data/cql2/instants.ts';
import { parseFilter } from '../../data/cql2/parse.ts';
import { wkt } from '../../data/cql2/print.ts';
import { FilterError } from '../../data/cql2/tokens.ts';
import { isPinyinQuery, pinyinQuery } from '../../data/imports/match/pinyin.ts';
import type { SqlType } from '../../data/layer.ts';
import { conditionsOf } from '../../data/layers/conditions.ts';
import { CONDITION_SQL } from '../condition-sql.ts';
import type { Session } from '../db/database.ts';
import { type AddParam, type Box, column, nearBox, type Reading } from '../reading.ts';

/** Names by which a filter may mean the feature's geometry. */
const GEOMETRY_NAMES = ['geom', 'geometry'];

type Kind = 'text' | 'number' | 'date' | 'timestamp';
const KINDS: Readonly<Record<SqlType, Kind>> = {
  text: 'text',
  smallint: 'number',
  integer: 'number',
  'double precision': 'number',
  date: 'date',
  'timestamp with time zone': 'timestamp',
};

/** Reads a filter and checks it against what this reader may read. Throws FilterError. */
export function readFilter(text: string, reading: Reading): Filter {
  const filter = parseFilter(text);
  filterSql(filter, reading, () => '$1');
  return filter;
}

/** The condition; a column that is hidden from the reader is as unknown as one that does not exist. */
export function filterSql(filter: Filter, reading: Reading, add: AddParam): string {
  const sql = (part: Filter) => filterSql(part, reading, add);
  switch (filter.op) {
    case 'and':
    case 'or':
      return `(${filter.parts.map(sql).join(` ${filter.op} `)})`;
    case 'not':
      return `(not ${sql(filter.part)})`;
    case 'compare': {
      const ordered = filter.by !== '=' && filter.by !== '<>';
      const [left, right] = scalars([filter.left, filter.right], reading, add, ordered);
      const sign = COMPARISONS.find((one) => one === filter.by)!;
      return `(${left} ${sign} ${right})`;
    }
    case 'between': {
      const [value, low, high] = scalars([filter.value, filter.low, filter.high], reading, add, true);
      return `(${value} between ${low} and ${high})`;
    }
    case 'in': {
      const [value, ...list] = scalars([filter.value, ...filter.list], reading, add);
      return `(${value} in (${list.join(', ')}))`;
    }
    case 'isNull': {
      const [value] = scalars([filter.value], reading, add);
      return `(${value} is null)`;
    }
    case 'like': {
      if (kindOf(filter.value, reading) !== 'text') throw mismatch();
      // a backslash at the end escapes nothing, which SQL would refuse
      if (/(^|[^\\])(\\\\)*\\$/.test(filter.pattern)) throw trailingEscape();
      const [value] = scalars([filter.value], reading, add);
      return `(${value} like ${add(filter.pattern)}::text escape '\\')`;
    }
    case 'condition':
      return conditionSql(filter, reading, add);
    case 'spatial': {
      if (!GEOMETRY_NAMES.includes(filter.property)) throw unknown(filter.property);
      const near = nearBox(reading, boxOf(filter.geometry), add);
      return `(${near} and st_${filter.by === 's_within' ? 'within' : 'intersects'}(geom, ${geometrySql(filter.geometry, add)}))`;
    }
  }
}

/** A named condition; those of the register are unknown to visitors, who do not read what it looks at. */
function conditionSql(
  { name, text }: Extract<Filter, { op: 'condition' }>,
  { layer, scoped }: Reading,
  add: AddParam,
): string {
  if (!scoped) throw unknown(name);
  if (name === 'named') {
    if (text === null || text.trim() === '') throw unknown(name);
    const among = ['name ilike', 'name_en ilike'].map((one) => `g.${one} ${add(contains(text))}::text`);
    if (isPinyinQuery(text)) {
      const letters = contains(pinyinQuery(text));
      among.push(...['pinyin like', 'initials like'].map((one) => `g.${one} ${add(letters)}::text`));
    }
    // the gazetteer has no tasks: they are named after the object that they look at
    if (layer.id === 'tasks')
      return `(name ilike ${add(contains(text))}::text or (object_layer, object_id) in (
      select g.layer, g.id
      from fourcolor.gazetteer as g
      where ${among.join(' or ')}))`;
    return `(id in (
      select g.id
      from fourcolor.gazetteer as g
      where g.layer = '${layer.id}'
        and (${among.join(' or ')})))`;
  }
  const sql = CONDITION_SQL[name];
  if (text !== null || !sql || !conditionsOf(layer).some(({ id }) => id === name)) throw unknown(name);
  return `(${sql(layer.id, (value) => `${add(value)}::date`)})`;
}

const contains = (text: string) =>
  `%${text
    .trim()
    .replaceAll('\0', '')
    .replace(/[\\%_]/g, '\\$&')}%`;

/** Refuses polygons that cross themselves: no engine could say what is inside. Throws FilterError. */
export async function checkGeometries(filter: Filter, session: Session): Promise<void> {
  for (const geometry of polygonsIn(filter)) {
    const [row] = await session.query<{ reason: string }>(
      'select st_isvalidreason(st_geomfromtext($1::text, 4326)) as reason',
      [wkt(geometry)],
    );
    if (row && row.reason !== 'Valid Geometry') {
      throw new FilterError(
        { zh: `多边形无效：${row.reason}`, en: `The polygon is not valid: ${row.reason}` },
        0,
      );
    }
  }
}

function polygonsIn(filter: Filter): FilterGeometry[] {
  if (filter.op === 'and' || filter.op === 'or') return filter.parts.flatMap(polygonsIn);
  if (filter.op === 'not') return polygonsIn(filter.part);
  return filter.op === 'spatial' && filter.geometry.type === 'Polygon' ? [filter.geometry] : [];
}

/** Values of one comparison as SQL, all of one kind. Texts are ordered by code point, the same on every server. */
function scalars(values: readonly Scalar[], reading: Reading, add: AddParam, ordered = false): string[] {
  const property = values.find((value) => value.kind === 'property') ?? values[0]!;
  const kind = kindOf(property, reading);
  const collation = ordered && kind === 'text' ? ' collate "C"' : '';
  return values.map((value) => scalarSql(value, kind, reading, add) + collation);
}

function kindOf(value: Scalar, reading: Reading): Kind {
  if (value.kind !== 'property') return value.kind;
  const field = reading.fields.includes(value.name) ? reading.layer.fields[value.name] : undefined;
  if (!field) throw unknown(value.name);
  return KINDS[field.type];
}

function scalarSql(value: Scalar, kind: Kind, reading: Reading, add: AddParam): string {
  if (value.kind === 'property') {
    if (kindOf(value, reading) !== kind) throw mismatch();
    return column(value.name);
  }
  if (kind === 'text' && value.kind === 'text') return `${add(value.value.replaceAll('\0', ''))}::text`;
  if (kind === 'number' && value.kind === 'number') {
    const whole = Number.isInteger(value.value) && Math.abs(value.value) < 2 ** 31;
    return `${add(value.value)}::${whole ? 'integer' : 'double precision'}`;
  }
  if (kind === 'date' && (value.kind === 'date' || value.kind === 'text') && dateOf(value.value)) {
    return `${add(value.value)}::date`;
  }
  if (kind === 'timestamp' && (value.kind === 'timestamp' || value.kind === 'text')) {
    const at = timestampOf(value.value);
    if (at) return `${add(at)}::timestamptz`;
  }
  throw mismatch();
}

function geometrySql(geometry: FilterGeometry, add: AddParam): string {
  if (geometry.type !== 'Envelope') return `st_geomfromtext(${add(wkt(geometry))}::text, 4326)`;
  return `st_makeenvelope(${geometry.bbox.map((degrees) => `${add(degrees)}::double precision`).join(', ')}, 4326)`;
}

function boxOf(geometry: FilterGeometry): Box {
  if (geometry.type === 'Envelope') return geometry.bbox;
  const positions =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'LineString'
        ? geometry.coordinates
        : geometry.coordinates.flat();
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const unknown = (name: string) =>
  new FilterError({ zh: `没有“${name}”这个字段`, en: `There is no field “${name}”` }, 0);
const mismatch = () =>
  new FilterError({ zh: '比较的两边类型不同', en: 'The two sides of a comparison have different types' }, 0);
const trailingEscape = () =>
  new FilterError({ zh: 'LIKE 的样式不能以 \\ 结尾', en: 'A LIKE pattern cannot end with \\' }, 0);
