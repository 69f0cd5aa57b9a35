/** A risk point with its measures and responsible persons: read as one document, written in one transaction. */
import { z } from '@hono/zod-openapi';
import type { Grade, GradeState } from '../../data/grade.ts';
import { schemeOf, scorePoint } from '../../data/grading/scored-point.ts';
import { CONTACT_READERS } from '../../data/layer.ts';
import { RELATION_KINDS } from '../../data/layers/details.ts';
import { CONTROL_LEVELS, GRADING_METHODS, OWNER_LAYERS, riskPoints } from '../../data/layers/risk-points.ts';
import { MEASURE_CLASSES, SEASONS } from '../../data/ledger/words.ts';
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import { ACCIDENT_TYPES } from '../../data/tables/accident-types.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid, NotFound } from '../failure.ts';
import { GeometryInput } from '../geometry-input.ts';
import { type Fields, refusable } from './object-write.ts';
import { versionOf } from './versions.ts';

const ids = <const T extends readonly { readonly id: string }[]>(words: T) =>
  z.enum(words.map(({ id }) => id) as [T[number]['id'], ...T[number]['id'][]]);
const text = (most: number) => z.string().trim().min(1).max(most).nullable();
const day = z.iso.date().nullable();
const factors = z.record(z.string().regex(/^[a-z]$/), z.number().positive().max(1000));

export const MeasureInput = z
  .strictObject({
    id: z.uuid().optional(),
    class: ids(MEASURE_CLASSES),
    text: z.string().trim().min(1).max(2000),
    level: ids(CONTROL_LEVELS).nullable().default(null),
    responsible: text(200).default(null),
    cycleDays: z.int().min(1).max(3650).nullable().default(null),
    season: ids(SEASONS).nullable().default(null),
    seasonCycleDays: z.int().min(1).max(3650).nullable().default(null),
    active: z.boolean().default(true),
  })
  .openapi('ControlMeasure');

export const ResponsibilityInput = z
  .strictObject({
    fid: z.int().optional(),
    kind: ids(RELATION_KINDS),
    name: z.string().trim().min(1).max(120),
    organisation: text(200).default(null),
    phone: text(40).optional(),
    duties: text(1000).default(null),
    lastPerformedOn: day.default(null),
  })
  .openapi('ResponsibilityInput');

const document = {
  name: z.string().trim().min(1).max(200),
  ownerLayer: ids(OWNER_LAYERS).nullable(),
  ownerId: text(200),
  ownerName: text(200),
  sector: ids(SECTORS).nullable(),
  unit: text(200),
  event: text(500),
  accidentType: ids(ACCIDENT_TYPES).nullable(),
  method: ids(GRADING_METHODS).nullable(),
  scheme: text(40),
  inputs: z
    .strictObject({
      inherent: factors.optional(),
      residual: factors.optional(),
      reasons: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
    })
    .nullable(),
  controlLevel: ids(CONTROL_LEVELS).nullable(),
  contactName: text(80),
  contactPhone: text(40),
  assessedOn: day,
  reviewDue: day,
  declaredGrade: z.int().min(1).max(4).nullable(),
  geometry: GeometryInput,
  measures: z.array(MeasureInput).max(200),
  responsibilities: z.array(ResponsibilityInput).max(50),
};
export const RiskPointPatch = z
  .strictObject({
    ...Object.fromEntries(Object.entries(document).map(([name, schema]) => [name, schema.optional()])),
    version: z.int().min(0).optional(),
    why: z.string().trim().min(1).max(300).optional(),
  } as { [K in keyof typeof document]: z.ZodOptional<(typeof document)[K]> } & {
    version: z.ZodOptional<z.ZodInt>;
    why: z.ZodOptional<z.ZodString>;
  })
  .openapi('RiskPointPatch');
export type RiskPointPatch = z.output<typeof RiskPointPatch>;

