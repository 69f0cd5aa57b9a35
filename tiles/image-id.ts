/** Names of the pictures in a map style: each says how it is drawn, so that no list of them is needed. */
import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { type Counts, donut } from './donut.ts';
import { gradeSymbol, hatchTile } from './symbols.ts';
import type { Lang, Theme } from './tokens.ts';

/** Name of a grade symbol whose grade, and perhaps badge, depend on the feature. */
export function symbolImage(
  grade: ExpressionSpecification,
  options: { theme: Theme; lang: Lang; diameterPx: number; badge: boolean },
): ExpressionSpecification {
  const { theme, lang, diameterPx, badge } = options;
  const rest = `|${theme}|${lang}|${diameterPx}|`;
  const mark: ExpressionSpecification = ['case', ['==', ['get', 'grade_state'], 'overdue'], 'overdue', ''];
  return ['concat', 'grade|', grade, rest, badge ? mark : ''];
}

export function hatchImage(grade: GradeKey, theme: Theme): string {
  return `hatch|${grade}|${theme}`;
}

/** Name of a donut without its total, which is drawn as text. */
export function donutImage(shares: Counts, diameterPx: number, theme: Theme): string {
  return `donut|${theme}|${diameterPx}|${GRADE_KEYS.map((grade) => shares[grade]).join(',')}`;
}

/** The picture of that name as SVG text; undefined when it is none of ours. */
export function imageOf(id: string): string | undefined {
  const [kind, first = '', second = '', third = '', fourth = '', fifth] = id.split('|');
  if (kind === 'grade' && isGrade(first) && isTheme(second) && (third === 'zh' || third === 'en')) {
    return gradeSymbol({
      grade: first,
      theme: second,
      lang: third,
      diameterPx: Number(fourth),
      overdue: fifth === 'overdue',
      halo: true,
    });
  }
  if (kind === 'hatch' && isGrade(first) && isTheme(second)) return hatchTile(first, second) ?? undefined;
  if (kind === 'donut' && isTheme(first)) {
    const [red = 0, orange = 0, yellow = 0, blue = 0, none = 0] = third.split(',').map(Number);
    return donut({ '1': red, '2': orange, '3': yellow, '4': blue, null: none }, first, '', Number(second));
  }
  return undefined;
}

const isGrade = (word: string): word is GradeKey => GRADE_KEYS.some((key) => key === word);
const isTheme = (word: string): word is Theme => word === 'light' || word === 'dark';
