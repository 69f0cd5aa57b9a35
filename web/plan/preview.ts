/** What a sketch measures while it is drawn, without asking the server: a preview, which the answer replaces. */
import type { Sketch } from '../map/props.ts';
import { shapesOf, type Geometry as Turf } from '../map/sketch-shapes.ts';

export interface Preview {
  /** Of the ground that is asked about; within 1 % of the geodesic area. Null = the sketch covers none. */
  readonly areaM2: number | null;
  /** Of the line that is asked along; null = there is none. */
  readonly lengthM: number | null;
}

/** Measures on a sphere. `turf` is passed in, because it is loaded with the first sketch. */
export function previewOf(
  sketch: Sketch,
  turf: Turf & Pick<typeof import('@turf/turf'), 'area' | 'length'>,
): Preview {
  const features = shapesOf(sketch, turf).features;
  const cover = features.find(({ geometry }) => geometry.type.endsWith('Polygon'));
  const line = features.find(
    ({ geometry, properties }) => geometry.type.endsWith('LineString') && properties?.part === 'line',
  );
  return {
    areaM2: cover ? turf.area(cover) : null,
    lengthM: line ? turf.length(line, { units: 'meters' }) : null,
  };
}
