/** Reading and writing drawn shapes in the name of a person; what they may see, the row policies say. */
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import { checkShape, type GeometryInput, shapeOf } from '../geometry-input.ts';
import { parameters } from '../reading.ts';
import {
  MAX_SHAPE_AREA_M2,
  MAX_SHAPE_VERTICES,
  MAX_SHAPES_OF_PERSON,
  type NewShape,
  type ShapePatch,
  type StoredShape,
} from './contract.ts';

const COLUMNS = `s.id, s.owner_id as "ownerId", s.name, s.note, st_asgeojson(s.geom, 9)::json as geometry,
  s.properties, s.shared, s.version, s.length_m as "lengthM", s.area_m2 as "areaM2",
  s.created_at as "createdAt", s.updated_at as "updatedAt"`;

interface Row extends Omit<StoredShape, 'mine'> {
  readonly ownerId: string;
}

const told = ({ ownerId, ...row }: Row, who: Who): StoredShape => ({ ...row, mine: ownerId === who.userId });

/** Own shapes and those shared with the person, last changed first. */
export async function listShapes(session: Session, who: Who): Promise<StoredShape[]> {
  const rows = await session.query<Row>(
    `select ${COLUMNS}
     from fourcolor.shapes as s
     where s.deleted_at is null
     order by s.updated_at desc, s.id
     limit 2000`,
  );
  return rows.map((row) => told(row, who));
}

/** Saves a new shape. Throws Invalid when it cannot be one, or the person has too many. */
export async function addShape(session: Session, who: Who, shape: NewShape): Promise<StoredShape> {
  await refuseTooMany(session, who);
  const { values, add } = parameters();
  const geometry = await checkedSql(session, shape.geometry, add);
  const [row] = await session.query<Row>(
    `insert into fourcolor.shapes as s (owner_id, name, note, properties, shared, geom)
     select ${add(who.userId)}::text, ${add(shape.name)}::text, ${add(shape.note)}::text,
       ${add(JSON.stringify(shape.properties))}::text::jsonb, ${add(shape.shared)}::boolean, ${geometry}
     returning ${COLUMNS}`,
    values,
  );
  refuseTooLarge(row!);
  return told(row!, who);
}

/**
 * Changes an own shape. `version` is the one that was changed; undefined = whatever it is now.
 * Throws NotFound for somebody else's, and a conflict with what stands there when another change came first.
 */
export async function changeShape(
  session: Session,
  who: Who,
  id: string,
  patch: ShapePatch,
  version: number | undefined,
): Promise<StoredShape> {
  const before = await ownShape(session, who, id);
  if (version !== undefined && version !== before.version) throw conflictOf(before, patch);
  if (patch.deleted === false) await refuseTooMany(session, who);
  const { values, add } = parameters();
  const set: string[] = [];
  if (patch.name !== undefined) set.push(`name = ${add(patch.name)}::text`);
  if (patch.note !== undefined) set.push(`note = ${add(patch.note)}::text`);
  if (patch.shared !== undefined) set.push(`shared = ${add(patch.shared)}::boolean`);
  if (patch.properties !== undefined)
    set.push(`properties = ${add(JSON.stringify(patch.properties))}::text::jsonb`);
  if (patch.geometry !== undefined) set.push(`geom = ${await checkedSql(session, patch.geometry, add)}`);
  if (patch.deleted === false) set.push('deleted_at = null');
  if (set.length === 0) return told(before, who);
  const [row] = await session.query<Row>(
    `update fourcolor.shapes as s
     set ${set.join(', ')}
     where s.id = ${add(id)}::uuid
     returning ${COLUMNS}`,
    values,
  );
  refuseTooLarge(row!);
  return told(row!, who);
}

/** Deletes an own shape; it can be brought back. Throws NotFound for somebody else's. */
export async function dropShape(session: Session, who: Who, id: string, version: number | undefined) {
  const before = await ownShape(session, who, id);
  if (version !== undefined && version !== before.version) throw conflictOf(before, {});
  await session.query(
    `update fourcolor.shapes
     set deleted_at = now()
     where id = $1::uuid
       and deleted_at is null`,
    [id],
  );
}

/** The person's own shape, deleted or not, held until the transaction ends. */
async function ownShape(session: Session, who: Who, id: string): Promise<Row> {
  const [row] = await session.query<Row>(
    `select ${COLUMNS}
     from fourcolor.shapes as s
     where s.id = $1::uuid
       and s.owner_id = $2::text
     for update`,
    [id, who.userId],
  );
  if (!row) throw new NotFound();
  return row;
}

async function checkedSql(
  session: Session,
  geometry: GeometryInput,
  add: (value: unknown) => string,
): Promise<string> {
  if (countPositions(geometry.coordinates) > MAX_SHAPE_VERTICES)
    throw new Invalid(
      valueProblem('/geometry/coordinates', 'range', {
        zh: `顶点超过 ${MAX_SHAPE_VERTICES} 个`,
        en: `More than ${MAX_SHAPE_VERTICES} vertices`,
      }),
    );
  const shape = shapeOf(geometry, '/geometry');
  await checkShape(session, shape, '/geometry');
  return shape.sql(add);
}

function countPositions(coordinates: unknown): number {
  if (!Array.isArray(coordinates)) return 0;
  if (typeof coordinates[0] === 'number') return 1;
  return coordinates.reduce((sum: number, part) => sum + countPositions(part), 0);
}

/** After the write, since only the database measures on the ellipsoid; the transaction takes it back. */
function refuseTooLarge({ areaM2 }: Row): void {
  if (areaM2 === null || areaM2 <= MAX_SHAPE_AREA_M2) return;
  throw new Invalid(
    valueProblem(
      '/geometry',
      'range',
      {
        zh: `面积 ${Math.round(areaM2 / 1e6)} km²，超过 ${MAX_SHAPE_AREA_M2 / 1e6} km²`,
        en: `${Math.round(areaM2 / 1e6)} km² is more than ${MAX_SHAPE_AREA_M2 / 1e6} km²`,
      },
      { zh: '请检查坐标', en: 'Check the coordinates' },
    ),
  );
}

async function refuseTooMany(session: Session, who: Who): Promise<void> {
  const [row] = await session.query<{ count: number }>(
    `select count(*)::integer as count
     from fourcolor.shapes
     where owner_id = $1::text
       and deleted_at is null`,
    [who.userId],
  );
  if (row!.count < MAX_SHAPES_OF_PERSON) return;
  throw new Invalid(
    valueProblem(
      '',
      'range',
      {
        zh: `每人最多保存 ${MAX_SHAPES_OF_PERSON} 个图形`,
        en: `A person keeps at most ${MAX_SHAPES_OF_PERSON} shapes`,
      },
      { zh: '请先删除不用的图形', en: 'Delete some first' },
    ),
  );
}

/** Says which values stand there now, so that both can be shown. */
function conflictOf(now: Row, patch: ShapePatch): Failure {
  const values = { name: now.name, note: now.note ?? '—', shared: now.shared ? '是 / yes' : '否 / no' };
  const errors: FieldProblem[] = Object.entries(values)
    .filter(([field]) => field in patch)
    .map(([field, value]) => ({
      pointer: `/${field}`,
      code: 'changed',
      message: { zh: `现在是“${value}”`, en: `It is now “${value}”` },
    }));
  return new Failure('conflict', {
    detail: {
      zh: `打开之后已被修改（现在是第 ${now.version} 版），请重新读取`,
      en: `It was changed after it was opened (now version ${now.version}): read it again`,
    },
    ...(errors.length > 0 && { errors }),
  });
}
