/** The values that stand on the lines of the risk field. */
import type { AddLayerObject, ExpressionSpecification } from 'maplibre-gl';
import { textStack } from '../../tiles/style-labels.ts';
import { INDIVIDUAL_RISK, MAP_COLOURS, type Theme } from '../../tiles/tokens.ts';

export const FIELD = 'tool-field';
export const FIELD_WORDS = 'tool-field-words';

export function fieldWordsLayer(theme: Theme): AddLayerObject {
  const by = (of: (level: (typeof INDIVIDUAL_RISK)[number]) => string) =>
    [
      'match',
      ['to-string', ['get', 'irPerYr']],
      ...INDIVIDUAL_RISK.flatMap((level) => [String(level.perYear), of(level)]),
      ...INDIVIDUAL_RISK.slice(-1).map(of),
    ] as unknown as ExpressionSpecification;
  const colour = by(({ colour: { [theme]: own } }) => own);
  return {
    id: FIELD_WORDS,
    type: 'symbol',
    source: FIELD_WORDS,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': by(({ words }) => words),
      'text-font': textStack('Bold'),
      'text-size': 11,
      'text-max-angle': 40,
      'text-padding': 4,
    },
    paint: {
      'text-color': colour,
      'text-halo-color': MAP_COLOURS[theme].labelHalo,
      'text-halo-width': 2,
    },
  };
}
