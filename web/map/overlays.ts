/** What lies over the city's style: sketch, donuts, answer, hover and selection; their sources hold the state. */
import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { GRADE_KEYS } from '../../data/grade.ts';
import { GRADE_KEY } from '../../tiles/by-grade.ts';
import { symbolImage } from '../../tiles/image-id.ts';
import { textStack } from '../../tiles/style-labels.ts';
import {
  GRADE_LOOKS,
  type Lang,
  MAP_COLOURS,
  OVERLAY_COLOURS,
  SURFACE_COLOURS,
  type Theme,
} from '../../tiles/tokens.ts';
import { layerOf } from './style-layer.ts';

export const OVERLAY_SOURCES = [
  'sketch',
  'drawing',
  'selection',
  'hexagons',
  'donuts',
  'results',
  'marks',
] as const;

/** Objects of an answer carry their letter from here on. */
const LETTERED_FROM_ZOOM = 11.5;

/** Region outlines select by id; this id is nobody's. */
export const NO_REGION = '';

/** The style with its overlays: sketch under the enterprises, answer and selection above them. */
export function withOverlays(style: StyleSpecification, theme: Theme, lang: Lang): StyleSpecification {
  const empty: GeoJSONSourceSpecification = {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
  };
  const below = style.layers.findIndex(drawsObjects);
  // names are placed after what lies above them, and so make room for the donuts
  const red = style.layers.filter(({ id }) => id.endsWith('cells-red'));
  const others = style.layers.slice(below).filter((layer) => !red.includes(layer));
  // borders of found regions lie under the counts, found objects over them
  const [foundAreas, ...foundPoints] = resultLayers(theme, lang);
  return {
    ...style,
    sources: { ...style.sources, ...Object.fromEntries(OVERLAY_SOURCES.map((id) => [id, empty])) },
    layers: [
      ...style.layers.slice(0, below),
      ...hexagonLayers(theme),
      hexagonMarks(theme, lang, false),
      ...regionOutlines(theme),
      ...shapeOutlines(theme),
      ...sketchLayers('sketch', theme),
      foundAreas,
      ...others,
      hexagonMarks(theme, lang, true),
      ...clusterLayers(theme, lang),
      ...donutLayers(theme),
      ...red,
      ...foundPoints,
      ...ringLayers(theme),
      ...sketchLayers('drawing', theme),
      handleLayer('drawing', theme),
      handleLayer('sketch', theme),
    ],
  };
}

/** The lowest style layer with symbols of the register: what is asked lies under them, over areas and lines. */
function drawsObjects(layer: LayerSpecification): boolean {
  const id = layerOf(layer);
  return id !== undefined && id !== 'regions' && (layer.type === 'symbol' || layer.type === 'circle');
}

/** Over the greys of the hexagons: their borders in the worst grade, and an area that can be clicked. */
function hexagonLayers(theme: Theme): LayerSpecification[] {
  const graded: ExpressionSpecification = ['has', 'worst'];
  const worst: ExpressionSpecification = ['get', 'worst'];
  const stroke = GRADE_KEYS.flatMap((grade) => [grade, GRADE_LOOKS[grade].stroke[theme]]);
  const area: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
  return [
    {
      id: 'hexagon-areas',
      type: 'fill',
      source: 'hexagons',
      filter: area,
      paint: { 'fill-color': SURFACE_COLOURS[theme].ink, 'fill-opacity': 0 },
    },
    {
      id: 'hexagon-lines',
      type: 'line',
      source: 'hexagons',
      filter: area,
      layout: {
        'line-join': 'round',
        'line-sort-key': ['match', worst, '1', 4, '2', 3, '3', 2, '4', 1, 0],
      },
      paint: {
        'line-color': [
          'match',
          ['coalesce', worst, ''],
          ...stroke,
          SURFACE_COLOURS[theme].ink3,
        ] as unknown as ExpressionSpecification,
        'line-width': ['case', graded, ['match', worst, '1', 2.5, '2', 2, 1.25], 0.75],
      },
    },
  ];
}

/** The letter of the worst grade in a hexagon. Names make room for red, and the others for names. */
function hexagonMarks(theme: Theme, lang: Lang, red: boolean): LayerSpecification {
  const worst: ExpressionSpecification = ['get', 'worst'];
  return {
    id: red ? 'hexagon-marks-red' : 'hexagon-marks',
    type: 'symbol',
    source: 'hexagons',
    filter: ['all', ['==', ['geometry-type'], 'Point'], ['has', 'worst'], [red ? '==' : '!=', worst, '1']],
    layout: {
      'icon-image': symbolImage(worst, { theme, lang, diameterPx: 16, badge: false }),
      'icon-allow-overlap': red,
      'icon-padding': 0,
    },
  };
}

