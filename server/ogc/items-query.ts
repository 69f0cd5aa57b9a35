/** What an items request asks, checked against the layer, and the statements that answer it. */
import type { Filter } from '../../data/cql2/ast.ts';
import { FilterError } from '../../data/cql2/tokens.ts';
import { valueProblem } from '../../data/problem.ts';
import { BadParameter } from '../failure.ts';
import { type AddParam, type Box, column, type Reading } from '../reading.ts';
import { boxesOf, boxesSql } from './bbox.ts';
import { CRS84, type Crs, crsOf } from './crs.ts';
import { type Interval, intervalOf, intervalSql } from './datetime.ts';
import { filterSql, readFilter } from './filter-sql.ts';

/** Parameters as they came, names checked already. */
export interface AskedItems {
  readonly bbox?: string | undefined;
  readonly 'bbox-crs'?: string | undefined;
  readonly datetime?: string | undefined;
  readonly filter?: string | undefined;
  readonly 'filter-lang'?: string | undefined;
  readonly 'filter-crs'?: string | undefined;
  readonly sortby?: string | undefined;
  readonly crs?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface ItemsQuery {
  readonly reading: Reading;
  readonly boxes?: readonly Box[];
  readonly interval?: Interval;
  readonly filter?: Filter;
  readonly order: string;
  readonly crs: Crs;
  readonly limit: number;
  readonly offset: number;
}

/** Throws BadParameter for what this layer, or this reader, cannot be asked. */
export function itemsQuery(asked: AskedItems, reading: Reading): ItemsQuery {
  const boxCrs = known(asked['bbox-crs'], 'bbox-crs');
  if (known(asked['filter-crs'], 'filter-crs').uri !== CRS84) throw bad('filter-crs', 'choice');
  const boxes = asked.bbox === undefined ? undefined : boxesOf(asked.bbox, boxCrs);
  if (asked.bbox !== undefined && !boxes) throw bad('bbox', 'format');
  const interval = asked.datetime === undefined ? undefined : intervalOf(asked.datetime);
  if (asked.datetime !== undefined && !interval) throw bad('datetime', 'format');
  return {
    reading,
    ...(boxes ? { boxes } : {}),
    ...(interval ? { interval } : {}),
    ...(asked.filter === undefined ? {} : { filter: filterOf(asked.filter, reading) }),
    order: orderOf(asked.sortby, reading),
    crs: known(asked.crs, 'crs'),
    limit: asked.limit,
    offset: asked.offset,
  };
}

/** The condition of a query; `true` when everything is asked. */
export function conditionOf({ reading, boxes, interval, filter }: ItemsQuery, add: AddParam): string {
  const parts = [
    ...(boxes ? [boxesSql(boxes, reading, add)] : []),
    ...(interval ? [intervalSql(interval, reading, add)] : []),
    ...(filter ? [filterSql(filter, reading, add)] : []),
  ];
  return parts.length > 0 ? parts.join('\n  and ') : 'true';
}

/** A bad filter as a problem of the parameter. */
export function asBadParameter(error: unknown): unknown {
  return error instanceof FilterError
    ? new BadParameter(valueProblem('filter', 'filter', error.text))
    : error;
}

function filterOf(text: string, reading: Reading): Filter {
  try {
    return readFilter(text, reading);
  } catch (error) {
    throw asBadParameter(error);
  }
}

/** `-grade,name`: empty values last either way, and the feature's number at the end, so that pages do not overlap. */
function orderOf(sortby: string | undefined, reading: Reading): string {
  const keys = (sortby ?? '').split(',').filter((key) => key !== '');
  const order = keys.map((key) => {
    const [, sign, name] = /^([+-]?)(\w+)$/.exec(key.trim()) ?? [];
    if (!name || !reading.fields.includes(name)) throw bad('sortby', 'unknown');
    const collation = reading.layer.fields[name]?.type === 'text' ? ' collate "C"' : '';
    return `${column(name)}${collation}${sign === '-' ? ' desc' : ''} nulls last`;
  });
  if (order.length > 8) throw bad('sortby', 'range');
  return [...order, 'fid'].join(', ');
}

function known(name: string | undefined, parameter: string): Crs {
  const crs = crsOf(name ?? CRS84);
  if (!crs) throw bad(parameter, 'choice');
  return crs;
}

const bad = (parameter: string, code: 'format' | 'choice' | 'unknown' | 'range') =>
  new BadParameter(valueProblem(parameter, code));
