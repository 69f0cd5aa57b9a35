/** Pictures of kinds as SVG text: a white mark on a rounded plate of ink, alone or beside the symbol of a grade. */
import { type MarkId, markAround } from './marks.ts';
import { clockBadge, gradeBody, type SymbolOptions, symbolSidePx } from './symbols.ts';
import { MAP_COLOURS, OBJECT_COLOURS, SURFACE_COLOURS, type Theme } from './tokens.ts';

/** `unknown`: not inspected, or nobody knows; `away`: out on a mission; `off`: offline or out of use. */
export const PLATE_STATES = ['', 'overdue', 'unknown', 'away', 'off'] as const;
export type PlateState = (typeof PLATE_STATES)[number];

/** Side of a plate on the map near by, px. */
export const PLATE_PX = 22;
/** Room around a plate for its halo and badge, px. */
const MARGIN_PX = 5;
/** Side of the plate beside a grade, px. */
const SIDE_PLATE_PX = 16;

/** A plate of `sidePx` in the middle of its picture. */
export function plate(mark: MarkId, theme: Theme, sidePx = PLATE_PX, state: PlateState = ''): string {
  const half = sidePx / 2 + MARGIN_PX;
  return picture(-half, -half, 2 * half, 2 * half, plateBody(mark, theme, sidePx, state));
}

/** A grade's symbol around the origin with the plate of its kind on the right: the left side of the picture is `markedLeftPx` away. */
export function markedSymbol(options: SymbolOptions, mark: MarkId, state: PlateState = ''): string {
  const { theme, diameterPx } = options;
  const left = markedLeftPx(diameterPx);
  // touches the tip of the widest shape
  const middle = (diameterPx / 2) * 1.16 + 0.5 + SIDE_PLATE_PX / 2;
  const width = left + middle + SIDE_PLATE_PX / 2 + MARGIN_PX;
  const side = `<g transform="translate(${middle.toFixed(2)} 0)">${plateBody(mark, theme, SIDE_PLATE_PX, state)}</g>`;
  return picture(-left, -left, width, 2 * left, side + gradeBody({ ...options, halo: true }));
}

/** From the left edge of a marked symbol's picture to the place it stands for, px. */
export function markedLeftPx(diameterPx: number): number {
  return symbolSidePx(diameterPx) / 2;
}

/** The clock of an overdue inspection, alone, for lines. */
export function clock(theme: Theme): string {
  return picture(-8, -8, 16, 16, `<g transform="scale(1.5)">${clockBadge(theme, 0)}</g>`);
}

/** An arrow to the right, in the direction of a line. */
export function arrow(theme: Theme): string {
  const { slate } = OBJECT_COLOURS[theme];
  const path = (colour: string, widthPx: number) =>
    `<path d="M-5 0H5M1.5 -3.5L5 0L1.5 3.5" fill="none" stroke="${colour}" stroke-width="${widthPx}" stroke-linecap="round" stroke-linejoin="round"/>`;
  return picture(-8, -7, 16, 14, path(MAP_COLOURS[theme].casing, 4) + path(slate, 1.5));
}

/** A plate around the origin: SVG elements. */
export function plateBody(mark: MarkId, theme: Theme, sidePx: number, state: PlateState): string {
  const { ink, inkInverse, surface } = SURFACE_COLOURS[theme];
  const { casing } = MAP_COLOURS[theme];
  const filled = state === '' || state === 'overdue';
  const radius = Math.round(sidePx * 0.23);
  const square = (sidePx_: number, attributes: string) =>
    `<rect x="${-sidePx_ / 2}" y="${-sidePx_ / 2}" width="${sidePx_}" height="${sidePx_}" rx="${radius}" ${attributes}/>`;
  const strokePx = Math.max(1.1, sidePx * 0.066);
  return (
    square(sidePx + 2, `fill="${casing}"`) +
    (filled
      ? square(sidePx, `fill="${ink}"`)
      : square(
          sidePx - 1.5,
          `fill="${surface}" stroke="${ink}" stroke-width="1.5"${state === 'unknown' ? ' stroke-dasharray="3 2"' : ''}`,
        )) +
    markAround(mark, sidePx * 0.76, filled ? inkInverse : ink, strokePx) +
    (state === 'off' ? slash(sidePx / 2 - 1, surface, ink) : '') +
    (state === 'overdue' ? clockBadge(theme, sidePx / 2) : '')
  );
}

function slash(reach: number, surface: string, ink: string): string {
  const path = (colour: string, widthPx: number) =>
    `<path d="M${-reach} ${reach}L${reach} ${-reach}" stroke="${colour}" stroke-width="${widthPx}"/>`;
  return path(surface, 4.5) + path(ink, 1.8);
}

function picture(x: number, y: number, width: number, height: number, body: string): string {
  const at = (value: number) => Number(value.toFixed(2));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${at(width)}" height="${at(height)}" viewBox="${at(x)} ${at(y)} ${at(width)} ${at(height)}">${body}</svg>`;
}
