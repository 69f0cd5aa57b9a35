/** Draws what tools want on the map: field, shapes and handles of all drawings together. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { CityMapProps } from './props.ts';
import { createHandles } from './tool-handles.ts';
import { hideShapes, showShapes } from './tool-shapes.ts';

export interface ToolPainter {
  renew(): void;
  remove(): void;
}

export function createToolPainter(map: MapLibreMap, props: () => CityMapProps): ToolPainter {
  const handles = createHandles(map, props);
  return {
    renew() {
      const { drawings, theme } = props();
      showShapes(map, drawings, theme);
      handles.renew();
    },
    remove() {
      hideShapes(map);
    },
  };
}