/** Which column each part of the document is. */
const COLUMNS = {
  name: 'name',
  ownerLayer: 'owner_layer',
  ownerId: 'owner_id',
  ownerName: 'owner_name',
  sector: 'sector',
  unit: 'unit',
  event: 'event',
  accidentType: 'accident_type',
  method: 'method',
  scheme: 'method_scheme',
  controlLevel: 'control_level',
  contactName: 'contact_name',
  contactPhone: 'contact_phone',
  assessedOn: 'assessed_on',
  reviewDue: 'review_due',
  declaredGrade: 'grade',
} as const satisfies Partial<Record<keyof typeof document, string>>;

/** The columns of the table that a patch sets. */
export function columnsOf(patch: RiskPointPatch): Fields {
  return Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([key, column]) => {
      const value = patch[key as keyof typeof COLUMNS];
      return value === undefined ? [] : [[column, value]];
    }),
  );
}

/** Problems that only the whole tells: factors that the method does not have, a scheme of another method. */
export function inputProblems(
  method: string | null | undefined,
  scheme: string | null | undefined,
  inputs: RiskPointPatch['inputs'],
): FieldProblem[] {
  if (!inputs) return [];
  if (method === 'rule') return inputs.reasons?.length ? [] : [valueProblem('/inputs/reasons', 'required')];
  if (method !== 'LEC' && method !== 'LS' && method !== 'MES') return [valueProblem('/method', 'required')];
  try {
    schemeOf(method, scheme);
  } catch {
    return [valueProblem('/scheme', 'choice')];
  }
  if (!inputs.inherent && !inputs.residual) return [valueProblem('/inputs/residual', 'required')];
  return (['inherent', 'residual'] as const).flatMap((part) => {
    const values = inputs[part];
    if (!values) return [];
    try {
      scorePoint(method, values, scheme);
      return [];
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      return [
        valueProblem(`/inputs/${part}`, 'required', { zh: `${method} 缺少因素：${message}`, en: message }),
      ];
    }
  });
}

export interface RiskPointDocument {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly ownerLayer: string | null;
  readonly ownerId: string | null;
  readonly method: string | null;
  readonly scheme: string | null;
  readonly inputs: z.output<(typeof document)['inputs']>;
  readonly grade: Grade | null;
  readonly state: GradeState;
  readonly [other: string]: unknown;
}

/** The document as this person may read it. Throws NotFound. */
export async function readRiskPoint(session: Session, who: Who, id: string): Promise<RiskPointDocument> {
  const mayCall = CONTACT_READERS.some((role) => role === who.role);
  const [row] = await session.query<RiskPointDocument & { readonly geometry: string }>(
    `select id, name, owner_layer as "ownerLayer", owner_id as "ownerId", owner_name as "ownerName", sector, unit,
  event, accident_type as "accidentType", method, method_scheme as scheme, inputs, control_level as "controlLevel",
  ${mayCall ? 'contact_name as "contactName", contact_phone as "contactPhone",' : ''}
  assessed_on as "assessedOn", review_due as "reviewDue", grade as "declaredGrade", st_asgeojson(geom, 7) as geometry,
  inherent_score as "inherentScore", inherent_grade as "inherentGrade", residual_score as score, grade,
  grade_state as state, region_code as "regionCode",
  fourcolor.open_major_dangers('risk_points', id) as "openMajorDangers"
from fourcolor.risk_points
where id = $1::text`,
    [id],
  );
  if (!row) throw new NotFound();
  const measures = await session.query(
    `select id, class, text, level, responsible, cycle_days as "cycleDays", season,
  season_cycle_days as "seasonCycleDays", active
from fourcolor.control_measures
where risk_point_id = $1::text
order by position, fid`,
    [id],
  );
  const responsibilities = await readResponsibilities(session, mayCall, 'risk_points', id);
  return {
    ...row,
    geometry: JSON.parse(row.geometry),
    version: await versionOf(session, riskPoints.id, id),
    measures,
    responsibilities,
  };
}

