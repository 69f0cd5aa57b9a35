/** Style layers of pipelines, lifelines and roads: casing, line and stripe by kind, broken where not inspected. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { BROKEN_DASHES, CASING_PX, STRIPE_DASHES, STRIPE_SHARE, STRIPES } from './layer-looks.ts';
import { all, byKind, IS_LINE, kindsWhere, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { MAP_COLOURS, OBJECT_COLOURS, type Theme } from './tokens.ts';

export const LINE_LAYERS = ['roads', 'lifelines', 'pipelines'] as const;
export type LineLayer = (typeof LINE_LAYERS)[number];

/** Widths are declared for zoom 13; lines grow more slowly than ground. */
const GROWTH = [
  [7, 0.35],
  [10, 0.6],
  [13, 1],
  [17, 1.8],
] as const;
const STRIPES_FROM_ZOOM = 10;

/** Roads below lifelines below pipelines. */
export function lineLayers(style: ObjectStyle): LayerSpecification[] {
  return LINE_LAYERS.flatMap((id) => ofLayer(id, style, linesOf(id, style.theme)));
}

function linesOf(id: LineLayer, theme: Theme): LayerSpecification[] {
  const drawn = all(
    IS_LINE,
    kindsWhere(id, (look) => look.line !== undefined),
  );
  const stretch = (spread: number, factor = 1) => lineWidth(id, spread, factor);
  const common = { type: 'line', ...objectsOf(id) } as const;
  const colour = byKind(
    id,
    ({ line }) => line && OBJECT_COLOURS[theme][line.colour],
    OBJECT_COLOURS[theme].slate,
  );
  const smooth = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const stripes = STRIPES.filter((stripe) => stripe !== 'none').flatMap((stripe): LayerSpecification[] => {
    const striped = kindsWhere(id, ({ line }) => line?.stripe === stripe);
    if (!striped) return [];
    const dashes = STRIPE_DASHES[stripe];
    return [
      {
        ...common,
        id: `${id}-stripe-${stripe}`,
        minzoom: STRIPES_FROM_ZOOM,
        // two rhythms of dashes on one line would be none
        filter: calm(id, all(IS_LINE, striped, dashes && ['!', IS_BROKEN[id]])),
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': MAP_COLOURS[theme].casing,
          'line-width': stretch(0, STRIPE_SHARE),
          ...(dashes && { 'line-dasharray': [...dashes] }),
        },
      },
    ];
  });
  return [
    {
      ...common,
      id: `${id}-case`,
      filter: calm(id, drawn),
      layout: smooth,
      paint: {
        'line-color': MAP_COLOURS[theme].casing,
        'line-width': stretch(CASING_PX),
        'line-opacity': 0.85,
      },
    },
    {
      ...common,
      id,
      filter: calm(id, all(drawn as ExpressionSpecification, ['!', IS_BROKEN[id]])),
      layout: smooth,
      paint: { 'line-color': colour, 'line-width': stretch(0) },
    } as LayerSpecification,
    {
      ...common,
      id: `${id}-broken`,
      filter: calm(id, all(drawn as ExpressionSpecification, IS_BROKEN[id])),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': stretch(0), 'line-dasharray': [...BROKEN_DASHES] },
    } as LayerSpecification,
    ...stripes,
  ];
}

const NOT_INSPECTED: ExpressionSpecification = ['==', ['get', 'inspection_state'], 'not_inspected'];
const IS_BROKEN: Readonly<Record<LineLayer, ExpressionSpecification>> = {
  pipelines: NOT_INSPECTED,
  lifelines: NOT_INSPECTED,
  // no way leads there
  roads: ['==', ['get', 'connected'], 'island'],
};

/** Pipes under every street are drawn from here, as the dictionary of networks says. */
export const CITY_PIPES_FROM_ZOOM = 12;

/** The same lines, far away without the networks of cities. */
export function calm(id: LineLayer, filter: FilterSpecification): FilterSpecification {
  if (id !== 'pipelines') return filter;
  const far = all(filter as ExpressionSpecification, ['!=', ['get', 'network'], 'city']);
  return ['step', ['zoom'], far, CITY_PIPES_FROM_ZOOM, filter] as unknown as FilterSpecification;
}

/** Px by kind and zoom, `spread` px wider than the line. */
function lineWidth(id: LineLayer, spread: number, factor: number) {
  const declared = byKind(id, ({ line }) => line?.widthPx, LEAST_PX);
  const network: ExpressionSpecification | number =
    id === 'pipelines' ? ['match', ['get', 'network'], 'city', 0.65, 1] : 1;
  return [
    'interpolate',
    ['linear'],
    ['zoom'],
    ...GROWTH.flatMap(([zoom, growth]) => [
      zoom,
      ['+', ['*', declared, network, growth * factor], spread * Math.min(1, growth + 0.2)],
    ]),
  ] as unknown as ExpressionSpecification;
}
const LEAST_PX = 1.6;
