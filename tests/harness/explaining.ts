/** A database whose statements are explained before they run, to show that none scans a table whole. */
import type { Database, Session } from '../../server/db/database.ts';

/**
 * The same database; each plan line by which one of the tables would be scanned whole is put on the list.
 * Sequential scans are discouraged, so that in a small table one still means: there is no usable index.
 */
export function explaining(database: Database, tables: readonly string[], scans: string[]): Database {
  const mentions = new RegExp(`(fourcolor|published)\\.(${tables.join('|')})\\b`);
  const scan = new RegExp(`Seq Scan on (${tables.join('|')})\\b`);
  const explain = async (session: Session, sql: string, params?: readonly unknown[]) => {
    if (!mentions.test(sql)) return;
    await session.query('set local enable_seqscan = off');
    const plan = await session.query<Record<string, string>>(`explain ${sql}`, params);
    scans.push(...plan.map((row) => Object.values(row)[0] ?? '').filter((line) => scan.test(line)));
  };
  const watch = (session: Session): Session => ({
    async query(sql, params) {
      if (/^\s*(select|with)/i.test(sql)) await explain(session, sql, params);
      return session.query(sql, params);
    },
    async tile(rows, at) {
      for (const { sql, params } of rows) await explain(session, sql, params);
      return session.tile(rows, at);
    },
  });
  return {
    engine: database.engine,
    as: (who, work, options) => database.as(who, (session) => work(watch(session)), options),
    listen: (channel, heard) => database.listen(channel, heard),
    close: () => database.close(),
  };
}
