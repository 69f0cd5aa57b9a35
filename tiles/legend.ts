/** Rows of a layer's legend, from its declaration: grades, kinds, and states that the map draws in a way of their own. */
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../data/grade.ts';
import type { Layer, Text } from '../data/layer.ts';
import type { LayerId } from '../data/layers/all.ts';
import { kindSwatch, riskSwatch, stateSwatch } from './legend-swatches.ts';
import { gradeSymbol, hatchTile } from './symbols.ts';
import { AREA_ALPHAS, AREA_FACTOR, GRADE_LOOKS, INDIVIDUAL_RISK, type Lang, type Theme } from './tokens.ts';

export interface LegendRow {
  readonly part: 'grade' | 'kind' | 'state';
  /** Grade key, word of the layer's `kindField`, or state. */
  readonly key: string;
  readonly words: Text;
  /** The grade's colour in a word. */
  readonly colour?: Text;
  /** An SVG picture as the map draws it. */
  readonly symbol: string;
}

/** Grades worst first, not assessed last; kinds in declared order where the map tells them apart; then states. */
export function legendRows(layer: Layer, theme: Theme, lang: Lang): LegendRow[] {
  return [
    ...(layer.graded ? gradeRows(layer, theme, lang) : []),
    ...kindRows(layer, theme),
    ...stateRows(layer, theme, lang),
  ];
}

function gradeRows(layer: Layer, theme: Theme, lang: Lang): LegendRow[] {
  // where points are among the objects, areas carry the same symbols in their middle
  const isArea = !layer.geometry.includes('Point');
  return GRADE_KEYS.map((grade) => ({
    part: 'grade',
    key: grade,
    words: { zh: GRADE_WORDS[grade].zh, en: GRADE_WORDS[grade].en },
    colour: GRADE_WORDS[grade].colour,
    symbol: isArea ? areaSwatch(grade, theme) : gradeSymbol({ grade, theme, lang, diameterPx: 16 }),
  }));
}

function kindRows(layer: Layer, theme: Theme): LegendRow[] {
  if (layer.id === 'risk_contours') {
    return INDIVIDUAL_RISK.map((level) => ({
      part: 'kind',
      key: String(level.perYear),
      words: { zh: `${level.words} /年`, en: `${level.words} a year` },
      symbol: riskSwatch(level, theme),
    }));
  }
  const words = (layer.kindField && layer.fields[layer.kindField]?.dictionary) || [];
  return words.flatMap(({ id, zh, en }): LegendRow[] => {
    const symbol = kindSwatch(layer.id as LayerId, id, theme);
    return symbol ? [{ part: 'kind', key: id, words: { zh, en }, symbol }] : [];
  });
}

const STATES = {
  grade_overdue: { zh: '逾期未复评', en: 'Reassessment overdue' },
  not_inspected: { zh: '未检验', en: 'Not inspected' },
  inspection_overdue: { zh: '检验逾期', en: 'Inspection overdue' },
  out: { zh: '出动', en: 'Out' },
  unavailable: { zh: '停用', en: 'Not available' },
  offline: { zh: '离线', en: 'Offline' },
  unknown: { zh: '状态未知', en: 'State not known' },
  island: { zh: '孤立路段', en: 'Cut off' },
} as const satisfies Record<string, Text>;
export type StateId = keyof typeof STATES;

function stateRows(layer: Layer, theme: Theme, lang: Lang): LegendRow[] {
  return statesOf(layer).map((key) => ({
    part: 'state',
    key,
    words: STATES[key],
    symbol: stateSwatch(layer.id as LayerId, key, theme, lang),
  }));
}

/** States that the map draws for this layer. */
export function statesOf(layer: Layer): StateId[] {
  const has = (field: string) => layer.fields[field]?.tileFromZoom !== undefined;
  const states: StateId[] = [];
  if (layer.graded && layer.geometry.includes('Point')) states.push('grade_overdue');
  if (has('inspection_state')) {
    // teams, hospitals and experts are not inspected like pipes: only what fell due is said
    if (layer.id !== 'resources') states.push('not_inspected');
    states.push('inspection_overdue');
  }
  if (layer.id === 'resources') states.push('out', 'unavailable');
  if (layer.id === 'cameras') states.push('offline', 'unknown');
  if (has('connected')) states.push('island');
  return states;
}

const SWATCH = { width: 22, height: 14 } as const;

/** A piece of area with fill, outline and hatch as on the map. */
export function areaSwatch(grade: GradeKey, theme: Theme): string {
  const { fill, stroke } = GRADE_LOOKS[grade];
  const { width, height } = SWATCH;
  const alpha = AREA_ALPHAS[grade] * AREA_FACTOR[theme];
  const tile = hatchTile(grade, theme);
  // the same id in two pictures of a page means the same pattern, so a clash does no harm
  const id = `hatch-${grade}-${theme}`;
  const hatch = tile
    ? `<defs><pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">${inner(tile)}</pattern></defs>` +
      `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="url(#${id})" opacity="0.8"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="${fill}" fill-opacity="${alpha.toFixed(3)}"/>` +
    `${hatch}<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${stroke[theme]}"/></svg>`
  );
}

function inner(picture: string): string {
  return picture.slice(picture.indexOf('>') + 1, picture.lastIndexOf('</svg>'));
}
