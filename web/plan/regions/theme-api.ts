/** Theme maps on the server; a refused table comes back with what is wrong in which row. */
import { hc, type InferRequestType } from 'hono/client';
import type { RegionLevel } from '../../../data/layers/regions.ts';
import type { Api } from '../../../server/api.ts';
import { type Body, bodyOf } from '../../api.ts';

const client = hc<Api>('/');
const maps = client.api['theme-maps'];
const one = maps[':id'];

export type ThemeMap = Body<typeof maps.$get>['maps'][number];
export type WholeMap = Body<typeof one.$get>;
export type ThemeRow = WholeMap['regions'][number];
export type Said = Pick<ThemeRow, 'code' | 'category' | 'progress' | 'note' | 'due'>;
type NewMap = InferRequestType<typeof maps.$post>['json'];
type Patch = InferRequestType<typeof one.$patch>['json'];

export const readMaps = (signal: AbortSignal) =>
  bodyOf<typeof maps.$get>(maps.$get({ query: {} }, { init: { signal } }));
export const readWhole = (id: string, signal: AbortSignal) =>
  bodyOf<typeof one.$get>(one.$get({ param: { id }, query: {} }, { init: { signal } }));
export const createMap = (json: NewMap): Promise<ThemeMap> =>
  bodyOf<typeof one.$patch>(maps.$post({ query: {}, json }));
export const changeMap = (id: string, json: Patch) =>
  bodyOf<typeof one.$patch>(one.$patch({ param: { id }, query: {}, json }));
export const sayRegions = ({ id, version }: ThemeMap, regions: readonly Said[]) =>
  bodyOf<typeof one.regions.$put>(
    one.regions.$put({
      param: { id },
      query: {},
      json: {
        version,
        regions: regions.map(({ code, category, progress, note, due }) => ({
          code,
          category,
          progress,
          note,
          due,
        })),
      },
    }),
  );

/** One fault of a table. */
export interface TableFault {
  /** Row as in a spreadsheet, from 1. */
  readonly row: number | null;
  readonly column: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** The map with the table in it, or the faults for which nothing was taken over. Throws Problem for other refusals. */
export async function sendTable(
  { id, version }: ThemeMap,
  table: string,
): Promise<{ readonly map: WholeMap } | { readonly faults: readonly TableFault[] }> {
  const answer = await one.table
    .$post({ param: { id }, query: {}, json: { version, table } })
    .catch(() => null);
  if (answer?.status === 422) {
    const problem = (await answer.json()) as unknown as {
      readonly errors?: readonly { pointer: string; message: string; remedy?: string }[];
    };
    return {
      faults: (problem.errors ?? []).map(({ pointer, message, remedy }) => {
        const [, , row, column = ''] = pointer.split('/');
        return { row: row ? Number(row) : null, column, message, remedy: remedy ?? null };
      }),
    };
  }
  const asked = answer ? Promise.resolve(answer) : Promise.reject(new TypeError('offline'));
  return { map: await bodyOf<typeof one.$get>(asked) };
}

/** A region that can be put on a map. */
export interface LevelRegion {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}
const numbers = client.api['region-numbers'];
/** All regions of the level that the person sees. */
export const readLevel = async (level: RegionLevel, signal: AbortSignal): Promise<readonly LevelRegion[]> =>
  (await bodyOf<typeof numbers.$get>(numbers.$get({ query: { level, worst: 'no' } }, { init: { signal } })))
    .rows;
