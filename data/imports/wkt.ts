/** Well-known text (OGC 06-103r4 section 7) to a GeoJSON geometry; a prefix SRID=4326; is read over. */

export type WktGeometry =
  | { readonly ok: true; readonly geometry: { readonly type: string; readonly coordinates: unknown } }
  | { readonly ok: false; readonly detail: string };

const TYPES: Readonly<Record<string, { readonly type: string; readonly depth: number }>> = {
  POINT: { type: 'Point', depth: 0 },
  LINESTRING: { type: 'LineString', depth: 1 },
  POLYGON: { type: 'Polygon', depth: 2 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 },
  MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
  MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};

/** A geometry written as text, as GeoJSON has it: `MULTILINESTRING ((1 2, 3 4))`. Positions keep what they have. */
export function readWkt(text: string): WktGeometry {
  const head = /^\s*(?:SRID=4326;)?\s*([A-Z]+)\s*(?:Z|M|ZM)?\s*(?=\()/i.exec(text);
  const known = head === null ? undefined : TYPES[head[1]!.toUpperCase()];
  if (head === null || known === undefined) return { ok: false, detail: text.slice(0, 40) };
  try {
    const reader = new Reader(text, head[0].length);
    const inner = reader.level(known.depth);
    reader.end();
    // a point is one position in brackets, a list of one
    const coordinates = known.depth === 0 ? inner[0] : inner;
    if (known.depth === 0 && inner.length !== 1) return { ok: false, detail: text.slice(0, 40) };
    return { ok: true, geometry: { type: known.type, coordinates } };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, detail: error.message };
    throw error;
  }
}

class Fault extends Error {}

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?/iy;
const SPACE = /\s*/y;

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** A bracket with positions, or with `depth - 1` further levels of brackets. */
  level(depth: number): unknown[] {
    this.#take('(');
    const items: unknown[] = [];
    do {
      // MULTIPOINT may bracket each of its positions
      const bracket = depth > 1 || (depth === 1 && this.#next() === '(');
      items.push(bracket ? this.#item(depth) : this.#position());
    } while (this.#next() === ',' && this.#take(','));
    this.#take(')');
    return items;
  }

  end(): void {
    if (this.#next() !== '') throw this.#fault();
  }

  #item(depth: number): unknown {
    if (depth > 1) return this.level(depth - 1);
    this.#take('(');
    const position = this.#position();
    this.#take(')');
    return position;
  }

  #position(): number[] {
    const numbers: number[] = [];
    for (;;) {
      this.#next();
      NUMBER.lastIndex = this.#at;
      const found = NUMBER.exec(this.#text);
      if (found === null) break;
      this.#at += found[0].length;
      numbers.push(Number(found[0]));
    }
    if (numbers.length < 2 || numbers.length > 4) throw this.#fault();
    return numbers;
  }

  /** The next character that is no space; '' at the end. */
  #next(): string {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)![0].length;
    return this.#text.charAt(this.#at);
  }

  #take(character: string): true {
    if (this.#next() !== character) throw this.#fault();
    this.#at += 1;
    return true;
  }

  #fault(): Fault {
    return new Fault(`… ${this.#text.slice(Math.max(0, this.#at - 10), this.#at + 20)}`);
  }
}
