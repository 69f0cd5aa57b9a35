/** What the map is told and what it tells: the whole contract between the screens and web/map. */
import type { Feature, Geometry } from 'geojson';
import type { GradeKey } from '../../data/grade.ts';
import type { Role } from '../../data/layer.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';
import type { Pair } from './compare-pair.ts';
import type { Board, BoardTold, NearTold } from './draw-types.ts';
import type { ToolDrawing } from './drawn.ts';

export type Theme = 'light' | 'dark';
export type Lang = 'zh' | 'en';
export type LonLat = readonly [lon: number, lat: number];

export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** What of one layer is drawn. */
export interface LayerShown {
  readonly on: boolean;
  /** Only these words of the layer's kind field; null = all. */
  readonly kinds: readonly string[] | null;
  /** Only these grades; null = all. */
  readonly grades: readonly GradeKey[] | null;
  /** Only objects for which this filter (CQL2 text) holds; null = all. */
  readonly where: string | null;
  /** Opacity factor of its symbols, lines and fills, 0–1; absent = 1. Regions have `Shown.opacity`. */
  readonly opacity?: number;
}

/** A past moment of the map. `was`: as it was then, by what is known today; `known`: as was known then. */
export interface MapTime {
  /** A day in China, 'YYYY-MM-DD': its end. Or an instant of a day, ISO 8601 in UTC. */
  readonly at: string;
  readonly mode: 'was' | 'known';
}

/** One layer's points summed over the ground instead of one by one, in greys that never look like a grade. */
export interface Density {
  readonly layer: LayerId;
  /** `heat`: per km²; the others: cells of one size on the screen at every whole zoom. */
  readonly as: 'heat' | 'hexagons' | 'grid' | 'clusters';
  /** What is summed; heat by `worst` is heat by score, and what has no grades is counted. */
  readonly by: 'count' | 'worst' | 'score';
}

/** What is drawn, and how. */
export interface Shown {
  /** Absent = off. */
  readonly layers: Readonly<Partial<Record<LayerId, LayerShown>>>;
  /** The graded risk surface; the choropleth's fill is off while it is on. */
  readonly surface: boolean;
  readonly density: Density | null;
  /** Which level of regions is filled; `auto` follows the zoom. */
  readonly level: 'auto' | Exclude<RegionLevel, 'city'>;
  /** Opacity factor of area grades, 0–1 (1 = the brief's alphas). */
  readonly opacity: number;
  /** Layers that the reader ordered, top first, without regions, which lie under all; [] = the map's own order. */
  readonly order: readonly LayerId[];
  /** null = today. */
  readonly time: MapTime | null;
}

/** An object of a layer. */
export interface ObjectPick {
  readonly layer: LayerId;
  readonly id: string;
  readonly at: LonLat;
  /** What the map knows about it, for a list to choose from. */
  readonly name?: string;
  readonly kind?: string;
  readonly grade?: GradeKey;
}

/** Counted cells of one layer. */
export interface CellsPick {
  readonly layer: 'cells';
  readonly of: LayerId;
  readonly key: number;
  readonly counts: Readonly<Record<GradeKey, number>>;
  readonly at: LonLat;
}

/** Objects that lie over each other where the reader clicked. */
export interface SeveralPick {
  readonly layer: 'several';
  readonly among: readonly ObjectPick[];
  readonly at: LonLat;
}

export type Pick = ObjectPick | CellsPick | SeveralPick;

export interface Circle {
  readonly center: LonLat;
  readonly radiusM: number;
}

/** What a question asks around: drawn from these plain values, changed by dragging its corners. */
export type Sketch =
  | ({ readonly kind: 'circle' } & Circle)
  /** Corners in order; the last is not the first again. */
  | { readonly kind: 'polygon'; readonly ring: readonly LonLat[] }
  /** A line and the ground on both sides of it, metres to each side (0 = the line alone). */
  | { readonly kind: 'line'; readonly line: readonly LonLat[]; readonly widthM: number }
  /** An object of the register and the ground around it (0 = the object alone); it cannot be dragged. */
  | { readonly kind: 'shape'; readonly shape: Geometry; readonly aroundM: number };

/** What the map must know about a layer that the reader may see. */
export interface MapLayer {
  readonly id: LayerId;
  readonly label: string;
  /** What stands under its donuts while several layers are counted; absent = the label. */
  readonly short?: string;
  readonly graded: boolean;
}

