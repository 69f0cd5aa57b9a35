/** Style layers of points without a grade: counted cells in neutral ink, dots of all objects, plates of kinds where there is room. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { LayerId } from '../data/layers/all.ts';
import { plateImage } from './image-id.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { LAYER_LOOKS } from './layer-looks.ts';
import { PLATE_PX } from './plates.ts';
import { widthByZoom } from './style-base.ts';
import { textStack } from './style-labels.ts';
import { byKind, IS_POINT, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { MAP_COLOURS, SURFACE_COLOURS } from './tokens.ts';

/** Least important first: what helps lies above what is only known. */
export const PLATE_LAYERS = [
  'tasks',
  'accidents',
  'plans',
  'cameras',
  'protected_targets',
  'lifelines',
  'resources',
  'hidden_dangers',
] as const satisfies readonly LayerId[];
export type PlateLayer = (typeof PLATE_LAYERS)[number];

/** Sides of a plate far away and near by, px; the larger from this zoom. */
const FAR_PLATE_PX = 17;
const NEAR_FROM_ZOOM = 13.5;
const NAMES_FROM_ZOOM = 14;
/** Kinds that stand at every corner are named last. */
const LATE_NAMES = ['hydrant', 'water_source', 'expert'];
const ALL_NAMES_FROM_ZOOM = 17;
/** From here every object has its plate, however close they stand: early for those that people look for. */
const allFromZoom = (id: PlateLayer) => (id === 'resources' ? 12 : 16);

/** Dots and plates of one layer, and what is counted below its own zoom. */
export function plateLayers(id: PlateLayer, style: ObjectStyle): LayerSpecification[] {
  const { theme } = style;
  const mark = byKind(id, (look) => look.mark, 'warning') as ExpressionSpecification;
  const { ink } = SURFACE_COLOURS[theme];
  const { casing, label, labelHalo } = MAP_COLOURS[theme];
  const order = Object.keys(LAYER_LOOKS[id].kinds);
  const kindField = LAYER_FACTS[id].kindField;
  const name: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
  const image = (sidePx: number) => plateImage(mark, theme, sidePx, plateState(id));
  return ofLayer(id, style, [
    ...(LAYER_FACTS[id].cellsToZoom === undefined ? [] : countLayers(id, style)),
    {
      ...objectsOf(id),
      id: `${id}-dots`,
      type: 'circle',
      filter: IS_POINT,
      maxzoom: allFromZoom(id),
      paint: {
        'circle-radius': widthByZoom([7, 1.6], [12, 2.8]),
        'circle-color': ink,
        'circle-stroke-color': casing,
        'circle-stroke-width': 1,
      },
    },
    {
      ...objectsOf(id),
      id: `${id}-plates`,
      type: 'symbol',
      minzoom: LAYER_LOOKS[id].marksFromZoom ?? 0,
      filter: IS_POINT,
      layout: {
        'icon-image': ['step', ['zoom'], image(FAR_PLATE_PX), NEAR_FROM_ZOOM, image(PLATE_PX)],
        'icon-overlap': ['step', ['zoom'], 'never', allFromZoom(id), 'always'],
        'icon-padding': 0,
        // in the same layer, so that a name does not push away its own plate
        'text-field': [
          'step',
          ['zoom'],
          '',
          NAMES_FROM_ZOOM,
          ['case', ['in', ['get', kindField ?? ''], ['literal', LATE_NAMES]], '', name],
          ALL_NAMES_FROM_ZOOM,
          name,
        ],
        'text-font': textStack('Regular'),
        'text-size': 11,
        'text-anchor': 'top',
        'text-offset': [0, 1.15],
        'text-max-width': 9,
        'text-optional': true,
        'symbol-sort-key': [
          'match',
          ['get', kindField ?? ''],
          ...order.flatMap((kind, index) => [kind, index]),
          order.length,
        ] as unknown as ExpressionSpecification,
      },
      paint: { 'text-color': label, 'text-halo-color': labelHalo, 'text-halo-width': 1.6 },
    },
  ]);
}

/** What a plate says beside its kind. */
export function plateState(id: LayerId): ExpressionSpecification {
  const dated = id === 'hidden_dangers' || id === 'tasks';
  const overdue: ExpressionSpecification = [
    '==',
    ['get', dated ? 'due_state' : 'inspection_state'],
    'overdue',
  ];
  const unknown: ExpressionSpecification = ['==', ['get', 'inspection_state'], 'not_inspected'];
  const state: ExpressionSpecification = ['coalesce', ['get', 'state'], ''];
  if (id === 'cameras') return ['match', state, 'offline', 'off', 'online', '', 'unknown'];
  if (id === 'resources') {
    return [
      'case',
      ['==', state, 'unavailable'],
      'off',
      ['==', state, 'out'],
      'away',
      overdue,
      'overdue',
      '',
    ];
  }
  // finished ones stay on the map, but as such
  if (id === 'hidden_dangers') {
    return ['case', ['in', state, ['literal', ['closed', 'rejected']]], 'off', overdue, 'overdue', ''];
  }
  if (id === 'tasks') return ['case', overdue, 'overdue', ''];
  return ['case', overdue, 'overdue', unknown, 'unknown', ''];
}

/** Counts of objects that have no grade: the more, the larger. A screen may draw blocks of them (state `inDonut`). */
function countLayers(id: PlateLayer, { theme }: ObjectStyle): LayerSpecification[] {
  const n: ExpressionSpecification = ['get', 'n'];
  const opacity: ExpressionSpecification = [
    'case',
    ['boolean', ['feature-state', 'inDonut'], false],
    0,
    0.82,
  ];
  return [
    {
      source: id,
      'source-layer': `${id}_cells`,
      id: `${id}-cells`,
      type: 'circle',
      layout: { 'circle-sort-key': n },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['log10', n], 0, 1.8, 1, 3.2, 2, 5, 3, 8],
        'circle-color': SURFACE_COLOURS[theme].ink,
        'circle-opacity': opacity,
        'circle-opacity-transition': { duration: 0, delay: 0 },
        'circle-stroke-color': MAP_COLOURS[theme].casing,
        'circle-stroke-opacity': opacity,
        'circle-stroke-opacity-transition': { duration: 0, delay: 0 },
        'circle-stroke-width': 0.8,
      },
    },
  ];
}
