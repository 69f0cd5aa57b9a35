/** The OGC `datetime` parameter: an instant, or an interval that may be open at either end. */
import { chinaDay } from '../../data/china-day.ts';
import { dateOf, timestampOf } from '../../data/cql2/instants.ts';
import type { AddParam, Reading } from '../reading.ts';
import { column } from '../reading.ts';

export interface Interval {
  /** Inclusive ends as date or UTC timestamp; null = open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Reads `2026-01-31`, `2026-01-31T08:00:00Z`, `from/to`, `../to`, `from/..`; undefined when it is none of these. */
export function intervalOf(text: string): Interval | undefined {
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) return undefined;
  if (second === undefined) {
    const at = instantOf(first);
    return at ? { from: at, to: at } : undefined;
  }
  const from = isOpen(first) ? null : instantOf(first);
  const to = isOpen(second) ? null : instantOf(second);
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined;
  const late = from !== null && to !== null && startOf(from) > endOf(to);
  return late ? undefined : { from, to };
}

/**
 * The condition on the layer's time field; objects without a time never match. Where the reader has no time field, all
 * match (OGC API - Features 17-069r4, /req/core/fc-time-response).
 */
export function intervalSql({ from, to }: Interval, reading: Reading, add: AddParam): string {
  const name = reading.layer.time;
  if (!reading.fields.includes(name)) return 'true';
  const time = column(name);
  const days = reading.layer.fields[name]?.type === 'date';
  // a day of the register is a day in China; without a zone a date means that day
  const low = (at: string) => (days ? `${add(dayOf(at))}::date` : `${add(startOf(at))}::timestamptz`);
  const high = (at: string) => (days ? `${add(dayOf(at))}::date` : `${add(endOf(at))}::timestamptz`);
  const conditions = [`${time} is not null`];
  if (from !== null) conditions.push(`${time} >= ${low(from)}`);
  if (to !== null) conditions.push(`${time} <= ${high(to)}`);
  return `(${conditions.join(' and ')})`;
}

const isOpen = (text: string) => text === '..' || text === '';
const instantOf = (text: string) => dateOf(text) ?? timestampOf(text);
const isDay = (at: string) => at.length === 10;
const startOf = (at: string) => (isDay(at) ? new Date(`${at}T00:00:00+08:00`).toISOString() : at);
const endOf = (at: string) => (isDay(at) ? new Date(`${at}T23:59:59.999+08:00`).toISOString() : at);

const dayOf = (at: string) => (isDay(at) ? at : chinaDay(new Date(at)));
