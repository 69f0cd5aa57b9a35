/** What the accident lays over the map: zones from the lightest level up, where they may turn, and two places to drag. */

import type { DrawnShape, Handle } from '../../map/drawn.ts';
import type { Formats } from '../../parts/formats.ts';
import type { AccidentAnswer } from './answer.ts';
import { levelName, lookOf } from './looks.ts';
import { type AccidentQuestion, placeOf } from './question.ts';
import type { AccidentTexts } from './texts.ts';

/** Seconds as people say them: 立即, 45 s, 15 min, 1.2 h. */
export function timeText(seconds: number, t: AccidentTexts, f: Formats): string {
  if (seconds < 1) return t.atOnce;
  if (seconds < 100) return `${f.count(seconds)} s`;
  return seconds < 5400 ? `${f.count(seconds / 60)} min` : `${f.decimal(seconds / 3600)} h`;
}

const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

export function zoneShapes(answer: AccidentAnswer, t: AccidentTexts, f: Formats): DrawnShape[] {
  const turned = answer.uncertainty.features.map(
    ({ geometry, properties }): DrawnShape => ({
      id: `turn-${properties.endpoint}`,
      look: 'zone-turn',
      geometry,
    }),
  );
  const zones = answer.zones.features.map(
    ({ geometry, properties }): DrawnShape => ({
      id: properties.endpoint,
      look: lookOf(properties),
      geometry,
      label: [
        levelName(properties),
        unbroken(`${f.distance(properties.extentM)}  ${timeText(properties.arrivalS, t, f)}`),
      ].join('\n'),
    }),
  );
  const [widest] = answer.zones.features;
  const out: DrawnShape[] =
    answer.validity === 'out' && widest
      ? [{ id: 'outside-range', look: 'zone-out', geometry: widest.geometry }]
      : [];
  return [...turned, ...zones, ...out];
}

export function handlesOf(question: AccidentQuestion, t: AccidentTexts): Handle[] {
  const place = placeOf(question);
  const { receptor } = question;
  return [
    ...(place
      ? [{ id: 'release', at: place, mark: 'release' as const, label: t.releaseHandle, draggable: true }]
      : []),
    ...(receptor
      ? [{ id: 'receptor', at: receptor, mark: 'place' as const, label: t.receptorName, draggable: true }]
      : []),
  ];
}
