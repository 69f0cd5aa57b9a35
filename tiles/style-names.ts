/** Names of objects by zoom: the worst grades first; areas with the mark of their kind. Plates carry their own. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { LayerId } from '../data/layers/all.ts';
import { GRADE_KEY } from './by-grade.ts';
import { plateImage } from './image-id.ts';
import { LAYER_LOOKS } from './layer-looks.ts';
import { textStack } from './style-labels.ts';
import { all, byKind, IS_POINT, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { GRADED_POINT_LAYERS, type GradedPointLayer } from './style-points.ts';
import { type Lang, MAP_COLOURS, type Theme } from './tokens.ts';

const NAMES_FROM_ZOOM = 12;

/** Ranks rise: names of zones give way to names of graded objects. */
export function nameLayers(style: ObjectStyle): LayerSpecification[] {
  const of = (ids: readonly LayerId[], draw: (id: LayerId) => LayerSpecification[]) =>
    ids.flatMap((id) => ofLayer(id, style, draw(id)));
  return [
    ...of(['management_areas', 'parks'], (id) => [areaName(id, style)]),
    ...of(GRADED_POINT_LAYERS, (id) => gradedNames(id as GradedPointLayer, style)),
  ];
}

function paint(theme: Theme) {
  const { label, labelHalo } = MAP_COLOURS[theme];
  return { 'text-color': label, 'text-halo-color': labelHalo, 'text-halo-width': 1.6 } as const;
}

/** Zones are named where they lie, with the mark of their kind. */
function areaName(id: LayerId, { theme }: ObjectStyle): LayerSpecification {
  const mark = byKind(id, (look) => look.mark, 'warning') as ExpressionSpecification;
  return {
    ...objectsOf(id),
    'source-layer': `${id}_labels`,
    id: `${id}-names`,
    type: 'symbol',
    minzoom: LAYER_LOOKS[id].marksFromZoom ?? 0,
    layout: {
      'icon-image': plateImage(mark, theme, 18),
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-font': textStack('Medium'),
      'text-size': 11.5,
      'text-max-width': 9,
      'text-anchor': 'top',
      'text-offset': [0, 0.95],
      'text-optional': true,
    },
    paint: paint(theme),
  };
}

/** Red from zoom 12, orange from 14, all from 16, where tiles carry the names. */
function gradedNames(id: GradedPointLayer, { theme, lang }: ObjectStyle): LayerSpecification[] {
  const marked = LAYER_LOOKS[id].marksFromZoom !== undefined;
  const layer = (layerId: string, sourceLayer: string, points: ExpressionSpecification | null) =>
    ({
      ...objectsOf(id),
      id: layerId,
      'source-layer': sourceLayer,
      type: 'symbol',
      minzoom: NAMES_FROM_ZOOM,
      filter: [
        'step',
        ['zoom'],
        all(points, id === 'major_hazards' ? ['has', 'name'] : ['==', GRADE_KEY, '1']),
        14,
        all(points, id === 'major_hazards' ? ['has', 'name'] : ['in', GRADE_KEY, ['literal', ['1', '2']]]),
        16,
        all(points, ['has', 'name']),
      ],
      layout: {
        'text-field': id === 'major_hazards' ? nameAndLevel(lang) : ['coalesce', ['get', 'name'], ''],
        'text-font': textStack('Regular'),
        'text-size': 11.5,
        // right of a marked symbol stands its plate
        'text-variable-anchor': marked ? ['top', 'bottom'] : ['top', 'bottom', 'left', 'right'],
        // clear of a red symbol, which names of others make room for
        'text-radial-offset': ['match', GRADE_KEY, '1', 2, 1.15],
        'text-padding': 1,
        'text-max-width': 11,
        'symbol-sort-key': ['case', ['has', 'grade'], ['get', 'grade'], 5],
      },
      paint: paint(theme),
    }) as LayerSpecification;
  return [
    layer(`${id}-names`, id, id === 'hazard_points' ? IS_POINT : null),
    ...(id === 'hazard_points' ? [layer(`${id}-middle-names`, `${id}_labels`, null)] : []),
  ];
}

const LEVELS = {
  zh: ['一级', '二级', '三级', '四级'],
  en: ['Level 1', 'Level 2', 'Level 3', 'Level 4'],
} as const satisfies Record<Lang, readonly string[]>;

/** The level of a major hazard source is a word, never a colour: it is not a grade. */
function nameAndLevel(lang: Lang): ExpressionSpecification {
  const level = [
    'match',
    ['get', 'level'],
    ...LEVELS[lang].flatMap((words, index) => [index + 1, words]),
    '',
  ];
  return [
    'format',
    ['coalesce', ['get', 'name'], ''],
    {},
    '\n',
    {},
    level,
    { 'font-scale': 0.92, 'text-font': ['literal', textStack('Bold')] },
  ] as unknown as ExpressionSpecification;
}
