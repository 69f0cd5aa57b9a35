/** The numbers of regions: one statement a table, divided among the regions, in the reader's own scope. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { RegionNumbers } from '../../data/regions/indicators.ts';
import type { Session } from '../db/database.ts';
import { type AddParam, parameters, type Reading } from '../reading.ts';
import { type Division, withinPrefix } from './parts.ts';

/** What narrows the objects: a sector, a kind of hazard point. */
export interface Narrowed {
  readonly sector: string | undefined;
  readonly kind: string | undefined;
}
export interface Readings {
  readonly enterprises: Reading;
  readonly hazards: Reading;
  /** null in the past: neither has one. */
  readonly dangers: Reading | null;
  readonly tasks: Reading | null;
}
/** An object to look at first. */
export interface WorstObject {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  readonly gradeState: string;
  readonly at: [number, number];
}
export type Counted = Omit<RegionNumbers, 'score' | 'population' | 'areaKm2'>;

type Of<Row> = Row & { readonly part: string | null };

/** The rows of a table with the part each belongs to. */
interface Divided {
  readonly from: string;
  readonly part: string;
  readonly where: readonly string[];
}

/** The same objects, not divided. */
export const wholeOf = (division: Division): Division => ({
  by: 'code',
  digits: 0,
  prefix: division.by === 'code' ? division.prefix : null,
});

function divided(reading: Reading, division: Division, add: AddParam): Divided {
  if (division.by === 'code')
    return {
      from: reading.table,
      part: `left(region_code, ${division.digits})`,
      where: division.prefix === null ? [] : [withinPrefix('region_code', division.prefix, add)],
    };
  const place = reading.layer.geometry.every((type) => type === 'Point') ? 'geom_3857' : 'label_point';
  return {
    from: `${reading.table}
left join (
  select id as area, geom_3857 as zone
  from fourcolor.management_areas
) as areas on zone && ${place} and st_covers(zone, ${place})`,
    part: 'area',
    where: [],
  };
}

/** Conditions of what narrows, as far as the layer has such a field. */
function narrowed(reading: Reading, { sector, kind }: Narrowed, add: AddParam): string[] {
  return [
    ...(sector !== undefined && reading.fields.includes('sector') ? [`sector = ${add(sector)}`] : []),
    ...(kind !== undefined && reading.layer.kindField === 'kind' ? [`kind = ${add(kind)}`] : []),
  ];
}

const whereOf = (conditions: readonly string[]) =>
  conditions.length > 0 ? `\nwhere ${conditions.join('\n  and ')}` : '';

/** Counts by grade, of the part and another column. */
async function byGrade<Row>(
  session: Session,
  reading: Reading,
  division: Division,
  narrow: Narrowed,
  group: string,
): Promise<Of<Row & { grade: number | null; n: number }>[]> {
  const { values, add } = parameters();
  const { from, part, where } = divided(reading, division, add);
  return session.query(
    `select ${part} as part, ${group} as word, grade, count(*)::integer as n
from ${from}${whereOf([...where, ...narrowed(reading, narrow, add)])}
group by 1, 2, 3`,
    values,
  );
}

/** Numbers by part; those of null lie in none of them. `yearStart`: the day from which found dangers count. */
export async function countParts(
  session: Session,
  readings: Readings,
  division: Division,
  narrow: Narrowed,
  yearStart: string,
): Promise<ReadonlyMap<string | null, Counted>> {
  const enterprises = await byGrade<object>(session, readings.enterprises, division, narrow, 'null::text');
  const hazards = await byGrade<object>(session, readings.hazards, division, narrow, 'null::text');
  const dangers =
    readings.dangers && (await dangersOf(session, readings.dangers, division, narrow, yearStart));
  const tasks = readings.tasks && (await tasksOf(session, readings.tasks, division, narrow));
  const parts = new Set([enterprises, hazards, dangers ?? [], tasks ?? []].flat().map(({ part }) => part));
  return new Map(
    [...parts].map((part) => {
      const danger = dangers?.find((row) => row.part === part);
      return [
        part,
        {
          enterprises: gradesOf(enterprises.filter((row) => row.part === part)),
          hazards: gradesOf(hazards.filter((row) => row.part === part)),
          dangers: dangers && {
            general: danger?.general ?? 0,
            major: danger?.major ?? 0,
            overdue: danger?.overdue ?? 0,
          },
          tasks: tasks && { overdue: tasks.find((row) => row.part === part)?.overdue ?? 0 },
          rectified: dangers && { done: danger?.done ?? 0, found: danger?.found ?? 0 },
        },
      ] as const;
    }),
  );
}

/** Of no objects; what the past does not tell stays unknown. */
export const nothingCounted = (past: boolean): Counted => ({
  enterprises: gradesOf([]),
  hazards: gradesOf([]),
  dangers: past ? null : { general: 0, major: 0, overdue: 0 },
  tasks: past ? null : { overdue: 0 },
  rectified: past ? null : { done: 0, found: 0 },
});

