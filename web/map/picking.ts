/** From a place on the screen to the object there: enterprises before counted cells before regions. */
import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import type { GradeKey } from '../../data/grade.ts';
import { AREA_LEVELS } from '../../tiles/levels.ts';
import type { LonLat, Pick } from './props.ts';

/** Worst on top, as drawn. */
const POINT_LAYERS = ['results', 'enterprises-red', 'enterprises', 'donuts', 'cells-red', 'cells'];
/** A symbol may be missed by this much, px. */
const REACH_PX = 4;

/** What a click at this place means; null where there is nothing to know. */
export function pickAt(map: MapLibreMap, point: { x: number; y: number }): Pick | null {
  const feature = symbolAt(map, point);
  if (feature) return pickOf(feature);
  const [area] = map.queryRenderedFeatures([point.x, point.y], {
    layers: AREA_LEVELS.map((level) => `areas-fill-${level}`).filter((id) => map.getLayer(id)),
  });
  if (!area) return null;
  const { lng, lat } = map.unproject([point.x, point.y]);
  return { layer: 'regions', id: String(area.properties.id), at: [lng, lat] };
}

/** The topmost symbol near this place. */
export function symbolAt(
  map: MapLibreMap,
  { x, y }: { x: number; y: number },
): MapGeoJSONFeature | undefined {
  const box: [PointLike, PointLike] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
  const layers = POINT_LAYERS.filter((id) => map.getLayer(id));
  const found = map.queryRenderedFeatures(box, { layers }).filter((one) => one.state.inDonut !== true);
  return layers.map((id) => found.find((one) => one.layer.id === id)).find((one) => one !== undefined);
}

/** Where a mark around a symbol goes, and how far from its middle it lies, px. */
export function placeOf(feature: MapGeoJSONFeature): { at: LonLat; radiusPx: number } {
  const { properties, geometry, layer } = feature;
  const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : [];
  if (layer.id === 'donuts') return { at: [lon, lat], radiusPx: Number(properties.diameterPx) / 2 };
  return { at: [lon, lat], radiusPx: layer.id.startsWith('cells') ? 5 : 12 };
}

/** The pick that a symbol stands for. */
export function pickOf(feature: MapGeoJSONFeature): Pick {
  const { properties, layer } = feature;
  const { at } = placeOf(feature);
  if (layer.id === 'donuts' || layer.id.startsWith('cells')) {
    const count = (name: string) => Number(properties[name] ?? 0);
    const donut = layer.id === 'donuts';
    const counts: Record<GradeKey, number> = {
      '1': count(donut ? '1' : 'g1'),
      '2': count(donut ? '2' : 'g2'),
      '3': count(donut ? '3' : 'g3'),
      '4': count(donut ? '4' : 'g4'),
      null: count(donut ? 'null' : 'g0'),
    };
    return { layer: 'cells', key: donut ? count('key') : Number(feature.id), counts, at };
  }
  const id = String(properties.id ?? feature.id ?? '');
  return { layer: properties.layer === 'regions' ? 'regions' : 'enterprises', id, at };
}

export type MarkPlace = { readonly at: LonLat; readonly radiusPx: number };

/** Puts the rings around what is selected and what the pointer is over. */
export function setMarks(map: MapLibreMap, selected: MarkPlace | null, hover: MarkPlace | null): void {
  const ring = (mark: string, place: MarkPlace | null): GeoJSON.Feature[] =>
    place
      ? [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [place.at[0], place.at[1]] },
            properties: { mark, radiusPx: place.radiusPx },
          },
        ]
      : [];
  map.getSource<GeoJSONSource>('marks')?.setData({
    type: 'FeatureCollection',
    features: [...ring('hover', hover), ...ring('selected', selected)],
  });
}