/** Discs as large as their class with their number, or in the worst grade with its letter. */
function clusterLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const { surface, ink, ink2 } = SURFACE_COLOURS[theme];
  const cluster: ExpressionSpecification = ['has', 'cluster'];
  const isPlain: ExpressionSpecification = ['==', ['get', 'cluster'], 'plain'];
  const filled: ExpressionSpecification = ['!=', ['get', 'colour'], ''];
  return [
    {
      id: 'clusters',
      type: 'circle',
      source: 'hexagons',
      filter: cluster,
      layout: { 'circle-sort-key': ['get', 'n'] },
      paint: {
        'circle-radius': ['get', 'radiusPx'],
        'circle-color': ['case', filled, ['to-color', ['get', 'colour']], surface] as ExpressionSpecification,
        'circle-stroke-color': ['case', isPlain, ink2, ink],
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'cluster-words',
      type: 'symbol',
      source: 'hexagons',
      filter: cluster,
      layout: {
        'icon-image': [
          'case',
          isPlain,
          '',
          symbolImage(['get', 'cluster'], { theme, lang, diameterPx: 16, badge: false }),
        ] as unknown as ExpressionSpecification,
        'icon-allow-overlap': true,
        'text-field': ['case', isPlain, ['get', 'value'], ''],
        'text-font': textStack('Bold'),
        'text-size': 11,
        'text-allow-overlap': true,
        'symbol-sort-key': ['get', 'n'],
      },
      paint: {
        // light words on the dark steps of the ramp
        'text-color': ['case', ['get', 'dark'], surface, ink],
      },
    },
  ];
}

/** Around a line on both sides, so that it keeps its own look; around an area. */
function shapeOutlines(theme: Theme): LayerSpecification[] {
  const { selectOuter, selectInner } = OVERLAY_COLOURS[theme];
  const outline = (part: string, line: boolean, colour: string, widthPx: number): LayerSpecification => ({
    id: `selected-${line ? 'line' : 'area'}-${part}`,
    type: 'line',
    source: 'selection',
    filter: [line ? '==' : '!=', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round', 'line-cap': line ? 'round' : 'butt' },
    paint: {
      'line-color': colour,
      'line-width': widthPx,
      ...(line && { 'line-gap-width': part === 'casing' ? 3.5 : 5 }),
    },
  });
  return [false, true].flatMap((line) => [
    outline('casing', line, selectInner, 5.5),
    outline('ink', line, selectOuter, 2.5),
  ]);
}

function regionOutlines(theme: Theme): LayerSpecification[] {
  const { selectOuter, selectInner } = OVERLAY_COLOURS[theme];
  const outline = (part: string, colour: string, widthPx: number): LayerSpecification => ({
    id: `selected-region-${part}`,
    type: 'line',
    source: 'regions',
    'source-layer': 'regions',
    filter: ['==', ['get', 'id'], NO_REGION],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': widthPx },
  });
  return [outline('casing', selectInner, 5.5), outline('ink', selectOuter, 2.5)];
}

function sketchLayers(source: 'sketch' | 'drawing', theme: Theme): LayerSpecification[] {
  const { query, queryFill } = OVERLAY_COLOURS[theme];
  return [
    {
      id: `${source}-fill`,
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': queryFill },
    },
    {
      id: `${source}-line`,
      type: 'line',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': query, 'line-width': 2, 'line-dasharray': [4.5, 2] },
    },
    {
      id: `${source}-middle`,
      type: 'line',
      source,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': query, 'line-width': 2 },
    },
  ];
}

function handleLayer(source: 'sketch' | 'drawing', theme: Theme): LayerSpecification {
  const { query } = OVERLAY_COLOURS[theme];
  const { surface } = SURFACE_COLOURS[theme];
  return {
    id: `${source}-handles`,
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': ['match', ['get', 'handle'], 'middle', 3.5, 'centre', 5.5, 'corner', 5.5, 6.5],
      'circle-color': ['match', ['get', 'handle'], 'centre', query, surface],
      'circle-stroke-color': ['match', ['get', 'handle'], 'centre', surface, query],
      'circle-stroke-width': ['match', ['get', 'handle'], 'middle', 1.25, 2],
    },
  };
}

