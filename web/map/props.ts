/** What the map is told and what it tells: the whole contract between the screens and web/map. */
import type { Feature } from 'geojson';
import type { GradeKey } from '../../data/grade.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';

export type Theme = 'light' | 'dark';
export type Lang = 'zh' | 'en';
export type LonLat = readonly [lon: number, lat: number];

export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** What is drawn, and how. */
export interface Shown {
  readonly regions: boolean;
  readonly enterprises: boolean;
  /** The graded risk surface; the choropleth's fill is off while it is on. */
  readonly surface: boolean;
  /** Which level is filled; `auto` follows the zoom. */
  readonly level: 'auto' | Exclude<RegionLevel, 'city'>;
  /** Opacity factor of area grades, 0–1 (1 = the brief's alphas). */
  readonly opacity: number;
  /** Only these grades; null = all. */
  readonly grades: {
    readonly regions: readonly GradeKey[] | null;
    readonly enterprises: readonly GradeKey[] | null;
  };
  /** Only these sectors; null = all. */
  readonly sectors: readonly string[] | null;
}

/** An object of a layer, or a counted cell. */
export type Pick =
  | { readonly layer: 'regions' | 'enterprises'; readonly id: string; readonly at: LonLat }
  | {
      readonly layer: 'cells';
      readonly key: number;
      readonly counts: Readonly<Record<GradeKey, number>>;
      readonly at: LonLat;
    };

export interface Circle {
  readonly center: LonLat;
  readonly radiusM: number;
}

export interface CityMapProps {
  readonly theme: Theme;
  readonly lang: Lang;
  /** Reload the style and tiles when the reader changes. */
  readonly readerKey: string;
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
  readonly shown: Shown;
  readonly selected: Pick | null;
  /** A change of this object flies there (only if outside the free window). */
  readonly goTo: {
    readonly at: LonLat;
    readonly zoom?: number;
    readonly bbox?: readonly [number, number, number, number];
  } | null;
  /** A circle being sketched or asked; area grades step aside while one is there. */
  readonly circle: Circle | null;
  /** Where the reader stands, once they asked. */
  readonly here: LonLat | null;
  /** `point`: the next click sets the circle's centre instead of picking. */
  readonly tool: 'pick' | 'point';
  /** The answer's objects, drawn above everything but the selection. */
  readonly results: readonly Feature[];
  readonly onPick: (pick: Pick | null) => void;
  readonly onPoint: (at: LonLat) => void;
  /** The centre is dragged on the map (live, while the mouse moves). */
  readonly onCircle: (circle: Circle) => void;
  readonly onCamera: (camera: Camera) => void;
  /** null = all is well again. */
  readonly onProblem: (what: 'webgl' | 'tiles' | null) => void;
}
