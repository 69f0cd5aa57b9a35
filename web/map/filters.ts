/** What is shown, applied to a loaded style: levels, grades, sectors, strength. */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { AREA_LEVELS, levelZooms, MAX_STYLE_ZOOM } from '../../tiles/levels.ts';
import {
  areaFillOpacity,
  areaFilter,
  areaHatchOpacity,
  FINE_BORDERS,
  hatchFilter,
} from '../../tiles/style-areas.ts';
import { regionText } from '../../tiles/style-labels.ts';
import type { CityMapProps } from './props.ts';

const ENTERPRISE_LAYERS = [
  'cells',
  'cells-red',
  'donuts',
  'enterprises',
  'enterprises-red',
  'labels-enterprises',
];

/** Areas: one level at a time, of the wanted grades; fills give way to the surface and step aside for a question. */
export function showAreas(map: MapLibreMap, { theme, lang, shown, sketch }: CityMapProps): void {
  const strength = { aside: sketch !== null, opacity: shown.opacity };
  for (const level of AREA_LEVELS) {
    const zooms = shown.regions ? levelZooms(shown.level, level) : null;
    for (const part of ['fill', 'hatch']) {
      const id = `areas-${part}-${level}`;
      const covered = shown.surface && part !== 'fill';
      show(map, id, zooms !== null && !covered);
      if (!zooms) continue;
      map.setLayerZoomRange(id, zooms.minzoom, zooms.maxzoom);
      map.setFilter(id, (part === 'hatch' ? hatchFilter : areaFilter)(level, shown.grades.regions));
    }
    const lettered = shown.surface ? null : zooms;
    map.setLayoutProperty(`labels-${level}`, 'text-field', regionText(theme, lang, lettered));
    // invisible rather than absent under the surface: a region can still be picked
    map.setPaintProperty(
      `areas-fill-${level}`,
      'fill-opacity',
      shown.surface ? 0 : areaFillOpacity(theme, strength),
    );
    map.setPaintProperty(`areas-hatch-${level}`, 'fill-opacity', areaHatchOpacity(theme, strength));
  }
  for (const { id, level, minzoom } of FINE_BORDERS) {
    show(map, id, shown.regions);
    // the borders of a chosen level are there from where it is filled
    const filledFrom = level === shown.level ? levelZooms(level, level)?.minzoom : undefined;
    map.setLayerZoomRange(id, Math.min(minzoom, filledFrom ?? minzoom), MAX_STYLE_ZOOM);
  }
}

/** Enterprises, counted or one by one. */
export function showEnterprises(map: MapLibreMap, { shown }: CityMapProps): void {
  for (const id of ENTERPRISE_LAYERS) show(map, id, shown.enterprises);
}

/** Address of a layer's tiles with the filter in it, as the counts of cells must be narrowed by the server. */
export function tilesUrl(
  origin: string,
  layer: 'regions' | 'enterprises',
  version: number | undefined,
  shown: CityMapProps['shown'],
): string {
  const query = new URLSearchParams();
  if (version !== undefined) query.set('v', String(version));
  if (layer === 'enterprises') {
    if (shown.grades.enterprises) query.set('grade', shown.grades.enterprises.join(','));
    if (shown.sectors) query.set('sector', shown.sectors.join(','));
  }
  const text = query.toString().replaceAll('%2C', ',');
  return `${origin}/tiles/${layer}/{z}/{x}/{y}.mvt${text ? `?${text}` : ''}`;
}

/** Asks for a layer's tiles anew where the address differs from the one in use. */
export function followTiles(map: MapLibreMap, layer: 'regions' | 'enterprises', url: string): void {
  const source = map.getSource<VectorTileSource>(layer);
  if (source && source.tiles?.[0] !== url) source.setTiles([url]);
}

function show(map: MapLibreMap, id: string, visible: boolean): void {
  if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visible ? 'visible' : 'none');
}
