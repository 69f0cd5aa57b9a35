/** How each layer and each of its kinds is drawn: mark, line, area; map and legend follow the same declaration. */

import type { Role } from '../data/layer.ts';
import type { LayerId } from '../data/layers/all.ts';
import type { PIPELINE_MEDIA } from '../data/layers/pipelines.ts';
import type { ROAD_CLASSES } from '../data/layers/roads.ts';
import {
  ACCIDENT_MARKS,
  CAMERA_MARKS,
  DANGER_MARKS,
  HAZARD_MARKS,
  LIFELINE_MARKS,
  MAJOR_HAZARD_MARKS,
  MANAGEMENT_AREA_MARKS,
  MEDIUM_MARKS,
  type OfKind,
  PARK_MARKS,
  PLACE_MARKS,
  PLAN_MARKS,
  RESOURCE_MARKS,
  TARGET_MARKS,
  TASK_MARKS,
} from './kind-marks.ts';
import type { MarkId } from './marks.ts';
import type { PatternId } from './patterns.ts';
import type { ObjectColour } from './tokens.ts';

/** A light stripe inside a line tells lines of one colour apart; dashes of the line itself mean "not inspected". */
export const STRIPES = ['none', 'whole', 'dashes', 'dots'] as const;
export type Stripe = (typeof STRIPES)[number];

/** Dashes of stripes and of broken lines, in widths of the stripe or line. */
export const STRIPE_DASHES: Readonly<Record<Stripe, readonly number[] | null>> = {
  none: null,
  whole: null,
  dashes: [5, 5],
  dots: [1.2, 4],
};
export const BROKEN_DASHES: readonly number[] = [2.2, 1.3];
/** Width of a stripe in widths of its line. */
export const STRIPE_SHARE = 0.36;
/** Px of a line's casing on both sides together. */
export const CASING_PX = 2.4;

export interface LineLook {
  readonly colour: ObjectColour;
  /** At zoom 13, without the casing. */
  readonly widthPx: number;
  readonly stripe: Stripe;
}

export interface AreaLook {
  readonly outline: ObjectColour;
  readonly widthPx: number;
  readonly dashPx: readonly number[] | null;
  readonly pattern: PatternId | null;
}

/** How one kind is drawn; what a kind does not have is absent. */
export interface KindLook {
  readonly mark?: MarkId;
  readonly line?: LineLook;
  readonly area?: AreaLook;
}

/** Where a layer's symbols carry the mark of their kind. */
export interface LayerLook {
  /** Zoom from which the mark is drawn; absent = the layer draws no marks. */
  readonly marksFromZoom?: number;
  readonly kinds: Readonly<Record<string, KindLook>>;
}

const line = (colour: ObjectColour, widthPx: number, stripe: Stripe = 'none'): KindLook => ({
  line: { colour, widthPx, stripe },
});

const PIPES: OfKind<typeof PIPELINE_MEDIA, KindLook> = {
  crude_oil: line('oil', 3.6),
  oil_products: line('oil', 3.6, 'whole'),
  natural_gas: line('gas', 3.6),
  lpg: line('gas', 3.6, 'whole'),
  manufactured_gas: line('gas', 2.6),
  hydrogen: line('gas', 3.6, 'dashes'),
  ammonia: line('gas', 3.6, 'dots'),
  ethylene: line('oil', 3.6, 'dashes'),
  chemical: line('oil', 3.6, 'dots'),
  steam: line('water', 3.4, 'dashes'),
  water: line('water', 3),
  drainage: line('water', 3.4, 'whole'),
};

const ROADS: OfKind<typeof ROAD_CLASSES, KindLook> = {
  motorway: line('slate', 4.4, 'whole'),
  trunk: line('slate', 3.8),
  primary: line('slate', 3),
  secondary: line('slate', 2.3),
  tertiary: line('slate', 1.7),
  residential: line('slate', 1.2),
  service: line('slate', 0.8),
  track: line('slate', 2.2, 'dots'),
};

/** Points among the lifelines have no line. */
const LIFELINE_LINES: Readonly<Partial<Record<keyof typeof LIFELINE_MARKS, KindLook>>> = {
  power_line: line('ink', 1.6),
  bridge: line('slate', 5, 'whole'),
  tunnel: line('slate', 4.4, 'dashes'),
  heating: line('slate', 2.6, 'dots'),
  water_supply: line('water', 2.8),
  railway: line('slate', 3.4, 'dashes'),
  metro: line('ink', 3.6, 'whole'),
  utility_tunnel: line('slate', 3.6, 'dots'),
};

