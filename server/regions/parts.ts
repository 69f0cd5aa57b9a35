/** Which regions, or management areas, numbers are told of, and how an object of the register belongs to one of them. */

import { parentOfRegion } from '../../data/geo/region-code.ts';
import { regionPrefix } from '../../data/geo/region-prefix.ts';
import { REGION_LEVELS, type RegionLevel } from '../../data/layers/regions.ts';
import type { Session } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { type AddParam, parameters, type Reading } from '../reading.ts';

export interface Region {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: RegionLevel | null;
  readonly grade: number | null;
  readonly gradeState: string;
  readonly score: number | null;
  readonly population: number | null;
  readonly areaKm2: number | null;
  readonly bbox: [number, number, number, number];
}

/** What numbers are told of: the rows, the region around them, and how objects are divided among them. */
export interface Parts {
  readonly rows: readonly Region[];
  /** null = all that the reader sees: several regions side by side, or management areas. */
  readonly parent: Region | null;
  /** Regions around the parent that the reader sees, outermost first. */
  readonly path: readonly Region[];
  readonly level: RegionLevel | null;
  readonly division: Division;
}

/** How the objects of a table are divided: by the digits of their code, or by the areas they lie in. */
export type Division =
  | { readonly by: 'code'; readonly digits: number; readonly prefix: string | null }
  | { readonly by: 'area' };

const DIGITS: Readonly<Record<RegionLevel, number>> = {
  city: 4,
  county: 6,
  township: 9,
  village: 12,
  cell: 14,
};
const LEVELS: readonly RegionLevel[] = REGION_LEVELS.map(({ id }) => id);

const COLUMNS = `id, code, name, name_en as "nameEn", level, grade, grade_state as "gradeState", score, population,
  area_km2 as "areaKm2", st_xmin(geom) as w, st_ymin(geom) as s, st_xmax(geom) as e, st_ymax(geom) as n`;

type Row = Omit<Region, 'bbox'> & Record<'w' | 's' | 'e' | 'n', number>;
const regionOf = ({ w, s, e, n, ...row }: Row): Region => ({ ...row, bbox: [w, s, e, n] });

/** Condition on a column of codes for all within the prefix; its operators are leakproof, so the index serves below row policies. */
export function withinPrefix(name: string, prefix: string, add: AddParam): string {
  const from = add(prefix);
  return `${name} ~>=~ ${from}::text and ${name} ~<~ (${from}::text || ':')`;
}

/**
 * The children of a region, or all regions of a level within it. Without a parent: of the one outermost region that the
 * person sees, or the outermost ones side by side. Throws NotFound for a parent that is none or hidden.
 */
export async function regionParts(
  session: Session,
  reading: Reading,
  asked: { readonly parent: string | undefined; readonly level: RegionLevel | undefined },
): Promise<Parts> {
  const select = async (where: (add: AddParam) => string) => {
    const { values, add } = parameters();
    const rows = await session.query<Row>(
      `select ${COLUMNS}
from ${reading.table}
where ${where(add)}
order by code collate "C"`,
      values,
    );
    return rows.map(regionOf);
  };
  const outermost = async () => {
    const [top] = await session.query<{ level: RegionLevel }>(
      `select level
from ${reading.table}
group by level
order by array_position(array['city', 'county', 'township', 'village', 'cell'], level)
limit 1`,
    );
    return top ? select((add) => `level = ${add(top.level)}`) : [];
  };
  let parent: Region | null = null;
  let side: readonly Region[] = [];
  if (asked.parent !== undefined) {
    [parent = null] = await select((add) => `code = ${add(asked.parent)}`);
    if (!parent) throw new NotFound();
  } else {
    side = await outermost();
    if (side.length === 1) parent = side[0]!;
  }
  const prefix = parent && regionPrefix(parent.code);
  const level =
    asked.level ?? (parent ? await nextLevel(session, reading, parent) : (side[0]?.level ?? null));
  const rows =
    level === null
      ? []
      : !parent && asked.level === undefined
        ? side
        : await select(
            (add) => `level = ${add(level)}${prefix ? ` and ${withinPrefix('code', prefix, add)}` : ''}`,
          );
  const around = asked.parent === undefined ? [] : ancestors(asked.parent);
  const path = around.length > 0 ? await select((add) => `code = any (${add(around)}::text[])`) : [];
  const first = rows[0];
  return {
    rows,
    parent,
    path: [...path].sort((a, b) => LEVELS.indexOf(a.level!) - LEVELS.indexOf(b.level!)),
    level,
    division: {
      by: 'code',
      // a municipality's own code has two digits
      digits: level === 'city' && first ? regionPrefix(first.code).length : DIGITS[level ?? 'cell'],
      // without a parent even what lies in no region belongs to the whole
      prefix: asked.parent === undefined ? null : prefix,
    },
  };
}

/** The management areas that the person sees. */
export async function areaParts(session: Session, reading: Reading): Promise<Parts> {
  const rows = await session.query<Row>(
    `select id, id as code, name, null as "nameEn", null as level, null::integer as grade,
  'not_assessed' as "gradeState", null::double precision as score, null::integer as population,
  st_area(geom::geography) / 1e6 as "areaKm2",
  st_xmin(geom) as w, st_ymin(geom) as s, st_xmax(geom) as e, st_ymax(geom) as n
from ${reading.table}
order by name, id`,
  );
  return { rows: rows.map(regionOf), parent: null, path: [], level: null, division: { by: 'area' } };
}

/** The first level below the parent of which there are regions; null for a cell. */
async function nextLevel(session: Session, reading: Reading, parent: Region): Promise<RegionLevel | null> {
  const below = LEVELS.slice(LEVELS.indexOf(parent.level!) + 1);
  const { values, add } = parameters();
  const found = await session.query<{ level: RegionLevel }>(
    `select distinct level
from ${reading.table}
where ${withinPrefix('code', regionPrefix(parent.code), add)}`,
    values,
  );
  return below.find((level) => found.some((row) => row.level === level)) ?? null;
}

function ancestors(code: string): string[] {
  const above = parentOfRegion(code);
  return above === null ? [] : [...ancestors(above), above];
}
