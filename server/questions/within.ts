/** What lies within an area, within a distance of a place, or near the objects of another layer: the process `within`. */
import { z } from '@hono/zod-openapi';
import { GRADE_KEYS } from '../../data/grade.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { momentQuery } from '../history/moment.ts';
import { type FeatureRow, featureColumns, featureText } from '../ogc/feature.ts';
import { declareProcess } from '../process.ts';
import { type AddParam, parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { type Area, areaOf, distanceSql, inArea } from './area.ts';
import { type Asked, askedAt, checkAsked, narrowed } from './asked.ts';
import {
  AreaInput,
  ByGradeOutput,
  FeaturesOutput,
  FilterInput,
  KindsInput,
  LayersInput,
  NearInput,
  RadiusInput,
} from './inputs.ts';
import { gradeSql, NEAR_TIMEOUT_MS, type Near, nearOf, nearSql } from './near.ts';

const WithinInputs = z
  .strictObject({
    layers: LayersInput,
    geometry: AreaInput.optional(),
    radiusM: RadiusInput.optional(),
    near: NearInput.optional(),
    filter: FilterInput.optional(),
    kinds: KindsInput.optional(),
    ...momentQuery,
    limit: z.int().min(1).max(10_000).default(100).openapi({ description: 'Features of each layer' }),
  })
  .openapi('WithinInputs');
type WithinInputs = z.output<typeof WithinInputs>;

const WithinOutputs = z
  .object({
    layers: z.record(
      z.string(),
      z.object({ count: z.int(), byGrade: ByGradeOutput, features: FeaturesOutput }),
    ),
    truncated: z.boolean(),
  })
  .openapi('WithinOutputs');

/** The process: what lies within an area, or within a distance of a place or of another layer's objects. */
export const within = declareProcess({
  id: 'within',
  title: { zh: '范围内有什么', en: 'What lies within' },
  description: {
    zh: '面、线、点或选中要素周围给定距离内的要素，以及另一图层任一要素周围给定距离内的要素（near）：按风险等级计数，按距离列出。重大危险源有厂界时从厂界量起（from）。',
    en: 'Objects in an area, or within a distance of a point, line or selected feature, or (near) of any object of another layer: counted by risk grade and listed by distance. Major hazard sources are measured from the plant boundary where there is one (from).',
  },
  inputs: WithinInputs,
  outputs: WithinOutputs,
  run: answer,
});

/**
 * Counts and nearest objects of each layer as JSON text. With a radius: geodesic distance to the object's nearest
 * point, 0 inside. Without: what touches the geometry. With `near`: distance to the nearest object of that layer,
 * named by `nearestId`. Throws NotFound for a hidden or absent layer or object, Invalid.
 */
async function answer(services: Services, who: Who, inputs: WithinInputs): Promise<string> {
  const asked = askedAt(inputs, who);
  if (!inputs.geometry && !inputs.near) throw new Invalid(valueProblem('/inputs/geometry', 'required'));
  return services.database.as(
    who,
    async (session) => {
      const { area, near } = await placeOf(session, who, inputs);
      const answers: string[] = [];
      let truncated = false;
      for (const one of asked) {
        await checkAsked(session, one);
        const found = await ask(session, one, area, near, inputs.limit);
        truncated ||= found.truncated;
        answers.push(`${JSON.stringify(one.reading.layer.id)}:${found.text}`);
      }
      return `{"layers":{${answers.join(',')}},"truncated":${truncated}}`;
    },
    { readOnly: true, ...(inputs.near ? { timeoutMs: NEAR_TIMEOUT_MS } : {}) },
  );
}

/** The area and the other layer that inputs name. Throws NotFound, Invalid. */
export async function placeOf(
  session: Session,
  who: Who,
  inputs: Pick<WithinInputs, 'geometry' | 'radiusM' | 'near'>,
): Promise<{ area: Area | undefined; near: Near | undefined }> {
  if (inputs.radiusM !== undefined && !inputs.geometry)
    throw new Invalid(valueProblem('/inputs/geometry', 'required'));
  const area = inputs.geometry ? await areaOf(session, who, inputs.geometry, inputs.radiusM) : undefined;
  const near = inputs.near ? await nearOf(session, who, inputs.near, area) : undefined;
  return { area, near };
}

/** Common table expressions that end in `matched (fid, id, grade, distance_m, near_id)`. */
function matchedSql(asked: Asked, area: Area | undefined, near: Near | undefined, add: AddParam): string {
  if (near) return nearSql(asked, near, area, add);
  return `matched as materialized (
  select fid, id, ${gradeSql(asked)} as grade, ${distanceSql(area!, add)} as distance_m, null::text as near_id
  from ${asked.reading.table}
  where ${[inArea(asked.reading, area!, add), ...narrowed(asked, add)].join('\n    and ')}
)`;
}

interface Found extends FeatureRow {
  readonly found_count: number;
  readonly found_1: number;
  readonly found_2: number;
  readonly found_3: number;
  readonly found_4: number;
  readonly found_null: number;
  /** Null in the only row when nothing was found. */
  readonly found_m: number | null;
  readonly found_near: string | null;
}

async function ask(
  session: Session,
  asked: Asked,
  area: Area | undefined,
  near: Near | undefined,
  limit: number,
) {
  const { reading } = asked;
  const { values, add } = parameters();
  // one pass finds and measures; the counts and the nearest come from what it found
  const rows = await session.query<Found>(
    `with ${matchedSql(asked, area, near, add)},
counted as (
  select count(*) as found_count,
    count(*) filter (where grade = 1) as found_1,
    count(*) filter (where grade = 2) as found_2,
    count(*) filter (where grade = 3) as found_3,
    count(*) filter (where grade = 4) as found_4,
    count(*) filter (where grade is null) as found_null
  from matched
),
nearest as (
  select fid, distance_m as found_m, near_id as found_near
  from matched
  order by distance_m, id collate "C"
  limit ${add(limit)}::integer
)
select counted.*, listed.*
from counted
left join (
  select found_m, found_near, feature.*
  from nearest
  join (select fid as found_fid, ${featureColumns(reading)} from ${reading.table}) as feature on found_fid = fid
) as listed on true
order by found_m, id collate "C"`,
    values,
  );
  const [counts] = rows;
  if (!counts) throw new Error('An aggregate without a row');
  const listed = rows.filter((row) => row.found_m !== null);
  const features = listed.map((row) =>
    featureText(row, reading.fields, {
      distanceM: row.found_m,
      ...(near ? { nearestId: row.found_near } : {}),
    }),
  );
  const byGrade = Object.fromEntries(GRADE_KEYS.map((key) => [key, counts[`found_${key}`]]));
  return {
    truncated: counts.found_count > listed.length,
    text: `{"count":${counts.found_count},"byGrade":${JSON.stringify(byGrade)},"features":{"type":"FeatureCollection","features":[${features.join(',')}]}}`,
  };
}
