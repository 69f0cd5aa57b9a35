/** The numbers by which this city grades: the last version that somebody set, or the defaults. */
import { DEFAULT_SETTINGS, type GradingSettings, storedSettings } from '../../data/ledger/settings.ts';
import type { Session } from '../db/database.ts';

export interface CurrentSettings {
  /** 0 = the defaults. */
  readonly version: number;
  readonly at: string | null;
  readonly userId: string | null;
  readonly note: string | null;
  readonly settings: GradingSettings;
}

/** The settings that hold now, or those that held at `at` (ISO 8601). */
export async function currentSettings(session: Session, at?: string): Promise<CurrentSettings> {
  const [row] = await session.query<Omit<CurrentSettings, 'settings'> & { readonly settings: unknown }>(
    `select version, at, user_id as "userId", note, settings
from fourcolor.grading_settings
where $1::timestamptz is null or at <= $1::timestamptz
order by version desc
limit 1`,
    [at ?? null],
  );
  if (!row) return { version: 0, at: null, userId: null, note: null, settings: DEFAULT_SETTINGS };
  return { ...row, settings: storedSettings(row.settings) };
}
