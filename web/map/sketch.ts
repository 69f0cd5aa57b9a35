/** What is sketched on the map: drawn from plain values, dragged by its centre, edge or corners. */
import {
  type GeoJSONSource,
  LngLat,
  type Map as MapLibreMap,
  type MapMouseEvent,
  type MapTouchEvent,
} from 'maplibre-gl';
import type { LonLat, Sketch } from './props.ts';
import { cornersOf, shapesOf, withCorners } from './sketch-shapes.ts';

/** A radius stays within what a question may ask, metres. */
const LEAST_RADIUS_M = 50;
const GREATEST_RADIUS_M = 20_000;

/** Draws the sketch with its handles, or nothing. */
export async function drawSketch(map: MapLibreMap, wanted: () => Sketch | null): Promise<void> {
  if (!wanted()) {
    map.getSource<GeoJSONSource>('sketch')?.setData({ type: 'FeatureCollection', features: [] });
    return;
  }
  // most readers never sketch anything: the geometry library comes with the first one
  const turf = await import('@turf/turf');
  const sketch = wanted();
  if (sketch) map.getSource<GeoJSONSource>('sketch')?.setData(shapesOf(sketch, turf));
}

/** Whole tens of metres: a hand is not finer. */
export function radiusBetween(centre: LonLat, at: LngLat): number {
  const metres = new LngLat(centre[0], centre[1]).distanceTo(at);
  return Math.min(GREATEST_RADIUS_M, Math.max(LEAST_RADIUS_M, Math.round(metres / 10) * 10));
}

/** Lets the handles be dragged; tells every step. Nothing is asked of the server here. */
export function dragSketch(
  map: MapLibreMap,
  current: () => Sketch | null,
  onSketch: (sketch: Sketch) => void,
): void {
  const begin = (event: (MapMouseEvent | MapTouchEvent) & { features?: GeoJSON.Feature[] }) => {
    const sketch = current();
    const grabbed = event.features?.[0]?.properties;
    if (!sketch || !grabbed) return;
    // keeps the map from panning
    event.preventDefault();
    let { handle } = grabbed;
    const index = Number(grabbed.index);
    const move = ({ lngLat }: MapMouseEvent | MapTouchEvent) => {
      const before = current() ?? sketch;
      const after = dragged(before, handle, index, lngLat);
      // the middle of a side has become a corner, which is dragged from now on
      if (handle === 'middle') handle = 'corner';
      if (after) onSketch(after);
    };
    map.on('mousemove', move);
    map.on('touchmove', move);
    const end = () => {
      map.off('mousemove', move);
      map.off('touchmove', move);
    };
    // also when the button is released outside the map
    window.addEventListener('mouseup', end, { once: true });
    window.addEventListener('touchend', end, { once: true });
  };
  map.on('mousedown', 'sketch-handles', begin);
  map.on('touchstart', 'sketch-handles', begin);
}

/** The sketch after a handle came to this place; null for a handle that it does not have. */
export function dragged(sketch: Sketch, handle: unknown, index: number, to: LngLat): Sketch | null {
  const at: LonLat = [to.lng, to.lat];
  if (sketch.kind === 'circle') {
    if (handle === 'centre') return { ...sketch, center: at };
    return handle === 'edge' ? { ...sketch, radiusM: radiusBetween(sketch.center, to) } : null;
  }
  if (sketch.kind === 'shape') return null;
  const corners = cornersOf(sketch);
  if (handle === 'corner') return withCorners(sketch, corners.with(index, at));
  return handle === 'middle' ? withCorners(sketch, corners.toSpliced(index, 0, at)) : null;
}
