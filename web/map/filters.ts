/** What is shown, applied to a loaded style: layers, levels, grades, kinds, strength. */
import type { Map as MapLibreMap, StyleSpecification, VectorTileSource } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import { AREA_LEVELS, levelZooms, MAX_STYLE_ZOOM } from '../../tiles/levels.ts';
import {
  areaFillOpacity,
  areaFilter,
  areaHatchOpacity,
  FINE_BORDERS,
  hatchFilter,
} from '../../tiles/style-areas.ts';
import { regionText } from '../../tiles/style-labels.ts';
import { isDrawn } from '../layers.ts';
import { regionFillOf } from './drawn.ts';
import { dayQuery } from './past.ts';
import type { CityMapProps } from './props.ts';
import { layerOf } from './style-layer.ts';

/** Areas: one level at a time, of the wanted grades; fills give way to the surface and step aside for a question, a drawing or density. */
export function showAreas(map: MapLibreMap, { theme, lang, shown, sketch, drawings }: CityMapProps): void {
  const aside = sketch !== null || drawings.length > 0 || shown.density !== null;
  const strength = { aside, opacity: shown.opacity };
  const regions = isDrawn(shown, 'regions');
  const refilled = shown.surface || regionFillOf(drawings) !== null;
  for (const level of AREA_LEVELS) {
    const zooms = regions ? levelZooms(shown.level, level) : null;
    for (const part of ['fill', 'hatch']) {
      const id = `areas-${part}-${level}`;
      const covered = refilled && part !== 'fill';
      show(map, id, zooms !== null && !covered);
      if (!zooms) continue;
      map.setLayerZoomRange(id, zooms.minzoom, zooms.maxzoom);
      map.setFilter(
        id,
        (part === 'hatch' ? hatchFilter : areaFilter)(level, shown.layers.regions?.grades ?? null),
      );
    }
    const lettered = refilled ? null : zooms;
    map.setLayoutProperty(`labels-${level}`, 'text-field', regionText(theme, lang, lettered));
    // invisible rather than absent under the surface or a choropleth: a region can still be picked
    map.setPaintProperty(
      `areas-fill-${level}`,
      'fill-opacity',
      refilled ? 0 : areaFillOpacity(theme, strength),
    );
    map.setPaintProperty(`areas-hatch-${level}`, 'fill-opacity', areaHatchOpacity(theme, strength));
  }
  for (const { id, level, minzoom } of FINE_BORDERS) {
    show(map, id, regions);
    // the borders of a chosen level are there from where it is filled
    const filledFrom = level === shown.level ? levelZooms(level, level)?.minzoom : undefined;
    map.setLayerZoomRange(id, Math.min(minzoom, filledFrom ?? minzoom), MAX_STYLE_ZOOM);
  }
}

/** Every other layer by what its style layers say they belong to; what is off loads no tiles. */
export function showLayers(
  map: MapLibreMap,
  style: StyleSpecification,
  { shown }: Pick<CityMapProps, 'shown'>,
): void {
  for (const layer of style.layers) {
    const id = layerOf(layer);
    if (!id || id === 'regions' || !map.getLayer(layer.id)) continue;
    // summed over the ground, its objects would cover what they are summed to
    show(map, layer.id, isDrawn(shown, id) && shown.density?.layer !== id);
  }
}

/** Address of a layer's tiles with the filter in it, as the counts of cells must be narrowed by the server. */
export function tilesUrl(
  origin: string,
  id: LayerId,
  version: number | undefined,
  shown: CityMapProps['shown'],
): string {
  const query = new URLSearchParams();
  if (version !== undefined) query.set('v', String(version));
  for (const [name, value] of Object.entries(dayQuery(id, shown.time))) query.set(name, value);
  if (id !== 'regions') {
    const { grades, kinds } = shown.layers[id] ?? {};
    if (grades && grades.length > 0) query.set('grade', grades.join(','));
    if (kinds && kinds.length > 0) query.set('kind', kinds.join(','));
  }
  const where = shown.layers[id]?.where;
  if (where) query.set('filter', where);
  const text = query.toString().replaceAll('%2C', ',');
  return `${origin}/tiles/${id}/{z}/{x}/{y}.mvt${text ? `?${text}` : ''}`;
}

/** Whether a layer's tiles are narrowed by the server. */
export function isNarrowed(shown: CityMapProps['shown'], id: LayerId): boolean {
  const layer = shown.layers[id];
  if (dayQuery(id, shown.time).at) return true;
  if (layer?.where) return true;
  return id !== 'regions' && (Boolean(layer?.grades) || Boolean(layer?.kinds));
}

/** Asks for a layer's tiles anew where the address differs from the one in use. */
export function followTiles(map: MapLibreMap, id: LayerId, url: string): void {
  const source = map.getSource<VectorTileSource>(id);
  if (source && source.tiles?.[0] !== url) source.setTiles([url]);
}

function show(map: MapLibreMap, id: string, visible: boolean): void {
  const wanted = visible ? 'visible' : 'none';
  if (map.getLayer(id) && (map.getLayoutProperty(id, 'visibility') ?? 'visible') !== wanted)
    map.setLayoutProperty(id, 'visibility', wanted);
}
