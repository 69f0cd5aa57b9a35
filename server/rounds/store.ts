/** Rounds as they lie in the database: reading them, taking the map over, comparing two. */

import type { z } from 'zod';
import { GRADE_KEYS } from '../../data/grade.ts';
import type { AsOf } from '../../tiles/as-of.ts';
import type { Session, Who } from '../db/database.ts';
import { readingAt } from '../history/moment.ts';
import { readingOf } from '../reading.ts';
import type { Comparison, Round, RoundFile, RoundLayer } from './contract.ts';
import { ROUND_LAYERS } from './contract.ts';

type RoundAnswer = z.output<typeof Round>;
type FileAnswer = z.output<typeof RoundFile>;
export interface StoredRound extends Omit<RoundAnswer, 'byLayer' | 'files' | 'may'> {}

/** The person with the name under which they sign. */
export interface Approver extends Who {
  readonly name: string | null;
}

/** Rounds, latest first; all of them without an id. */
export async function readRounds(session: Session, who: Approver, id?: string): Promise<RoundAnswer[]> {
  const rounds = await session.query<StoredRound>(
    `select id, name, as_of as "asOf", state, note, created_by as "createdBy", created_at as "createdAt",
  submitted_at as "submittedAt", approved_by as "approvedBy", approved_at as "approvedAt", opinion,
  taken_at as "takenAt", objects
from fourcolor.assessment_rounds
where $1::uuid is null or id = $1::uuid
order by as_of desc, created_at desc`,
    [id ?? null],
  );
  const counts = await session.query<{ round: string; layer: string; grade: number | null; n: number }>(
    `select round_id as round, layer, grade, count(*) as n
from fourcolor.round_objects
where $1::uuid is null or round_id = $1::uuid
group by 1, 2, 3`,
    [id ?? null],
  );
  const files = await session.query<FileAnswer & { round: string }>(
    `select id, round_id as round, kind, name, media_type as "mediaType", octet_length(bytes) as bytes, sha256,
  added_by as "addedBy", added_at as "addedAt"
from fourcolor.round_files
where $1::uuid is null or round_id = $1::uuid
order by added_at, id`,
    [id ?? null],
  );
  return rounds.map((round) => {
    const byLayer: Record<string, Record<string, number>> = {};
    for (const { layer, grade, n } of counts.filter((row) => row.round === round.id)) {
      byLayer[layer] ??= Object.fromEntries(GRADE_KEYS.map((key) => [key, 0]));
      byLayer[layer][String(grade)] = n;
    }
    return {
      ...round,
      byLayer,
      files: files.filter((row) => row.round === round.id).map(({ round: _, ...file }) => file),
      may: allowed(round, who),
    } as RoundAnswer;
  });
}

/** What a person may do with a round in its state; approving needs another person than the one who began it. */
export function allowed(
  round: Pick<StoredRound, 'state' | 'createdBy' | 'takenAt'>,
  who: Approver,
): RoundAnswer['may'] {
  const writes = ['planner', 'admin'].includes(who.role) && who.regions === null && who.sectors === null;
  if (!writes || round.state === 'approved') return [];
  if (round.state === 'draft')
    return ['change', 'take', 'delete', 'add_file', ...(round.takenAt ? (['submit'] as const) : [])];
  return ['return', 'add_file', ...(round.createdBy === who.name ? [] : (['approve'] as const))];
}

/** Takes every graded object over as it was at the end of the day (undefined = now), replacing what the draft held; how many. */
export async function takeMap(session: Session, who: Who, id: string, asOf?: AsOf): Promise<number> {
  await session.query('delete from fourcolor.round_objects where round_id = $1::uuid', [id]);
  for (const layer of ROUND_LAYERS) {
    const region = layer === 'regions';
    await session.query(
      `insert into fourcolor.round_objects
  (round_id, layer, object_id, name, kind, level, region_code, grade, grade_state, assessed_on, point, shape)
select $1::uuid, '${layer}', id, name, ${KIND_OF[layer]}, ${region ? 'level' : 'null'},
  ${region ? 'code' : 'region_code'}, grade, grade_state, assessed_on,
  st_pointonsurface(geom), ${region ? 'st_transform(coalesce(shape_z11, geom_3857), 4326)' : 'null'}
from ${readingAt(readingOf(layer, who), who, asOf).table}`,
      [id],
    );
  }
  const [row] = await session.query<{ n: number }>(
    `update fourcolor.assessment_rounds
set taken_at = now(),
  objects = (select count(*) from fourcolor.round_objects where round_id = $1::uuid)
where id = $1::uuid
returning objects as n`,
    [id],
  );
  return row?.n ?? 0;
}

/** The column by which objects of a layer are told apart. */
const KIND_OF: Readonly<Record<RoundLayer, string>> = {
  regions: 'level',
  enterprises: 'sector',
  places: 'kind',
  risk_points: 'accident_type',
  major_hazards: 'kind',
  hazard_points: 'kind',
};

/** What differs between two rounds in one layer; the worst change first. */
export async function compareRounds(
  session: Session,
  { before, after, layer, limit }: { before: string; after: string; layer: RoundLayer; limit: number },
): Promise<z.output<typeof Comparison>> {
  const joined = `from (
  select object_id, name, region_code, grade, true as there
  from fourcolor.round_objects
  where round_id = $1::uuid and layer = $3
) as b
full join (
  select object_id, name, region_code, grade, true as there
  from fourcolor.round_objects
  where round_id = $2::uuid and layer = $3
) as a using (object_id)`;
  const values = [before, after, layer];
  const key = (side: 'a' | 'b') =>
    `case when ${side}.there is null then 'absent' else coalesce(${side}.grade::text, 'null') end`;
  const matrix = await session.query<{ before: string; after: string; count: number }>(
    `select ${key('b')} as before, ${key('a')} as after, count(*) as count
${joined}
group by 1, 2
order by 1, 2`,
    values,
  );
  const changes = await session.query<z.output<typeof Comparison>['changes'][number]>(
    `select $3 as layer, object_id as id, coalesce(a.name, b.name) as name,
  coalesce(a.region_code, b.region_code) as "regionCode", b.grade as before, a.grade as after,
  case when b.there is null then 'absent' else 'present' end as was,
  case when a.there is null then 'absent' else 'present' end as "is"
${joined}
where a.grade is distinct from b.grade
  or a.there is distinct from b.there
order by coalesce(a.grade, 5) - coalesce(b.grade, 5), object_id
limit $4::integer`,
    [...values, limit],
  );
  const total = matrix.filter((row) => row.before !== row.after).reduce((sum, row) => sum + row.count, 0);
  return { layer, matrix, total, changes };
}
