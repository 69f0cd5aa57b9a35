/** What the map draws: the reader's choices over what their role opens with, and what is left of a link for visitors. */
import { useCallback, useMemo, useState } from 'react';
import type { Role } from '../../data/layer.ts';
import { AREA_LEVELS, AUTO_FROM_ZOOM } from '../../tiles/levels.ts';
import type { LayerSummary } from '../api.ts';
import { choicesOf, layersShown, withoutWhere } from '../layers.ts';
import type { Choice } from '../link.ts';
import type { Camera, Shown } from '../map/props.ts';
import { layerOf } from './reader.ts';

export interface ShownState {
  /** As the link says it. */
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  readonly shown: Shown;
  readonly setShown: (shown: Shown) => void;
}

export function useShown(first: Choice, role: Role): ShownState {
  const [choice, setChoice] = useState(first);
  const shown = useMemo<Shown>(
    () => ({
      ...choice,
      layers: layersShown(role, role === 'public' ? withoutWhere(choice.layers) : choice.layers),
      // the past and conditions on fields are for staff: a visitor with their link sees today, unfiltered
      time: role === 'public' ? null : choice.time,
    }),
    [choice, role],
  );
  const setShown = useCallback(
    (next: Shown) => setChoice({ ...next, layers: choicesOf(role, next.layers) }),
    [role],
  );
  return { choice, setChoice, shown, setShown };
}

/** What the map is told: closer than the finest level that the reader has, that level stays. */
export function useDrawn(shown: Shown, layers: readonly LayerSummary[] | null, camera: Camera | null): Shown {
  const finest = AREA_LEVELS.findLast((level) => layerOf(layers, 'regions')?.byLevel?.[level]);
  const tooClose =
    shown.level === 'auto' && finest !== undefined && (camera?.zoom ?? 0) >= AUTO_FROM_ZOOM.cell;
  const level = tooClose && finest !== 'cell' ? finest : shown.level;
  return useMemo(
    // the surface is summed from today's enterprises
    () => ({ ...shown, level, surface: shown.surface && shown.time === null }),
    [shown, level],
  );
}
