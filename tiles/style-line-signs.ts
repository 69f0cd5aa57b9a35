/** Signs along lines: what they carry, clocks of overdue inspections, one-way arrows, names; zones of protection under them. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { arrowImage, clockImage, plateImage } from './image-id.ts';
import { LAYER_LOOKS } from './layer-looks.ts';
import { textStack } from './style-labels.ts';
import { calm, LINE_LAYERS, type LineLayer } from './style-lines.ts';
import { all, byKind, IS_LINE, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { MAP_COLOURS, OBJECT_COLOURS } from './tokens.ts';

const PLATE_PX = 16;
const NAMES_FROM_ZOOM = 12.5;
const ARROWS_FROM_ZOOM = 15;

/** Above all lines, below the points. */
export function lineSignLayers(style: ObjectStyle): LayerSpecification[] {
  return LINE_LAYERS.flatMap((id) =>
    ofLayer(id, style, [
      ...(id === 'roads' ? [arrowLayer(style)] : markLayers(id, style)),
      nameLayer(id, style),
    ]),
  );
}

function markLayers(id: LineLayer, { theme }: ObjectStyle): LayerSpecification[] {
  const mark = byKind(id, (look) => look.mark, 'warning') as ExpressionSpecification;
  const upright = { 'symbol-placement': 'line', 'icon-rotation-alignment': 'viewport' } as const;
  return [
    {
      ...objectsOf(id),
      id: `${id}-marks`,
      type: 'symbol',
      minzoom: LAYER_LOOKS[id].marksFromZoom ?? 0,
      filter: calm(id, all(IS_LINE)),
      layout: {
        ...upright,
        'symbol-spacing': 280,
        'icon-image': plateImage(mark, theme, PLATE_PX),
        'icon-padding': 4,
      },
    },
    {
      ...objectsOf(id),
      id: `${id}-overdue`,
      type: 'symbol',
      minzoom: 10,
      filter: calm(id, all(IS_LINE, ['==', ['get', 'inspection_state'], 'overdue'])),
      layout: { ...upright, 'symbol-spacing': 160, 'icon-image': clockImage(theme), 'icon-padding': 2 },
    },
  ] as LayerSpecification[];
}

function arrowLayer({ theme }: ObjectStyle): LayerSpecification {
  return {
    ...objectsOf('roads'),
    id: 'roads-oneway',
    type: 'symbol',
    minzoom: ARROWS_FROM_ZOOM,
    filter: ['in', ['get', 'oneway'], ['literal', ['forward', 'backward']]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 140,
      'icon-image': arrowImage(theme),
      'icon-rotate': ['match', ['get', 'oneway'], 'backward', 180, 0],
      'icon-padding': 2,
    },
  };
}

function nameLayer(id: LineLayer, { theme }: ObjectStyle): LayerSpecification {
  const colours = MAP_COLOURS[theme];
  return {
    ...objectsOf(id),
    id: `${id}-names`,
    type: 'symbol',
    minzoom: NAMES_FROM_ZOOM,
    filter: all(IS_LINE, ['has', 'name']),
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'name'],
      'text-font': textStack('Regular'),
      'text-size': 11,
      'text-offset': [0, 1],
      'text-max-angle': 30,
    },
    paint: { 'text-color': colours.label, 'text-halo-color': colours.labelHalo, 'text-halo-width': 1.6 },
  };
}

/** The world is 512 px wide at zoom 0. */
const PX_PER_M_AT_EQUATOR = 512 / 40_075_016.686;
const ZONES_FROM_ZOOM = 14;
const LAST_ZOOM = 22;

/** Zones of protection: as many metres on each side as the register says. */
export function protectionZoneLayers(style: ObjectStyle): LayerSpecification[] {
  const { theme, latDeg } = style;
  const widthPx = (zoom: number): ExpressionSpecification => [
    '*',
    2 * PX_PER_M_AT_EQUATOR * 2 ** zoom * (1 / Math.cos((latDeg * Math.PI) / 180)),
    ['get', 'protection_m'],
  ];
  const width = (minusPx: number): ExpressionSpecification => {
    const at = (zoom: number): ExpressionSpecification =>
      minusPx ? ['max', 0, ['-', widthPx(zoom), minusPx]] : widthPx(zoom);
    return [
      'interpolate',
      ['exponential', 2],
      ['zoom'],
      ZONES_FROM_ZOOM,
      at(ZONES_FROM_ZOOM),
      LAST_ZOOM,
      at(LAST_ZOOM),
    ] as ExpressionSpecification;
  };
  const common = {
    ...objectsOf('pipelines'),
    type: 'line',
    minzoom: ZONES_FROM_ZOOM,
    filter: ['>', ['coalesce', ['get', 'protection_m'], 0], 0],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
  } as const;
  const colour = OBJECT_COLOURS[theme].gas;
  return ofLayer('pipelines', style, [
    {
      ...common,
      id: 'pipelines-zone',
      paint: { 'line-color': colour, 'line-opacity': 0.12, 'line-width': width(0) },
    },
    {
      ...common,
      id: 'pipelines-zone-edge',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-opacity': 0.55, 'line-width': 0.8, 'line-gap-width': width(0.8) },
    },
  ] as unknown as LayerSpecification[]);
}