export function readResponsibilities(session: Session, mayCall: boolean, layer: string, id: string) {
  return session.query(
    `select fid, kind, name, organisation, ${mayCall ? 'phone, ' : ''}duties, last_performed_on as "lastPerformedOn"
from fourcolor.responsibilities
where owner_layer = $1::text and owner_id = $2::text
order by array_position($3::text[], kind), fid`,
    [layer, id, RELATION_KINDS.map((kind) => kind.id)],
  );
}

/** Makes the measures of a point these and no others; those that name an id stay the same measure. */
export async function writeMeasures(
  session: Session,
  id: string,
  measures: readonly z.output<typeof MeasureInput>[],
): Promise<void> {
  const kept = measures.flatMap((measure) => measure.id ?? []);
  const known = await session.query<{ id: string }>(
    'select id from fourcolor.control_measures where risk_point_id = $1::text',
    [id],
  );
  const strange = measures.findIndex(
    (measure) => measure.id !== undefined && !known.some((one) => one.id === measure.id),
  );
  if (strange >= 0) throw new Invalid(valueProblem(`/measures/${strange}/id`, 'unknown'));
  await session.query(
    `delete from fourcolor.control_measures
where risk_point_id = $1::text and not id = any($2::uuid[])`,
    [id, kept],
  );
  const rows = JSON.stringify(measures.map((measure, position) => ({ ...measure, position })));
  const typed = `jsonb_to_recordset($2::jsonb) as m (id uuid, class text, text text, level text, responsible text,
  "cycleDays" integer, season text, "seasonCycleDays" integer, active boolean, position integer)`;
  await session.query(
    `update fourcolor.control_measures as c
set class = m.class, text = m.text, level = m.level, responsible = m.responsible, cycle_days = m."cycleDays",
  season = m.season, season_cycle_days = m."seasonCycleDays", active = m.active, position = m.position
from ${typed}
where c.id = m.id and c.risk_point_id = $1::text`,
    [id, rows],
  );
  await session.query(
    `insert into fourcolor.control_measures
  (risk_point_id, class, text, level, responsible, cycle_days, season, season_cycle_days, active, position)
select $1::text, m.class, m.text, m.level, m.responsible, m."cycleDays", m.season, m."seasonCycleDays", m.active,
  m.position
from ${typed}
where m.id is null`,
    [id, rows],
  );
}

/** Makes the responsible persons of an object these and no others; a telephone that is not said stays. */
export async function writeResponsibilities(
  session: Session,
  layer: string,
  id: string,
  persons: readonly z.output<typeof ResponsibilityInput>[],
): Promise<void> {
  const known = await session.query<{ fid: number }>(
    'select fid from fourcolor.responsibilities where owner_layer = $1::text and owner_id = $2::text',
    [layer, id],
  );
  const strange = persons.findIndex(({ fid }) => fid !== undefined && !known.some((one) => one.fid === fid));
  if (strange >= 0) throw new Invalid(valueProblem(`/responsibilities/${strange}/fid`, 'unknown'));
  const kept = persons.flatMap(({ fid }) => fid ?? []);
  await session.query(
    `delete from fourcolor.responsibilities
where owner_layer = $1::text and owner_id = $2::text and not fid = any($3::bigint[])`,
    [layer, id, kept],
  );
  for (const person of persons) {
    const values = [person.kind, person.name, person.organisation, person.duties, person.lastPerformedOn];
    await refusable(
      () =>
        person.fid === undefined
          ? session.query(
              `insert into fourcolor.responsibilities
  (owner_layer, owner_id, kind, name, organisation, duties, last_performed_on, phone)
values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::date, $8::text)`,
              [layer, id, ...values, person.phone ?? null],
            )
          : session.query(
              `update fourcolor.responsibilities
set kind = $3::text, name = $4::text, organisation = $5::text, duties = $6::text, last_performed_on = $7::date
  ${person.phone === undefined ? '' : ', phone = $9::text'}
where owner_layer = $1::text and owner_id = $2::text and fid = $8::bigint`,
              [layer, id, ...values, person.fid, ...(person.phone === undefined ? [] : [person.phone])],
            ),
      '/responsibilities',
    );
  }
}
