/** Names of the pictures in a map style: each says how it is drawn, so that no list of them is needed. */
import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { type Counts, donut } from './donut.ts';
import { isMark } from './marks.ts';
import { isPattern, type PatternId, patternTile } from './patterns.ts';
import { arrow, clock, markedSymbol, PLATE_STATES, type PlateState, plate } from './plates.ts';
import { gradeSymbol, hatchTile } from './symbols.ts';
import type { Lang, Theme } from './tokens.ts';

type Words = string | ExpressionSpecification;

/** A kind's mark on its plate; mark and state may depend on the feature. */
export function plateImage(mark: Words, theme: Theme, sidePx: number, state: Words = ''): Words {
  const parts = ['plate|', mark, `|${theme}|${sidePx}|`, state];
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return ['concat', ...parts] as unknown as ExpressionSpecification;
}

/** A grade's symbol with the plate of its kind beside it. */
export function markedImage(
  grade: ExpressionSpecification,
  mark: Words,
  options: { theme: Theme; lang: Lang; diameterPx: number; state: Words },
): ExpressionSpecification {
  const { theme, lang, diameterPx, state } = options;
  return [
    'concat',
    'marked|',
    grade,
    `|${theme}|${lang}|${diameterPx}|`,
    OVERDUE_GRADE,
    '|',
    mark,
    '|',
    state,
  ] as unknown as ExpressionSpecification;
}

const OVERDUE_GRADE: ExpressionSpecification = [
  'case',
  ['==', ['get', 'grade_state'], 'overdue'],
  'overdue',
  '',
];

export function patternImage(pattern: PatternId, theme: Theme): string {
  return `pattern|${pattern}|${theme}`;
}
export const clockImage = (theme: Theme) => `clock|${theme}`;
export const arrowImage = (theme: Theme) => `arrow|${theme}`;

/** Name of a grade symbol whose grade, and perhaps badge, depend on the feature. */
export function symbolImage(
  grade: ExpressionSpecification,
  options: { theme: Theme; lang: Lang; diameterPx: number; badge: boolean },
): ExpressionSpecification {
  const { theme, lang, diameterPx, badge } = options;
  const rest = `|${theme}|${lang}|${diameterPx}|`;
  return ['concat', 'grade|', grade, rest, badge ? OVERDUE_GRADE : ''];
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
  const [kind = '', ...words] = id.split('|');
  return Object.hasOwn(PAINTERS, kind) ? PAINTERS[kind]?.(words) : undefined;
}

const PAINTERS: Readonly<Record<string, (words: readonly string[]) => string | undefined>> = {
  grade: (words) => {
    const options = symbolOptions(words);
    return options && gradeSymbol(options);
  },
  marked: (words) => {
    const options = symbolOptions(words);
    const [mark = '', state = ''] = words.slice(5);
    return options && isMark(mark) && isPlateState(state) ? markedSymbol(options, mark, state) : undefined;
  },
  plate: ([mark = '', theme = '', sidePx, state = '']) =>
    isMark(mark) && isTheme(theme) && isPlateState(state)
      ? plate(mark, theme, Number(sidePx), state)
      : undefined,
  hatch: ([grade = '', theme = '']) =>
    isGrade(grade) && isTheme(theme) ? (hatchTile(grade, theme) ?? undefined) : undefined,
  pattern: ([pattern = '', theme = '']) =>
    isPattern(pattern) && isTheme(theme) ? patternTile(pattern, theme) : undefined,
  clock: ([theme = '']) => (isTheme(theme) ? clock(theme) : undefined),
  arrow: ([theme = '']) => (isTheme(theme) ? arrow(theme) : undefined),
  donut: ([theme = '', diameterPx, shares = '']) => {
    if (!isTheme(theme)) return undefined;
    const [red = 0, orange = 0, yellow = 0, blue = 0, none = 0] = shares.split(',').map(Number);
    return donut(
      { '1': red, '2': orange, '3': yellow, '4': blue, null: none },
      theme,
      '',
      Number(diameterPx),
    );
  },
};

function symbolOptions([grade = '', theme = '', lang = '', diameterPx, badge]: readonly string[]) {
  if (!isGrade(grade) || !isTheme(theme) || (lang !== 'zh' && lang !== 'en')) return undefined;
  return {
    grade,
    theme,
    lang,
    diameterPx: Number(diameterPx),
    overdue: badge === 'overdue',
    halo: true,
  } as const;
}

const isGrade = (word: string): word is GradeKey => GRADE_KEYS.some((key) => key === word);
const isTheme = (word: string): word is Theme => word === 'light' || word === 'dark';
const isPlateState = (word: string): word is PlateState => PLATE_STATES.some((state) => state === word);
