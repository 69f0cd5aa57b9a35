/** `fourcolor import undo ID`: takes a written import back as a whole, or says what stands against it. */
import { parseArgs } from 'node:util';
import { whoOf } from '../accounts.ts';
import { servant } from '../db/database.ts';
import { SqlError, Unavailable } from '../db/errors.ts';
import { Locked } from '../db/lock.ts';
import { entryById } from '../imports/entries.ts';
import { undoImport } from '../imports/undo.ts';
import type { OpenedDatabase } from '../open.ts';
import type { Console } from './console.ts';

/** Conflicts that are printed one by one. */
const SHOWN = 20;

/** Resolves to the exit code: 0 undone, 1 not (conflicts, or nothing to undo), 2 usage, 3 no database. */
export async function undoCommand(
  args: string[],
  open: () => Promise<OpenedDatabase>,
  console: Console,
): Promise<0 | 1 | 2 | 3> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { as: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' } },
  });
  const zh = (values.lang ?? console.language) !== 'en';
  const say = (chinese: string, english: string) => console.err(`${zh ? chinese : english}\n`);
  const [id] = positionals;
  if (positionals.length !== 1 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id ?? '')) {
    say('用法：fourcolor import undo ID', 'usage: fourcolor import undo ID');
    return 2;
  }
  let opened: OpenedDatabase | undefined;
  try {
    opened = await open();
    const { database } = opened;
    const who = values.as === undefined ? servant('admin', 'import') : await whoOf(database, values.as);
    const stored = who && (await database.as(who, (session) => entryById(session, id!)));
    const answer = stored && who ? await undoImport(database, who, stored) : null;
    if (answer === null || answer === undefined) {
      say(`没有这次导入：${id}`, `There is no such import: ${id}`);
      return 1;
    }
    if (values.json) console.out(`${JSON.stringify(answer)}\n`);
    else if (answer.undone)
      console.out(
        zh
          ? `已撤销：删除 ${answer.removed}，恢复 ${answer.restored}\n`
          : `Undone: ${answer.removed} removed, ${answer.restored} restored\n`,
      );
    else {
      say('不能撤销，没有改动任何内容：', 'It cannot be undone; nothing was changed:');
      for (const { id: object, name, reason, fields } of answer.conflicts.slice(0, SHOWN))
        console.err(`  ${object} ${name ?? ''} ${reason} ${fields.join(', ')}\n`);
      if (answer.conflicts.length > SHOWN) console.err(`  … (${answer.conflicts.length})\n`);
    }
    return answer.undone ? 0 : 1;
  } catch (error) {
    if (error instanceof Unavailable || error instanceof Locked || error instanceof SqlError) {
      console.err(`${error.message}\n`);
      return 3;
    }
    throw error;
  } finally {
    await opened?.close();
  }
}
