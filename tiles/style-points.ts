/** Style layers of graded points: dots of counted cells, symbols of the objects with their kind, the worst on top. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { LayerId } from '../data/layers/all.ts';
import { GRADE_KEY } from './by-grade.ts';
import { markedImage, symbolImage } from './image-id.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { LAYER_LOOKS } from './layer-looks.ts';
import { markedLeftPx } from './plates.ts';
import { all, byKind, IS_POINT, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { plateState } from './style-plates.ts';

/** Least important first. */
export const GRADED_POINT_LAYERS = [
  'risk_points',
  'places',
  'enterprises',
  'hazard_points',
  'major_hazards',
] as const satisfies readonly LayerId[];
export type GradedPointLayer = (typeof GRADED_POINT_LAYERS)[number];

/** Style layers of points: red ones lie above the others of every layer, and above names, which make room for them. */
export interface PointLayers {
  readonly others: readonly LayerSpecification[];
  readonly red: readonly LayerSpecification[];
}

/** The worst grade of a counted cell as a key: absent = none assessed. */
const WORST_KEY: ExpressionSpecification = [
  'case',
  ['has', 'worst'],
  ['to-string', ['get', 'worst']],
  'null',
];
const NEAR_FROM_ZOOM = 15;

/** Drawn later = on top: not assessed, blue, yellow, orange. Red has layers of its own above all tiles. */
function worstOnTop(grade: ExpressionSpecification): ExpressionSpecification {
  return ['match', grade, '1', 4, '2', 3, '3', 2, '4', 1, 0];
}

/** A cell stays a dot of its worst grade unless a donut stands for it (feature state `inDonut`). */
export function cellLayers(id: GradedPointLayer, style: ObjectStyle): PointLayers {
  if (LAYER_FACTS[id].cellsToZoom === undefined) return { others: [], red: [] };
  const { theme, lang } = style;
  const dot = (part: string, filter: FilterSpecification): LayerSpecification => ({
    id: `${id}-${part}`,
    type: 'symbol',
    source: id,
    'source-layer': `${id}_cells`,
    filter,
    layout: {
      'icon-image': [
        'step',
        ['zoom'],
        symbolImage(WORST_KEY, { theme, lang, diameterPx: 7, badge: false }),
        11,
        symbolImage(WORST_KEY, { theme, lang, diameterPx: 9, badge: false }),
      ],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': worstOnTop(WORST_KEY),
    },
    paint: {
      'icon-opacity': ['case', ['boolean', ['feature-state', 'inDonut'], false], 0, 1],
      'icon-opacity-transition': { duration: 0, delay: 0 },
    },
  });
  return {
    others: ofLayer(id, style, [dot('cells', ['!=', WORST_KEY, '1'])]),
    red: ofLayer(id, style, [dot('cells-red', ['==', WORST_KEY, '1'])]),
  };
}

/** The objects themselves; areas and lines among them by the place of their name. */
export function gradedPointLayers(id: GradedPointLayer, style: ObjectStyle): PointLayers {
  const isRed: ExpressionSpecification = ['==', GRADE_KEY, '1'];
  const notRed: ExpressionSpecification = ['!=', GRADE_KEY, '1'];
  // the middle of what is no point comes as a point of its own
  const parts =
    id === 'hazard_points'
      ? [
          { name: id, sourceLayer: id, only: IS_POINT },
          { name: `${id}-middle`, sourceLayer: `${id}_labels`, only: null },
        ]
      : [{ name: id, sourceLayer: id, only: null }];
  const drawn = (suffix: string, grade: ExpressionSpecification, sizes: Sizes) =>
    ofLayer(
      id,
      style,
      parts.map(({ name, sourceLayer, only }) => ({
        ...symbols(id, style, sizes, suffix === '-red'),
        id: name + suffix,
        'source-layer': sourceLayer,
        filter: all(only, grade),
      })) as LayerSpecification[],
    );
  return {
    others: drawn('', notRed, { nearPx: 18, farPx: 10, farOrangePx: 17 }),
    red: drawn('-red', isRed, { nearPx: 22, farPx: 20, farOrangePx: 20 }),
  };
}

interface Sizes {
  readonly nearPx: number;
  readonly farPx: number;
  readonly farOrangePx: number;
}

function symbols(
  id: GradedPointLayer,
  { theme, lang }: ObjectStyle,
  { nearPx, farPx, farOrangePx }: Sizes,
  pushesNames: boolean,
) {
  const picture = (diameterPx: number) =>
    symbolImage(GRADE_KEY, { theme, lang, diameterPx, badge: diameterPx >= 16 });
  const far: ExpressionSpecification | string =
    farOrangePx === farPx
      ? picture(farPx)
      : ['case', ['==', GRADE_KEY, '2'], picture(farOrangePx), picture(farPx)];
  const { marksFromZoom } = LAYER_LOOKS[id];
  const mark = byKind(id, (look) => look.mark, '');
  const withMark = markedImage(GRADE_KEY, mark as ExpressionSpecification, {
    theme,
    lang,
    diameterPx: nearPx,
    state: plateState(id),
  });
  // by zoom: far, near, near with the mark of the kind; the last may come first
  const steps: [zoom: number, image: ExpressionSpecification][] =
    marksFromZoom === undefined
      ? [[NEAR_FROM_ZOOM, picture(nearPx)]]
      : marksFromZoom > NEAR_FROM_ZOOM
        ? [
            [NEAR_FROM_ZOOM, picture(nearPx)],
            [marksFromZoom, withMark],
          ]
        : [[marksFromZoom, withMark]];
  return {
    ...objectsOf(id),
    type: 'symbol',
    layout: {
      'icon-image': ['step', ['zoom'], far, ...steps.flat()] as unknown as ExpressionSpecification,
      // the grade stays at its place, the plate stands beside it
      ...(marksFromZoom !== undefined && {
        'icon-anchor': ['step', ['zoom'], 'center', marksFromZoom, 'left'] as ExpressionSpecification,
        'icon-offset': [
          'step',
          ['zoom'],
          ['literal', [0, 0]],
          marksFromZoom,
          ['literal', [-markedLeftPx(nearPx), 0]],
        ] as ExpressionSpecification,
      }),
      'icon-allow-overlap': true,
      'icon-ignore-placement': !pushesNames,
      'icon-padding': 0,
      'symbol-sort-key': worstOnTop(GRADE_KEY),
    },
  };
}
