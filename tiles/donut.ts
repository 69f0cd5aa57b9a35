/** The donut of counted objects: arcs by grade clockwise from red, their total in the middle. */
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { GRADE_LOOKS, MAP_COLOURS, SURFACE_COLOURS, type Theme } from './tokens.ts';

export type Counts = Readonly<Record<GradeKey, number>>;

/** One red object among thousands still shows. */
export const LEAST_RED_DEG = 12;
/** Sizes of a donut, px: fixed, so that few pictures serve many counts. */
export const DONUT_SIZES_PX = [34, 38, 42, 48] as const;
const FONT = "'PingFang SC','HarmonyOS Sans SC','MiSans','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

export interface Arc {
  readonly grade: GradeKey;
  readonly fromDeg: number;
  readonly toDeg: number;
}

export function totalOf(counts: Counts): number {
  return GRADE_KEYS.reduce((sum, grade) => sum + counts[grade], 0);
}

/** Arcs in degrees clockwise from the top; they fill the circle, and any red has at least 12°. */
export function donutArcs(counts: Counts): Arc[] {
  const total = totalOf(counts);
  if (total === 0) return [];
  const red = counts['1'];
  const redDeg = red > 0 ? Math.max(LEAST_RED_DEG, (360 * red) / total) : 0;
  const restDeg = red === total ? 0 : (360 - redDeg) / (total - red);
  const arcs: Arc[] = [];
  let fromDeg = 0;
  for (const grade of GRADE_KEYS) {
    if (counts[grade] === 0) continue;
    const toDeg = fromDeg + (grade === '1' ? (red === total ? 360 : redDeg) : counts[grade] * restDeg);
    arcs.push({ grade, fromDeg, toDeg });
    fromDeg = toDeg;
  }
  return arcs;
}

/** Diameter by the number of objects, px. */
export function donutDiameterPx(total: number): number {
  if (total < 50) return DONUT_SIZES_PX[0];
  if (total < 200) return DONUT_SIZES_PX[1];
  return total < 1000 ? DONUT_SIZES_PX[2] : DONUT_SIZES_PX[3];
}

/** Total as it fits into the hole: 1442, 12.3k. */
export function donutTotal(total: number): string {
  if (total < 10_000) return String(total);
  return `${total < 100_000 ? (total / 1000).toFixed(1) : Math.round(total / 1000)}k`;
}

/** The donut as an SVG picture of `diameter + 4` px; an empty label leaves the middle free. */
export function donut(
  counts: Counts,
  theme: Theme,
  label = donutTotal(totalOf(counts)),
  diameterPx = donutDiameterPx(totalOf(counts)),
): string {
  const { surface, ink } = SURFACE_COLOURS[theme];
  const radius = diameterPx / 2;
  const widthPx = radius * 0.34;
  const half = radius + 2;
  const sizePx = label.length > 3 ? 10.5 : 11.5;
  const rings = donutArcs(counts)
    .map((arc) => {
      const { fill } = GRADE_LOOKS[arc.grade];
      return `<path d="${arcPath(arc, radius - widthPx / 2)}" fill="none" stroke="${fill}" stroke-width="${widthPx.toFixed(2)}"/>`;
    })
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * half}" height="${2 * half}" viewBox="${-half} ${-half} ${2 * half} ${2 * half}">` +
    `<circle r="${radius + 1.5}" fill="${MAP_COLOURS[theme].casing}"/><circle r="${radius}" fill="${surface}"/>${rings}` +
    `<circle r="${radius - 0.5}" fill="none" stroke="${ink}" stroke-opacity=".55"/>` +
    `<circle r="${(radius - widthPx).toFixed(2)}" fill="none" stroke="${ink}" stroke-opacity=".35" stroke-width=".75"/>` +
    `<text y="4" text-anchor="middle" font-size="${sizePx}" font-weight="700" font-family="${FONT}" fill="${ink}" style="font-variant-numeric:tabular-nums">${label}</text></svg>`
  );
}

function arcPath({ fromDeg, toDeg }: Arc, radius: number): string {
  const at = (deg: number) => {
    const angle = ((deg - 90) * Math.PI) / 180;
    return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
  };
  const r = radius.toFixed(2);
  // an arc from a point to itself draws nothing: a whole ring is two halves
  if (toDeg - fromDeg > 359.9) return `M${at(0)}A${r} ${r} 0 1 1 ${at(180)}A${r} ${r} 0 1 1 ${at(360)}`;
  return `M${at(fromDeg)}A${r} ${r} 0 ${toDeg - fromDeg > 180 ? 1 : 0} 1 ${at(toDeg)}`;
}

const SHARES = 24;

/** Counts rounded to 24 parts, none of them lost: similar donuts share one picture. */
export function donutShares(counts: Counts): Counts {
  const total = totalOf(counts);
  const part = (grade: GradeKey) =>
    counts[grade] === 0 ? 0 : Math.max(1, Math.round((SHARES * counts[grade]) / total));
  return { '1': part('1'), '2': part('2'), '3': part('3'), '4': part('4'), null: part('null') };
}
