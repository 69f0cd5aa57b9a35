/** Rows of the risk ledger and of its holders: one question for the screen, the documents and the counts. */
import type { Grade, GradeKey, GradeState } from '../../data/grade.ts';
import { CONTACT_READERS } from '../../data/layer.ts';
import { citySchemeIn } from '../../data/ledger/city-bounds.ts';
import type { Session, Who } from '../db/database.ts';
import { currentSettings } from '../grading/settings.ts';
import { type AddParam, parameters } from '../reading.ts';

export const LEDGER_LAYERS = [
  'risk_points',
  'enterprises',
  'places',
  'parks',
  'major_hazards',
  'hazard_points',
] as const;
export type LedgerLayer = (typeof LEDGER_LAYERS)[number];

export const LEDGER_SORTS = ['name', 'grade', 'owner', 'region', 'score', 'reviewDue', 'assessedOn'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];

export interface LedgerQuery {
  readonly layer: LedgerLayer;
  readonly region?: string | undefined;
  readonly sector?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  /** `layer/id` of the holder whose risk points are asked. */
  readonly owner?: string | undefined;
  readonly grade?: readonly (Grade | null)[] | undefined;
  readonly state?: readonly GradeState[] | undefined;
  readonly q?: string | undefined;
  readonly sort: LedgerSort;
  readonly descending: boolean;
}

export interface LedgerRow {
  readonly layer: LedgerLayer;
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly ownerLayer: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly sector: string | null;
  readonly regionCode: string | null;
  readonly regionName: string | null;
  readonly unit: string | null;
  readonly event: string | null;
  readonly accidentType: string | null;
  readonly method: string | null;
  readonly scheme: string | null;
  readonly inherentScore: number | null;
  readonly inherentGrade: Grade | null;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly state: GradeState;
  readonly controlLevel: string | null;
  readonly measures: number | null;
  readonly measuresText: string | null;
  readonly assessedOn: string | null;
  readonly reviewDue: string | null;
  readonly contactName?: string | null;
  readonly lon: number;
  readonly lat: number;
}

export interface LedgerCounts {
  readonly total: number;
  readonly byGrade: Readonly<Record<GradeKey, number>>;
}

/** How each layer answers the columns of the ledger. */
function columnsOf(layer: LedgerLayer) {
  const point = layer === 'risk_points';
  const park = layer === 'parks';
  const extended = park || layer === 'hazard_points';
  return {
    kind: point ? 'o.accident_type' : layer === 'enterprises' ? 'o.sector' : 'o.kind',
    sector: park ? 'null::text' : 'o.sector',
    grade: park
      ? "case o.class when 'A' then 1 when 'B' then 2 when 'C' then 3 when 'D' then 4 end::smallint"
      : 'o.grade',
    state: park
      ? "case when o.class is null then 'not_assessed' when o.review_due < fourcolor.today() then 'overdue' else 'current' end"
      : 'o.grade_state',
    assessedOn: park ? 'o.classified_on' : 'o.assessed_on',
    score: point
      ? 'o.residual_score'
      : park
        ? 'o.class_score'
        : layer === 'major_hazards'
          ? 'o.r_value'
          : 'null::double precision',
    ownerLayer: point ? 'o.owner_layer' : layer === 'major_hazards' ? "'enterprises'" : 'null::text',
    ownerId: point ? 'o.owner_id' : layer === 'major_hazards' ? 'o.enterprise_id' : 'null::text',
    ownerName: point ? 'o.owner_name' : layer === 'major_hazards' ? 'o.enterprise_name' : 'null::text',
    own: (name: string, type = 'text') => (point ? `o.${name}` : `null::${type}`),
    place: extended ? 'st_transform(o.label_point, 4326)' : 'o.geom',
  };
}

