/** The layers with the counts of the day that is shown and of what the filters leave; while those are read, the old ones stay. */
import { useMemo } from 'react';
import { type LayerSummary, readLayers } from '../api.ts';
import { LAYERS_WITH_PAST } from '../map/past.ts';
import type { Shown } from '../map/props.ts';
import { useRemote } from '../parts/remote.ts';

/** What was read for another day stays until the day's own counts are there: no numbers jump to zero meanwhile. */
export function usePast(
  layers: readonly LayerSummary[] | null,
  shown: Pick<Shown, 'layers' | 'time'>,
  fresh: string | null,
): readonly LayerSummary[] | null {
  const { time } = shown;
  const wheres = Object.fromEntries(
    Object.entries(shown.layers).flatMap(([id, layer]) =>
      layer.on && layer.where !== null && layers?.some((one) => one.id === id) ? [[id, layer.where]] : [],
    ),
  );
  const filtered = Object.keys(wheres).length > 0 ? JSON.stringify(wheres) : null;
  const asked = time || filtered ? JSON.stringify([fresh, time, filtered]) : null;
  const past = useRemote(
    asked,
    () => readLayers({ ...(time ?? {}), ...(filtered && { where: filtered }) }),
    fresh,
  );
  const summaries = asked ? past.data?.layers : undefined;
  return useMemo(
    () =>
      layers?.map((layer) =>
        summaries && ((time && LAYERS_WITH_PAST.has(layer.id)) || isFiltered(filtered, layer.id))
          ? (summaries.find(({ id }) => id === layer.id) ?? layer)
          : layer,
      ) ?? null,
    [layers, summaries, time, filtered],
  );
}

const isFiltered = (filtered: string | null, id: string) =>
  filtered !== null && Object.hasOwn(JSON.parse(filtered) as object, id);