/** The sum of numbers of the same moment. */
export function sumCounted(all: readonly Counted[], past: boolean): Counted {
  return all.reduce(
    (a, b) => ({
      enterprises: addGrades(a.enterprises, b.enterprises),
      hazards: addGrades(a.hazards, b.hazards),
      dangers: a.dangers && b.dangers && addNumbers(a.dangers, b.dangers),
      tasks: a.tasks && b.tasks && addNumbers(a.tasks, b.tasks),
      rectified: a.rectified && b.rectified && addNumbers(a.rectified, b.rectified),
    }),
    nothingCounted(past),
  );
}

function dangersOf(session: Session, reading: Reading, division: Division, narrow: Narrowed, from: string) {
  const { values, add } = parameters();
  const { from: table, part, where } = divided(reading, division, add);
  // open as in the index hidden_dangers_open; rectified as the indicator of the same name
  const open = `state not in ('closed', 'rejected')`;
  const found = `found_at >= (${add(from)}::date)::timestamp at time zone 'Asia/Shanghai' and state not in ('reported', 'rejected')`;
  const count = (condition: string) => `(count(*) filter (where ${condition}))::integer`;
  return session.query<Of<Record<'general' | 'major' | 'overdue' | 'done' | 'found', number>>>(
    `select ${part} as part,
  ${count(`${open} and class = 'general'`)} as general,
  ${count(`${open} and class = 'major'`)} as major,
  ${count(`${open} and due_state = 'overdue'`)} as overdue,
  ${count(`${found} and state in ('passed', 'closed')`)} as done,
  ${count(found)} as found
from ${table}${whereOf([...where, ...narrowed(reading, narrow, add)])}
group by 1`,
    values,
  );
}

function tasksOf(session: Session, reading: Reading, division: Division, narrow: Narrowed) {
  const { values, add } = parameters();
  const { from, part, where } = divided(reading, division, add);
  return session.query<Of<{ overdue: number }>>(
    `select ${part} as part, count(*)::integer as overdue
from ${from}${whereOf([...where, `state = 'to_do'`, `due_state = 'overdue'`, ...narrowed(reading, narrow, add)])}
group by 1`,
    values,
  );
}

/** Objects by a coded column and grade, over everything: the column's own filter is left out. */
export async function byWord(
  session: Session,
  reading: Reading,
  division: Division,
  name: 'sector' | 'kind',
): Promise<{ id: string; byGrade: Record<GradeKey, number> }[]> {
  const rows = await byGrade<{ word: string | null }>(
    session,
    reading,
    wholeOf(division),
    { sector: undefined, kind: undefined },
    name,
  );
  return [...new Set(rows.flatMap(({ word }) => word ?? []))].map((id) => ({
    id,
    byGrade: gradesOf(rows.filter(({ word }) => word === id)),
  }));
}

/** The worst graded enterprises and hazard points of each part: by grade, then those whose review is overdue. */
export async function worstOf(
  session: Session,
  { enterprises, hazards }: Readings,
  division: Division,
  narrow: Narrowed,
  most: number,
): Promise<readonly Of<WorstObject>[]> {
  const { values, add } = parameters();
  const tables = [enterprises, hazards].map((reading) => {
    const { from, part, where } = divided(reading, division, add);
    const conditions = [...where, 'grade is not null', ...narrowed(reading, narrow, add)];
    const place = reading.layer.geometry.every((type) => type === 'Point')
      ? 'geom'
      : 'st_transform(label_point, 4326)';
    return `select ${part} as part, '${reading.layer.id}' as layer, id, name, grade, grade_state, ${place} as place
from ${from}${whereOf(conditions)}`;
  });
  const rows = await session.query<Of<Omit<WorstObject, 'at'>> & { lon: number; lat: number }>(
    `select part, layer, id, name, grade, grade_state as "gradeState", st_x(place) as lon, st_y(place) as lat
from (
  select part, layer, id, name, grade, grade_state, place,
    -- 'overdue' comes after 'current' in the alphabet
    row_number() over (partition by part order by grade, grade_state desc, name, id) as no
  from (
${tables.join('\nunion all\n')}
  ) as objects
) as ranked
where no <= ${add(most)}::integer
order by part, no`,
    values,
  );
  return rows.map(({ lon, lat, ...row }) => ({ ...row, at: [lon, lat] }));
}

function gradesOf(rows: readonly { grade: number | null; n: number }[]): Record<GradeKey, number> {
  const counts: Record<GradeKey, number> = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
  for (const { grade, n } of rows) counts[String(grade) as GradeKey] += n;
  return counts;
}
const addGrades = (a: Readonly<Record<GradeKey, number>>, b: Readonly<Record<GradeKey, number>>) =>
  Object.fromEntries(GRADE_KEYS.map((key) => [key, a[key] + b[key]])) as Record<GradeKey, number>;
function addNumbers<T extends Readonly<Record<string, number>>>(a: T, b: T): T {
  return Object.fromEntries(Object.keys(a).map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)])) as T;
}
