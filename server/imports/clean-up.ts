/** What uploads leave behind: files whose time is over, folders without an entry. */
import { stat } from 'node:fs/promises';
import { servant } from '../db/database.ts';
import type { Services } from '../services.ts';
import { dropFolder, folderOf, foldersThere } from './folder.ts';

/** A folder without an entry may belong to an upload that is still arriving. */
const ARRIVING_MS = 6 * 3600_000;

/** Removes what is over: entries that were never written go, those that were keep their record without the file. */
export async function cleanUp({ database, settings }: Services, now = Date.now()): Promise<void> {
  const server = servant('admin', 'imports');
  const over = await database.as(server, (session) =>
    session.query<{ id: string; written: boolean }>(
      `select id, written_at is not null as written
from fourcolor.imports
where expires_at < $1::timestamptz
  and state not in ('checking', 'writing')`,
      [new Date(now).toISOString()],
    ),
  );
  for (const { id, written } of over) {
    await database.as(server, async (session) => {
      await session.query('select fourcolor.close_stage($1::uuid)', [id]);
      await session.query(
        written
          ? 'update fourcolor.imports set expires_at = null where id = $1::uuid'
          : 'delete from fourcolor.imports where id = $1::uuid',
        [id],
      );
    });
    await dropFolder(settings, id);
  }
  const there = await foldersThere(settings);
  if (there.length === 0) return;
  const known = await database.as(server, (session) =>
    session.query<{ id: string }>('select id from fourcolor.imports where id = any ($1::uuid[])', [there]),
  );
  const ids = new Set(known.map(({ id }) => id));
  for (const id of there.filter((one) => !ids.has(one))) {
    const made = await stat(folderOf(settings, id)).catch(() => undefined);
    if (made !== undefined && now - made.mtimeMs > ARRIVING_MS) await dropFolder(settings, id);
  }
}
