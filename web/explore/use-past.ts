/** The layers with the counts of the day that is shown; while those are read, the counts are unknown. */
import { useMemo } from 'react';
import { type LayerSummary, readLayers } from '../api.ts';
import { LAYERS_WITH_PAST } from '../map/past.ts';
import type { Shown } from '../map/props.ts';
import { useRemote } from '../parts/remote.ts';

/** What was read for another day stays until the day's own counts are there: no numbers jump to zero meanwhile. */
export function usePast(
  layers: readonly LayerSummary[] | null,
  time: Shown['time'],
  fresh: string | null,
): readonly LayerSummary[] | null {
  const past = useRemote(time && `${fresh} ${time.at} ${time.mode}`, () => readLayers(time ?? {}), fresh);
  const summaries = time ? past.data?.layers : undefined;
  return useMemo(
    () =>
      layers?.map((layer) =>
        summaries && LAYERS_WITH_PAST.has(layer.id)
          ? (summaries.find(({ id }) => id === layer.id) ?? layer)
          : layer,
      ) ?? null,
    [layers, summaries],
  );
}
