/** Rows without coordinates, found by their address in the city's own gazetteer, each with a score. */

import { regionPrefix } from '../../data/geo/region-prefix.ts';
import { type AddressParts, type GazetteerRegion, parseAddress } from '../../data/imports/match/addresses.ts';
import { normaliseName } from '../../data/imports/match/names.ts';
import { type Problem, problem } from '../../data/imports/problem.ts';
import type { UnplacedRow } from '../../data/imports/rows.ts';
import type { Database, Session, Who } from '../db/database.ts';

export interface Located {
  readonly placed: readonly { readonly row: UnplacedRow; readonly lon: number; readonly lat: number }[];
  readonly problems: readonly Problem[];
  /** Of the placed ones, how many have a score below the person's threshold. */
  readonly low: number;
}

export type Locate = (rows: readonly UnplacedRow[]) => Promise<Located>;

/** How much a kind of evidence says about a place, 0–1. */
const SCORES = {
  /** The thing itself, or what stands at the address, is on record under this name. */
  named: 0.95,
  /** Something on record stands at the same number of the same road. */
  sameNumber: 0.9,
  /** Something on record stands on the same road, not more than this many numbers away. */
  nearNumber: 0.75,
  road: 0.55,
  village: 0.5,
  township: 0.35,
  county: 0.15,
} as const;
const NEAR_NUMBERS = 20;
/** Several places of one name in the region: nobody knows which is meant. */
const AMBIGUOUS = 0.7;

interface Place {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly score: number;
}

/** A search for one import; reads the regions once. */
export async function createLocator(database: Database, who: Who, minScore: number): Promise<Locate> {
  const regions = await database.as(
    who,
    (session) =>
      session.query<GazetteerRegion>(
        `select code, name, level
from fourcolor.regions
where level in ('city', 'county', 'township', 'village')
order by code`,
      ),
    { readOnly: true },
  );
  const byName = new Map<string, GazetteerRegion[]>();
  for (const region of regions)
    for (const name of new Set([region.name, region.name.replace(/(街道|社区|[市区县镇乡村])$/, '')]))
      byName.set(name, [...(byName.get(name) ?? []), region]);
  const lookup = (name: string) => byName.get(name) ?? [];
  return async (rows) => {
    const found = await database.as(who, async (session) => {
      const places: (Place | undefined)[] = [];
      for (const row of rows) places.push(await placeOf(session, row, parseAddress(row.address, lookup)));
      return places;
    });
    const placed: Located['placed'][number][] = [];
    const problems: Problem[] = [];
    let low = 0;
    for (const [i, row] of rows.entries()) {
      const place = found[i];
      const at = { row: row.row, field: 'address', value: row.address };
      if (place === undefined) {
        problems.push(problem('address_not_found', at));
        continue;
      }
      placed.push({ row, lon: place.lon, lat: place.lat });
      problems.push(problem('located_by_address', at, { place: place.name, score: place.score.toFixed(2) }));
      if (place.score < minScore) low += 1;
    }
    return { placed, problems, low };
  };
}

/** The best evidence that the gazetteer has. */
async function placeOf(
  session: Session,
  { values }: UnplacedRow,
  parts: AddressParts,
): Promise<Place | undefined> {
  const prefix = parts.regionCode === null ? '' : regionPrefix(parts.regionCode);
  const names = [parts.rest, typeof values.name === 'string' ? values.name : '']
    .map((name) => normaliseName(name))
    .filter((name) => name.length >= 3);
  const named = names.length === 0 ? undefined : await called(session, names, prefix);
  if (named !== undefined) return named;
  if (parts.road !== null) {
    const onRoad = (await numbered(session, parts, prefix)) ?? (await road(session, parts.road, prefix));
    if (onRoad !== undefined) return onRoad;
  }
  return parts.regionCode === null ? undefined : region(session, parts.regionCode);
}

interface Row {
  readonly name: string;
  readonly address: string | null;
  readonly lon: number;
  readonly lat: number;
}
const COLUMNS = 'name, address, ST_X(place) as lon, ST_Y(place) as lat';

async function called(
  session: Session,
  names: readonly string[],
  prefix: string,
): Promise<Place | undefined> {
  const rows = await session.query<Row>(
    `select ${COLUMNS}
from fourcolor.gazetteer
where normal = any ($1::text[])
  and layer not in ('regions', 'roads')
  and ($2 = '' or region_code ^@ $2)
order by layer, id
limit 2`,
    [names, prefix],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  return { ...first, score: rows.length > 1 ? AMBIGUOUS : prefix === '' ? SCORES.named - 0.1 : SCORES.named };
}

/** What is on record with an address on the same road: the same number, else the nearest. */
async function numbered(
  session: Session,
  { road: name, number, lane }: AddressParts,
  prefix: string,
): Promise<Place | undefined> {
  const wanted = lane ?? number;
  if (name === null || wanted === null) return undefined;
  const rows = await session.query<Row>(
    `select ${COLUMNS}
from fourcolor.gazetteer
where position($1 in address) > 0
  and ($2 = '' or region_code ^@ $2)
order by layer, id
limit 500`,
    [name, prefix],
  );
  const near = rows
    .flatMap((row) => {
      const parts = parseAddress(row.address ?? '');
      const own = parts.road?.endsWith(name) === true ? (parts.lane ?? parts.number) : null;
      return own === null ? [] : [{ row, away: Math.abs(own - wanted) }];
    })
    .toSorted((a, b) => a.away - b.away)[0];
  if (near === undefined || near.away > NEAR_NUMBERS) return undefined;
  return { ...near.row, score: near.away === 0 ? SCORES.sameNumber : SCORES.nearNumber };
}

async function road(session: Session, name: string, prefix: string): Promise<Place | undefined> {
  const [first] = await session.query<Row>(
    `select ${COLUMNS}
from fourcolor.gazetteer
where layer = 'roads'
  and normal = $1
  and ($2 = '' or region_code ^@ $2)
order by id
limit 1`,
    [normaliseName(name), prefix],
  );
  return first && { ...first, score: SCORES.road };
}

async function region(session: Session, code: string): Promise<Place | undefined> {
  const [found] = await session.query<Row & { level: string }>(
    `select name, null as address, level, ST_X(p) as lon, ST_Y(p) as lat
from (
  select name, level, ST_Transform(label_point, 4326) as p
  from fourcolor.regions
  where code = $1
) as r`,
    [code],
  );
  if (found === undefined) return undefined;
  const { level } = found;
  const score = level === 'village' || level === 'township' || level === 'county' ? SCORES[level] : 0;
  return score === 0 ? undefined : { ...found, score };
}
