/** What tools lay over the map beside the register's own layers: a risk field, shapes with a look, places to drag. */
import type { Geometry } from 'geojson';
import type { TintId } from '../../data/regions/tints.ts';
import type { AreaLevel } from '../../tiles/levels.ts';
import type { LonLat } from './props.ts';

/**
 * Values on a grid whose rows are equally spaced in Web Mercator, from the north; drawn as a transparent violet ramp on
 * a fixed logarithmic scale with isolines at the limits. 0 = nothing.
 */
export interface FieldDrawing {
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly width: number;
  readonly height: number;
  /** Individual risk per year. */
  readonly values: Float32Array;
  /** A second field that is added to the first where its own box lies: a proposed plant while it is dragged. */
  readonly added?: Omit<FieldDrawing, 'added'>;
}

/** How a shape is drawn; colours and dashes are those of the map's marks. */
export const SHAPE_LOOKS = [
  /** Threat zones by severity: lethal, irreversible, discomfort; `zone-out` hatched: outside the model's range. */
  'zone-1',
  'zone-2',
  'zone-3',
  'zone-out',
  /** Where the zones may lie while the wind turns. */
  'zone-turn',
  /** Consultation zones. */
  'consult-inner',
  'consult-middle',
  'consult-outer',
  /** A protection strip or a safety distance. */
  'safety',
  /** Objects that break a rule or a limit, and such that keep it. */
  'breach',
  'kept',
  /** What a person drew. */
  'drawn',
  /** Individual-risk lines, when they come as shapes. */
  'contour',
] as const;
export type ShapeLook = (typeof SHAPE_LOOKS)[number];

export interface DrawnShape {
  readonly id: string;
  readonly look: ShapeLook;
  readonly geometry: Geometry;
  /** Stands on its outline or beside its point. */
  readonly label?: string;
}

/** A place on the map that a person drags, or moves with the arrow keys. */
export interface Handle {
  readonly id: string;
  readonly at: LonLat;
  readonly mark: 'release' | 'plant' | 'school' | 'housing' | 'place';
  /** Its accessible name; `tag` stands beside it. */
  readonly label: string;
  readonly tag?: string;
  readonly draggable: boolean;
}

/** A class of an indicator's fixed scale, a category's tint, or not known. */
export type RegionLook = `class-${number}` | `tint-${TintId}` | 'unknown';

/** Regions of one level filled by something else than their grade; grades are off meanwhile. */
export interface RegionFill {
  readonly level: AreaLevel;
  /** By id of the region; those that are not in it keep the ground. */
  readonly looks: ReadonlyMap<string, RegionLook>;
}

/** All that a tool lays over the map, and what it wants to hear. */
export interface ToolDrawing {
  readonly field: FieldDrawing | null;
  /** Lower shapes first. */
  readonly shapes: readonly DrawnShape[];
  readonly handles: readonly Handle[];
  /** Absent = regions keep their grades. */
  readonly regions?: RegionFill | null;
  /** Clicks on the map are the tool's own: it draws there by hand. */
  readonly byHand?: boolean;
  /** Set while the next click on the map tells a place instead of picking. */
  readonly onPoint: ((at: LonLat) => void) | null;
  /** Live while it is dragged; `done` once it is let go. */
  readonly onHandle: ((id: string, at: LonLat, done: boolean) => void) | null;
}

export const NOTHING_DRAWN: ToolDrawing = {
  field: null,
  shapes: [],
  handles: [],
  onPoint: null,
  onHandle: null,
};

/** What the drawings want regions to be filled by; the last one has its way. */
export const regionFillOf = (drawings: readonly ToolDrawing[]): RegionFill | null =>
  drawings.findLast(({ regions }) => regions)?.regions ?? null;
