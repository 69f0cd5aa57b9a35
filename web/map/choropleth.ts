/** Regions filled by what a tool counts or by a category instead of by their grade: looks and style layers. */
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { TINTS, type TintId } from '../../data/regions/tints.ts';
import { patternImage } from '../../tiles/image-id.ts';
import { levelZooms, MAX_STYLE_ZOOM } from '../../tiles/levels.ts';
import type { PatternId } from '../../tiles/patterns.ts';
import {
  INDIVIDUAL_RISK,
  OBJECT_COLOURS,
  OVERLAY_COLOURS,
  SURFACE_COLOURS,
  type Theme,
} from '../../tiles/tokens.ts';
import type { RegionFill, RegionLook } from './drawn.ts';

/** Share of violet in each class of the ramp; the rest is the colour of panels. */
const RAMP_SHARES = [0.1, 0.27, 0.44, 0.61, 0.8, 1] as const;
export const CLASSES = RAMP_SHARES.length;
const FILL_OPACITY = 0.78;
const TINT_OPACITY = 0.5;

const FILL = 'choropleth-fill';
const PATTERN = 'choropleth-pattern';
/** Under the invisible grades, which a click still finds. */
const BELOW = 'areas-fill-county';

/** `#rrggbb` of a class of the ramp, 0 lightest on light ground and darkest on dark. */
export function rampColour(theme: Theme, index: number): string {
  const violet = INDIVIDUAL_RISK[1]!.colour[theme];
  return mixed(violet, SURFACE_COLOURS[theme].surface, RAMP_SHARES[index] ?? 0);
}

/** Colour of a category, or of what is not known. */
export function tintColour(theme: Theme, tint: TintId): string {
  switch (tint) {
    case 'violet':
      return INDIVIDUAL_RISK[2]!.colour[theme];
    case 'jade':
      return OVERLAY_COLOURS[theme].query;
    case 'magenta':
      return MAGENTA[theme];
    case 'brown':
      return OBJECT_COLOURS[theme].gas;
    case 'steel':
      return OBJECT_COLOURS[theme].water;
    case 'ink':
      return OBJECT_COLOURS[theme].slate;
  }
}
/** As the threat zones: no grade's hue. */
const MAGENTA = { light: '#8a0f5c', dark: '#ff6fc4' } as const;

/** What is not known is grey with sparse ticks: neither the lowest class nor a grade. */
export const UNKNOWN_PATTERN: PatternId = 'ticks';
export const unknownColour = (theme: Theme): string =>
  mixed(OBJECT_COLOURS[theme].slate, SURFACE_COLOURS[theme].surface, 0.25);

export const patternOf = (look: RegionLook): PatternId | null =>
  look === 'unknown' ? UNKNOWN_PATTERN : (TINTS.find(({ id }) => `tint-${id}` === look)?.pattern ?? null);
export function colourOf(look: RegionLook, theme: Theme): string {
  if (look === 'unknown') return unknownColour(theme);
  if (look.startsWith('class-')) return rampColour(theme, Number(look.slice('class-'.length)));
  return tintColour(theme, look.slice('tint-'.length) as TintId);
}

/** Brings the two layers in step with the fill; puts them back where a new style dropped them. */
export function showChoropleth(
  map: MapLibreMap,
  fill: RegionFill | null,
  theme: Theme,
  opacity: number,
): void {
  if (!fill || !map.getSource('regions')) {
    for (const id of [FILL, PATTERN]) if (map.getLayer(id)) map.removeLayer(id);
    return;
  }
  const below = map.getLayer(BELOW) ? BELOW : undefined;
  for (const id of [FILL, PATTERN])
    if (!map.getLayer(id))
      map.addLayer({ id, type: 'fill', source: 'regions', 'source-layer': 'regions' }, below);
  const minzoom = levelZooms(fill.level, fill.level)?.minzoom ?? 0;
  for (const id of [FILL, PATTERN]) map.setLayerZoomRange(id, minzoom, MAX_STYLE_ZOOM);
  const ids = idsByLook(fill);
  const ofLevel: ExpressionSpecification = ['==', ['get', 'level'], fill.level];
  const idsOf = (keep: (look: RegionLook) => boolean) =>
    [...ids].filter(([look]) => keep(look)).flatMap(([, list]) => list);
  const only = (list: readonly string[]): ExpressionSpecification => [
    'all',
    ofLevel,
    ['in', ['get', 'id'], ['literal', [...list]]],
  ];
  map.setFilter(FILL, only(idsOf(() => true)));
  map.setFilter(PATTERN, only(idsOf((look) => patternOf(look) !== null)));
  map.setPaintProperty(
    FILL,
    'fill-color',
    byLook(ids, (look) => colourOf(look, theme), 'rgba(0,0,0,0)'),
  );
  map.setPaintProperty(FILL, 'fill-antialias', false);
  map.setPaintProperty(
    FILL,
    'fill-opacity',
    byLook(ids, (look) => (look.startsWith('tint-') ? TINT_OPACITY : FILL_OPACITY) * opacity, 0),
  );
  map.setPaintProperty(
    PATTERN,
    'fill-pattern',
    byLook(
      ids,
      (look) => patternImage(patternOf(look) ?? UNKNOWN_PATTERN, theme),
      patternImage(UNKNOWN_PATTERN, theme),
    ),
  );
  map.setPaintProperty(PATTERN, 'fill-opacity', 0.6 * opacity);
}

function idsByLook({ looks }: RegionFill): ReadonlyMap<RegionLook, string[]> {
  const ids = new Map<RegionLook, string[]>();
  for (const [id, look] of looks) {
    const list = ids.get(look);
    if (list) list.push(id);
    else ids.set(look, [id]);
  }
  return ids;
}

/** One branch a look: the map finds a region's in one step. */
function byLook<V extends string | number>(
  ids: ReadonlyMap<RegionLook, string[]>,
  of: (look: RegionLook) => V,
  rest: V,
): ExpressionSpecification | V {
  if (ids.size === 0) return rest;
  const branches = [...ids].flatMap(([look, list]) => [list, of(look)]);
  return ['match', ['get', 'id'], ...branches, rest] as unknown as ExpressionSpecification;
}

/** `share` of the first colour, the rest of the second; both `#rrggbb`. */
function mixed(a: string, b: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) => Math.round(part(a, at) * share + part(b, at) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}
