/** The asked place as the map draws it, and the box that shows all of it. */
import type { Geometry, Position } from 'geojson';
import type { LonLat, Sketch } from '../map/props.ts';
import { boxAround, boxOfGeometry } from '../parts/place.ts';
import type { Question } from './question.ts';

type Box = [west: number, south: number, east: number, north: number];

/** The shape to draw; null while there is none, and for whole layers. */
export function sketchOf({ way, ...question }: Question): Sketch | null {
  switch (way) {
    case 'circle':
      return question.center && { kind: 'circle', center: question.center, radiusM: question.radiusM };
    case 'polygon':
      return question.ring.length > 1 ? { kind: 'polygon', ring: question.ring } : null;
    case 'line':
      return question.line.length > 1 ? { kind: 'line', line: question.line, widthM: question.widthM } : null;
    case 'object': {
      // measured from the plant's boundary, which only the server knows
      if (!question.object?.shape || question.object.layer === 'major_hazards') return null;
      return { kind: 'shape', shape: question.object.shape, aroundM: question.aroundM };
    }
    case 'nearest':
      return question.center && { kind: 'shape', shape: pointAt(question.center), aroundM: 0 };
    default:
      return null;
  }
}

/** The parts of a question that a dragged sketch changes. */
export function partOf(sketch: Sketch): Partial<Question> {
  switch (sketch.kind) {
    case 'circle':
      return { center: sketch.center, radiusM: sketch.radiusM };
    case 'polygon':
      return { ring: sketch.ring };
    case 'line':
      return { line: sketch.line };
    default:
      return {};
  }
}

/** [west, south, east, north] around a sketch. */
export function boxOfSketch(sketch: Sketch): Box {
  switch (sketch.kind) {
    case 'circle':
      return boxAround(sketch);
    case 'polygon':
      return boxOfGeometry({ type: 'MultiPoint', coordinates: sketch.ring.map(([lon, lat]) => [lon, lat]) });
    case 'line':
      return wider(
        boxOfGeometry({ type: 'MultiPoint', coordinates: sketch.line.map(([lon, lat]) => [lon, lat]) }),
        sketch.widthM,
      );
    case 'shape':
      return wider(boxOfGeometry(sketch.shape), sketch.aroundM);
  }
}

function wider([west, south, east, north]: Box, metres: number): Box {
  if (metres === 0) return [west, south, east, north];
  const [a, b] = boxAround({ center: [west, south], radiusM: metres });
  const [, , c, d] = boxAround({ center: [east, north], radiusM: metres });
  return [a, b, c, d];
}

const pointAt = ([lon, lat]: LonLat) => ({ type: 'Point' as const, coordinates: [lon, lat] });

/** The question that a drawn shape asks; null for shapes of several parts, which no sketch holds. */
export function partOfShape(shape: Geometry): Partial<Question> | null {
  const corners = (line: readonly Position[]) => line.map(([lon = 0, lat = 0]): LonLat => [lon, lat]);
  switch (shape.type) {
    case 'Point':
      return { way: 'circle', center: corners([shape.coordinates])[0]! };
    case 'LineString':
      return { way: 'line', line: corners(shape.coordinates) };
    case 'Polygon':
      return { way: 'polygon', ring: corners(shape.coordinates[0]!.slice(0, -1)) };
    default:
      return null;
  }
}
