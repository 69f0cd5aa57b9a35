/** What a screen tells the drawing board of a map, and what it hears from it. */
import type { Geometry, LineString, MultiLineString } from 'geojson';
import type { LonLat } from './props.ts';

/** Sources and layers of the board begin with it, so that a new style keeps them. */
export const DRAW_PREFIX = 'draw-board';

export const BOARD_KINDS = ['point', 'linestring', 'polygon', 'rectangle', 'circle'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

export interface BoardShape {
  /** A UUID. */
  readonly id: string;
  readonly kind: BoardKind;
  /** Point, LineString, or Polygon without holes; others are not put on the board. */
  readonly geometry: Geometry;
}

export interface BoardTold {
  /** While a hand moves; nothing is decided yet. */
  readonly onLive: (shape: BoardShape) => void;
  /** A shape was drawn, or changed by hand. */
  readonly onDone: (shape: BoardShape, isNew: boolean) => void;
  readonly onSelect: (id: string | null) => void;
}

export interface Board {
  readonly setMode: (mode: 'select' | BoardKind) => void;
  /** What lies on the board from now on. */
  readonly show: (shapes: readonly BoardShape[]) => void;
  readonly select: (id: string | null) => void;
  /** Takes back the last vertex of what is being drawn; false when nothing is. */
  readonly undoVertex: () => boolean;
  readonly redoVertex: () => boolean;
  /** Tells where the pointer is, until the function returned is called. */
  readonly follow: (onPointer: (at: LonLat) => void) => () => void;
  readonly remove: () => void;
}

/** A line whose nearest point to the pointer is shown. */
export interface NearTold {
  readonly line: LineString | MultiLineString;
  /** Metres as they stand beside the line that is drawn. */
  readonly write: (distanceM: number) => string;
  /** null = the pointer left the map. */
  readonly onNear: (distanceM: number | null) => void;
}