/** What a screen asks of the map itself. */
export interface CityMapHandle {
  /** The map as it is drawn now; a PNG data URL. */
  readonly snapshot: () => Promise<string>;
  /** The map drawn anew for paper, in light colours. */
  readonly print: (wish: PrintWish) => Promise<PrintedMap>;
  /** Moves with the other maps of a pair from now on; ends with the function returned. */
  readonly join: (pair: Pair, side: string) => () => void;
  /** A board to draw on by hand; fetched when first asked for. */
  readonly board: (told: BoardTold) => Promise<Board>;
  /** Shows the point of a line that is nearest to the pointer; ends with the function answered. */
  readonly followNear: (told: NearTold) => Promise<() => void>;
}

/** A map for paper. */
export interface PrintWish {
  readonly camera: Camera;
  /** Side lengths in CSS pixels: 96 to the inch of paper. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture to the inch of paper. */
  readonly dpi: number;
  /** Which level of regions is filled, where the paper's zoom would choose another one than the screen's. */
  readonly level: Shown['level'];
}

export interface PrintedMap {
  readonly canvas: HTMLCanvasElement;
  /** Lower than asked for where the graphics card draws no larger picture. */
  readonly dpi: number;
  /** Some tiles did not come, so something is missing. */
  readonly incomplete: boolean;
  /** What of the register is in the picture. */
  readonly drawn: readonly DrawnLayer[];
}

/** What of a layer is in a picture of the map. */
export interface DrawnLayer {
  readonly id: LayerId;
  readonly grades: readonly GradeKey[];
  /** Words of its kind field. */
  readonly kinds: readonly string[];
  /** Some of its objects are drawn as counted cells, with their number. */
  readonly counted: boolean;
}

export interface CityMapProps {
  readonly theme: Theme;
  readonly lang: Lang;
  /** Only of a map beside the screen's own: what it is called. */
  readonly second?: string;
  /** Reload the style and tiles when the reader changes. */
  readonly readerKey: string;
  /** Whose layers the style holds. */
  readonly role: Role;
  /** Data version of each layer; a higher one refetches its tiles. */
  readonly versions: Readonly<Record<string, number>>;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly camera: Camera | null;
  /** Pixels covered by panels; what is selected sits in the free window. */
  readonly padding: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  /** The layers that the reader may see. */
  readonly catalogue: readonly MapLayer[];
  readonly shown: Shown;
  readonly selected: Pick | null;
  /** Line or area of the selected object, once it is known; regions are outlined without it. */
  readonly selectedShape: Geometry | null;
  /** A change of this object flies there (only if outside the free window). */
  readonly goTo: {
    readonly at: LonLat;
    readonly zoom?: number;
    readonly bbox?: readonly [number, number, number, number];
  } | null;
  /** What is being sketched or asked; area grades step aside while it is there. */
  readonly sketch: Sketch | null;
  /** What tools drew, lowest first; area grades step aside while there is any. */
  readonly drawings: readonly ToolDrawing[];
  /** Where the reader stands, once they asked. */
  readonly here: LonLat | null;
  /**
   * `point`: the next click tells a place instead of picking.
   * `byHand`: clicks belong to the drawing board.
   * `polygon`, `line`: every click adds a corner; a double click, Enter, or a click on the last corner (of a polygon
   * also the first) ends, Backspace takes the last corner back, Esc gives up. The map shows the corners so far
   * instead of `sketch`; setting another tool ends the drawing.
   */
  readonly tool: 'pick' | 'point' | 'polygon' | 'line' | 'byHand';
  /** Where the row of a list lies that the reader points at. */
  readonly hovered?: LonLat | null;
  /** The answer's objects, drawn above everything but the selection. */
  readonly results: readonly Feature[];
  readonly onPick: (pick: Pick | null) => void;
  readonly onPoint: (at: LonLat) => void;
  /** A corner, the centre or the edge is dragged on the map (live, while the mouse moves). */
  readonly onSketch: (sketch: Sketch) => void;
  /**
   * The corners drawn so far with the tool `polygon` or `line`; `done` once, when the person ended the drawing (a
   * polygon then has at least three corners, a line two). null = given up.
   */
  readonly onDraw: (corners: readonly LonLat[] | null, done: boolean) => void;
  /** Also what the map shows: west, south, east, north. */
  readonly onCamera: (camera: Camera, view: readonly [number, number, number, number]) => void;
  /** null = all is well again. */
  readonly onProblem: (what: 'webgl' | 'tiles' | null) => void;
}