const zone = (pattern: PatternId): AreaLook => ({
  outline: 'slate',
  widthPx: 1.8,
  dashPx: [7, 2.5, 1.5, 2.5],
  pattern,
});
const ZONES: Readonly<Record<keyof typeof MANAGEMENT_AREA_MARKS, AreaLook>> = {
  development_zone: zone('horizontal'),
  high_tech_zone: zone('plus'),
  bonded_zone: zone('grid'),
  port_area: zone('waves'),
  scenic_area: zone('peaks'),
  resort: zone('rings'),
  forest_farm: zone('ticks'),
};

const park = (pattern: PatternId): AreaLook => ({ outline: 'ink', widthPx: 1.6, dashPx: [5, 2], pattern });
const PARKS: Readonly<Record<keyof typeof PARK_MARKS, AreaLook>> = {
  chemical: park('grid'),
  industrial: park('horizontal'),
  logistics: park('vertical'),
  small_business: park('plus'),
};

/** Areas of a grade are drawn by it; only water is drawn as water. */
const HAZARD_AREAS: Readonly<Partial<Record<keyof typeof HAZARD_MARKS, AreaLook>>> = {
  reservoir: { outline: 'water', widthPx: 1.4, dashPx: null, pattern: null },
  tailings_pond: { outline: 'gas', widthPx: 1.4, dashPx: null, pattern: null },
};

export const LAYER_LOOKS: Readonly<Record<LayerId, LayerLook>> = {
  regions: { kinds: {} },
  management_areas: { marksFromZoom: 9, kinds: kinds(MANAGEMENT_AREA_MARKS, {}, ZONES) },
  parks: { marksFromZoom: 10, kinds: kinds(PARK_MARKS, {}, PARKS) },
  // a sector is filtered by, not drawn: forty signs would say less than none
  enterprises: { kinds: {} },
  places: { marksFromZoom: 16, kinds: kinds(PLACE_MARKS) },
  risk_points: { marksFromZoom: 17, kinds: kinds(ACCIDENT_MARKS) },
  major_hazards: { marksFromZoom: 11, kinds: kinds(MAJOR_HAZARD_MARKS) },
  hazard_points: { marksFromZoom: 14, kinds: kinds(HAZARD_MARKS, {}, HAZARD_AREAS) },
  pipelines: { marksFromZoom: 11, kinds: kinds(MEDIUM_MARKS, PIPES) },
  lifelines: { marksFromZoom: 11, kinds: kinds(LIFELINE_MARKS, LIFELINE_LINES) },
  roads: { kinds: ROADS },
  protected_targets: { marksFromZoom: 12, kinds: kinds(TARGET_MARKS) },
  risk_contours: { kinds: {} },
  resources: { marksFromZoom: 9, kinds: kinds(RESOURCE_MARKS) },
  cameras: { marksFromZoom: 13, kinds: kinds(CAMERA_MARKS) },
  plans: { marksFromZoom: 11, kinds: kinds(PLAN_MARKS) },
  hidden_dangers: { marksFromZoom: 9, kinds: kinds(DANGER_MARKS) },
  tasks: { marksFromZoom: 12, kinds: kinds(TASK_MARKS) },
  accidents: { marksFromZoom: 10, kinds: kinds(ACCIDENT_MARKS) },
};

function kinds(
  marks: Readonly<Record<string, MarkId>>,
  lines: Readonly<Record<string, KindLook>> = {},
  areas: Readonly<Record<string, AreaLook>> = {},
): Record<string, KindLook> {
  return Object.fromEntries(
    Object.entries(marks).map(([kind, mark]) => [
      kind,
      { mark, ...lines[kind], ...(areas[kind] && { area: areas[kind] }) },
    ]),
  );
}

/** How a kind of a layer is drawn; nothing of its own where the layer does not tell its kinds apart. */
export function lookOf(layerId: LayerId, kind: string): KindLook {
  return LAYER_LOOKS[layerId].kinds[kind] ?? {};
}

/** Whether a reader of this role sees the layer without asking for it. */
export function defaultOn(layerId: LayerId, role: Role): boolean {
  if (layerId === 'regions') return true;
  // a visitor asks what is dangerous near home and where to go
  return role === 'public'
    ? layerId === 'hazard_points' || layerId === 'resources'
    : layerId === 'enterprises';
}
