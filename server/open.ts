/** Opens the engine that the settings name and brings its schema up to date. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Text } from '../data/layer.ts';
import type { Database } from './db/database.ts';
import { openEmbedded } from './db/pglite.ts';
import { openNative } from './db/postgres.ts';
import { migrate } from './migrate.ts';
import type { Settings } from './settings.ts';

export interface OpenedDatabase {
  readonly database: Database;
  /** The schema was created just now: the register is empty. */
  readonly created: boolean;
  /** What is wrong with the login's rights, or null. */
  readonly warning: Text | null;
  close(): Promise<void>;
}

/** Where the embedded database's shared tiles outlive the process. */
export const tileFolder = (settings: Settings) => join(settings.dataDir, 'tiles');

/** Native PostgreSQL when DATABASE_URL is set, else the embedded engine in the data folder; migrated. */
export async function openDatabase(
  settings: Settings,
  report: (step: Text, percent: number) => void = () => {},
): Promise<OpenedDatabase> {
  report({ zh: '正在打开数据库', en: 'opening the database' }, 5);
  const opened = settings.databaseUrl
    ? await openNative(settings.databaseUrl, { ownerUrl: settings.ownerUrl })
    : {
        ...(await openEmbedded(settings.dataDir, (step) => report(inBoth(step), 10))),
        loginWarning: () => null,
      };
  report({ zh: '正在迁移', en: 'migrating' }, 30);
  try {
    const login = settings.databaseUrl ? decodeURIComponent(new URL(settings.databaseUrl).username) : '';
    const { applied } = await migrate(opened.owner, opened.database.engine, login ? { login } : {});
    const created = applied.some((file) => file.startsWith('0001'));
    // versions begin again, so tiles that another database left here would pass for its own
    if (created) await rm(tileFolder(settings), { recursive: true, force: true });
    return {
      database: opened.database,
      created,
      warning: opened.loginWarning(),
      close: async () => {
        await opened.owner.close();
        await opened.database.close();
      },
    };
  } catch (error) {
    await opened.owner.close();
    await opened.database.close();
    throw error;
  }
}

/** The engine reports "中文 / English". */
function inBoth(step: string): Text {
  const [zh = step, en = step] = step.split(' / ');
  return { zh, en };
}
