/** Theme maps as they are kept: read and written in the name of the person, each change under the version it was made on. */
import type { ThemeRegion } from '../../data/regions/theme-table.ts';
import type { AreaLevel } from '../../tiles/levels.ts';
import type { Session, Who } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';

export interface StoredCategory {
  readonly id: string;
  readonly name: string;
  readonly tint: string;
}
export interface StoredMap {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly categories: readonly StoredCategory[];
  readonly shared: boolean;
  readonly version: number;
  readonly updatedAt: string;
}
export interface StoredRegion extends ThemeRegion {
  /** Id of the region on the map. */
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
}

const COLUMNS = `id, owner_id as "ownerId", name, level, categories, shared, version, updated_at as "updatedAt"`;

/** Own and shared maps, last changed first. */
export const listMaps = (session: Session) =>
  session.query<StoredMap>(
    `select ${COLUMNS}
from fourcolor.theme_maps
where deleted_at is null
order by updated_at desc, id
limit 500`,
  );

/** Throws NotFound. */
export async function readMap(session: Session, id: string): Promise<StoredMap> {
  const [map] = await session.query<StoredMap>(
    `select ${COLUMNS}
from fourcolor.theme_maps
where id = $1::uuid
  and deleted_at is null`,
    [id],
  );
  if (!map) throw new NotFound();
  return map;
}

/** What was said of regions, as far as the person sees them. */
export const readRegions = (session: Session, id: string) =>
  session.query<StoredRegion>(
    `select r.id, t.region_code as code, r.name, r.name_en as "nameEn", t.category, t.progress, t.note, t.due
from fourcolor.theme_regions as t
join fourcolor.regions as r on r.code = t.region_code
where t.map_id = $1::uuid
order by t.region_code collate "C"`,
    [id],
  );

export async function createMap(
  session: Session,
  who: Who,
  made: Pick<StoredMap, 'name' | 'level' | 'categories' | 'shared'>,
): Promise<StoredMap> {
  const [map] = await session.query<StoredMap>(
    `insert into fourcolor.theme_maps (owner_id, name, level, categories, shared)
values ($1::text, $2::text, $3::text, $4::jsonb, $5::boolean)
returning ${COLUMNS}`,
    [who.userId, made.name, made.level, JSON.stringify(made.categories), made.shared],
  );
  return map!;
}

export interface MapChange {
  readonly name?: string | undefined;
  readonly categories?: readonly StoredCategory[] | undefined;
  readonly shared?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

/** One change of an own map. Throws NotFound for another's, Failure `conflict` when it has changed since. */
export async function changeMap(
  session: Session,
  who: Who,
  id: string,
  version: number,
  change: MapChange,
): Promise<StoredMap> {
  const [before] = await session.query<{ version: number }>(
    `select version
from fourcolor.theme_maps
where id = $1::uuid
  and owner_id = $2::text
for update`,
    [id, who.userId],
  );
  if (!before) throw new NotFound();
  if (before.version !== version) throw new Failure('conflict', { detail: CHANGED });
  const [map] = await session.query<StoredMap>(
    `update fourcolor.theme_maps
set name = coalesce($2::text, name),
  categories = coalesce($3::jsonb, categories),
  shared = coalesce($4::boolean, shared),
  deleted_at = case $5::boolean when true then now() when false then null else deleted_at end,
  version = version + 1,
  updated_at = now()
where id = $1::uuid
returning ${COLUMNS}`,
    [
      id,
      change.name ?? null,
      change.categories ? JSON.stringify(change.categories) : null,
      change.shared ?? null,
      change.deleted ?? null,
    ],
  );
  if (change.categories)
    await session.query(
      `update fourcolor.theme_regions
set category = null
where map_id = $1::uuid
  and category is not null
  and not category = any ($2::text[])`,
      [id, change.categories.map((one) => one.id)],
    );
  return map!;
}
const CHANGED = {
  zh: '这张图在别处改过了，请重新打开',
  en: 'This map was changed elsewhere: open it again',
};

/** Sets what is said of these regions; a region of which nothing is said is taken off the map. */
export async function setRegions(
  session: Session,
  id: string,
  regions: readonly ThemeRegion[],
): Promise<void> {
  const empty = ({ category, progress, note, due }: ThemeRegion) =>
    category === null && progress === null && note === null && due === null;
  await session.query(
    `delete from fourcolor.theme_regions
where map_id = $1::uuid
  and region_code = any ($2::text[])`,
    [id, regions.filter(empty).map(({ code }) => code)],
  );
  await session.query(
    `insert into fourcolor.theme_regions (map_id, region_code, category, progress, note, due)
select $1::uuid, code, category, progress, note, due
from jsonb_to_recordset($2::jsonb) as r (code text, category text, progress smallint, note text, due date)
on conflict (map_id, region_code) do update
set category = excluded.category, progress = excluded.progress, note = excluded.note, due = excluded.due`,
    [id, JSON.stringify(regions.filter((region) => !empty(region)))],
  );
}

/** Regions of the map's level that the person sees. */
export const regionsOfLevel = (session: Session, level: AreaLevel) =>
  session.query<{ code: string; name: string; nameEn: string | null }>(
    `select code, name, name_en as "nameEn"
from fourcolor.regions
where level = $1::text
order by code collate "C"`,
    [level],
  );
