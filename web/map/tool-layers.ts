/** What tools drew, on the map: the code that draws comes with the first drawing. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { CityMapProps } from './props.ts';
import type { ToolPainter } from './tool-painter.ts';

export interface ToolLayers {
  /** Brings the map in step with the drawings of the props. */
  renew(): void;
  /** Takes everything off the map; `renew` puts it back. */
  remove(): void;
}

export function createToolLayers(map: MapLibreMap, props: () => CityMapProps): ToolLayers {
  let painter: ToolPainter | undefined;
  let loading = false;
  const load = async () => {
    loading = true;
    try {
      const { createToolPainter } = await import('./tool-painter.ts');
      painter = createToolPainter(map, props);
      painter.renew();
    } finally {
      loading = false;
    }
  };
  return {
    renew() {
      if (painter) painter.renew();
      // a failed load is tried again with the next drawing
      else if (props().drawings.length > 0 && !loading) load().catch(() => props().onProblem('tiles'));
    },
    remove: () => painter?.remove(),
  };
}
