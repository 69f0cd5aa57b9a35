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
    const features = Object.values(done.features).reduce((sum, n) => sum + n, 0);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok: true, ...done })}\n`
        : `已发布 ${features} 个对象、${done.cells} 个统计格 / published ${features} objects, ${done.cells} counted cells\n`,
    );
    return 0;
  } finally {
    await close();
  }
}
