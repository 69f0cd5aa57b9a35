/** Grades of management areas, from the finest regions inside them, and of sectors, from their objects in the city. */
import type { Grade } from '../../data/grade.ts';
import { GRADE_TEXTS } from '../../data/grading/explanation.ts';
import { gradeOfIndex, parentIndex, type RegionIndexConstants } from '../../data/grading/region.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { Session } from '../db/database.ts';
import type { CountedObject } from './counted-objects.ts';
import { explainRegion } from './region-explanation.ts';
import { type Child, type RegionOptions, rounded } from './region-verdicts.ts';
import type { Verdict } from './verdict.ts';

interface Area {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly regionCode: string | null;
  readonly areaKm2: number;
  readonly lastGrade: Grade | null;
  readonly lastScore: number | null;
  readonly parts: readonly {
    readonly code: string;
    readonly name: string;
    readonly score: number;
    readonly grade: Grade;
    readonly population: number | null;
    readonly areaKm2: number;
  }[];
}

const LAST = (layer: string, id: string) => `left join lateral (
  select g.grade, g.score
  from fourcolor.gradings as g
  where g.layer = '${layer}' and g.object_id = ${id}
  order by g.at desc, g.id desc
  limit 1
) as last on true`;

/**
 * Verdicts of the management areas that the regions touch, or of all of them and of every sector (null). They have no
 * row of their own for a grade: their entries are the record.
 */
export async function areaVerdicts(
  session: Session,
  touched: readonly string[] | null,
  objects: readonly CountedObject[],
  { constants }: RegionOptions,
): Promise<(readonly [layer: string, verdicts: Verdict[]])[]> {
  if (touched?.length === 0) return [];
  const areas = await session.query<Area>(
    `select m.id, m.name, m.source, m.region_code as "regionCode", st_area(m.geom::geography) / 1e6 as "areaKm2",
  last.grade as "lastGrade", last.score as "lastScore", inside.parts
from fourcolor.management_areas as m
join lateral (
  select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'score', r.score, 'grade', r.grade,
    'population', r.population, 'areaKm2', r.area_km2) order by r.code) as parts
  from fourcolor.regions as r
  where r.geom && m.geom
    and r.score is not null
    and st_covers(m.geom, st_transform(r.label_point, 4326))
    and not exists (select from fourcolor.regions as c where c.parent_code = r.code)
) as inside on inside.parts is not null
${LAST('management_areas', 'm.id')}
where $1::text[] is null or m.region_codes && $1::text[]`,
    [touched],
  );
  const verdicts = areas.map((area) => areaVerdict(area, constants));
  if (touched) return [['management_areas', verdicts]];
  return [
    ['management_areas', verdicts],
    ['sectors', await sectorVerdicts(session, objects, constants)],
  ];
}

function areaVerdict(area: Area, constants: RegionIndexConstants): Verdict {
  const byPeople = area.parts.every(({ population }) => population !== null);
  const children = area.parts.map(
    ({ code, name, score, grade, population, areaKm2 }): Child => ({
      code,
      name,
      score,
      grade,
      weight: byPeople ? population! : areaKm2,
    }),
  );
  const index = rounded(parentIndex(children.map(({ score, weight }) => ({ index: score, weight })))!);
  const grade = gradeOfIndex(index, undefined, constants);
  return {
    layer: 'management_areas',
    id: area.id,
    name: area.name,
    source: area.source,
    sector: null,
    regionCode: area.regionCode,
    before: { grade: area.lastGrade, score: area.lastScore, state: 'current' },
    grade,
    score: index,
    declared: null,
    decided: true,
    explain: () =>
      explainRegion(
        {
          region: { code: area.id, name: area.name, level: 'township', areaKm2: area.areaKm2 },
          objects: [],
          children,
          weighed: byPeople ? 'population' : 'area',
          floor: null,
          index,
          grade,
        },
        constants,
      ),
  };
}

async function sectorVerdicts(
  session: Session,
  objects: readonly CountedObject[],
  constants: RegionIndexConstants,
): Promise<Verdict[]> {
  const ids = SECTORS.map(({ id }) => id);
  const before = await session.query<{ id: string; grade: Grade | null; score: number | null }>(
    `select s.id, last.grade, last.score
from unnest($1::text[]) as s (id)
${LAST('sectors', 's.id')}`,
    [ids],
  );
  return SECTORS.flatMap((sector): Verdict[] => {
    const own = objects.filter((one) => one.sector === sector.id);
    if (own.length === 0) return [];
    const index = rounded(parentIndex(own.map(({ score }) => ({ index: score, weight: 1 })))!);
    const grade = gradeOfIndex(index, undefined, constants);
    const last = before.find(({ id }) => id === sector.id);
    return [
      {
        layer: 'sectors',
        id: sector.id,
        name: sector.zh,
        source: own.every(({ id }) => id.startsWith('demo:')) ? 'demo' : '',
        sector: sector.id,
        regionCode: null,
        before: { grade: last?.grade ?? null, score: last?.score ?? null, state: 'current' },
        grade,
        score: index,
        declared: null,
        decided: true,
        explain: () => explainSector(sector, own, index, grade, constants),
      },
    ];
  });
}

function explainSector(
  sector: { readonly zh: string; readonly en: string },
  own: readonly CountedObject[],
  index: number,
  grade: Grade,
  constants: RegionIndexConstants,
) {
  const children = own.map(
    ({ id, name, score, grade: g }): Child => ({ code: id, name, score, grade: g, weight: 1 }),
  );
  const explained = explainRegion(
    {
      region: { code: '', name: sector.zh, level: 'city', areaKm2: 0 },
      objects: [],
      children,
      weighed: 'equal',
      floor: null,
      index,
      grade,
    },
    constants,
  );
  const total = own.reduce((sum, { score }) => sum + score, 0);
  return {
    ...explained,
    inputs: [
      { name: { zh: `行业领域：${sector.zh}`, en: `Sector: ${sector.en}` }, value: own.length, unit: '个' },
    ],
    rule: {
      zh: `${sector.zh}：${explained.rule.zh}（${GRADE_TEXTS[grade].zh}）`,
      en: `${sector.en}: ${explained.rule.en}`,
    },
    contributors: own
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, 10)
      .map(({ layer, id, name, score, grade: g }) => ({
        layer,
        id,
        name,
        score,
        share: total > 0 ? score / total : 0,
        grade: g,
      })),
  };
}
