/** A TrueType font written from outlines: only the tables that a PDF needs (OpenType 1.9, chapters glyf, loca, cmap). */

/** Points of one closed curve; between two points that are off the curve lies one on it. */
export interface Contour {
  readonly points: readonly { readonly x: number; readonly y: number; readonly on: boolean }[];
}

export interface Outline {
  readonly codePoint: number;
  /** All lengths are in units of the em. */
  readonly advance: number;
  readonly contours: readonly Contour[];
}

export interface FontFace {
  readonly name: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly bold: boolean;
  /** Drawn for what has no outline. */
  readonly missing: Omit<Outline, 'codePoint'>;
  readonly outlines: readonly Outline[];
}

/** The font file. Glyph 0 is `missing`, the others follow in the order of their code points. */
export function writeTrueType(face: FontFace): Uint8Array {
  const outlines = [...face.outlines].sort((a, b) => a.codePoint - b.codePoint);
  const shapes = [face.missing, ...outlines].map(({ advance, contours }) => shapeOf(advance, contours));
  const loca = [0];
  for (const { data } of shapes) loca.push(loca.at(-1)! + data.length);
  const boxes = shapes.map(({ box }) => box).filter((box) => box !== null);
  const whole = boxes.reduce(
    (all, box) => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    [0, 0, 0, 0] as [number, number, number, number],
  );
  const tables: readonly (readonly [tag: string, data: Buffer])[] = [
    ['OS/2', os2(face)],
    ['cmap', cmap(outlines.map(({ codePoint }) => codePoint))],
    ['glyf', Buffer.concat(shapes.map(({ data }) => data))],
    ['head', head(face, whole)],
    ['hhea', hhea(face, shapes, whole)],
    ['hmtx', Buffer.concat(shapes.map(({ advance, box }) => int16(advance, box?.[0] ?? 0)))],
    ['loca', uint32(...loca)],
    ['maxp', maxp(shapes)],
    ['name', names(face)],
    ['post', Buffer.concat([uint32(0x00030000, 0), int16(-100, 50), uint32(0, 0, 0, 0, 0)])],
  ];
  return assemble(tables);
}

interface Shape {
  readonly advance: number;
  readonly data: Buffer;
  readonly box: readonly [number, number, number, number] | null;
  readonly points: number;
  readonly contours: number;
}

/** A simple glyph, every coordinate as a 16-bit difference: readable before small. */
function shapeOf(advance: number, contours: readonly Contour[]): Shape {
  const points = contours.flatMap((contour) =>
    contour.points.map(({ x, y, on }) => ({ x: Math.round(x), y: Math.round(y), on })),
  );
  const rounded = Math.round(advance);
  if (points.length === 0)
    return { advance: rounded, data: Buffer.alloc(0), box: null, points: 0, contours: 0 };
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  const ends: number[] = [];
  for (const contour of contours) ends.push((ends.at(-1) ?? -1) + contour.points.length);
  const differences = (values: readonly number[]) =>
    int16(...values.map((value, at) => value - (values[at - 1] ?? 0)));
  const data = Buffer.concat([
    int16(contours.length, ...box),
    int16(...ends, 0),
    Buffer.from(points.map(({ on }) => (on ? 1 : 0))),
    differences(xs),
    differences(ys),
  ]);
  return { advance: rounded, data: padded(data), box, points: points.length, contours: contours.length };
}

function head({ unitsPerEm, bold }: FontFace, box: readonly number[]): Buffer {
  return Buffer.concat([
    uint32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    int16(0b1011, unitsPerEm),
    // no date: the same text makes the same file
    uint32(0, 0, 0, 0),
    int16(...box, bold ? 1 : 0, 8, 2, 1, 0),
  ]);
}

function hhea({ ascent, descent }: FontFace, shapes: readonly Shape[], box: readonly number[]): Buffer {
  const widest = Math.max(...shapes.map(({ advance }) => advance));
  return Buffer.concat([
    uint32(0x00010000),
    int16(ascent, descent, 0, widest, box[0]!, 0, box[2]!, 1, 0, 0, 0, 0, 0, 0, 0, shapes.length),
  ]);
}

function maxp(shapes: readonly Shape[]): Buffer {
  const most = (of: (shape: Shape) => number) => Math.max(...shapes.map(of));
  return Buffer.concat([
    uint32(0x00010000),
    int16(
      shapes.length,
      most(({ points }) => points),
      most(({ contours }) => contours),
    ),
    int16(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
  ]);
}

/** Format 12: whole code points, one group for each run of neighbours. */
function cmap(codePoints: readonly number[]): Buffer {
  const groups: [first: number, last: number, glyph: number][] = [];
  codePoints.forEach((codePoint, at) => {
    const group = groups.at(-1);
    if (group && group[1] + 1 === codePoint) group[1] = codePoint;
    else groups.push([codePoint, codePoint, at + 1]);
  });
  return Buffer.concat([
    int16(0, 1, 3, 10),
    uint32(12),
    int16(12, 0),
    uint32(16 + 12 * groups.length, 0, groups.length, ...groups.flat()),
  ]);
}

function os2({ ascent, descent, bold }: FontFace): Buffer {
  return Buffer.concat([
    int16(4, 500, bold ? 700 : 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    Buffer.alloc(10 + 16),
    Buffer.from('    ', 'ascii'),
    int16(bold ? 0x20 : 0x40, 0x20, 0xffff, ascent, descent, 0, ascent, -descent),
    uint32(0, 0),
    int16(543, 733, 0, 0x20, 2),
  ]);
}

function names({ name }: FontFace): Buffer {
  const texts = [
    [1, name],
    [2, 'Regular'],
    [4, name],
    [6, name],
  ] as const;
  const encoded = texts.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  const records = texts.map(([id], at) => {
    const { length } = encoded[at]!;
    const record = int16(3, 1, 0x409, id, length, offset);
    offset += length;
    return record;
  });
  return Buffer.concat([int16(0, texts.length, 6 + 12 * texts.length), ...records, ...encoded]);
}

function assemble(tables: readonly (readonly [tag: string, data: Buffer])[]): Buffer {
  const range = 2 ** Math.floor(Math.log2(tables.length)) * 16;
  let offset = 12 + 16 * tables.length;
  const directory = tables.map(([tag, data]) => {
    const record = Buffer.concat([Buffer.from(tag, 'ascii'), uint32(sumOf(data), offset, data.length)]);
    offset += padded(data).length;
    return record;
  });
  const file = Buffer.concat([
    uint32(0x00010000),
    int16(tables.length, range, Math.log2(range / 16), tables.length * 16 - range),
    ...directory,
    ...tables.map(([, data]) => padded(data)),
  ]);
  const headAt = directory[tables.findIndex(([tag]) => tag === 'head')]!.readUInt32BE(8);
  file.writeUInt32BE((0xb1b0afba - sumOf(file)) >>> 0, headAt + 8);
  return file;
}

function sumOf(data: Buffer): number {
  const whole = padded(data);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

function padded(data: Buffer): Buffer {
  return data.length % 4 === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - (data.length % 4))]);
}

/** Signed and unsigned words alike: two bytes each, big end first. */
function int16(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) data.writeUInt16BE(Math.round(value) & 0xffff, at * 2);
  return data;
}

function uint32(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) data.writeUInt32BE(value >>> 0, at * 4);
  return data;
}
