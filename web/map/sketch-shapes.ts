/** A sketch as shapes on the map: what it covers, its line, and the handles by which it is dragged. */
import type { Feature, FeatureCollection, Position } from 'geojson';
import type { LonLat, Sketch } from './props.ts';

/** A handle: the centre and the edge of a circle, or a corner; `middle` makes a new corner before `index`. */
export type Handle = 'centre' | 'edge' | 'corner' | 'middle';

/** The pieces of turf that shapes need; the library is loaded with the first sketch. */
export type Geometry = Pick<typeof import('@turf/turf'), 'circle' | 'destination' | 'buffer' | 'lineString'>;

/** Everything that is drawn for a sketch. */
export function shapesOf(sketch: Sketch, turf: Geometry): FeatureCollection {
  return { type: 'FeatureCollection', features: [...coverOf(sketch, turf), ...handlesOf(sketch, turf)] };
}

function coverOf(sketch: Sketch, turf: Geometry): Feature[] {
  if (sketch.kind === 'circle')
    return [turf.circle([...sketch.center], sketch.radiusM, { steps: 96, units: 'meters' })];
  if (sketch.kind === 'polygon') {
    const ring = sketch.ring.map(position);
    const [first] = ring;
    if (!first || ring.length < 3) return ring.length === 2 ? [lineOf(ring)] : [];
    return [shape({ type: 'Polygon', coordinates: [[...ring, first]] }, 'cover')];
  }
  if (sketch.kind === 'shape') return aroundShape(sketch.shape, sketch.aroundM, turf);
  const line = sketch.line.map(position);
  if (line.length < 2) return [];
  const beside =
    sketch.widthM > 0 && turf.buffer(turf.lineString(line), sketch.widthM, { units: 'meters', steps: 24 });
  return [...(beside ? [beside] : []), lineOf(line)];
}

function aroundShape(geometry: Feature['geometry'], aroundM: number, turf: Geometry): Feature[] {
  const area = geometry.type.endsWith('Polygon');
  const own = geometry.type === 'Point' ? [] : [shape(geometry, area ? 'cover' : 'line')];
  if (aroundM === 0) return own;
  const around = turf.buffer(shape(geometry, 'line'), aroundM, { units: 'meters', steps: 24 });
  return around ? [around, ...own.filter(() => !area)] : own;
}

function handlesOf(sketch: Sketch, turf: Geometry): Feature[] {
  if (sketch.kind === 'shape') return [];
  if (sketch.kind === 'circle') {
    const edge = turf.destination([...sketch.center], sketch.radiusM, 90, { units: 'meters' });
    return [handle('centre', position(sketch.center), 0), handle('edge', edge.geometry.coordinates, 0)];
  }
  const closed = sketch.kind === 'polygon';
  const corners = cornersOf(sketch);
  const middles = corners.flatMap((at, index) => {
    const before = corners[index - 1] ?? (closed ? corners.at(-1) : undefined);
    return before && corners.length > 1 ? [handle('middle', between(before, at), index)] : [];
  });
  return [...middles, ...corners.map((at, index) => handle('corner', position(at), index))];
}

/** The corners of a polygon or a line; nothing else has any. */
export function cornersOf(sketch: Sketch): readonly LonLat[] {
  if (sketch.kind === 'circle' || sketch.kind === 'shape') return [];
  return sketch.kind === 'polygon' ? sketch.ring : sketch.line;
}

/** The same sketch with other corners. */
export function withCorners(
  sketch: Exclude<Sketch, { kind: 'circle' | 'shape' }>,
  corners: readonly LonLat[],
): Sketch {
  return sketch.kind === 'polygon' ? { ...sketch, ring: corners } : { ...sketch, line: corners };
}

const position = ([lon, lat]: LonLat): Position => [lon, lat];
const between = (a: LonLat, b: LonLat): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

function lineOf(coordinates: Position[]): Feature {
  return shape({ type: 'LineString', coordinates }, 'line');
}

function shape(geometry: Feature['geometry'], part: 'cover' | 'line'): Feature {
  return { type: 'Feature', geometry, properties: { part } };
}

function handle(name: Handle, coordinates: Position, index: number): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { handle: name, index } };
}