function donutLayers(theme: Theme): LayerSpecification[] {
  const { surface, ink, ink2 } = SURFACE_COLOURS[theme];
  const graded: ExpressionSpecification = ['==', ['get', 'graded'], true];
  return [
    {
      // what has no grade is counted on a plain plate: a grey ring would say "not assessed"
      id: 'bubbles',
      type: 'circle',
      source: 'donuts',
      filter: ['!', graded],
      paint: {
        'circle-radius': ['-', ['/', ['get', 'diameterPx'], 2], 3],
        'circle-color': surface,
        'circle-stroke-color': ink2,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'donuts',
      type: 'symbol',
      source: 'donuts',
      layout: {
        'icon-image': ['case', graded, ['get', theme === 'light' ? 'light' : 'dark'], ''],
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'text-field': ['get', 'total'],
        'text-font': textStack('Bold'),
        'text-size': ['case', ['>', ['length', ['get', 'total']], 3], 10.5, 11.5],
        'text-allow-overlap': true,
        // with red on top, and then the greater
        'symbol-sort-key': ['+', ['*', 1e6, ['min', 1, ['get', '1']]], ['get', 'n']],
      },
      paint: { 'text-color': ink },
    },
    {
      // which layer is counted, while several are
      id: 'donut-words',
      type: 'symbol',
      source: 'donuts',
      filter: ['has', 'word'],
      layout: {
        'text-field': ['get', 'word'],
        'text-font': textStack('Regular'),
        'text-size': 11,
        'text-anchor': 'top',
        'text-offset': [
          'step',
          ['get', 'diameterPx'],
          ['literal', [0, 1.65]],
          38,
          ['literal', [0, 1.85]],
          42,
          ['literal', [0, 2]],
          48,
          ['literal', [0, 2.3]],
        ],
        'text-optional': true,
      },
      paint: {
        'text-color': MAP_COLOURS[theme].label,
        'text-halo-color': MAP_COLOURS[theme].labelHalo,
        'text-halo-width': 1.6,
      },
    },
  ];
}

function resultLayers(
  theme: Theme,
  lang: Lang,
): [areas: LayerSpecification, ...points: LayerSpecification[]] {
  const { query } = OVERLAY_COLOURS[theme];
  return [
    {
      id: 'results-area',
      type: 'line',
      source: 'results',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': query, 'line-width': 2 },
    },
    {
      // what has no grade must not look as if it were not assessed
      id: 'results-plain',
      type: 'circle',
      source: 'results',
      filter: ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'grade']]],
      paint: {
        'circle-radius': ['step', ['zoom'], 4, LETTERED_FROM_ZOOM, 6.5],
        'circle-color': query,
        'circle-stroke-color': OVERLAY_COLOURS[theme].selectInner,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'results',
      type: 'symbol',
      source: 'results',
      filter: ['all', ['==', ['geometry-type'], 'Point'], ['has', 'grade']],
      layout: {
        // a thousand letters over one city hide each other: far away the shape and colour are enough
        'icon-image': [
          'step',
          ['zoom'],
          symbolImage(gradeOfResult, { theme, lang, diameterPx: 9, badge: false }),
          LETTERED_FROM_ZOOM,
          symbolImage(gradeOfResult, { theme, lang, diameterPx: 18, badge: true }),
        ],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['match', gradeOfResult, '1', 4, '2', 3, '3', 2, '4', 1, 0],
      },
    },
  ];
}

/** Unlike tiles, answers say null where there is no grade. */
const gradeOfResult: ExpressionSpecification = ['case', ['==', ['get', 'grade'], null], 'null', GRADE_KEY];

function ringLayers(theme: Theme): LayerSpecification[] {
  const { selectOuter, selectInner, hover } = OVERLAY_COLOURS[theme];
  const ring = (
    id: string,
    mark: 'hover' | 'selected',
    colour: string,
    gapPx: number,
    widthPx: number,
  ): LayerSpecification => ({
    id,
    type: 'circle',
    source: 'marks',
    filter: ['==', ['get', 'mark'], mark],
    paint: {
      'circle-radius': ['+', ['get', 'radiusPx'], gapPx],
      'circle-color': 'transparent',
      'circle-stroke-color': colour,
      'circle-stroke-width': widthPx,
    },
  });
  return [
    ring('hover-casing', 'hover', selectInner, 2, 3.5),
    ring('hover-ring', 'hover', hover, 3, 1.5),
    ring('selected-casing', 'selected', selectInner, 2, 5.5),
    ring('selected-ring', 'selected', selectOuter, 3.5, 2.5),
  ];
}
