/** The objects that make up the index of regions, with what corrects each one's score. */
import type { Grade } from '../../data/grade.ts';
import { correctionFactor, objectScore, type RegionIndexConstants } from '../../data/grading/region.ts';
import type { GradingSettings } from '../../data/ledger/settings.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { refreshExposures, wholePeople } from './exposure.ts';

export interface CountedObject {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly sector: string | null;
  readonly grade: Grade;
  readonly evaluation: 'good' | 'fair' | 'poor' | null;
  readonly dangers: number;
  readonly residents: number | null;
  readonly accident: boolean;
  /** Score after correction, 0–100. */
  readonly score: number;
  readonly correction: number;
}

type Row = Omit<CountedObject, 'score' | 'correction'>;

/** `regions`: codes of the finest regions, as objects name them; null = the whole city. Runs as the engine. */
export async function countedObjects(
  session: Session,
  settings: GradingSettings,
  constants: RegionIndexConstants,
  regions: readonly string[] | null,
): Promise<CountedObject[]> {
  await refreshFor(session, settings, regions);
  const { values, add } = parameters();
  const where = regions ? `o.region_code = any(${add(regions)}::text[])` : 'o.region_code is not null';
  const sectors = add(settings.exposedSectors);
  const { counted } = settings;
  /** Layers whose objects count for the points and sources that belong to them. */
  const holder = (layer: 'enterprises' | 'places' | 'hazard_points', id: string) =>
    `exists (
      select from fourcolor.${layer} as h
      where h.id = ${id} and h.region_code is not null and h.grade <= ${Number(counted[layer])}
    )`;
  const branch = (layer: keyof typeof counted, own: string, condition = 'true') =>
    `select '${layer}' as layer, o.id, o.name, o.region_code as "regionCode", o.sector, o.grade, ${own},
  fourcolor.open_major_dangers('${layer}', o.id) as dangers, x.residents
from fourcolor.${layer} as o
left join fourcolor.exposures as x on x.layer = '${layer}' and x.object_id = o.id
  and ${layer === 'major_hazards' ? 'true' : `o.sector = any(${sectors}::text[])`}
where ${where} and o.grade <= ${Number(counted[layer])} and ${condition}`;
  const none = 'null::text as evaluation, false as accident';
  const rows = await session.query<Row>(
    `with hurt as materialized (
  select distinct enterprise_name
  from fourcolor.accidents
  where enterprise_name is not null
    and (coalesce(deaths, 0) > 0 or coalesce(injured, 0) > 0)
    and happened_at > fourcolor.today() - interval '3 years'
)
${branch('enterprises', 'o.evaluation, exists (select from hurt where hurt.enterprise_name = o.name) as accident')}
union all
${branch('places', none)}
union all
${branch('hazard_points', none)}
union all
${branch('major_hazards', none, `not ${holder('enterprises', 'o.enterprise_id')}`)}
union all
${branch(
  'risk_points',
  none,
  `not case o.owner_layer
    when 'enterprises' then ${holder('enterprises', 'o.owner_id')}
    when 'places' then exists (select from fourcolor.places as h where h.id = o.owner_id and h.grade is not null)
    when 'hazard_points' then exists (select from fourcolor.hazard_points as h where h.id = o.owner_id and h.grade is not null)
    else false
  end`,
)}`,
    values,
  );
  return rows.map((row) => {
    const correction = correctionFactor(
      {
        ...(row.evaluation ? { management: row.evaluation } : {}),
        openMajorDanger: row.dangers > 0,
        recentAccident: row.accident,
        ...(row.residents === null ? {} : { residents500m: wholePeople(row.residents) }),
      },
      constants,
    );
    return { ...row, correction, score: objectScore(row.grade, correction, constants) };
  });
}

async function refreshFor(
  session: Session,
  settings: GradingSettings,
  regions: readonly string[] | null,
): Promise<void> {
  for (const layer of ['enterprises', 'places', 'hazard_points', 'risk_points'] as const) {
    const from = settings.counted[layer];
    if (from === 0 || layer === 'risk_points') continue;
    await refreshExposures(
      session,
      layer,
      `o.grade <= ${Number(from)} and o.sector = any($1::text[]) and ($2::text[] is null or o.region_code = any($2::text[]))`,
      [settings.exposedSectors, regions],
    );
  }
}

/** The numbers of the settings as the index takes them. */
export const constantsOf = ({ region }: GradingSettings, version: number): RegionIndexConstants => ({
  id: 'fourcolor-regional-risk-index',
  version: 1 + version,
  ...region,
});
