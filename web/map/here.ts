/** The dot where the reader stands. */
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { LonLat } from './props.ts';

/** Shows, moves or takes away the dot. */
export function followHere(map: MapLibreMap): (at: LonLat | null) => void {
  let marker: Marker | null = null;
  return (at) => {
    if (!at) {
      marker?.remove();
      marker = null;
      return;
    }
    marker ??= new Marker({ element: dot() });
    marker.setLngLat([at[0], at[1]]).addTo(map);
  };
}

function dot(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'here';
  return element;
}
