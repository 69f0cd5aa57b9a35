/** What travels beside exported rows: when they were read, who published them, how the city is named with them. */
import type { Text } from '../../data/layer.ts';
import type { Database, Who } from '../db/database.ts';
import { conditionOf, type ItemsQuery } from '../ogc/items-query.ts';
import { parameters } from '../reading.ts';
import { TIMEOUT_MS } from './rows.ts';

/** Who published rows, and under which terms. */
export interface RowSource {
  readonly name: string;
  readonly licence: string | null;
  readonly attribution: string | null;
  readonly url: string | null;
}

export interface ExportAbout {
  /** When the export began, ISO 8601 in UTC. */
  readonly at: string;
  /** Of the selected rows; empty when the reader does not read them. */
  readonly sources: readonly RowSource[];
  /** How the city wants its data to be named. */
  readonly attribution: readonly string[];
  /** Said of invented data, which must never pass for real ones. */
  readonly notice: Text | null;
}

const INVENTED: Text = { zh: '模拟数据', en: 'Invented data' };

/** As this person may know it. */
export async function exportAbout(database: Database, who: Who, wanted: ItemsQuery): Promise<ExportAbout> {
  const { reading } = wanted;
  const { values, add } = parameters();
  const sources = `select o.name, s.licence, s.attribution, s.url
from (
  select distinct source as name
  from ${reading.table}
  where ${conditionOf(wanted, add)}
) as o
left join fourcolor.sources as s using (name)
order by o.name collate "C"`;
  return database.as(
    who,
    async (session) => {
      const [city] = await session.query<{ demo: boolean; attribution: string[] }>(
        'select demo, attribution from published.city',
      );
      const named = reading.scoped && reading.fields.includes('source');
      return {
        at: new Date().toISOString(),
        sources: named ? await session.query<RowSource>(sources, values) : [],
        attribution: city?.attribution ?? [],
        notice: city?.demo ? INVENTED : null,
      };
    },
    { readOnly: true, timeoutMs: TIMEOUT_MS },
  );
}
