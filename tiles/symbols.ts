/** The marks of the map: grade symbols, hatches and counted rings, drawn from one description as SVG or on a canvas. */
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../data/grade.ts';
import { GRADE_TOKENS, MAP_FONTS, MAP_TOKENS, OVERLAY_TOKENS, type Shape, type Theme } from './tokens.ts';

/** One stroke or filling of a mark; coordinates in px around the middle, y downwards. */
export type Stroke =
  | {
      readonly d: string;
      readonly fill?: string;
      readonly stroke?: string;
      readonly width?: number;
      readonly opacity?: number;
    }
  | { readonly text: string; readonly y: number; readonly size: number; readonly fill: string };

export interface Mark {
  /** Side of the square that holds the mark, px. */
  readonly sizePx: number;
  readonly strokes: readonly Stroke[];
  /** A hatch repeats without a seam; its origin is the corner, not the middle. */
  readonly repeats?: true;
}

export interface SymbolLook {
  readonly theme: Theme;
  readonly lang: 'zh' | 'en';
  /** Radius of the shape, px: the letter shows from 7 (16 px across with the outline). */
  readonly radiusPx: number;
  /** A grade past its review keeps its colour and gets a clock. */
  readonly overdue?: boolean;
}

/** Outline of a shape whose areas look alike at the same radius. */
export function shapePath(shape: Shape, r: number): string {
  switch (shape) {
    case 'diamond':
      return `M0 ${n(-r * 1.16)}L${n(r * 1.16)} 0L0 ${n(r * 1.16)}L${n(-r * 1.16)} 0Z`;
    case 'square':
      return `M${n(-r * 0.9)} ${n(-r * 0.9)}H${n(r * 0.9)}V${n(r * 0.9)}H${n(-r * 0.9)}Z`;
    case 'hexagon': {
      const corners = [0, 1, 2, 3, 4, 5].map((i) => {
        const angle = (i * Math.PI) / 3;
        return `${n(Math.cos(angle) * r * 1.1)} ${n(Math.sin(angle) * r * 1.1)}`;
      });
      return `M${corners.join('L')}Z`;
    }
    default:
      return circlePath(0, 0, r);
  }
}

/** The symbol of a grade: halo, outline, fill, and the letter where it can be read. */
export function gradeSymbol(grade: GradeKey, { theme, lang, radiusPx: r, overdue }: SymbolLook): Mark {
  const token = GRADE_TOKENS[grade];
  const d = shapePath(token.shape, r);
  const casing = MAP_TOKENS[theme].casing;
  const outline = r >= 6 ? 1.25 : 1;
  const strokes: Stroke[] = [
    { d, stroke: casing, width: outline + 2 },
    { d, fill: token.fill, stroke: token.stroke[theme], width: outline },
  ];
  if (r >= 7) {
    strokes.push({ text: GRADE_WORDS[grade].letter[lang], y: r * 0.39, size: r * 1.08, fill: token.on });
  }
  if (overdue) strokes.push(...clock(r * 0.95, -r * 0.95, Math.max(3.4, r * 0.5), theme));
  return { sizePx: Math.ceil(r * 2.9), strokes };
}

function clock(x: number, y: number, r: number, theme: Theme): Stroke[] {
  const { surface, ink } = OVERLAY_TOKENS[theme];
  return [
    { d: circlePath(x, y, r), fill: surface, stroke: ink, width: 1.2 },
    { d: `M${n(x)} ${n(y - r * 0.52)}V${n(y)}H${n(x + r * 0.42)}`, stroke: ink, width: 1.2 },
  ];
}

/** The hatch that tells an area's grade without its colour; 低 has none. */
export function gradeHatch(grade: GradeKey, theme: Theme): Mark | undefined {
  const { hatch, stroke } = GRADE_TOKENS[grade];
  const colour = stroke[theme];
  const slash = (s: number) =>
    `M${-s / 2} ${s / 2}L${s / 2} ${-s / 2}M0 ${s * 1.5}L${s * 1.5} 0M${-s / 2} ${s * 1.5}L${s * 1.5} ${-s / 2}`;
  const backslash = (s: number) =>
    `M${-s / 2} ${-s / 2}L${s * 1.5} ${s * 1.5}M${s / 2} ${-s / 2}L${s * 1.5} ${s / 2}M${-s / 2} ${s / 2}L${s / 2} ${s * 1.5}`;
  switch (hatch) {
    case 'cross':
      return {
        sizePx: 10,
        repeats: true,
        strokes: [{ d: slash(10) + backslash(10), stroke: colour, width: 1.1 }],
      };
    case 'diagonal':
      return { sizePx: 10, repeats: true, strokes: [{ d: slash(10), stroke: colour, width: 1.2 }] };
    case 'backslash':
      return { sizePx: 12, repeats: true, strokes: [{ d: backslash(12), stroke: colour, width: 1 }] };
    case 'dots':
      return {
        sizePx: 8,
        repeats: true,
        strokes: [
          { d: circlePath(2, 2, 1), fill: colour },
          { d: circlePath(6, 6, 1), fill: colour },
        ],
      };
    case 'none':
      return undefined;
  }
}

