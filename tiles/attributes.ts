/** Which declared fields travel in tiles. */
import { type Layer, type Reader, readableFields } from '../data/layer.ts';

/** Declared attributes that travel at this zoom and that the reader may see. */
export function tileAttributes(layer: Layer, reader: Reader, z: number): string[] {
  return readableFields(layer, reader.role).filter((name) => {
    const from = layer.fields[name]?.tileFromZoom;
    return from !== undefined && z >= from;
  });
}
