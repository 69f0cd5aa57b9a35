/** How a publisher's columns were understood, kept for the next file with the same columns. */
import type { Session, Who } from '../db/database.ts';
import type { Choices } from './api-types.ts';
import type { Stored } from './entries.ts';

/** Of the choices only what is about the columns; corrections and decisions are about rows. */
type Kept = Pick<Choices, 'layer' | 'mapping' | 'crs' | 'repair' | 'locate'>;

/** Keeps the choices of an import that is being written. */
export async function remember(session: Session, who: Who, entry: Stored): Promise<void> {
  const { layer, mapping, crs, repair, locate } = entry.choices;
  if (entry.signature === null || layer === undefined || entry.source === null) return;
  // control points and parameters of a city's grid stay with the person who entered them
  const kept: Kept = {
    layer,
    ...(mapping && { mapping }),
    ...(crs && crs.controlPoints === undefined && crs.sevenParameters === undefined && { crs }),
    ...(repair && { repair }),
    ...(locate && { locate }),
  };
  await session.query(
    `insert into fourcolor.import_mappings as m (signature, layer, source, choices, user_id)
values ($1, $2, $3, $4::jsonb, $5)
on conflict (signature, layer, source) do update
set choices = excluded.choices, user_id = excluded.user_id, used_at = now()`,
    [entry.signature, layer, entry.source, JSON.stringify(kept), who.userId],
  );
}

/** The newest choices for these columns; with a layer or a source, only those for them. */
export async function recalled(
  session: Session,
  signature: string,
  layer: string | undefined,
  source: string | undefined,
): Promise<Kept | undefined> {
  const [row] = await session.query<{ choices: Kept }>(
    `select choices
from fourcolor.import_mappings
where signature = $1
  and ($2::text is null or layer = $2::text)
  and ($3::text is null or source = $3::text)
order by used_at desc
limit 1`,
    [signature, layer ?? null, source ?? null],
  );
  return row?.choices;
}