/** A red share of a ring is never thinner than this, degrees. */
const LEAST_RED_DEG = 12;

/** Degrees of each grade on a ring, worst first; any red gets at least 12°, taken from the others in proportion. */
export function ringArcs(counts: Readonly<Record<GradeKey, number>>): Record<GradeKey, number> {
  const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
  const share = (key: GradeKey) => (total === 0 ? 0 : (counts[key] / total) * 360);
  const red = share('1');
  const shown = red > 0 ? Math.max(red, LEAST_RED_DEG) : 0;
  const rest = 360 - red;
  const factor = rest > 0 ? (360 - shown) / rest : 0;
  const arcs: Record<GradeKey, number> = { '1': shown, '2': 0, '3': 0, '4': 0, null: 0 };
  for (const key of GRADE_KEYS.slice(1)) arcs[key] = share(key) * factor;
  return arcs;
}

/** Outer radius of a ring by its total: 34 to 48 px across. */
export function ringRadiusPx(total: number): number {
  return total < 10 ? 17 : total < 100 ? 19 : total < 1000 ? 21.5 : 24;
}

/** A counted cell: arcs by grade clockwise from red, the total in the middle. */
export function gradeRing(counts: Readonly<Record<GradeKey, number>>, theme: Theme): Mark {
  const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
  const r = ringRadiusPx(total);
  const band = r * 0.34;
  const { surface, ink } = OVERLAY_TOKENS[theme];
  const strokes: Stroke[] = [
    { d: circlePath(0, 0, r + 1.5), fill: MAP_TOKENS[theme].casing },
    { d: circlePath(0, 0, r), fill: surface },
  ];
  const arcs = ringArcs(counts);
  let from = 0;
  for (const key of GRADE_KEYS) {
    if (arcs[key] <= 0) continue;
    const to = from + arcs[key];
    strokes.push({ d: arcPath(r - band / 2, from, to), stroke: GRADE_TOKENS[key].fill, width: band });
    from = to;
  }
  strokes.push(
    { d: circlePath(0, 0, r), stroke: ink, width: 1, opacity: 0.55 },
    { d: circlePath(0, 0, r - band), stroke: ink, width: 0.75, opacity: 0.35 },
    { text: shortCount(Math.round(total)), y: 4.2, size: total > 999 ? 10.5 : 11.5, fill: ink },
  );
  return { sizePx: Math.ceil(r * 2 + 5), strokes };
}

/** At most four characters fit into a ring: 9999, then 12k. */
export function shortCount(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

/** The mark as an SVG document, for legends and for programs without a canvas. */
export function markSvg(mark: Mark): string {
  const origin = mark.repeats ? 0 : -mark.sizePx / 2;
  const body = mark.strokes
    .map((stroke) =>
      'text' in stroke
        ? `<text y="${n(stroke.y)}" text-anchor="middle" font-size="${n(stroke.size)}" font-weight="700" font-family="${MAP_FONTS.join(', ')}" fill="${stroke.fill}">${stroke.text}</text>`
        : `<path d="${stroke.d}" fill="${stroke.fill ?? 'none'}"${stroke.stroke ? ` stroke="${stroke.stroke}" stroke-width="${stroke.width ?? 1}" stroke-linejoin="round"` : ''}${stroke.opacity === undefined ? '' : ` opacity="${stroke.opacity}"`}/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${mark.sizePx}" height="${mark.sizePx}" viewBox="${origin} ${origin} ${mark.sizePx} ${mark.sizePx}">${body}</svg>`;
}

function circlePath(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}Z`;
}

/** Clockwise from the top, degrees. */
function arcPath(r: number, fromDeg: number, toDeg: number): string {
  if (toDeg - fromDeg > 359.9) return circlePath(0, 0, r);
  const at = (deg: number) => {
    const angle = ((deg - 90) * Math.PI) / 180;
    return `${n(Math.cos(angle) * r)} ${n(Math.sin(angle) * r)}`;
  };
  return `M${at(fromDeg)}A${n(r)} ${n(r)} 0 ${toDeg - fromDeg > 180 ? 1 : 0} 1 ${at(toDeg)}`;
}

const n = (value: number) => String(Math.round(value * 100) / 100);
