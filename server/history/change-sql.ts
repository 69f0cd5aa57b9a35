/** Which recorded changes a question about the past means: days, layers, box, kinds of change. */
import { z } from '@hono/zod-openapi';
import type { Layer } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import { valueProblem } from '../../data/problem.ts';
import { keyCondition } from '../../tiles/key-sql.ts';
import type { Who } from '../db/database.ts';
import { BadParameter, NotFound } from '../failure.ts';
import type { AddParam, Box } from '../reading.ts';
import { momentQuery } from './moment.ts';

/** What can happen to a graded object; `up` is more risk. */
export const CHANGES = [
  'up',
  'down',
  'assessed',
  'withdrawn',
  'confirmed',
  'moved',
  'changed',
  'appeared',
  'gone',
] as const;
/** Those that change a colour on the map. */
export const COLOUR_CHANGES = ['up', 'down', 'assessed', 'withdrawn'] as const;

export const changeQuery = {
  from: z.iso.date().openapi({ description: 'First day in China' }),
  to: z.iso.date().openapi({ description: 'Last day in China' }),
  mode: momentQuery.mode,
  bbox: z.string().max(200).optional().openapi({ description: 'west,south,east,north; lon/lat degrees' }),
  layer: z
    .string()
    .max(400)
    .optional()
    .openapi({ description: 'Graded layers, comma-separated; absent = all' }),
  change: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(CHANGES)))
    .optional()
    .openapi({
      description: `${CHANGES.join(', ')}; comma-separated; absent = changes of grade`,
      type: 'string',
    }),
};
export type ChangeQuery = z.output<z.ZodObject<typeof changeQuery>>;

/** Layers that have a past. */
const graded = (): readonly Layer[] => LAYERS.filter((layer: Layer) => layer.graded);

/** Conditions over fourcolor.object_versions: the filter, and the days. Throws as `changeFilter`. */
export function changeConditions(who: Who, asked: ChangeQuery, add: AddParam): string {
  const filter = changeFilter(who, asked, add);
  if (asked.to < asked.from) throw new BadParameter(valueProblem('to', 'range'));
  return [
    filter,
    ...(asked.mode === 'known'
      ? [
          `recorded >= ${add(`${asked.from}T00:00:00+08:00`)}::timestamptz`,
          `recorded < ${add(`${asked.to}T00:00:00+08:00`)}::timestamptz + interval '1 day'`,
        ]
      : [
          `valid_from >= ${add(asked.from)}::date`,
          `valid_from <= ${add(asked.to)}::date`,
          // what held for part of a day counts; what a later record has taken from its first day on was never so
          "(valid_to > valid_from or (valid_to = valid_from and superseded < (valid_from + 1)::timestamp at time zone 'utc' - interval '8 hours'))",
        ]),
  ].join('\n  and ');
}

/**
 * Layers, kinds of change and box as conditions; they begin with the layer, as the indexes do.
 * Throws NotFound to visitors and for layers without a past, BadParameter.
 */
export function changeFilter(
  who: Who,
  asked: Pick<ChangeQuery, 'layer' | 'change' | 'bbox'>,
  add: AddParam,
): string {
  if (who.role === 'public') throw new NotFound();
  const layers = asked.layer?.split(',') ?? graded().map(({ id }) => id);
  if (layers.some((id) => !graded().some((layer) => layer.id === id))) throw new NotFound();
  const parts = [
    `layer = any(${add(layers)}::text[])`,
    `change = any(${add(asked.change ?? COLOUR_CHANGES)}::text[])`,
  ];
  if (asked.bbox !== undefined) {
    const [west, south, east, north] = boxOf(asked.bbox);
    parts.push(
      keyCondition('qk', [west, south, east, north], 'extended', add),
      `place && ST_Transform(ST_MakeEnvelope(${[west, south, east, north].map((degrees) => `${add(degrees)}::double precision`).join(', ')}, 4326), 3857)`,
    );
  }
  return parts.join('\n  and ');
}

/** The day of a change, in the reading of time that was asked for. */
export const dayOf = ({ mode }: Pick<ChangeQuery, 'mode'>): string =>
  mode === 'known' ? "(recorded at time zone 'utc' + interval '8 hours')::date" : 'valid_from';

function boxOf(text: string): Box {
  const numbers = text.split(',').map(Number);
  const [west, south, east, north] = numbers;
  const isBox =
    numbers.length === 4 &&
    numbers.every(Number.isFinite) &&
    west! >= -180 &&
    east! <= 180 &&
    south! >= -85.06 &&
    north! <= 85.06 &&
    west! <= east! &&
    south! <= north!;
  if (!isBox) throw new BadParameter(valueProblem('bbox', 'range'));
  return [west!, south!, east!, north!];
}
