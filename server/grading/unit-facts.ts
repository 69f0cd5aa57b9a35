/** What the engine reads of the objects that it grades: one statement for each layer, however many objects. */
import type { Grade, GradeState } from '../../data/grade.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';

/** Layers that the engine grades, those that others hang on last. */
export const UNIT_LAYERS = [
  'risk_points',
  'major_hazards',
  'hazard_points',
  'places',
  'enterprises',
  'parks',
] as const;
export type UnitLayer = (typeof UNIT_LAYERS)[number];
export const isUnitLayer = (layer: string): layer is UnitLayer => UNIT_LAYERS.some((id) => id === layer);

/** An object as it stands in the register. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly sector: string | null;
  readonly regionCode: string | null;
  readonly grade: Grade | null;
  readonly state: GradeState;
  readonly assessedOn: string | null;
  /** Open or overdue major hidden dangers. */
  readonly dangers: number;
  /** Grade and stated grade of the last grading. */
  readonly lastGrade: Grade | null;
  readonly lastDeclared: Grade | null;
}

export interface PointFacts extends Unit {
  readonly method: string | null;
  readonly scheme: string | null;
  readonly inputs: {
    readonly inherent?: Readonly<Record<string, number>>;
    readonly residual?: Readonly<Record<string, number>>;
    readonly reasons?: readonly string[];
  } | null;
  readonly inherentScore: number | null;
  readonly inherentGrade: Grade | null;
  readonly residualScore: number | null;
}

export interface HazardFacts extends Unit {
  readonly sValue: number | null;
  readonly rValue: number | null;
  readonly exposedPeople: number | null;
  readonly level: 1 | 2 | 3 | 4 | null;
  readonly inventory:
    | readonly {
        readonly substance: string;
        readonly quantityT: number;
        readonly thresholdT: number;
        readonly beta: number;
      }[]
    | null;
  /** Counted from the census; null = no census unit lies there. */
  readonly residents: number | null;
  readonly countedOn: string | null;
  /** Whether the border of the plant is registered; else residents are counted around the place alone. */
  readonly bounded: boolean;
}

/** An enterprise, place or hazard point with the points of its ledger. */
export interface HolderFacts extends Unit {
  /** Of the open dangers so many belong to its risk points, which they raise already. */
  readonly pointDangers: number;
  readonly points: number;
  readonly worst: {
    readonly id: string;
    readonly name: string;
    readonly grade: Grade;
    readonly on: string | null;
  } | null;
  readonly hazard: { readonly id: string; readonly name: string; readonly level: 1 | 2 | 3 | 4 } | null;
  readonly evaluation: 'good' | 'fair' | 'poor' | null;
  readonly form: {
    readonly items: Readonly<Record<string, number>>;
    readonly directRed: readonly string[];
    readonly filledOn: string;
    readonly source: string;
  } | null;
  readonly elements: {
    readonly elements: Readonly<Record<string, 'good' | 'fair' | 'poor'>>;
    readonly evaluatedOn: string;
    readonly source: string;
  } | null;
}

export interface ParkFacts extends Unit {
  readonly class: 'A' | 'B' | 'C' | 'D' | null;
  readonly classScore: number | null;
  readonly score: { readonly score: number; readonly scoredOn: string; readonly source: string } | null;
}

/** Which objects: their ids, or null for all of the layer. */
export type Wanted = readonly string[] | null;

const unit = (layer: UnitLayer, graded = true) => `o.id, o.name, o.source,
  ${layer === 'parks' ? 'null::text' : 'o.sector'} as sector, o.region_code as "regionCode",
  ${graded ? 'o.grade, o.grade_state' : "null::smallint as grade, 'current'"} as state,
  ${graded ? 'o.assessed_on' : 'o.classified_on'} as "assessedOn",
  fourcolor.open_major_dangers('${layer}', o.id) as dangers,
  last.grade as "lastGrade", last.declared as "lastDeclared"`;

const last = (layer: UnitLayer) => `left join lateral (
  select g.grade, g.declared
  from fourcolor.gradings as g
  where g.layer = '${layer}' and g.object_id = o.id
  order by g.at desc, g.id desc
  limit 1
) as last on true`;

/** Risk points; of all of them only those that the engine may change: with inputs, a danger, or a danger before. */
export function pointFacts(session: Session, wanted: Wanted): Promise<PointFacts[]> {
  const { values, add } = parameters();
  return session.query<PointFacts>(
    `select ${unit('risk_points')}, o.method, o.method_scheme as scheme, o.inputs,
  o.inherent_score as "inherentScore", o.inherent_grade as "inherentGrade", o.residual_score as "residualScore"
from fourcolor.risk_points as o
${last('risk_points')}
where ${
      wanted
        ? `o.id = any(${add(wanted)}::text[])`
        : "o.inputs is not null or last.declared is not null or fourcolor.open_major_dangers('risk_points', o.id) > 0"
    }`,
    values,
  );
}

