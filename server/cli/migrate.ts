/** `fourcolor migrate`: brings the schema up to date and says so. */
import { parseArgs } from 'node:util';
import type { OpenedDatabase } from '../open.ts';

export async function migrateCommand(args: string[], open: () => Promise<OpenedDatabase>): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const opened = await open();
  await opened.close();
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ok: true, created: opened.created })}\n`
      : '数据库结构已是最新 / the schema is up to date\n',
  );
  return 0;
}
