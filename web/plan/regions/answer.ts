/** Numbers of regions as the server counts them. */
import { hc } from 'hono/client';
import type { SECTORS } from '../../../data/tables/sectors.ts';
import type { Api } from '../../../server/api.ts';
import { type Body, bodyOf } from '../../api.ts';
import type { Shown } from '../../map/props.ts';

const client = hc<Api>('/');
const route = client.api['region-numbers'];

export interface Asked {
  readonly by: 'region' | 'management_area';
  /** Code; null = the outermost that the person sees. */
  readonly parent: string | null;
  readonly sector: SectorId | null;
  /** Of hazard points. */
  readonly kind: string | null;
}
export type SectorId = (typeof SECTORS)[number]['id'];
export type Numbers = Body<typeof route.$get>;
export type NumbersRow = Numbers['rows'][number];
export type RegionStep = Numbers['path'][number];

/** Also of a day of the past. Throws Problem. */
export const readNumbers = (
  { by, parent, sector, kind }: Asked,
  time: Shown['time'],
  signal: AbortSignal,
): Promise<Numbers> =>
  bodyOf<typeof route.$get>(
    route.$get(
      {
        query: {
          by,
          ...(parent && { parent }),
          ...(sector && { sector }),
          ...(kind && { kind }),
          ...(time ?? {}),
        },
      },
      { init: { signal } },
    ),
  );
