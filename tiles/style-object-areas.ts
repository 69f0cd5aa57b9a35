/** Style layers of areas: zones and parks, hazards that cover ground, plants of major hazards, contours of risk. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { byGrade } from './by-grade.ts';
import { patternImage } from './image-id.ts';
import { type AreaLook, LAYER_LOOKS } from './layer-looks.ts';
import { widthByZoom } from './style-base.ts';
import {
  all,
  byKind,
  IS_AREA,
  IS_LINE,
  kindsWhere,
  type ObjectStyle,
  objectsOf,
  ofLayer,
} from './style-object.ts';
import { AREA_FACTOR, ASIDE_ALPHAS, GRADE_LOOKS, MAP_COLOURS, OBJECT_COLOURS } from './tokens.ts';

/** Close by, a pattern would be all that is seen: outline and name say enough. */
const PATTERN_OPACITY: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  9,
  0.5,
  12,
  0.24,
  14,
  0.1,
];

/** Bottom-up: zones, parks, hazards, plants. */
export function objectAreaLayers(style: ObjectStyle): LayerSpecification[] {
  return [
    ...ofLayer('management_areas', style, zoneLayers('management_areas', style)),
    ...ofLayer('parks', style, zoneLayers('parks', style)),
    ...ofLayer('hazard_points', style, hazardAreas(style)),
    ...ofLayer('major_hazards', style, [plantLayer(style)]),
  ];
}

function zoneLayers(id: 'management_areas' | 'parks', { theme }: ObjectStyle): LayerSpecification[] {
  // the outline is the layer's, the pattern the kind's
  const look = Object.values(LAYER_LOOKS[id].kinds)[0]?.area;
  if (!look) return [];
  const common = objectsOf(id);
  return [
    {
      ...common,
      id: `${id}-fill`,
      type: 'fill',
      paint: {
        'fill-pattern': byKind(
          id,
          ({ area }) => (area?.pattern ? patternImage(area.pattern, theme) : undefined),
          patternImage('vertical', theme),
        ),
        'fill-opacity': PATTERN_OPACITY,
      },
    },
    {
      ...common,
      id: `${id}-casing`,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': MAP_COLOURS[theme].casing, 'line-width': look.widthPx + 2, 'line-opacity': 0.7 },
    },
    {
      ...common,
      id: `${id}-outline`,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': OBJECT_COLOURS[theme][look.outline],
        'line-width': look.widthPx,
        ...(look.dashPx && { 'line-dasharray': look.dashPx.map((px) => px / look.widthPx) }),
      },
    },
  ] as LayerSpecification[];
}

/** Water as water, tailings as brown ground, every other hazard in the colour of its grade; its symbol lies on top. */
function hazardAreas({ theme }: ObjectStyle): LayerSpecification[] {
  const id = 'hazard_points';
  const own = kindsWhere(id, ({ area }) => area !== undefined);
  const ownArea = all(IS_AREA, own);
  const graded = all(IS_AREA, own && ['!', own]);
  const fill: (look: AreaLook) => string = ({ outline }) =>
    outline === 'water' ? MAP_COLOURS[theme].water : OBJECT_COLOURS[theme][outline];
  const fallback = OBJECT_COLOURS[theme].slate;
  const outlineByGrade = byGrade((grade) => GRADE_LOOKS[grade].stroke[theme]);
  const common = objectsOf(id);
  const lineCap = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    {
      ...common,
      id: `${id}-ground`,
      type: 'fill',
      filter: ownArea,
      paint: {
        'fill-color': byKind(id, ({ area }) => area && fill(area), fallback),
        'fill-opacity': byKind(id, ({ area }) => (area?.outline === 'water' ? 1 : undefined), 0.3),
      },
    },
    {
      ...common,
      id: `${id}-ground-outline`,
      type: 'line',
      filter: ownArea,
      layout: lineCap,
      paint: {
        'line-color': byKind(id, ({ area }) => area && OBJECT_COLOURS[theme][area.outline], fallback),
        'line-width': 1.4,
      },
    },
    {
      ...common,
      id: `${id}-area`,
      type: 'fill',
      filter: graded,
      paint: {
        'fill-color': byGrade((grade) => GRADE_LOOKS[grade].fill),
        'fill-opacity': byGrade((grade) =>
          Number((Math.max(0.1, ASIDE_ALPHAS[grade]) * AREA_FACTOR[theme]).toFixed(3)),
        ),
      },
    },
    {
      ...common,
      id: `${id}-area-outline`,
      type: 'line',
      filter: graded,
      layout: lineCap,
      paint: { 'line-color': outlineByGrade, 'line-width': 1.4 },
    },
    {
      ...common,
      id: `${id}-line-case`,
      type: 'line',
      filter: IS_LINE,
      layout: lineCap,
      paint: { 'line-color': outlineByGrade, 'line-width': widthByZoom([10, 3], [13, 5], [17, 9]) },
    },
    {
      ...common,
      id: `${id}-line`,
      type: 'line',
      filter: IS_LINE,
      layout: lineCap,
      paint: {
        'line-color': byGrade((grade) => GRADE_LOOKS[grade].fill) as ExpressionSpecification,
        'line-width': widthByZoom([10, 1.4], [13, 2.6], [17, 5.5]),
      },
    },
  ] as LayerSpecification[];
}

/** The border of the plant around a major hazard source. */
function plantLayer({ theme }: ObjectStyle): LayerSpecification {
  return {
    source: 'major_hazards',
    'source-layer': 'major_hazards_boundaries',
    id: 'major_hazards-boundary',
    type: 'line',
    minzoom: 12,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': OBJECT_COLOURS[theme].ink,
      'line-width': widthByZoom([12, 1], [16, 2]),
      'line-dasharray': [3.5, 1.5, 1, 1.5],
    },
  };
}
