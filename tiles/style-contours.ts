/** Style layers of individual-risk contours: violet by probability, the two lowest dashed, the value on the line. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { textStack } from './style-labels.ts';
import { all, type ObjectStyle, objectsOf, ofLayer } from './style-object.ts';
import { INDIVIDUAL_RISK, MAP_COLOURS, type RiskLevel } from './tokens.ts';

/** Values are stored as floating-point numbers: a contour belongs to the level it all but reaches. */
const SLACK = 0.98;

/** Index of the level that a contour belongs to, worst = 0. */
function byLevel(value: (level: RiskLevel) => string | number): ExpressionSpecification {
  const [lowest, ...higher] = [...INDIVIDUAL_RISK].reverse();
  return [
    'step',
    ['get', 'ir_per_yr'],
    lowest ? value(lowest) : 0,
    ...higher.flatMap((level) => [level.perYear * SLACK, value(level)]),
  ] as unknown as ExpressionSpecification;
}

/** Fills and lines. */
export function contourLayers(style: ObjectStyle): LayerSpecification[] {
  const { theme } = style;
  const dashes = [...new Set(INDIVIDUAL_RISK.map(({ dashPx }) => dashPx))];
  const common = objectsOf('risk_contours');
  return ofLayer('risk_contours', style, [
    {
      ...common,
      id: 'risk_contours-fill',
      type: 'fill',
      paint: {
        'fill-color': byLevel(({ colour }) => colour[theme]),
        'fill-opacity': byLevel(({ fillAlpha }) => fillAlpha),
      },
    },
    ...dashes.map((dashPx) => {
      const levels = INDIVIDUAL_RISK.filter((level) => level.dashPx === dashPx);
      const widthPx = levels[0]?.widthPx ?? 1;
      return {
        ...common,
        id: `risk_contours-line${dashPx ? `-${dashPx.join('-')}` : ''}`,
        type: 'line',
        filter: all(['==', byLevel((level) => (level.dashPx === dashPx ? 1 : 0)), 1]),
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': byLevel(({ colour }) => colour[theme]),
          'line-width': byLevel((level) => level.widthPx),
          ...(dashPx && { 'line-dasharray': dashPx.map((px) => px / widthPx) }),
        },
      } as LayerSpecification;
    }),
  ]);
}

/** The values, written along the lines. */
export function contourLabelLayers(style: ObjectStyle): LayerSpecification[] {
  const { theme } = style;
  return ofLayer('risk_contours', style, [
    {
      ...objectsOf('risk_contours'),
      id: 'risk_contours-values',
      type: 'symbol',
      minzoom: 12,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 360,
        'text-field': byLevel(({ words }) => words),
        'text-font': textStack('Bold'),
        'text-size': 11,
        'text-max-angle': 35,
      },
      paint: {
        'text-color': byLevel(({ colour }) => colour[theme]),
        'text-halo-color': MAP_COLOURS[theme].labelHalo,
        'text-halo-width': 2,
      },
    },
  ]);
}
