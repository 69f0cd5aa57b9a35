/** How the shapes of tools look: magenta for consequences, violet for risk, jade hatch for safety strips. */
import { INDIVIDUAL_RISK, OBJECT_COLOURS, OVERLAY_COLOURS, type Theme } from '../../tiles/tokens.ts';
import type { ShapeLook } from './drawn.ts';

export interface LookStyle {
  readonly colour: Readonly<Record<Theme, string>>;
  readonly widthPx: number;
  /** Px; null = solid. */
  readonly dashPx: readonly [number, number] | null;
  readonly fillAlpha: number;
  /** Hatched instead of evenly filled. */
  readonly hatched?: true;
}

const LETHAL = { light: '#8a0f5c', dark: '#ff6fc4' };
const IRREVERSIBLE = { light: '#a92f7a', dark: '#e65aae' };
const DISCOMFORT = { light: '#b64d8f', dark: '#c9599f' };
const VIOLET = INDIVIDUAL_RISK.map(({ colour }) => colour);
const NO_COLOUR = { light: OBJECT_COLOURS.light.ink, dark: OBJECT_COLOURS.dark.ink };
const violet = (level: number) => VIOLET[level] ?? NO_COLOUR;

/** Widest first, so that the smaller and worse zone lies above. */
export const LOOK_STYLES: Readonly<Record<ShapeLook, LookStyle>> = {
  'consult-outer': { colour: violet(3), widthPx: 1.5, dashPx: [1.5, 3], fillAlpha: 0.07 },
  'consult-middle': { colour: violet(2), widthPx: 1.75, dashPx: [8, 4], fillAlpha: 0.12 },
  'consult-inner': { colour: violet(1), widthPx: 2.25, dashPx: null, fillAlpha: 0.2 },
  safety: {
    colour: { light: OVERLAY_COLOURS.light.query, dark: OVERLAY_COLOURS.dark.query },
    widthPx: 1.5,
    dashPx: null,
    fillAlpha: 0.3,
    hatched: true,
  },
  'zone-turn': { colour: DISCOMFORT, widthPx: 1, dashPx: [3, 3], fillAlpha: 0 },
  'zone-out': { colour: DISCOMFORT, widthPx: 1, dashPx: [6, 3], fillAlpha: 0.5, hatched: true },
  'zone-3': { colour: DISCOMFORT, widthPx: 2, dashPx: [1.5, 3.5], fillAlpha: 0.12 },
  'zone-2': { colour: IRREVERSIBLE, widthPx: 2, dashPx: [8, 4], fillAlpha: 0.24 },
  'zone-1': { colour: LETHAL, widthPx: 2.5, dashPx: null, fillAlpha: 0.4 },
  drawn: {
    colour: { light: OVERLAY_COLOURS.light.query, dark: OVERLAY_COLOURS.dark.query },
    widthPx: 2,
    dashPx: null,
    fillAlpha: 0.12,
  },
  contour: { colour: violet(2), widthPx: 2, dashPx: null, fillAlpha: 0 },
  kept: { colour: { light: '#2a7144', dark: '#6cc38b' }, widthPx: 2, dashPx: null, fillAlpha: 0 },
  breach: { colour: { light: '#8f1d45', dark: '#f58fb0' }, widthPx: 2.5, dashPx: null, fillAlpha: 0.12 },
};
