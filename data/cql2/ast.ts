/** What a CQL2 filter says (OGC 21-065r2), after parsing: a tree without text, property names not yet checked. */

export type Position = readonly [lon: number, lat: number];

/** Geometries of a filter, lon/lat; an envelope is [west, south, east, north]. */
export type FilterGeometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'Envelope'; readonly bbox: readonly [number, number, number, number] };

export type Scalar =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  /** YYYY-MM-DD */
  | { readonly kind: 'date'; readonly value: string }
  /** RFC 3339 in UTC */
  | { readonly kind: 'timestamp'; readonly value: string };

export const COMPARISONS = ['=', '<>', '<', '>', '<=', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const SPATIAL = ['s_intersects', 's_within'] as const;
export type Spatial = (typeof SPATIAL)[number];

export type Filter =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly op: 'not'; readonly part: Filter }
  | { readonly op: 'compare'; readonly by: Comparison; readonly left: Scalar; readonly right: Scalar }
  | { readonly op: 'like'; readonly value: Scalar; readonly pattern: string }
  | { readonly op: 'between'; readonly value: Scalar; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: 'in'; readonly value: Scalar; readonly list: readonly Scalar[] }
  | { readonly op: 'isNull'; readonly value: Scalar }
  /** A named condition of the layer, as `fewer_cameras()`; what it means, the layer declares. */
  | { readonly op: 'condition'; readonly name: string; readonly text: string | null }
  /** The feature's geometry against a literal one. */
  | {
      readonly op: 'spatial';
      readonly by: Spatial;
      readonly property: string;
      readonly geometry: FilterGeometry;
    };
