/** Draws what tools want on the map: field, shapes and handles of all drawings together. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { showChoropleth } from './choropleth.ts';
import { type FieldDrawing, regionFillOf } from './drawn.ts';
import { fieldLayer } from './field-layer.ts';
import { tracedLines } from './field-values.ts';
import { FIELD, FIELD_WORDS, fieldWordsLayer } from './field-words.ts';
import type { CityMapProps } from './props.ts';
import { createHandles } from './tool-handles.ts';
import { BELOW_AREAS, hideShapes, showShapes } from './tool-shapes.ts';

/** While a field changes with every move of a hand, its words wait, ms. */
const WORDS_WAIT_MS = 250;

export interface ToolPainter {
  renew(): void;
  remove(): void;
}

export function createToolPainter(map: MapLibreMap, props: () => CityMapProps): ToolPainter {
  const handles = createHandles(map, props);
  let drawn: FieldDrawing | null = null;
  let waiting = 0;
  const fieldOf = () => props().drawings.findLast(({ field }) => field !== null)?.field ?? null;
  const layer = fieldLayer(FIELD, fieldOf, () => props().theme);
  map.on('remove', () => clearTimeout(waiting));

  const showWords = () => {
    const field = fieldOf();
    map.getSource<GeoJSONSource>(FIELD_WORDS)?.setData({
      type: 'FeatureCollection',
      features: field ? tracedLines(field) : [],
    });
  };
  const showField = () => {
    const field = fieldOf();
    if (field && !map.getLayer(FIELD)) map.addLayer(layer, belowOfficial(map));
    if (field && !map.getSource(FIELD_WORDS)) {
      map.addSource(FIELD_WORDS, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
      drawn = null;
    }
    if (field && !map.getLayer(FIELD_WORDS)) map.addLayer(fieldWordsLayer(props().theme), BELOW_AREAS);
    if (!field && map.getLayer(FIELD)) map.removeLayer(FIELD);
    if (field !== drawn) {
      drawn = field;
      map.triggerRepaint();
      clearTimeout(waiting);
      waiting = window.setTimeout(showWords, WORDS_WAIT_MS);
    }
  };
  return {
    renew() {
      const { drawings, theme, shown } = props();
      showChoropleth(map, regionFillOf(drawings), theme, shown.opacity);
      showField();
      showShapes(map, drawings, theme);
      handles.renew();
    },
    remove() {
      showChoropleth(map, null, props().theme, 0);
      hideShapes(map);
      for (const id of [FIELD, FIELD_WORDS]) if (map.getLayer(id)) map.removeLayer(id);
    },
  };
}

/** Contours of official assessments come first: they lie above the estimate. */
function belowOfficial(map: MapLibreMap): string {
  const official = map.getStyle().layers.find(({ id }) => id.startsWith('risk_contours'));
  return official?.id ?? BELOW_AREAS;
}
