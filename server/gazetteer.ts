/** The spellings of names in the gazetteer: pinyin, first letters, the form for comparing; filled in after each change. */
import { normaliseName } from '../data/imports/match/names.ts';
import { pinyinOf } from '../data/imports/match/pinyin.ts';
import { type Database, servant } from './db/database.ts';
import { Unavailable } from './db/errors.ts';
import type { Freshness } from './services.ts';

/** Names of one short transaction. */
const PART = 500;
/** Changes come in flocks. */
const QUIET_MS = 1_000;

/** Spells every name that waits for it; how many there were. */
export async function fillGazetteer(database: Database, goesOn = () => true): Promise<number> {
  const server = servant('admin', 'gazetteer');
  let filled = 0;
  while (goesOn()) {
    const names = await database.as(
      server,
      (session) =>
        session.query<{ layer: string; id: string; name: string }>(
          `select layer, id, name
           from fourcolor.gazetteer
           where initials is null
           order by layer, id
           limit $1::integer`,
          [PART],
        ),
      { readOnly: true },
    );
    if (names.length === 0) break;
    const spelled = names.map(({ layer, id, name }) => {
      const { full, initials } = pinyinOf(name);
      return { layer, id, name, normal: normaliseName(name), pinyin: full, initials };
    });
    await database.as(server, (session) =>
      session.query(
        // a name that was changed meanwhile waits again
        `update fourcolor.gazetteer as g
         set normal = s.normal, pinyin = s.pinyin, initials = s.initials
         from jsonb_to_recordset($1::jsonb) as s (
           layer text, id text, name text, normal text, pinyin text, initials text
         )
         where g.layer = s.layer
           and g.id = s.id
           and g.name = s.name`,
        [JSON.stringify(spelled)],
      ),
    );
    filled += names.length;
  }
  return filled;
}

/** Fills now and after every change of a layer, until the returned function is called. */
export function followGazetteer(database: Database, freshness: Freshness): () => Promise<void> {
  let stopped = false;
  let wanted = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    do {
      wanted = false;
      await fillGazetteer(database, () => !stopped).catch((error: unknown) => {
        // a later change, or the next start, finds the same names waiting
        if (!(error instanceof Unavailable)) console.error('gazetteer', error);
      });
    } while (wanted && !stopped);
    running = undefined;
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      wanted = true;
      running ??= run();
    }, QUIET_MS);
    timer.unref();
  };
  const stop = freshness.subscribe(soon);
  soon();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    stop();
    await running;
  };
}
