/** A condition in the words of CQL2, checked against what the person may read, for tiles and counts. */
import { chinaDay } from '../data/china-day.ts';
import type { Filter } from '../data/cql2/ast.ts';
import { FilterError } from '../data/cql2/tokens.ts';
import type { AsOf } from '../tiles/as-of.ts';
import type { Where } from '../tiles/filter.ts';
import type { Who } from './db/database.ts';
import { readingAt } from './history/moment.ts';
import { filterSql, readFilter } from './ogc/filter-sql.ts';
import { asBadParameter } from './ogc/items-query.ts';
import { readingOf } from './reading.ts';
import type { Services } from './services.ts';

/** Layers at which named conditions of other layers look. */
const LOOKED_AT = ['cameras', 'enterprises', 'regions'];

/** Throws NotFound where the person reads no objects of the layer, BadParameter for what cannot be asked of it. */
export function whereOf(
  { freshness }: Pick<Services, 'freshness'>,
  text: string,
  layerId: string,
  who: Who,
  asOf?: AsOf,
): Where {
  const reading = readingAt(readingOf(layerId, who), who, asOf);
  try {
    const filter = readFilter(text, reading);
    if (!isPlain(filter)) throw new FilterError(NO_POLYGON, 0);
    // a condition that looks further changes with what it looks at, and with the day
    const stamp = hasCondition(filter)
      ? `#${chinaDay(new Date())} ${LOOKED_AT.map((id) => freshness.version(id)).join()}`
      : '';
    return { text: text + stamp, sql: (add) => filterSql(filter, reading, add) };
  } catch (error) {
    if (error instanceof FilterError) throw asBadParameter(error);
    throw error;
  }
}

const NO_POLYGON = { zh: '这里不能用多边形筛选', en: 'Polygons cannot be used here' };

function parts(filter: Filter): readonly Filter[] {
  if (filter.op === 'and' || filter.op === 'or') return filter.parts.flatMap(parts);
  return filter.op === 'not' ? parts(filter.part) : [filter];
}
const hasCondition = (filter: Filter) => parts(filter).some(({ op }) => op === 'condition');
/** Polygons may cross themselves, which only the database can tell. */
const isPlain = (filter: Filter) =>
  parts(filter).every((one) => one.op !== 'spatial' || one.geometry.type !== 'Polygon');
