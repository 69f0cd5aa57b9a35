/** What a mapping says about its publisher, kept beside the objects so that it travels with them. */
import type { Mapping } from '../../data/imports/mapping.ts';
import type { Session, Who } from '../db/database.ts';

/** Records terms, wording and address of the source; what the mapping leaves out stays as it was. */
export async function recordSource(
  session: Session,
  who: Who,
  source: string,
  mapping: Mapping | undefined,
): Promise<void> {
  const { licence = null, attribution = null, url = null } = mapping ?? {};
  if (licence === null && attribution === null && url === null) return;
  // whoever answers for a part of the city adds a source, and changes none
  const again =
    who.regions === null
      ? `update
set licence = coalesce(excluded.licence, s.licence),
  attribution = coalesce(excluded.attribution, s.attribution),
  url = coalesce(excluded.url, s.url),
  recorded_at = now()
where (s.licence, s.attribution, s.url) is distinct from (
  coalesce(excluded.licence, s.licence),
  coalesce(excluded.attribution, s.attribution),
  coalesce(excluded.url, s.url)
)`
      : 'nothing';
  await session.query(
    `insert into fourcolor.sources as s (name, licence, attribution, url)
values ($1, $2, $3, $4)
on conflict (name) do ${again}`,
    [source, licence, attribution, url],
  );
}
