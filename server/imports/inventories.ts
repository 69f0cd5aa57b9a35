/** Substances of major hazard sources from a file: what an object holds is replaced as a whole where it differs. */
import type { InventoryLine } from '../../data/imports/children.ts';
import type { Session } from '../db/database.ts';

/** Lines that one statement carries. */
const CHUNK = 5000;

/** Writes the lines of objects that are on record; how many lines were written. Lines that stand so already are not. */
export async function writeInventories(session: Session, lines: readonly InventoryLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  await session.query(`create temporary table import_lines (
  owner_id text, substance text, cas text, class_symbol text, quantity_t double precision,
  threshold_t double precision, beta double precision, state text
) on commit drop`);
  for (let from = 0; from < lines.length; from += CHUNK)
    await session.query(
      `insert into pg_temp.import_lines
select x.source || ':' || x.source_id, x.substance, x.cas, x.class_symbol, x.quantity_t, x.threshold_t, x.beta, x.state
from jsonb_to_recordset($1::jsonb) as x (
  source text, source_id text, substance text, cas text, class_symbol text, quantity_t double precision,
  threshold_t double precision, beta double precision, state text
)
join fourcolor.major_hazards as h on h.id = x.source || ':' || x.source_id`,
      [JSON.stringify(lines.slice(from, from + CHUNK))],
    );
  await session.query('analyze pg_temp.import_lines');
  const digest = (table: string) => `select owner_id, md5(string_agg(
    concat_ws('|', substance, coalesce(cas, '-'), coalesce(class_symbol, '-'), quantity_t, coalesce(threshold_t::text, '-'),
      coalesce(beta::text, '-'), coalesce(state, '-')), ';' order by substance, state, quantity_t)) as digest
  from ${table}
  group by owner_id`;
  await session.query(`create temporary table import_owners on commit drop as
select w.owner_id
from (${digest('pg_temp.import_lines')}) as w
left join (${digest('fourcolor.inventories')}) as i using (owner_id)
where i.digest is distinct from w.digest`);
  await session.query(
    'delete from fourcolor.inventories where owner_id in (select owner_id from pg_temp.import_owners)',
  );
  const [written] = await session.query<{ n: number }>(`with written as (
  insert into fourcolor.inventories (
    owner_id, substance, cas, class_symbol, quantity_t, threshold_t, beta, state
  )
  select owner_id, substance, cas, class_symbol, quantity_t, threshold_t, beta, state
  from pg_temp.import_lines
  where owner_id in (select owner_id from pg_temp.import_owners)
  order by owner_id, substance
  returning fid
)
select count(*) as n
from written`);
  return written!.n;
}
