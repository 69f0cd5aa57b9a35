/** The moment of the past that a request asks for: `?at=2026-05-01&mode=was|known`, or an instant of a day. */
import { z } from '@hono/zod-openapi';
import { chinaDay, dayOfMoment, MOMENT } from '../../data/china-day.ts';
import { layerById } from '../../data/layers/all.ts';
import { valueProblem } from '../../data/problem.ts';
import { type AsOf, tableOf } from '../../tiles/as-of.ts';
import type { Who } from '../db/database.ts';
import { BadParameter, NotFound } from '../failure.ts';
import type { Reading } from '../reading.ts';

/** Name of the data version that rises when a past kept elsewhere is taken over. */
export const HISTORY = 'history';

/** A day in China, or an instant in UTC. */
export const Moment = z
  .union([z.iso.date(), z.iso.datetime().regex(MOMENT)])
  .openapi({ type: 'string', example: '2026-05-01T08:30:00Z' });

/** Query parameters of everything that has a past. */
export const momentQuery = {
  at: Moment.optional().openapi({
    type: 'string',
    description:
      'A day in China: graded layers as they were at its end. Or an instant (ISO 8601, UTC): as they were then. Only for staff',
  }),
  mode: z.enum(['was', 'known']).optional().openapi({
    description:
      'was: what was so, as far as is known today (default). known: what the register said that day',
  }),
};

/** The moment asked for; undefined = now. Throws BadParameter for a moment to come or a mode without one. */
export function momentOf(asked: {
  readonly at?: string | undefined;
  readonly mode?: AsOf['mode'] | undefined;
}): AsOf | undefined {
  if (asked.at === undefined) {
    if (asked.mode !== undefined) throw new BadParameter(valueProblem('at', 'required'));
    return undefined;
  }
  const now = new Date();
  const isToCome = asked.at.length === 10 ? asked.at > chinaDay(now) : Date.parse(asked.at) > now.getTime();
  if (isToCome) throw new BadParameter(valueProblem('at', 'range'));
  return { at: asked.at, mode: asked.mode ?? 'was' };
}

/** Whether this person may ask for the layer's past: it is graded, and what the public reads has none. */
export const hasPast = (who: Who, layerId: string): boolean =>
  who.role !== 'public' && layerById(layerId)?.graded === true;

/** The moment of a request for several layers. Throws NotFound to visitors, and as `momentOf`. */
export function momentFor(who: Who, asked: Parameters<typeof momentOf>[0]): AsOf | undefined {
  const moment = momentOf(asked);
  if (moment && who.role === 'public') throw new NotFound();
  return moment;
}

/** Whether nothing written from now on changes the answer: what the register said on a day that is over. */
export const isKept = (moment: AsOf): boolean =>
  moment.mode === 'known' && dayOfMoment(moment.at) < chinaDay(new Date());

/** The layer as this person reads it at the moment; layers without grades have only their present. */
export function readingAt(reading: Reading, who: Who, moment: AsOf | undefined): Reading {
  if (!moment || !hasPast(who, reading.layer.id)) return reading;
  return { ...reading, table: tableOf(reading.layer, who, moment) };
}
