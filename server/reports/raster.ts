/** A small rasteriser for pictures in reports: polygons, lines and outlines of letters, twice as fine as the picture. */
import { deflateSync } from 'node:zlib';

type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

/** Subpixels of a pixel's side: edges come out smooth. */
const FINE = 2;

export interface Fill {
  /** '#rrggbb' */
  readonly colour: string;
  /** 0–1; 1 when absent. */
  readonly alpha?: number;
  /** Pixels of the picture, not subpixels, that are filled; all when absent. */
  readonly where?: (x: number, y: number) => boolean;
}

export class Raster {
  readonly width: number;
  readonly height: number;
  readonly #pixels: Uint8Array;

  constructor(width: number, height: number, ground: string) {
    this.width = width;
    this.height = height;
    this.#pixels = new Uint8Array(width * FINE * height * FINE * 3);
    const [r, g, b] = rgbOf(ground);
    for (let at = 0; at < this.#pixels.length; at += 3) {
      this.#pixels[at] = r;
      this.#pixels[at + 1] = g;
      this.#pixels[at + 2] = b;
    }
  }

  /** Rings in pixels; what lies within an odd number of them is filled (`nonzero`: by the turns around it). */
  fill(
    rings: readonly Ring[],
    { colour, alpha = 1, where }: Fill,
    rule: 'evenodd' | 'nonzero' = 'evenodd',
  ): void {
    const edges: { x0: number; y0: number; x1: number; y1: number; turn: number }[] = [];
    let top = Number.POSITIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    for (const ring of rings) {
      for (let at = 0; at < ring.length; at++) {
        const [ax, ay] = ring[at]!;
        const [bx, by] = ring[(at + 1) % ring.length]!;
        if (ay === by) continue;
        const down = ay < by;
        edges.push({
          x0: (down ? ax : bx) * FINE,
          y0: (down ? ay : by) * FINE,
          x1: (down ? bx : ax) * FINE,
          y1: (down ? by : ay) * FINE,
          turn: down ? 1 : -1,
        });
        top = Math.min(top, ay * FINE, by * FINE);
        bottom = Math.max(bottom, ay * FINE, by * FINE);
      }
    }
    const rgb = rgbOf(colour);
    const last = Math.min(this.height * FINE - 1, Math.ceil(bottom));
    edges.sort((a, b) => a.y0 - b.y0);
    let next = 0;
    let active: typeof edges = [];
    for (let row = Math.max(0, Math.floor(top)); row <= last; row++) {
      const y = row + 0.5;
      while (next < edges.length && edges[next]!.y0 <= y) active.push(edges[next++]!);
      active = active.filter((edge) => edge.y1 > y);
      const crossings = active
        .map((edge) => ({
          x: edge.x0 + ((y - edge.y0) / (edge.y1 - edge.y0)) * (edge.x1 - edge.x0),
          turn: edge.turn,
        }))
        .sort((a, b) => a.x - b.x);
      let inside = 0;
      for (let at = 0; at + 1 < crossings.length; at++) {
        inside += rule === 'evenodd' ? 1 : crossings[at]!.turn;
        if (rule === 'evenodd' ? inside % 2 === 0 : inside === 0) continue;
        this.#span(row, crossings[at]!.x, crossings[at + 1]!.x, rgb, alpha, where);
      }
    }
  }

  /** A line of this width in pixels, with round joins. */
  stroke(line: Ring, widthPx: number, colour: string, closed = false): void {
    const half = widthPx / 2;
    const count = closed ? line.length : line.length - 1;
    for (let at = 0; at < count; at++) {
      const [ax, ay] = line[at]!;
      const [bx, by] = line[(at + 1) % line.length]!;
      const length = Math.hypot(bx - ax, by - ay);
      if (length === 0) continue;
      const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
      this.fill(
        [
          [
            [ax + nx, ay + ny],
            [bx + nx, by + ny],
            [bx - nx, by - ny],
            [ax - nx, ay - ny],
          ],
        ],
        { colour },
      );
      if (widthPx > 1.5) this.fill([disc(ax, ay, half, 8)], { colour });
    }
  }

  /** RGB, 8 bits a channel (PNG 3rd edition). */
  png(): Uint8Array {
    const { width, height } = this;
    const rows = new Uint8Array((width * 3 + 1) * height);
    const fineRow = width * FINE * 3;
    for (let y = 0; y < height; y++) {
      const out = y * (width * 3 + 1) + 1;
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < 3; channel++) {
          const at = y * FINE * fineRow + x * FINE * 3 + channel;
          const sum =
            this.#pixels[at]! +
            this.#pixels[at + 3]! +
            this.#pixels[at + fineRow]! +
            this.#pixels[at + fineRow + 3]!;
          rows[out + x * 3 + channel] = sum >> 2;
        }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    return new Uint8Array(
      Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk('IHDR', head),
        chunk('IDAT', deflateSync(rows, { level: 6 })),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    );
  }

  #span(
    row: number,
    from: number,
    to: number,
    [r, g, b]: readonly [number, number, number],
    alpha: number,
    where: Fill['where'],
  ): void {
    const pixels = this.#pixels;
    const first = Math.max(0, Math.ceil(from - 0.5));
    const last = Math.min(this.width * FINE - 1, Math.ceil(to - 0.5) - 1);
    for (let x = first; x <= last; x++) {
      if (where && !where(x / FINE, row / FINE)) continue;
      const at = (row * this.width * FINE + x) * 3;
      pixels[at] = pixels[at]! + (r - pixels[at]!) * alpha;
      pixels[at + 1] = pixels[at + 1]! + (g - pixels[at + 1]!) * alpha;
      pixels[at + 2] = pixels[at + 2]! + (b - pixels[at + 2]!) * alpha;
    }
  }
}

/** A circle as a ring. */
export function disc(x: number, y: number, radius: number, corners = 20): Ring {
  return Array.from({ length: corners }, (_, at) => {
    const angle = (at / corners) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`Unexpected colour: ${colour}`);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const CRC = Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 (PNG 3rd edition, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}
