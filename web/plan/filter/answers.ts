/** Facts about a layer under its filter, as the server counts them. */
import { hc } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered } from '../../api.ts';
import type { LayerShown, Shown } from '../../map/props.ts';

const client = hc<Api>('/');

export type Facts = Awaited<ReturnType<typeof readFacts>>;
export type FieldFacts = Facts['fields'][number];

/** Also of a day of the past, where the layer has one. */
export function readFacts(
  layer: string,
  { where, grades, kinds }: Pick<LayerShown, 'where' | 'grades' | 'kinds'>,
  time: Shown['time'],
  signal: AbortSignal,
) {
  const json = {
    layer,
    ...(where && { where }),
    ...(grades && { grades: [...grades] }),
    ...(kinds && { kinds: [...kinds] }),
    ...(time ?? {}),
  };
  return answered(client.api['filter-facts'].$post({ query: {}, json }, { init: { signal } }));
}
