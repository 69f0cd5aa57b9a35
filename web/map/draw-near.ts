/** The point of a line that is nearest to the pointer, drawn while it moves; nothing is asked of the server. */
import { nearestPointOnLine, polygonToLine } from '@turf/turf';
import type { Feature, Geometry, LineString, MultiLineString } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { textStack } from '../../tiles/style-labels.ts';
import { OVERLAY_COLOURS } from '../../tiles/tokens.ts';
import { DRAW_PREFIX, type NearTold } from './draw-types.ts';
import type { LonLat, Theme } from './props.ts';

const SOURCE = `${DRAW_PREFIX}-near`;
const LAYERS = { line: `${SOURCE}-line`, foot: `${SOURCE}-foot`, word: `${SOURCE}-word` } as const;

/** Follows the pointer until the function returned is called. */
export function followNear(map: MapLibreMap, theme: () => Theme, told: NearTold): () => void {
  let frame = 0;
  let at: LonLat | null = null;
  addLayers(map, theme());
  const show = (features: Feature[]) =>
    map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: 'FeatureCollection', features });
  const draw = () => {
    frame = 0;
    if (!at) return;
    const near = nearestOn(told.line, at);
    told.onNear(near.distanceM);
    show([
      {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: [[...at], [...near.at]] },
        properties: { word: told.write(near.distanceM) },
      },
      { type: 'Feature', geometry: { type: 'Point', coordinates: [...near.at] }, properties: {} },
    ]);
  };
  const move = ({ lngLat }: MapMouseEvent) => {
    at = [lngLat.lng, lngLat.lat];
    // once a frame, however fast a mouse tells
    frame ||= requestAnimationFrame(draw);
  };
  const leave = () => {
    at = null;
    told.onNear(null);
    show([]);
  };
  map.on('mousemove', move);
  map.on('mouseout', leave);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', move);
    map.off('mouseout', leave);
    for (const id of Object.values(LAYERS)) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(SOURCE)) map.removeSource(SOURCE);
  };
}

/** Metres on the sphere. */
export function nearestOn(line: LineString | MultiLineString, at: LonLat) {
  const found = nearestPointOnLine(line, [...at], { units: 'meters' });
  const [lon = 0, lat = 0] = found.geometry.coordinates;
  return { at: [lon, lat] as LonLat, distanceM: found.properties.dist ?? 0 };
}

/** A line itself, or the border of an area; null for everything else. */
export function lineOf(geometry: Geometry): LineString | MultiLineString | null {
  if (geometry.type === 'LineString' || geometry.type === 'MultiLineString') return geometry;
  if (geometry.type !== 'Polygon') return null;
  const border = polygonToLine(geometry);
  return border.type === 'Feature' ? border.geometry : null;
}

function addLayers(map: MapLibreMap, theme: Theme): void {
  const { query, selectInner } = OVERLAY_COLOURS[theme];
  if (!map.getSource(SOURCE))
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({
    id: LAYERS.line,
    type: 'line',
    source: SOURCE,
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': query, 'line-width': 1.5, 'line-dasharray': [2, 2] },
  });
  map.addLayer({
    id: LAYERS.foot,
    type: 'circle',
    source: SOURCE,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4,
      'circle-color': query,
      'circle-stroke-color': selectInner,
      'circle-stroke-width': 1.5,
    },
  });
  map.addLayer({
    id: LAYERS.word,
    type: 'symbol',
    source: SOURCE,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: {
      'symbol-placement': 'line-center',
      'text-field': ['get', 'word'],
      'text-font': textStack('Bold'),
      'text-size': 12,
      'text-offset': [0, -0.8],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': query, 'text-halo-color': selectInner, 'text-halo-width': 1.6 },
  });
}
