/** What the pointer and the keyboard mean on the map: pick, set a centre, hover, let go. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { DRAW_PREFIX } from './draw-types.ts';
import { type MarkPlace, objectAt, pickAt, placeOf } from './picking.ts';
import type { CityMapProps } from './props.ts';

/** Whether something that is drawn by hand lies there: a click means that. */
function isOnBoard(map: MapLibreMap, at: PointLike): boolean {
  const layers = ['point', 'linestring', 'polygon'].map((kind) => `${DRAW_PREFIX}-${kind}`);
  return layers.every((layer) => map.getLayer(layer)) && map.queryRenderedFeatures(at, { layers }).length > 0;
}

/** Tells picks and points through the props of the moment, and what the pointer is over through `onHover`. */
export function followPointer(
  map: MapLibreMap,
  props: () => CityMapProps,
  onHover: (place: MarkPlace | null) => void,
): void {
  const canvas = map.getCanvas();
  let hover: MarkPlace | null = null;
  const over = (place: MarkPlace | null) => {
    if (place?.at.join() === hover?.at.join()) return;
    hover = place;
    onHover(place);
  };
  map.on('click', (event) => {
    if (event.defaultPrevented) return;
    const { tool } = props();
    if (tool === 'point') props().onPoint([event.lngLat.lng, event.lngLat.lat]);
    else if (tool === 'pick' && !isOnBoard(map, event.point)) props().onPick(pickAt(map, event.point));
  });
  map.on('mousemove', (event) => {
    if (map.isMoving() || !map.getLayer('sketch-handles')) return;
    const { tool } = props();
    const object = tool === 'pick' ? objectAt(map, event.point) : undefined;
    const onHandle =
      (tool === 'pick' || tool === 'point') &&
      map.queryRenderedFeatures(event.point, { layers: ['sketch-handles'] }).length > 0;
    if (tool !== 'byHand')
      canvas.style.cursor = onHandle ? 'move' : tool !== 'pick' ? 'crosshair' : object ? 'pointer' : '';
    over(object ? placeOf(object) : null);
  });
  map.on('mouseout', () => over(null));
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') props().onPick(null);
  });
}
