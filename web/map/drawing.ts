/** Drawing a polygon or a line by clicks: corners so far, a line to the pointer, and how it ends. */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { CityMapProps, LonLat } from './props.ts';

/** The double click that ended a drawing is over after this, ms. */
const DOUBLE_CLICK_MS = 600;
/** A click this near to a corner means that corner, px. */
const REACH_PX = 10;
export const LEAST_CORNERS = { polygon: 3, line: 2 } as const;
type Kind = keyof typeof LEAST_CORNERS;

/** What a click at `at` does to the corners so far: adds one, or ends the drawing. */
export function clicked(
  kind: Kind,
  corners: readonly LonLat[],
  at: LonLat,
  isNear: (corner: LonLat) => boolean,
): { readonly corners: readonly LonLat[]; readonly done: boolean } {
  const last = corners.at(-1);
  const first = corners[0];
  const ends = (last && isNear(last)) || (kind === 'polygon' && first && isNear(first));
  // a second click at one place is never a corner, because a double click begins like that
  if (ends) return { corners, done: corners.length >= LEAST_CORNERS[kind] };
  return { corners: [...corners, at], done: false };
}

export interface Drawing {
  /** Brings the drawing in step with the tool of the props. */
  follow(): void;
  /** Draws the corners so far again, after a style was loaded anew. */
  renew(): void;
}

/** Draws while the tool of the props is `polygon` or `line`, and tells the corners through `onDraw`. */
export function createDrawing(map: MapLibreMap, props: () => CityMapProps): Drawing {
  let kind: Kind | null = null;
  let corners: readonly LonLat[] = [];
  let pointer: LonLat | null = null;
  let endedAt = Number.NEGATIVE_INFINITY;

  const renew = () => {
    map.getSource<GeoJSONSource>('drawing')?.setData({
      type: 'FeatureCollection',
      features: kind ? draft(kind, corners, pointer) : [],
    });
  };
  const isNear = (point: { x: number; y: number }) => (corner: LonLat) => {
    const { x, y } = map.project([corner[0], corner[1]]);
    return Math.hypot(x - point.x, y - point.y) <= REACH_PX;
  };
  const tell = (done: boolean) => {
    const drawn = corners;
    if (done) {
      corners = [];
      endedAt = performance.now();
    }
    renew();
    props().onDraw(drawn, done);
  };
  const finish = () => {
    if (kind && corners.length >= LEAST_CORNERS[kind]) tell(true);
  };
  const giveUp = () => {
    corners = [];
    renew();
    props().onDraw(null, true);
  };

  map.on('click', (event: MapMouseEvent) => {
    if (!kind) return;
    event.preventDefault();
    const next = clicked(kind, corners, [event.lngLat.lng, event.lngLat.lat], isNear(event.point));
    if (next.corners === corners && !next.done) return;
    corners = next.corners;
    tell(next.done);
  });
  map.on('dblclick', (event) => {
    // nor does it zoom when the drawing ended with its first half
    if (kind || performance.now() - endedAt < DOUBLE_CLICK_MS) event.preventDefault();
  });
  map.on('mousemove', (event) => {
    if (!kind) return;
    pointer = [event.lngLat.lng, event.lngLat.lat];
    renew();
  });
  const keys = (event: KeyboardEvent) => {
    const { target } = event;
    if (!kind || (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
    if (event.key === 'Escape') giveUp();
    // Enter on a button presses the button
    else if (event.key === 'Enter' && !(target instanceof HTMLButtonElement)) finish();
    else if (event.key === 'Backspace' && corners.length > 0) {
      corners = corners.slice(0, -1);
      tell(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('keydown', keys, { capture: true });
  map.on('remove', () => removeEventListener('keydown', keys, { capture: true }));

  return {
    follow() {
      const { tool } = props();
      const next = tool === 'polygon' || tool === 'line' ? tool : null;
      if (next === kind) return;
      kind = next;
      corners = [];
      pointer = null;
      if (kind) map.doubleClickZoom.disable();
      else map.doubleClickZoom.enable();
      renew();
    },
    renew,
  };
}

/** The corners, the line through them, and the line on to the pointer. */
function draft(kind: Kind, corners: readonly LonLat[], pointer: LonLat | null): GeoJSON.Feature[] {
  const path = [...corners, ...(pointer && corners.length > 0 ? [pointer] : [])].map(([lon, lat]) => [
    lon,
    lat,
  ]);
  const [first] = path;
  const features: GeoJSON.Feature[] = corners.map(([lon, lat]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { handle: 'corner' },
  }));
  if (kind === 'polygon' && first && path.length > 2)
    features.unshift({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [[...path, first]] },
      properties: {},
    });
  else if (path.length > 1)
    features.unshift({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: path },
      properties: {},
    });
  return features;
}
