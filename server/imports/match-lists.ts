/** Two or three checked lists side by side: what all have, what only one has, where they contradict one another. */
import { nameSimilarity, normaliseName } from '../../data/imports/match/names.ts';
import type { Session } from '../db/database.ts';
import { SIMILAR } from './similar.ts';
import { stageTable } from './stage.ts';

export interface ListRow {
  readonly list: number;
  readonly row: number;
  readonly id: string;
  readonly name: string | null;
  readonly credit: string | null;
  /** Everything else that the list says, as text, without empty fields. */
  readonly said: Readonly<Record<string, string>>;
  readonly lon: number;
  readonly lat: number;
}

export type Verdict = 'matched' | 'conflicting' | 'only';

export interface Group {
  readonly verdict: Verdict;
  /** One row of each list that has the object, in the order of the lists. */
  readonly rows: readonly ListRow[];
  /** Fields on which the lists do not agree. */
  readonly differing: readonly string[];
}

/** Names this alike near one another are one object, without anybody looking. */
const SURE = 0.9;
const PAGE = 20_000;
const METRES_PER_DEG = 111_320;
/** Not about the object itself. */
const NOT_COMPARED = new Set(['source', 'source_id', 'name']);

/** The staged rows of one list. */
export async function rowsOfList(session: Session, importId: string, list: number): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  for (let from = 0; ; ) {
    const page = await session.query<{
      row: number;
      said: Record<string, unknown>;
      lon: number;
      lat: number;
    }>(
      `select s.row, to_jsonb(s) - array[
    'row', 'geom', 'dimension', 'to_point', 'print', 'ring_fault', 'original_x', 'original_y', 'original_crs',
    'merge_into', 'merge_fields'
  ] as said,
  ST_X(ST_Centroid(s.geom)) as lon, ST_Y(ST_Centroid(s.geom)) as lat
from ${stageTable(importId)} as s
where s.row > $1
order by s.row
limit ${PAGE}`,
      [from],
    );
    for (const { row, said, lon, lat } of page) {
      const text = Object.fromEntries(
        Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
      );
      const { name = null, credit_code: credit = null, source_id: id = '' } = text;
      rows.push({ list, row, id, name, credit, said: text, lon, lat });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    from = last.row;
  }
}

/** Each row in one group: the same credit code, else the same or nearly the same name within the radius. */
export function matchLists(lists: readonly (readonly ListRow[])[]): Group[] {
  const groups: ListRow[][] = [];
  const byCredit = new Map<string, number>();
  const byName = new Map<string, number[]>();
  const bySquare = new Map<string, number[]>();
  const put = (row: ListRow, at: number) => {
    if (row.credit !== null) byCredit.set(row.credit, at);
    if (row.name === null) return;
    push(byName, normaliseName(row.name), at);
    push(bySquare, squareOf(row.lon, row.lat), at);
  };
  for (const rows of lists) {
    for (const row of rows) {
      // an object stands once in each list
      const free = (at: number) => !groups[at]!.some(({ list }) => list === row.list);
      const near = (at: number) => groups[at]!.some((one) => metresBetween(one, row) <= SIMILAR.radiusM);
      const coded = row.credit === null ? undefined : byCredit.get(row.credit);
      const agrees = (at: number) =>
        row.credit === null || groups[at]!.every(({ credit }) => credit === null || credit === row.credit);
      const named =
        row.name === null ? [] : (byName.get(normaliseName(row.name)) ?? []).filter((at) => near(at));
      const alike = () =>
        around(row)
          .flatMap((square) => bySquare.get(square) ?? [])
          .find(
            (at) =>
              free(at) &&
              agrees(at) &&
              groups[at]!.some(
                ({ name }) => name !== null && row.name !== null && nameSimilarity(name, row.name) >= SURE,
              ),
          );
      const own =
        coded !== undefined && free(coded)
          ? coded
          : (named.find((at) => free(at) && agrees(at)) ?? (row.name === null ? undefined : alike()));
      const at = own ?? groups.push([]) - 1;
      groups[at]!.push(row);
      put(row, at);
    }
  }
  return groups.map((rows) => {
    const differing = differingFields(rows);
    const verdict = rows.length === 1 ? 'only' : differing.length > 0 ? 'conflicting' : 'matched';
    return { verdict, rows, differing };
  });
}

function push(groups: Map<string, number[]>, key: string, at: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [at]);
  else group.push(at);
}

/** Squares as wide as the radius. */
const SQUARE_DEG = SIMILAR.radiusM / METRES_PER_DEG;
const squareOf = (lon: number, lat: number) =>
  `${Math.floor(lon / SQUARE_DEG)},${Math.floor(lat / SQUARE_DEG)}`;

function around({ lon, lat }: ListRow): string[] {
  const steps = [-1, 0, 1].map((step) => step * SQUARE_DEG);
  return steps.flatMap((east) => steps.map((north) => squareOf(lon + east, lat + north)));
}

/** Good to a percent at such distances. */
function metresBetween(a: ListRow, b: ListRow): number {
  const east = (a.lon - b.lon) * METRES_PER_DEG * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, (a.lat - b.lat) * METRES_PER_DEG);
}

/** Fields of which two lists say something else; a blank contradicts nothing. */
function differingFields(rows: readonly ListRow[]): string[] {
  const names = new Set(rows.flatMap(({ said }) => Object.keys(said)));
  return [...names]
    .filter((name) => !NOT_COMPARED.has(name))
    .filter((name) => new Set(rows.flatMap(({ said }) => said[name] ?? [])).size > 1)
    .toSorted();
}
