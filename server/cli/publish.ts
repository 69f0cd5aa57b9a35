/** `fourcolor publish`: replaces what the public reads by approved, generalised copies. */
import { parseArgs } from 'node:util';
import { servant } from '../db/database.ts';
import type { OpenedDatabase } from '../open.ts';
import { publish } from '../publication.ts';

export async function publishCommand(args: string[], open: () => Promise<OpenedDatabase>): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const { database, close } = await open();
  try {
    const done = await database.as(servant('admin', 'publish'), publish, { timeoutMs: 600_000 });
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok: true, ...done })}\n`
        : `已发布 ${done.regions} 个区域、${done.cells} 个统计格 / published ${done.regions} regions, ${done.cells} counted cells\n`,
    );
    return 0;
  } finally {
    await close();
  }
}