function conditions(query: LedgerQuery, add: AddParam): string {
  const columns = columnsOf(query.layer);
  const found = ['true'];
  if (query.region) found.push(`o.region_code ^@ fourcolor.region_prefix(${add(query.region)}::text)`);
  if (query.sector) found.push(`${columns.sector} = any(${add(query.sector)}::text[])`);
  if (query.kind) found.push(`${columns.kind} = any(${add(query.kind)}::text[])`);
  if (query.state) found.push(`${columns.state} = any(${add(query.state)}::text[])`);
  if (query.owner) {
    const [layer, ...rest] = query.owner.split('/');
    found.push(
      `${columns.ownerLayer} = ${add(layer)}::text and ${columns.ownerId} = ${add(rest.join('/'))}::text`,
    );
  }
  if (query.grade) {
    const known = query.grade.filter((grade) => grade !== null);
    found.push(
      `(${columns.grade} = any(${add(known)}::smallint[])${query.grade.includes(null) ? ` or ${columns.grade} is null` : ''})`,
    );
  }
  if (query.q) {
    const like = add(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
    const texts = query.layer === 'risk_points' ? ['name', 'owner_name', 'unit', 'event'] : ['name'];
    found.push(`(${texts.map((name) => `o.${name} ilike ${like}::text`).join(' or ')})`);
  }
  return found.join('\n  and ');
}

/** Rows of one page in a steady order. Runs as the person: only what they may see. */
export async function ledgerRows(
  session: Session,
  who: Who,
  query: LedgerQuery,
  page: { readonly offset: number; readonly limit: number },
): Promise<LedgerRow[]> {
  const { values, add } = parameters();
  const { layer } = query;
  const columns = columnsOf(layer);
  const own = columns.own;
  const mayCall = CONTACT_READERS.some((role) => role === who.role) && layer !== 'major_hazards';
  const order: Record<LedgerSort, string> = {
    name: 'o.name',
    grade: columns.grade,
    owner: columns.ownerName,
    region: 'o.region_code',
    score: columns.score,
    reviewDue: 'o.review_due',
    assessedOn: columns.assessedOn,
  };
  const rows = await session.query<LedgerRow>(
    `select '${layer}' as layer, o.id, o.name, ${columns.kind} as kind, ${columns.ownerLayer} as "ownerLayer",
  ${columns.ownerId} as "ownerId", ${columns.ownerName} as "ownerName", ${columns.sector} as sector,
  o.region_code as "regionCode", r.name as "regionName", ${own('unit')} as unit, ${own('event')} as event,
  ${own('accident_type')} as "accidentType", ${own('method')} as method, ${own('method_scheme')} as scheme,
  ${own('inherent_score', 'double precision')} as "inherentScore",
  ${own('inherent_grade', 'smallint')} as "inherentGrade", ${columns.score} as score, ${columns.grade} as grade,
  ${columns.state} as state, ${own('control_level')} as "controlLevel",
  ${
    layer === 'risk_points'
      ? '(select count(*) from fourcolor.control_measures as m where m.risk_point_id = o.id and m.active)'
      : 'null::bigint'
  } as measures,
  ${layer === 'risk_points' || layer === 'parks' ? 'o.measures' : 'null::text'} as "measuresText",
  ${columns.assessedOn} as "assessedOn", o.review_due as "reviewDue",
  ${mayCall ? 'o.contact_name as "contactName",' : ''}
  st_x(${columns.place}) as lon, st_y(${columns.place}) as lat
from fourcolor.${layer} as o
left join fourcolor.regions as r on r.code = o.region_code
where ${conditions(query, add)}
order by ${order[query.sort]} ${query.descending ? 'desc' : 'asc'} nulls last, o.id collate "C"
limit ${add(page.limit)}::integer
offset ${add(page.offset)}::integer`,
    values,
  );
  if (layer !== 'risk_points') return rows;
  const city = await currentSettings(session);
  // the table that grades, which is the city's own where it set other bounds
  return rows.map((row) => ({ ...row, scheme: citySchemeIn(row.method, row.scheme, city) }));
}

/** How many rows the question has, by grade. */
export async function ledgerCounts(session: Session, query: LedgerQuery): Promise<LedgerCounts> {
  const { values, add } = parameters();
  const { grade } = columnsOf(query.layer);
  const [row] = await session.query<Record<'n' | 'g1' | 'g2' | 'g3' | 'g4' | 'g0', number>>(
    `select count(*) as n,
  count(*) filter (where ${grade} = 1) as g1,
  count(*) filter (where ${grade} = 2) as g2,
  count(*) filter (where ${grade} = 3) as g3,
  count(*) filter (where ${grade} = 4) as g4,
  count(*) filter (where ${grade} is null) as g0
from fourcolor.${query.layer} as o
where ${conditions(query, add)}`,
    values,
  );
  const { n, g1, g2, g3, g4, g0 } = row!;
  return { total: n, byGrade: { '1': g1, '2': g2, '3': g3, '4': g4, null: g0 } };
}
