/** Where the map looks: what the person moved it to, and where the screen wants it to go. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { AUTO_FROM_ZOOM } from '../../tiles/levels.ts';
import type { Item } from '../api.ts';
import type { View } from '../link.ts';
import type { Camera, CityMapProps } from '../map/props.ts';
import { boxOf, placeOf } from '../parts/place.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** A city that fits a little too small to tell townships apart opens a little closer instead. */
const NEARLY_ZOOM = 7.8;
/** Zoom at which one object is looked at. */
const OBJECT_ZOOM = 16;

export interface CameraState {
  /** Where the map is; null until it has drawn. */
  readonly camera: Camera | null;
  /** What the map shows; null until it has drawn. */
  readonly view: Box | null;
  /** The map moved. */
  readonly moved: CityMapProps['onCamera'];
  /** Where the zoom buttons want it. */
  readonly wanted: Camera | null;
  readonly want: (camera: Camera) => void;
  readonly goTo: CityMapProps['goTo'];
  /** Brings a place or a box into the free window. */
  readonly go: (target: NonNullable<CityMapProps['goTo']>) => void;
  readonly goToBox: (box: Box) => void;
  readonly goToItem: (item: Item) => void;
}

/** `box` is what the reader may see; another reader's box is gone to when it differs. */
export function useCamera(start: View, readerKey: string | null, box: Box | null): CameraState {
  const [camera, setCamera] = useState<Camera | null>(start.camera);
  const [view, setView] = useState<Box | null>(null);
  const [wanted, want] = useState<Camera | null>(start.camera);
  const [goTo, go] = useState<CityMapProps['goTo']>(null);
  const opened = useRef(
    start.camera !== null || start.selected !== null || start.circle !== null || Boolean(start.ask),
  );

  const moved = useCallback((next: Camera, box: Box) => {
    setCamera(next);
    setView(box);
    if (opened.current) return;
    opened.current = true;
    if (next.zoom >= NEARLY_ZOOM && next.zoom < AUTO_FROM_ZOOM.township)
      want({ ...next, zoom: AUTO_FROM_ZOOM.township });
  }, []);
  const goToBox = useCallback((bbox: Box) => {
    go({ at: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2], bbox });
  }, []);
  const goToItem = useCallback((item: Item) => {
    go({
      at: placeOf(item),
      ...(item.geometry.type === 'Point' ? { zoom: OBJECT_ZOOM } : { bbox: boxOf(item) }),
    });
  }, []);

  const readBefore = useRef<string | null>(null);
  useEffect(() => {
    if (!box || readerKey === null) return;
    if (readBefore.current !== null && readBefore.current !== readerKey) goToBox(box);
    readBefore.current = readerKey;
  }, [readerKey, box, goToBox]);

  return { camera, view, moved, wanted, want, goTo, go, goToBox, goToItem };
}
