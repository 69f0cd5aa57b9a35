/** A small invented register for tests: one city of 3 × 3 counties, each with townships, and scattered enterprises. */
import { SECTORS } from '../../data/tables/sectors.ts';
import { type Database, servant } from '../../server/db/database.ts';
import { publish } from '../../server/publication.ts';
import { refreshRegionShapes } from '../../server/regions.ts';

/** South-west corner and side of the city, degrees. */
export const WEST = 122;
export const SOUTH = 30;
export const SIDE = 0.6;
export const TOWNSHIP = '990105005000';

export interface SmallEnterprise {
  readonly sourceId: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly sector: string;
  readonly grade: 1 | 2 | 3 | 4 | null;
}

/** Evenly scattered, repeatable places inside the city; every fifth is not assessed, every 25th red. */
export function smallEnterprises(count: number): SmallEnterprise[] {
  return Array.from({ length: count }, (_, index) => {
    const u = (index * 0.754877666 + 0.1) % 1;
    const v = (index * 0.569840291 + 0.2) % 1;
    const grade = index % 5 === 0 ? (index % 25 === 0 ? 1 : null) : (((index % 3) + 2) as 2 | 3 | 4);
    return {
      sourceId: String(index),
      name: `测试企业${index}`,
      lon: WEST + u * SIDE,
      lat: SOUTH + v * SIDE,
      sector: SECTORS[index % SECTORS.length]!.id,
      grade,
    };
  });
}

/** Fills and publishes; regions are squares: 9 counties of 9 townships. */
export async function fillSmallCity(
  database: Database,
  enterprises: readonly SmallEnterprise[],
): Promise<void> {
  await database.as(
    servant('admin', 'test'),
    async (session) => {
      await session.query(
        `
        insert into fourcolor.regions (source, source_id, id, code, name, level, parent_code, population, grade, grade_state, geom)
        select 'test', code, code, code, name, level, parent, 1000, grade,
          case when grade is null then 'not_assessed' else 'current' end,
          ST_Multi(ST_MakeEnvelope(west, south, west + side, south + side, 4326))
        from jsonb_to_recordset($1::jsonb) as r (
          code text, name text, level text, parent text, grade smallint,
          west double precision, south double precision, side double precision
        )
        `,
        [JSON.stringify(squares())],
      );
      await refreshRegionShapes(session);
      await session.query(
        `
        insert into fourcolor.enterprises (source, source_id, id, name, sector, grade, grade_state, contact_phone, geom)
        select 'test', "sourceId", '', name, sector, grade,
          case when grade is null then 'not_assessed' else 'current' end, '000-1234',
          ST_SetSRID(ST_Point(lon, lat), 4326)
        from jsonb_to_recordset($1::jsonb) as e (
          "sourceId" text, name text, sector text, grade smallint, lon double precision, lat double precision
        )
        `,
        [JSON.stringify(enterprises)],
      );
      await session.query(
        "insert into published.city (name_zh, name_en, demo) values ('测试市', 'Test City', true) on conflict do nothing",
      );
      await publish(session);
    },
    { timeoutMs: 120_000 },
  );
}

function squares() {
  const city = {
    code: '990100000000',
    name: '测试市',
    level: 'city',
    parent: null,
    grade: 2,
    west: WEST,
    south: SOUTH,
    side: SIDE,
  };
  const counties = [...Array(9).keys()].map((c) => ({
    code: `99010${c + 1}000000`,
    name: `测试${c + 1}区`,
    level: 'county',
    parent: city.code,
    grade: (c % 4) + 1,
    west: WEST + ((c % 3) * SIDE) / 3,
    south: SOUTH + (Math.floor(c / 3) * SIDE) / 3,
    side: SIDE / 3,
  }));
  const townships = counties.flatMap((county, c) =>
    [...Array(9).keys()].map((t) => ({
      code: `99010${c + 1}00${t + 1}000`,
      name: `测试${c + 1}区${t + 1}街道`,
      level: 'township',
      parent: county.code,
      grade: t === 8 ? null : (t % 4) + 1,
      west: county.west + ((t % 3) * SIDE) / 9,
      south: county.south + (Math.floor(t / 3) * SIDE) / 9,
      side: SIDE / 9,
    })),
  );
  return [city, ...counties, ...townships];
}
