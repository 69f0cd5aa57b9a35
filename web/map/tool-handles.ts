/** Places that a person drags on the map, or moves with the arrow keys: buttons with names, kept in step with the drawings. */
import { LngLat, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { MarkId } from '../../tiles/marks.ts';
import { plate } from '../../tiles/plates.ts';
import type { Theme } from '../../tiles/tokens.ts';
import type { Handle } from './drawn.ts';
import type { CityMapProps, LonLat } from './props.ts';
import './tool-handles.css';

/** One press of an arrow key, and of one with Shift, metres. */
const STEP_M = 10;
const LONG_STEP_M = 100;
const METRES_A_DEGREE = 111_195;
const PLATE_PX = 26;
const MARKS: Readonly<Record<Handle['mark'], MarkId>> = {
  release: 'steam',
  plant: 'factory',
  school: 'school',
  housing: 'blocks',
  place: 'expert',
};
const ARROWS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Held {
  readonly marker: Marker;
  readonly button: HTMLButtonElement;
  readonly tag: HTMLElement;
  handle: Handle;
  tell: (at: LonLat, done: boolean) => void;
  dragged: boolean;
  look: string;
}

/** `renew` adds, moves and removes handles by the drawings of the props. */
export function createHandles(map: MapLibreMap, props: () => CityMapProps): { renew(): void } {
  const held = new Map<string, Held>();
  map.on('remove', () => held.clear());
  return {
    renew() {
      const { drawings, theme } = props();
      const wanted = new Set<string>();
      for (const [index, { handles, onHandle }] of drawings.entries())
        for (const handle of handles) {
          const key = `${index} ${handle.id}`;
          wanted.add(key);
          const one = held.get(key) ?? make(map, handle);
          held.set(key, one);
          one.tell = (at, done) => onHandle?.(handle.id, at, done);
          dress(one, handle, theme);
        }
      for (const [key, { marker }] of held) {
        if (wanted.has(key)) continue;
        marker.remove();
        held.delete(key);
      }
    },
  };
}

function make(map: MapLibreMap, handle: Handle): Held {
  const element = document.createElement('div');
  element.className = 'map-handle';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'map-handle-mark';
  const tag = document.createElement('span');
  tag.className = 'map-handle-tag';
  element.append(button, tag);
  // a click on a handle picks nothing beneath it
  element.addEventListener('click', (event) => event.stopPropagation());
  const marker = new Marker({ element, draggable: handle.draggable }).setLngLat(at(handle.at)).addTo(map);
  // MapLibre makes every marker a button; here the button is inside
  element.removeAttribute('role');
  element.removeAttribute('aria-label');
  element.removeAttribute('tabindex');
  const one: Held = { marker, button, tag, handle, tell: () => undefined, dragged: false, look: '' };
  const place = (): LonLat => [marker.getLngLat().lng, marker.getLngLat().lat];
  marker.on('dragstart', () => {
    one.dragged = true;
  });
  marker.on('drag', () => one.tell(place(), false));
  marker.on('dragend', () => {
    one.dragged = false;
    one.tell(place(), true);
  });
  button.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow || !one.handle.draggable) return;
    event.preventDefault();
    event.stopPropagation();
    marker.setLngLat(moved(marker.getLngLat(), arrow, event.shiftKey ? LONG_STEP_M : STEP_M));
    one.dragged = true;
    one.tell(place(), false);
  });
  button.addEventListener('keyup', (event) => {
    if (!ARROWS[event.key] || !one.dragged) return;
    one.dragged = false;
    one.tell(place(), true);
  });
  return one;
}

function dress(one: Held, handle: Handle, theme: Theme): void {
  one.handle = handle;
  // what a hand is moving is where the hand is
  if (!one.dragged) one.marker.setLngLat(at(handle.at));
  if (one.marker.isDraggable() !== handle.draggable) one.marker.setDraggable(handle.draggable);
  one.button.setAttribute('aria-label', handle.label);
  one.button.disabled = !handle.draggable;
  one.tag.textContent = handle.tag ?? '';
  one.tag.hidden = !handle.tag;
  const look = `${handle.mark} ${theme}`;
  if (one.look === look) return;
  one.look = look;
  const image = document.createElement('img');
  image.alt = '';
  image.draggable = false;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(plate(MARKS[handle.mark], theme, PLATE_PX))}`;
  one.button.replaceChildren(image);
}

/** So many metres on, on the sphere. */
export function moved(
  { lng, lat }: LngLat,
  [east, north]: readonly [number, number],
  metres: number,
): LngLat {
  const lonDegreeM = METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
  return new LngLat(lng + (east * metres) / lonDegreeM, lat + (north * metres) / METRES_A_DEGREE);
}

const at = ([lon, lat]: LonLat): [number, number] => [lon, lat];
