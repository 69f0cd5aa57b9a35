/** What is picked on the map or in a list, and what is known of it once its card has read it. */
import type { Geometry } from 'geojson';
import { useCallback, useRef, useState } from 'react';
import type { Item } from '../api.ts';
import type { Selected, View } from '../link.ts';
import type { Pick } from '../map/props.ts';
import { placeOf } from '../parts/place.ts';
import { useLanguage } from '../parts/texts.tsx';

interface Known {
  readonly of: string;
  readonly name: string;
  readonly shape: Geometry;
}

export interface PickedState {
  readonly picked: Pick | Selected | null;
  /** What is picked, when it is one object. */
  readonly selected: Selected | null;
  /** What is picked, when it is known where it lies. */
  readonly placed: Pick | null;
  /** Name and shape of the selected object, once its card knows them. */
  readonly known: Known | null;
  /** Shows the card of this; null closes it. */
  readonly pick: (next: Pick | null) => void;
  /** The card has read the object. */
  readonly knowItem: (item: Item) => void;
}

/** `goToItem` is called once for the object of a link that names no place; `onPick` with every change of the card. */
export function usePicked(
  start: View,
  goToItem: (item: Item) => void,
  onPick: (next: Pick | null) => void,
): PickedState {
  const { t } = useLanguage();
  const [picked, setPicked] = useState<Pick | Selected | null>(start.selected);
  const [known, setKnown] = useState<Known | null>(null);
  const itemShown = useRef(false);
  const pick = useCallback(
    (next: Pick | null) => {
      setPicked(next);
      onPick(next);
    },
    [onPick],
  );
  // a link names an object but not where it lies
  const knowItem = useCallback(
    (item: Item) => {
      setPicked((before) =>
        before && 'id' in before && before.id === item.id && !('at' in before)
          ? { layer: before.layer, id: before.id, at: placeOf(item) }
          : before,
      );
      const name = typeof item.properties.name === 'string' ? item.properties.name : t.noName;
      setKnown({ of: item.id, name, shape: item.geometry });
      if (
        start.selected?.id === item.id &&
        !start.camera &&
        !start.circle &&
        !start.ask &&
        !itemShown.current
      ) {
        itemShown.current = true;
        goToItem(item);
      }
    },
    [start, goToItem, t],
  );
  const selected = picked && 'id' in picked ? picked : null;
  return {
    picked,
    selected,
    placed: picked && 'at' in picked ? picked : null,
    known: known && known.of === selected?.id ? known : null,
    pick,
    knowItem,
  };
}
