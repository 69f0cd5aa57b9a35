/** Which rows and objects are called alike near one another; the database proposes, the names decide. */
import { nameSimilarity, normaliseName } from '../../data/imports/match/names.ts';
import type { Session } from '../db/database.ts';
import type { Rows } from './checks.ts';
import type { Stage } from './stage.ts';

export const SIMILAR = {
  /** Objects farther apart than this are different, whatever they are called. */
  radiusM: 500,
  /** Below this share of common characters the database proposes nothing. */
  sharedCharacters: 0.4,
  /** From here on a person is asked, 0–1. */
  score: 0.75,
} as const;

export interface SimilarObject {
  readonly row: number;
  readonly id: string;
  readonly source: string;
  readonly why: 'credit_code' | 'name' | 'similar_name';
  readonly score: number;
  readonly distanceM: number | null;
}

export interface SimilarRow {
  readonly row: number;
  readonly other: number;
  readonly why: 'name' | 'similar_name';
  readonly score: number;
  readonly distanceM: number;
}

/** Objects of the register that the staged rows of the part may be. */
export async function similarPairs(
  session: Session,
  importId: string,
  { layer, table }: Stage,
  range: Rows,
): Promise<SimilarObject[]> {
  const rows = await session.query<{
    row: number;
    id: string;
    why: 'credit_code' | 'name';
    distance_m: number | null;
    mine: string;
    theirs: string;
    source: string;
  }>(
    `select f.row, f.id, f.why, f.distance_m, s.name as mine, t.name as theirs, t.source
from fourcolor.similar_objects($1::uuid, $2::text, $3::integer, $4::integer, $5::float8, $6::float4) as f
join ${table} as s on s.row = f.row
join fourcolor.${layer.id} as t on t.id = f.id
order by f.row, f.why, f.id`,
    [importId, layer.id, ...range, SIMILAR.radiusM, SIMILAR.sharedCharacters],
  );
  const seen = new Set<string>();
  const pairs: SimilarObject[] = [];
  for (const { row, id, why, distance_m: distanceM, mine, theirs, source } of rows) {
    // credit codes come first
    if (seen.has(`${row}=${id}`)) continue;
    const alike = why === 'credit_code' ? { score: 1, equal: true } : likeness(mine, theirs);
    if (alike.score < SIMILAR.score) continue;
    seen.add(`${row}=${id}`);
    const reason = why === 'credit_code' ? why : alike.equal ? 'name' : 'similar_name';
    pairs.push({ row, id, source, why: reason, score: alike.score, distanceM });
  }
  return pairs;
}

interface Staged {
  readonly row: number;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** Rows read at a time. */
const PAGE = 10_000;
/** Rows of one name, or in one small square, that are compared with one another. */
const MOST_TOGETHER = 60;
/** Side of the squares in which names are compared, degrees of latitude: 111 m. */
const SQUARE_DEG = 0.001;
const METRES_PER_DEG = 111_320;

/** Rows of the file that may be one object: called the same within the radius, or alike next to one another. */
export async function similarRows(
  as: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
  { table }: Stage,
  lastRow: number,
  signal: AbortSignal,
): Promise<SimilarRow[]> {
  const byName = new Map<string, Staged[]>();
  const bySquare = new Map<string, Staged[]>();
  for (let from = 1; from <= lastRow; from += PAGE) {
    signal.throwIfAborted();
    const rows = await as((session) =>
      session.query<Staged>(
        `select row, name, ST_X(geom) as lon, ST_Y(geom) as lat
from ${table}
where row between $1 and $2
  and name is not null
order by row`,
        [from, from + PAGE - 1],
      ),
    );
    for (const one of rows) {
      push(byName, normaliseName(one.name), one);
      const square = [one.lon, one.lat].map((value) => Math.floor(value / SQUARE_DEG)).join();
      push(bySquare, square, one);
    }
  }
  const found = new Map<string, SimilarRow>();
  for (const together of [...byName.values(), ...bySquare.values()])
    for (const [i, first] of together.slice(0, MOST_TOGETHER).entries())
      for (const second of together.slice(i + 1, MOST_TOGETHER)) {
        const distanceM = metresBetween(first, second);
        const id = `${second.row}~${first.row}`;
        if (distanceM > SIMILAR.radiusM || found.has(id)) continue;
        const { score, equal } = likeness(first.name, second.name);
        if (score < SIMILAR.score) continue;
        const why = equal ? 'name' : 'similar_name';
        found.set(id, { row: second.row, other: first.row, why, score, distanceM });
      }
  return [...found.values()].toSorted((a, b) => a.row - b.row || a.other - b.other);
}

function push(groups: Map<string, Staged[]>, key: string, one: Staged): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [one]);
  else group.push(one);
}

/** Good to a percent at such distances. */
function metresBetween(a: Staged, b: Staged): number {
  const east = (a.lon - b.lon) * METRES_PER_DEG * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, (a.lat - b.lat) * METRES_PER_DEG);
}

/** 0–1, and whether the names are the same but for writing. */
function likeness(a: string, b: string): { score: number; equal: boolean } {
  return { score: nameSimilarity(a, b), equal: normaliseName(a) === normaliseName(b) };
}
