/** Rows of a layer's legend, from its declaration: key, words, symbol or hatched swatch. */
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../data/grade.ts';
import type { Layer, Text } from '../data/layer.ts';
import { gradeSymbol, hatchTile } from './symbols.ts';
import { AREA_ALPHAS, AREA_FACTOR, GRADE_LOOKS, type Lang, type Theme } from './tokens.ts';

export interface LegendRow {
  readonly grade: GradeKey;
  readonly words: Text;
  readonly colour: Text;
  /** An SVG picture as the map draws it: the symbol for points, a hatched swatch for areas. */
  readonly symbol: string;
}

/** Worst first, not assessed last; none for a layer without grades. */
export function legendRows(layer: Layer, theme: Theme, lang: Lang): LegendRow[] {
  if (!layer.graded) return [];
  const isArea = layer.geometry.includes('MultiPolygon');
  return GRADE_KEYS.map((grade) => ({
    grade,
    words: { zh: GRADE_WORDS[grade].zh, en: GRADE_WORDS[grade].en },
    colour: GRADE_WORDS[grade].colour,
    symbol: isArea ? areaSwatch(grade, theme) : gradeSymbol({ grade, theme, lang, diameterPx: 16 }),
  }));
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
