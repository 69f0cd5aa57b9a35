/** A circle that is being sketched: drawn from plain values, dragged by its middle or its edge. */
import {
  type GeoJSONSource,
  LngLat,
  type Map as MapLibreMap,
  type MapMouseEvent,
  type MapTouchEvent,
} from 'maplibre-gl';
import type { Circle, LonLat } from './props.ts';

/** A radius stays within what a question may ask, metres. */
const LEAST_RADIUS_M = 50;
const GREATEST_RADIUS_M = 20_000;

/** Draws the circle with its two handles, or nothing. */
export async function drawCircle(map: MapLibreMap, wanted: () => Circle | null): Promise<void> {
  if (!wanted()) {
    map.getSource<GeoJSONSource>('circle')?.setData({ type: 'FeatureCollection', features: [] });
    return;
  }
  // most readers never ask for a circle: its geometry library comes with the first one
  const { circle: polygonOf, destination } = await import('@turf/turf');
  const circle = wanted();
  if (!circle || !map.getSource('circle')) return;
  const centre = [...circle.center];
  const edge = destination(centre, circle.radiusM, 90, { units: 'meters' });
  map.getSource<GeoJSONSource>('circle')?.setData({
    type: 'FeatureCollection',
    features: [
      polygonOf(centre, circle.radiusM, { steps: 96, units: 'meters' }),
      handle('centre', centre),
      handle('edge', edge.geometry.coordinates),
    ],
  });
}

function handle(name: 'centre' | 'edge', coordinates: GeoJSON.Position): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { handle: name } };
}

/** Whole tens of metres: a hand is not finer. */
export function radiusBetween(centre: LonLat, at: LngLat): number {
  const metres = new LngLat(centre[0], centre[1]).distanceTo(at);
  return Math.min(GREATEST_RADIUS_M, Math.max(LEAST_RADIUS_M, Math.round(metres / 10) * 10));
}

/** Lets the handles be dragged; tells every step. Nothing is asked of the server here. */
export function dragCircle(
  map: MapLibreMap,
  current: () => Circle | null,
  onCircle: (circle: Circle) => void,
): void {
  const begin = (event: (MapMouseEvent | MapTouchEvent) & { features?: GeoJSON.Feature[] }) => {
    const circle = current();
    const name = event.features?.[0]?.properties?.handle;
    if (!circle || (name !== 'centre' && name !== 'edge')) return;
    // keeps the map from panning
    event.preventDefault();
    const move = ({ lngLat }: MapMouseEvent | MapTouchEvent) => {
      const before = current() ?? circle;
      onCircle(
        name === 'centre'
          ? { ...before, center: [lngLat.lng, lngLat.lat] }
          : { ...before, radiusM: radiusBetween(before.center, lngLat) },
      );
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
  map.on('mousedown', 'circle-handles', begin);
  map.on('touchstart', 'circle-handles', begin);
}
