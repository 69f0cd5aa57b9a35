/** Well-known binary (OGC 06-103r4 section 8), as the database writes it, to a geometry with every bit of its numbers. */
import type { ImportGeometry } from '../imports/geometry.ts';

type Position = [number, number];

/** Point, lines or areas of two dimensions; single lines and areas as the Multi type. @throws on anything else */
export function readWkb(bytes: Uint8Array): ImportGeometry {
  const reader = new Reader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return reader.geometry();
}

class Reader {
  readonly #view: DataView;
  #at = 0;
  #little = true;

  constructor(view: DataView) {
    this.#view = view;
  }

  geometry(): ImportGeometry {
    const type = this.#head();
    switch (type) {
      case 1:
        return { type: 'Point', coordinates: this.#position() };
      case 2:
        return { type: 'MultiLineString', coordinates: [this.#positions()] };
      case 3:
        return { type: 'MultiPolygon', coordinates: [this.#rings()] };
      case 5:
        return { type: 'MultiLineString', coordinates: this.#parts(2, () => this.#positions()) };
      case 6:
        return { type: 'MultiPolygon', coordinates: this.#parts(3, () => this.#rings()) };
      default:
        throw new Error(`Unexpected geometry type ${type} in WKB`);
    }
  }

  /** Byte order and type. */
  #head(): number {
    this.#little = this.#view.getUint8(this.#at) === 1;
    this.#at += 1;
    return this.#count();
  }

  #parts<T>(type: number, read: () => T): T[] {
    return Array.from({ length: this.#count() }, () => {
      const own = this.#head();
      if (own !== type) throw new Error(`Unexpected part of type ${own} in WKB`);
      return read();
    });
  }

  #rings(): Position[][] {
    return Array.from({ length: this.#count() }, () => this.#positions());
  }

  #positions(): Position[] {
    return Array.from({ length: this.#count() }, () => this.#position());
  }

  #position(): Position {
    return [this.#number(), this.#number()];
  }

  #count(): number {
    const count = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    return count;
  }

  #number(): number {
    const value = this.#view.getFloat64(this.#at, this.#little);
    this.#at += 8;
    return value;
  }
}
