/** How the camera moves: only when the target is outside the free window, and never for people who want stillness. */
import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl';
import type { CityMapProps, LonLat } from './props.ts';

type Padding = CityMapProps['padding'];

const FLIGHT_MS = 900;
/** An object this near to a panel counts as hidden, px. */
const MARGIN_PX = 28;
/** Zoom at which a single object is looked at. */
const OBJECT_ZOOM = 14.5;

export function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Whether a place can be seen between the panels. */
export function isInFreeWindow(map: MapLibreMap, at: LonLat, padding: Padding): boolean {
  const { x, y } = map.project([at[0], at[1]]);
  const { clientWidth, clientHeight } = map.getContainer();
  return (
    x >= padding.left + MARGIN_PX &&
    x <= clientWidth - padding.right - MARGIN_PX &&
    y >= padding.top + MARGIN_PX &&
    y <= clientHeight - padding.bottom - MARGIN_PX
  );
}

/** Brings a target into the free window; stays where it is when the target is there already. */
export function goTo(map: MapLibreMap, target: NonNullable<CityMapProps['goTo']>, padding: Padding): void {
  const { at, zoom, bbox } = target;
  if (bbox && (bbox[0] < bbox[2] || bbox[1] < bbox[3])) {
    const corners: readonly LonLat[] = [
      [bbox[0], bbox[1]],
      [bbox[2], bbox[3]],
    ];
    const seen = corners.every((corner) => isInFreeWindow(map, corner, padding));
    if (!seen || isTiny(map, corners)) showBox(map, bbox, padding, true);
    return;
  }
  const enough = zoom === undefined || map.getZoom() >= zoom - 0.5;
  if (enough && isInFreeWindow(map, at, padding)) return;
  const camera = {
    center: [at[0], at[1]] as [number, number],
    zoom: Math.max(map.getZoom(), zoom ?? OBJECT_ZOOM),
    // an offset, because a padding would stay and shift the map whenever a panel opens
    offset: [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2] as [number, number],
  };
  map.flyTo({ ...camera, duration: prefersStillness() ? 0 : FLIGHT_MS });
}

/** Fits a box, lon/lat degrees, into the free window. */
export function showBox(
  map: MapLibreMap,
  bbox: readonly [number, number, number, number],
  padding: Padding,
  animate: boolean,
): void {
  const [west, south, east, north] = bbox;
  const box: LngLatBoundsLike = [
    [west, south],
    [east, north],
  ];
  const options = { padding: roomFor(map, padding), maxZoom: 16 };
  map.fitBounds(box, { ...options, duration: animate && !prefersStillness() ? FLIGHT_MS : 0 });
}

/** The padding with a margin, or none where panels leave no window (phones). */
function roomFor(map: MapLibreMap, padding: Padding): Padding {
  const { clientWidth, clientHeight } = map.getContainer();
  const margin = 24;
  const wide = clientWidth - padding.left - padding.right > 4 * margin;
  const high = clientHeight - padding.top - padding.bottom > 4 * margin;
  return {
    left: (wide ? padding.left : 0) + margin,
    right: (wide ? padding.right : 0) + margin,
    top: (high ? padding.top : 0) + margin,
    bottom: (high ? padding.bottom : 0) + margin,
  };
}

/** Too small to see how it lies: less than a quarter of the window across. */
function isTiny(map: MapLibreMap, [a, b]: readonly LonLat[]): boolean {
  if (!a || !b) return false;
  const from = map.project([a[0], a[1]]);
  const to = map.project([b[0], b[1]]);
  const { clientWidth, clientHeight } = map.getContainer();
  return Math.hypot(from.x - to.x, from.y - to.y) < Math.min(clientWidth, clientHeight) / 4;
}

/** In the events of a map that moves only because it follows another: on the way, and where that one came to rest. */
export const FOLLOWING = { following: 'on the way' } as const;
export const ARRIVED = { following: 'arrived' } as const;
export const followingOf = (event: object): 'on the way' | 'arrived' | null =>
  'following' in event ? (event.following === 'arrived' ? 'arrived' : 'on the way') : null;
