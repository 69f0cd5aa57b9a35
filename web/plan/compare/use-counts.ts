/** Counts of the right map: of its day and its conditions, whatever the left one shows. */
import { type LayerSummary, readLayers } from '../../api.ts';
import type { Shown } from '../../map/props.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';

/** `known`: layers that this reader may see; a condition of another's link on other layers asks nothing. */
export function useCounts(
  open: boolean,
  { layers, time }: Shown,
  known: readonly LayerSummary[],
  fresh: string,
): Remote<readonly LayerSummary[]> {
  const wheres = Object.fromEntries(
    Object.entries(layers).flatMap(([id, { on, where }]) =>
      on && where !== null && known.some((one) => one.id === id) ? [[id, where]] : [],
    ),
  );
  const where = Object.keys(wheres).length > 0 ? JSON.stringify(wheres) : null;
  return useRemote(
    open ? JSON.stringify([fresh, time, where]) : null,
    async () => (await readLayers({ ...(time ?? {}), ...(where && { where }) })).layers,
    fresh,
  );
}
