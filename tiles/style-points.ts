/** Style layers of enterprises: dots of counted cells, symbols of the objects, the worst on top. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { GRADE_KEY } from './by-grade.ts';
import { symbolImage } from './image-id.ts';
import type { Lang, Theme } from './tokens.ts';

/** The worst grade of a counted cell as a key: absent = none assessed. */
const WORST_KEY: ExpressionSpecification = [
  'case',
  ['has', 'worst'],
  ['to-string', ['get', 'worst']],
  'null',
];

/** Drawn later = on top: not assessed, blue, yellow, orange. Red has layers of its own above all tiles. */
function worstOnTop(grade: ExpressionSpecification): ExpressionSpecification {
  return ['match', grade, '1', 4, '2', 3, '3', 2, '4', 1, 0];
}

/** A cell stays a dot of its worst grade unless a donut stands for it (feature state `inDonut`). */
export function cellLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const dot = (id: string, filter: FilterSpecification): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'enterprises',
    'source-layer': 'enterprises_cells',
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
  return [dot('cells', ['!=', WORST_KEY, '1']), dot('cells-red', ['==', WORST_KEY, '1'])];
}

/** Enterprises themselves, for readers of the register. */
export function enterpriseLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const picture = (diameterPx: number) =>
    symbolImage(GRADE_KEY, { theme, lang, diameterPx, badge: diameterPx >= 16 });
  const layer = (
    id: string,
    filter: FilterSpecification,
    near: ExpressionSpecification,
    far: ExpressionSpecification,
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'enterprises',
    'source-layer': 'enterprises',
    filter,
    layout: {
      'icon-image': ['step', ['zoom'], far, 15, near],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': worstOnTop(GRADE_KEY),
    },
  });
  return [
    layer('enterprises', ['!=', GRADE_KEY, '1'], picture(18), [
      'case',
      ['==', GRADE_KEY, '2'],
      picture(17),
      picture(10),
    ]),
    layer('enterprises-red', ['==', GRADE_KEY, '1'], picture(22), picture(20)),
  ];
}