export function hazardFacts(session: Session, wanted: Wanted): Promise<HazardFacts[]> {
  const { values, add } = parameters();
  return session.query<HazardFacts>(
    `select ${unit('major_hazards')}, o.s_value as "sValue", o.r_value as "rValue",
  o.exposed_people as "exposedPeople", o.level, held.inventory, x.residents, census.counted_on as "countedOn",
  o.boundary is not null as bounded
from fourcolor.major_hazards as o
left join lateral (
  select jsonb_agg(jsonb_build_object(
    'substance', i.substance, 'quantityT', i.quantity_t, 'thresholdT', i.threshold_t, 'beta', i.beta
  ) order by i.fid) as inventory
  from fourcolor.inventories as i
  where i.owner_id = o.id
) as held on true
left join fourcolor.exposures as x on x.layer = 'major_hazards' and x.object_id = o.id
left join lateral (select max(counted_on) as counted_on from fourcolor.population) as census on true
${last('major_hazards')}
${wanted ? `where o.id = any(${add(wanted)}::text[])` : ''}`,
    values,
  );
}

/** Enterprises, places or hazard points; of all of them those that have anything beside their stated grade. */
export function holderFacts(
  session: Session,
  layer: 'enterprises' | 'places' | 'hazard_points',
  wanted: Wanted,
): Promise<HolderFacts[]> {
  const { values, add } = parameters();
  const own = layer === 'enterprises';
  const ids = wanted ? add(wanted) : '';
  const among = (name: string) => (wanted ? `and ${name} = any(${ids}::text[])` : '');
  return session.query<HolderFacts>(
    `with points as materialized (
  select owner_id, count(*) as n, min(grade) as worst
  from fourcolor.risk_points
  where owner_layer = '${layer}' and grade is not null ${among('owner_id')}
  group by owner_id
)${
      own
        ? `, hazards as materialized (
  select distinct on (enterprise_id) enterprise_id, id, name, level
  from fourcolor.major_hazards
  where level is not null and enterprise_id is not null ${among('enterprise_id')}
  order by enterprise_id, level, id
), forms as materialized (
  select distinct on (enterprise_id) enterprise_id, items, direct_red, filled_on, source
  from fourcolor.hazmat_forms
  where true ${among('enterprise_id')}
  order by enterprise_id, filled_on desc
), judged as materialized (
  select distinct on (enterprise_id) enterprise_id, elements, evaluated_on, source
  from fourcolor.evaluations
  where true ${among('enterprise_id')}
  order by enterprise_id, evaluated_on desc
)`
        : ''
    }
select ${unit(layer)}, coalesce(points.n, 0) as points,
  case when fourcolor.open_major_dangers('${layer}', o.id) = 0 then 0 else (
    select coalesce(sum(fourcolor.open_major_dangers('risk_points', p.id)), 0)::integer
    from fourcolor.risk_points as p
    where p.owner_layer = '${layer}' and p.owner_id = o.id
  ) end as "pointDangers",
  case when points.worst is not null then (
    select jsonb_build_object('id', w.id, 'name', w.name, 'grade', w.grade, 'on', w.assessed_on)
    from fourcolor.risk_points as w
    where w.owner_layer = '${layer}' and w.owner_id = o.id and w.grade = points.worst
    order by w.id
    limit 1
  ) end as worst,
  ${own ? 'o.evaluation' : 'null::text as evaluation'},
  ${
    own
      ? `case when hazards.id is not null then
    jsonb_build_object('id', hazards.id, 'name', hazards.name, 'level', hazards.level) end as hazard,
  case when forms.items is not null then jsonb_build_object('items', forms.items, 'directRed', forms.direct_red,
    'filledOn', forms.filled_on, 'source', forms.source) end as form,
  case when judged.elements is not null then jsonb_build_object('elements', judged.elements,
    'evaluatedOn', judged.evaluated_on, 'source', judged.source) end as elements`
      : 'null::jsonb as hazard, null::jsonb as form, null::jsonb as elements'
  }
from fourcolor.${layer} as o
left join points on points.owner_id = o.id
${
  own
    ? `left join hazards on hazards.enterprise_id = o.id
left join forms on forms.enterprise_id = o.id
left join judged on judged.enterprise_id = o.id`
    : ''
}
${last(layer)}
where ${
      wanted
        ? `o.id = any(${ids}::text[])`
        : `points.n > 0 or last.declared is not null ${own ? 'or hazards.id is not null or forms.items is not null or judged.elements is not null' : ''}
  or fourcolor.open_major_dangers('${layer}', o.id) > 0`
    }`,
    values,
  );
}

export function parkFacts(session: Session, wanted: Wanted): Promise<ParkFacts[]> {
  const { values, add } = parameters();
  return session.query<ParkFacts>(
    `select ${unit('parks', false)}, o.class, o.class_score as "classScore", scored.score
from fourcolor.parks as o
left join lateral (
  select jsonb_build_object('score', s.score, 'scoredOn', s.scored_on, 'source', s.source) as score
  from fourcolor.park_scores as s
  where s.park_id = o.id
  order by s.scored_on desc
  limit 1
) as scored on true
${last('parks')}
${wanted ? `where o.id = any(${add(wanted)}::text[])` : ''}`,
    values,
  );
}
