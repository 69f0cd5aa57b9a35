/** From a place on the screen to what lies there: symbols before lines, lines before areas, regions last. */
import type {
  GeoJSONSource,
  LayerSpecification,
  MapGeoJSONFeature,
  Map as MapLibreMap,
  PointLike,
} from 'maplibre-gl';
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { LayerId } from '../../data/layers/all.ts';
import { AREA_LEVELS } from '../../tiles/levels.ts';
import { isLayerId } from '../layers.ts';
import type { LonLat, ObjectPick, Pick } from './props.ts';
import { drawsCells, layerOf } from './style-layer.ts';

/** Layers of the screens themselves that stand for objects or counts. */
const OVERLAYS = ['results', 'results-plain', 'donuts', 'bubbles', 'hexagon-areas', 'clusters'];
/** A symbol or a line may be missed by this much, px. */
const REACH_PX = 4;
/** More objects than these are no choice any more. */
const MOST_CHOICES = 12;

/** What a click at this place means; null where there is nothing to know. */
export function pickAt(map: MapLibreMap, point: { x: number; y: number }): Pick | null {
  const { lng, lat } = map.unproject([point.x, point.y]);
  const at: LonLat = [lng, lat];
  const found = objectsAt(map, point);
  const [first] = found;
  const firstIs = first && rankOf(first);
  const same = found.filter((feature) => rankOf(feature) === firstIs);
  const picks = distinct(same.flatMap((feature) => pickOf(feature, at) ?? []));
  const [top] = picks;
  if (top?.layer === 'cells') return top;
  const objects = picks.filter((pick) => pick.layer !== 'cells');
  const region = objects.length === 0 || firstIs === 'area' ? regionAt(map, point, at) : null;
  const all = region ? [...objects, region] : objects;
  if (all.length > 1) return { layer: 'several', among: all.slice(0, MOST_CHOICES), at };
  return all[0] ?? null;
}

/** The topmost symbol, line or area near this place. */
export function objectAt(map: MapLibreMap, point: { x: number; y: number }): MapGeoJSONFeature | undefined {
  return objectsAt(map, point)[0];
}

/** Everything of the register near this place but regions, symbols first, topmost first among equals. */
function objectsAt(map: MapLibreMap, { x, y }: { x: number; y: number }): MapGeoJSONFeature[] {
  const box: [PointLike, PointLike] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
  const found = map
    .queryRenderedFeatures(box)
    .filter((one) => one.state.inDonut !== true && (OVERLAYS.includes(one.layer.id) || isObject(one)));
  // an area is meant only where the pointer is in it
  const exact = found.some((one) => rankOf(one) === 'area')
    ? new Set(map.queryRenderedFeatures([x, y]).map(identity))
    : null;
  return found
    .filter((one) => rankOf(one) !== 'area' || exact?.has(identity(one)))
    .toSorted((a, b) => RANKS.indexOf(rankOf(a)) - RANKS.indexOf(rankOf(b)));
}

const identity = (feature: MapGeoJSONFeature) => `${feature.layer.id} ${feature.id ?? feature.properties.id}`;

function isObject(feature: MapGeoJSONFeature): boolean {
  const id = layerOf(specOf(feature));
  return id !== undefined && id !== 'regions';
}

const specOf = (feature: MapGeoJSONFeature) => feature.layer as LayerSpecification;

const RANKS = ['point', 'line', 'area'] as const;
function rankOf({ layer, geometry }: MapGeoJSONFeature): (typeof RANKS)[number] {
  if (layer.type === 'line') return geometry.type.endsWith('Polygon') ? 'area' : 'line';
  return layer.type === 'fill' ? 'area' : 'point';
}

function regionAt(map: MapLibreMap, point: { x: number; y: number }, at: LonLat): ObjectPick | null {
  const [area] = map.queryRenderedFeatures([point.x, point.y], {
    layers: AREA_LEVELS.map((level) => `areas-fill-${level}`).filter((id) => map.getLayer(id)),
  });
  return area ? { layer: 'regions', id: String(area.properties.id), at, ...knownOf(area) } : null;
}

/** Where a mark around a symbol goes, and how far from its middle it lies, px; lines and areas get none. */
export function placeOf(feature: MapGeoJSONFeature): MarkPlace | null {
  const { properties, geometry } = feature;
  if (geometry.type !== 'Point') return null;
  const [lon = 0, lat = 0] = geometry.coordinates;
  if (properties.diameterPx) return { at: [lon, lat], radiusPx: Number(properties.diameterPx) / 2 };
  return { at: [lon, lat], radiusPx: drawsCells(specOf(feature)) ? 5 : 12 };
}

/** The pick that a symbol, line or area stands for; `at` is where it was clicked. */
function pickOf(feature: MapGeoJSONFeature, at: LonLat): Pick | null {
  const { properties } = feature;
  const place = placeOf(feature)?.at ?? at;
  const of = properties.of ?? properties.layer ?? layerOf(specOf(feature));
  if (typeof of !== 'string' || !isLayerId(of)) return null;
  const cells = drawsCells(specOf(feature));
  if (cells || properties.of) {
    const count = (grade: GradeKey) =>
      Number(properties[cells ? (grade === 'null' ? 'g0' : `g${grade}`) : grade] ?? 0);
    const counts = Object.fromEntries(GRADE_KEYS.map((grade) => [grade, count(grade)]));
    return {
      layer: 'cells',
      of,
      key: cells ? Number(feature.id) : Number(properties.key),
      counts: counts as Record<GradeKey, number>,
      at: place,
    };
  }
  const id = properties.id ?? feature.id;
  return id === undefined ? null : { layer: of, id: String(id), at: place, ...knownOf(feature) };
}

/** What a tile tells of an object beside its id. */
function knownOf({ properties }: MapGeoJSONFeature): Partial<ObjectPick> {
  const kind =
    properties.kind ?? properties.sector ?? properties.medium ?? properties.class ?? properties.type;
  const grade = String(properties.grade ?? 'null');
  return {
    ...(typeof properties.name === 'string' && { name: properties.name }),
    ...(typeof kind === 'string' && { kind }),
    ...('grade_state' in properties && { grade: grade as GradeKey }),
  };
}

function distinct(picks: readonly Pick[]): (Pick & { layer: LayerId | 'cells' })[] {
  const seen = new Set<string>();
  return picks.filter((pick): pick is Pick & { layer: LayerId | 'cells' } => {
    if (pick.layer === 'several') return false;
    const key = pick.layer === 'cells' ? `cells ${pick.of} ${pick.key}` : `${pick.layer} ${pick.id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export interface MarkPlace {
  readonly at: LonLat;
  readonly radiusPx: number;
}

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
