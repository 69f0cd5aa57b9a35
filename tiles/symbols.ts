/** Grade symbols and hatch tiles as SVG text: shape, letter and hatch say the grade without its colour. */
import { GRADE_WORDS, type GradeKey } from '../data/grade.ts';
import {
  GRADE_LOOKS,
  type GradeShape,
  type Lang,
  MAP_COLOURS,
  SURFACE_COLOURS,
  type Theme,
} from './tokens.ts';

export interface SymbolOptions {
  readonly grade: GradeKey;
  readonly theme: Theme;
  readonly lang: Lang;
  /** Diameter of a circle of this grade, px; the other shapes look as large. */
  readonly diameterPx: number;
  /** Absent = from 16 px, below which a letter cannot be read. */
  readonly letter?: boolean;
  /** Clock badge: the grade stands but its next assessment is overdue. */
  readonly overdue?: boolean;
  /** 1 px ring outside the outline, for maps; without it for text and tables. */
  readonly halo?: boolean;
}

/** Smallest diameter that carries a letter, px. */
export const LETTER_FROM_PX = 16;
const FONT = "'PingFang SC','HarmonyOS Sans SC','MiSans','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/** The symbol of a grade: a square picture of `symbolSidePx` with the shape in its middle. */
export function gradeSymbol(options: SymbolOptions): string {
  return svg(symbolSidePx(options.diameterPx) / 2, gradeBody(options));
}

/** The same without its picture: SVG elements around the origin. */
export function gradeBody(options: SymbolOptions): string {
  const { grade, theme, lang, diameterPx, halo = false, overdue = false } = options;
  const look = GRADE_LOOKS[grade];
  const radius = diameterPx / 2;
  const strokePx = diameterPx >= 12 ? 1.25 : 1;
  const letter = options.letter ?? diameterPx >= LETTER_FROM_PX;
  // a letter needs the whole disc, and says more than the hole
  const outline = shapePath(look.shape === 'ring' && letter ? 'circle' : look.shape, radius);
  return (
    (halo
      ? `<path d="${outline}" fill="none" stroke="${MAP_COLOURS[theme].casing}" stroke-width="${strokePx + 2}" stroke-linejoin="round"/>`
      : '') +
    `<path d="${outline}" fill="${look.fill}" stroke="${look.stroke[theme]}" stroke-width="${strokePx}" stroke-linejoin="round"/>` +
    (letter ? letterOf(grade, lang, diameterPx) : '') +
    (overdue ? clockBadge(theme, radius) : '')
  );
}

/** Side of the picture that holds a symbol of this diameter with its halo and badge, px. */
export function symbolSidePx(diameterPx: number): number {
  return 2 * Math.ceil(diameterPx * 0.58 + 5);
}

/** Outline of a grade's shape around the origin, as SVG path data. */
export function shapePath(shape: GradeShape, radius: number): string {
  const at = (value: number) => Number(value.toFixed(2));
  if (shape === 'diamond') {
    const r = at(radius * 1.16);
    return `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`;
  }
  if (shape === 'square') {
    const r = at(radius * 0.9);
    return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
  }
  if (shape === 'hexagon') {
    const corners = [0, 1, 2, 3, 4, 5].map((i) => {
      const angle = (i * Math.PI) / 3;
      return `${at(Math.cos(angle) * radius * 1.1)} ${at(Math.sin(angle) * radius * 1.1)}`;
    });
    return `M${corners.join('L')}Z`;
  }
  const r = at(radius);
  const circle = `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  if (shape === 'circle') return circle;
  // a second, inner circle wound the other way tells "not assessed" from "low" where no letter fits
  const inner = at(radius * 0.42);
  return `${circle}M${-inner} 0A${inner} ${inner} 0 1 0 ${inner} 0A${inner} ${inner} 0 1 0 ${-inner} 0Z`;
}

function letterOf(grade: GradeKey, lang: Lang, diameterPx: number): string {
  const sizePx = Number((diameterPx * 0.54).toFixed(1));
  return `<text y="${(sizePx * 0.36).toFixed(2)}" text-anchor="middle" font-size="${sizePx}" font-weight="700" font-family="${FONT}" fill="${GRADE_LOOKS[grade].on}">${GRADE_WORDS[grade].letter[lang]}</text>`;
}

/** The clock that says overdue, on the upper right of a symbol of this radius, px. */
export function clockBadge(theme: Theme, radius: number): string {
  const { surface, ink } = SURFACE_COLOURS[theme];
  const at = (radius * 0.95).toFixed(2);
  return `<g transform="translate(${at} -${at})"><circle r="4.2" fill="${surface}" stroke="${ink}" stroke-width="1.2"/><path d="M0 -2.3V0H1.8" fill="none" stroke="${ink}" stroke-width="1.2"/></g>`;
}

/** Side of a hatch tile, px; it repeats without a seam. */
export const HATCH_SIDE_PX = 8;

/** The hatch tile of a grade; null where the grade is plain (low). */
export function hatchTile(grade: GradeKey, theme: Theme): string | null {
  const { hatch, stroke } = GRADE_LOOKS[grade];
  const ink = stroke[theme];
  const s = HATCH_SIDE_PX;
  // the corners get the neighbours' ends of the line, so that tiles join
  const slash = `M-1 1L1 -1M0 ${s}L${s} 0M${s - 1} ${s + 1}L${s + 1} ${s - 1}`;
  const backslash = `M-1 ${s - 1}L1 ${s + 1}M0 0L${s} ${s}M${s - 1} -1L${s + 1} 1`;
  const lines = (d: string, widthPx: number) =>
    `<path d="${d}" stroke="${ink}" stroke-width="${widthPx}" fill="none"/>`;
  const body = {
    cross: lines(slash + backslash, 1.1),
    diagonal: lines(slash, 1.2),
    dots: `<circle cx="2" cy="2" r="1" fill="${ink}"/><circle cx="6" cy="6" r="1" fill="${ink}"/>`,
    none: null,
    backslash: lines(backslash, 1),
  }[hatch];
  if (body === null) return null;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${s}" height="${s}" viewBox="0 0 ${s} ${s}">${body}</svg>`;
}

function svg(half: number, body: string): string {
  const side = 2 * half;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${-half} ${-half} ${side} ${side}">${body}</svg>`;
}
