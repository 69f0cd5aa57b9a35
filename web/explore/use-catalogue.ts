/** The layers that the reader may see, as the map must know them, and what they are called. */
import { useMemo } from 'react';
import type { LayerSummary } from '../api.ts';
import { isLayerId } from '../layers.ts';
import type { MapLayer } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';

export function useCatalogue(layers: readonly LayerSummary[] | null, staff: boolean): readonly MapLayer[] {
  const { t, of } = useLanguage();
  return useMemo(
    () =>
      (layers ?? []).flatMap(({ id, label, graded }) =>
        isLayerId(id)
          ? [
              {
                id,
                label: (staff ? undefined : t.plainLayer[id]) ?? of(label),
                ...(t.shortLayer[id] && { short: t.shortLayer[id] }),
                graded,
              },
            ]
          : [],
      ),
    [layers, staff, t, of],
  );
}
