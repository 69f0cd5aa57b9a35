/** A written import taken back as a whole, each object with its event, unless later edits stand against it. */
import { type Database, servant, type Who } from '../db/database.ts';
import { SqlError } from '../db/errors.ts';
import { refreshRegionShapes } from '../regions.ts';
import { connectRoads } from '../roads.ts';
import type { UndoAnswer } from './api-types.ts';
import type { Stored } from './entries.ts';

const TIMEOUT_MS = 30 * 60_000;

/** Takes a written import back as a whole; null when there is none for this person. */
export async function undoImport(database: Database, who: Who, stored: Stored): Promise<UndoAnswer | null> {
  const why = `undo import ${stored.id} ${stored.files[0]?.name ?? ''}`;
  const nothing = { undone: false, removed: 0, restored: 0, conflicts: [] };
  const answer = await database
    .as(
      { ...who, why },
      async (session) => {
        const [row] = await session.query<{
          answer: {
            state: string;
            removed?: number;
            restored?: number;
            conflicts?: UndoAnswer['conflicts'];
          } | null;
        }>('select fourcolor.undo_import($1::uuid) as answer', [stored.id]);
        const done = row?.answer ?? null;
        if (done?.state === 'undone' && stored.layer === 'regions') await refreshRegionShapes(session);
        return done;
      },
      { timeoutMs: TIMEOUT_MS },
    )
    .catch((error: unknown) => {
      // another region stands on one that would go
      if (error instanceof SqlError && error.code === '23503') return 'used' as const;
      throw error;
    });
  if (answer === null) return null;
  if (answer === 'used') {
    const conflict = {
      layer: stored.layer ?? '',
      id: '',
      name: null,
      fields: [],
      reason: 'used',
      changedAt: null,
    };
    return { ...nothing, conflicts: [conflict as UndoAnswer['conflicts'][number]] };
  }
  // not written yet, or undone before
  if (answer.removed === undefined && answer.conflicts === undefined) return null;
  if (answer.state !== 'undone') return { ...nothing, conflicts: answer.conflicts ?? [] };
  if (stored.layer === 'roads')
    await database.as(servant('admin', why), connectRoads, { timeoutMs: TIMEOUT_MS });
  return { undone: true, removed: answer.removed ?? 0, restored: answer.restored ?? 0, conflicts: [] };
}
