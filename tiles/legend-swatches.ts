/** Samples of kinds and states as SVG text: a plate, a piece of line, a piece of area, as the map draws them. */
import type { LayerId } from '../data/layers/all.ts';
import {
  type AreaLook,
  BROKEN_DASHES,
  CASING_PX,
  LAYER_LOOKS,
  type LineLook,
  lookOf,
  STRIPE_DASHES,
  STRIPE_SHARE,
} from './layer-looks.ts';
import type { StateId } from './legend.ts';
import type { MarkId } from './marks.ts';
import { PATTERN_SIDE_PX, patternTile } from './patterns.ts';
import { type PlateState, plate, plateBody } from './plates.ts';
import { clockBadge, gradeSymbol } from './symbols.ts';
import { type Lang, MAP_COLOURS, OBJECT_COLOURS, type RiskLevel, type Theme } from './tokens.ts';

const PLATE_PX = 18;
/** Samples of lines and areas, px; the mark of the kind stands before them. */
const WIDTH = 48;
const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;
const SAMPLE_FROM = 22;

/** How one kind of a layer looks; undefined where the map does not tell the layer's kinds apart. */
export function kindSwatch(layerId: LayerId, kind: string, theme: Theme): string | undefined {
  const { mark, line, area } = lookOf(layerId, kind);
  if (area?.pattern) return zoneSwatch(area, theme, mark);
  if (line) return lineSwatch(line, theme, mark);
  return mark && plate(mark, theme, PLATE_PX);
}

/** How a state looks on this layer, shown on its first kind. */
export function stateSwatch(layerId: LayerId, state: StateId, theme: Theme, lang: Lang): string {
  if (state === 'grade_overdue') {
    return gradeSymbol({ grade: '2', theme, lang, diameterPx: 16, overdue: true });
  }
  const first = Object.values(LAYER_LOOKS[layerId].kinds)[0] ?? {};
  if (first.line) {
    const broken = state === 'not_inspected' || state === 'island';
    return lineSwatch(
      { ...first.line, stripe: 'none' },
      theme,
      undefined,
      broken,
      state === 'inspection_overdue',
    );
  }
  return plate(first.mark ?? 'warning', theme, PLATE_PX, PLATE_STATE_OF[state]);
}

const PLATE_STATE_OF: Readonly<Record<StateId, PlateState>> = {
  grade_overdue: 'overdue',
  inspection_overdue: 'overdue',
  not_inspected: 'unknown',
  unknown: 'unknown',
  island: 'unknown',
  out: 'away',
  unavailable: 'off',
  offline: 'off',
};

/** A contour with its faint fill below it. */
export function riskSwatch({ colour, widthPx, dashPx, fillAlpha }: RiskLevel, theme: Theme): string {
  const dash = dashPx ? ` stroke-dasharray="${dashPx.join(' ')}"` : '';
  return sample(
    `<path d="M2 17C9 3 39 3 46 17" fill="${colour[theme]}" fill-opacity="${fillAlpha}" stroke="${colour[theme]}" stroke-width="${widthPx}"${dash}/>`,
  );
}

function lineSwatch(
  { colour, widthPx, stripe }: LineLook,
  theme: Theme,
  mark?: MarkId,
  broken = false,
  overdue = false,
): string {
  const { casing } = MAP_COLOURS[theme];
  const from = mark ? SAMPLE_FROM : 3;
  const path = (stroke: string, px: number, dashes: readonly number[] | null, cap = 'butt') =>
    `<path d="M${from} ${MIDDLE}H${WIDTH - 3}" fill="none" stroke="${stroke}" stroke-width="${px.toFixed(2)}" stroke-linecap="${cap}"` +
    `${dashes ? ` stroke-dasharray="${dashes.map((dash) => (dash * px).toFixed(2)).join(' ')}"` : ''}/>`;
  return sample(
    path(casing, widthPx + CASING_PX, null, 'round') +
      path(OBJECT_COLOURS[theme][colour], widthPx, broken ? BROKEN_DASHES : null, broken ? 'butt' : 'round') +
      (stripe === 'none' ? '' : path(casing, widthPx * STRIPE_SHARE, STRIPE_DASHES[stripe])) +
      (mark ? markBefore(mark, theme) : '') +
      (overdue
        ? `<g transform="translate(${WIDTH / 2} ${MIDDLE}) scale(1.4)">${clockBadge(theme, 0)}</g>`
        : ''),
  );
}

function zoneSwatch({ outline, widthPx, dashPx, pattern }: AreaLook, theme: Theme, mark?: MarkId): string {
  const rectangle = `x="${SAMPLE_FROM}" y="2" width="${WIDTH - SAMPLE_FROM - 1}" height="${HEIGHT - 4}"`;
  const id = `pattern-${pattern}-${theme}`;
  const tile = pattern ? patternTile(pattern, theme) : '';
  const body = tile.slice(tile.indexOf('>') + 1, tile.lastIndexOf('</svg>'));
  return sample(
    `<defs><pattern id="${id}" width="${PATTERN_SIDE_PX}" height="${PATTERN_SIDE_PX}" patternUnits="userSpaceOnUse">${body}</pattern></defs>` +
      `<rect ${rectangle} fill="url(#${id})" opacity="0.6"/>` +
      `<rect ${rectangle} fill="none" stroke="${OBJECT_COLOURS[theme][outline]}" stroke-width="${widthPx}"` +
      `${dashPx ? ` stroke-dasharray="${dashPx.join(' ')}"` : ''}/>` +
      (mark ? markBefore(mark, theme) : ''),
  );
}

function markBefore(mark: MarkId, theme: Theme): string {
  return `<g transform="translate(${MIDDLE} ${MIDDLE})">${plateBody(mark, theme, 17, '')}</g>`;
}

function sample(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${body}</svg>`;
}
