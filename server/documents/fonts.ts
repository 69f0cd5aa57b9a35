/** The font of a PDF: exactly the characters of one document, out of Noto Sans SC (and JP for what SC lacks), SIL OFL 1.1. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { LRUCache } from 'lru-cache';
import wawoff2 from 'wawoff2';
import { type Contour, type Outline, writeTrueType } from './truetype.ts';

export type Weight = 400 | 700;

const FAMILIES = ['noto-sans-sc', 'noto-sans-jp'] as const;
type Family = (typeof FAMILIES)[number];

const require = createRequire(import.meta.url);
const packageOf = (family: Family) => `@fontsource-variable/${family}`;

/** A part of a family and the code points that it is for: the families come in slices of some hundred characters. */
interface Slice {
  readonly family: Family;
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

let slices: readonly Slice[] | null = null;
/** A slice takes about half a megabyte once it is unpacked; a long report needs nearly all of them. */
const opened = new LRUCache<string, Promise<Font>>({ max: 130 });
const weights = new WeakMap<Font, Map<Weight, Font>>();
const outlines = new LRUCache<string, Outline>({ max: 20_000 });

/** A hollow box, one em wide. */
const BOX: readonly Contour[] = [square(80, -60, 920, 860), square(130, 810, 870, -10)];

/**
 * A TrueType font with an outline for every character of the text. What neither family has is a hollow box of its own,
 * so that the text can still be copied and searched.
 */
export async function fontFor(text: string, weight: Weight): Promise<Uint8Array> {
  const codePoints = new Set([...text].map((char) => char.codePointAt(0)!));
  codePoints.add(0x20);
  const found: Outline[] = [];
  for (const codePoint of codePoints) found.push(await outlineOf(codePoint, weight));
  return writeTrueType({
    name: weight === 700 ? 'FourcolorSans-Bold' : 'FourcolorSans-Regular',
    unitsPerEm: 1000,
    // the families' own: lines of Chinese stand apart by about one and a half
    ascent: 1160,
    descent: -288,
    bold: weight === 700,
    missing: { advance: 1000, contours: BOX },
    outlines: found,
  });
}

/** The outlines of a text's characters in order, in thousandths of the em: for pictures. */
export async function outlinesFor(text: string, weight: Weight): Promise<Outline[]> {
  const found: Outline[] = [];
  for (const char of text) found.push(await outlineOf(char.codePointAt(0)!, weight));
  return found;
}

/** Whether one of the families draws this character. */
export async function isDrawable(codePoint: number): Promise<boolean> {
  return (await fontWith(codePoint)) !== null;
}

async function outlineOf(codePoint: number, weight: Weight): Promise<Outline> {
  const key = `${weight} ${codePoint}`;
  const known = outlines.get(key);
  if (known) return known;
  const font = await fontWith(codePoint);
  const outline = font ? read(font, codePoint, weight) : { codePoint, advance: 1000, contours: BOX };
  outlines.set(key, outline);
  return outline;
}

async function fontWith(codePoint: number): Promise<Font | null> {
  slices ??= FAMILIES.flatMap(slicesOf);
  for (const slice of slices) {
    if (!slice.ranges.some(([first, last]) => first <= codePoint && codePoint <= last)) continue;
    const font = await open(slice);
    if (font.hasGlyphForCodePoint(codePoint)) return font;
  }
  return null;
}

function slicesOf(family: Family): Slice[] {
  const named: Readonly<Record<string, string>> = require(`${packageOf(family)}/unicode.json`);
  return Object.entries(named).map(([name, ranges]) => ({
    family,
    file: `${packageOf(family)}/files/${family}-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: ranges.split(',').map((range) => {
      const [first = '', last = first] = range.trim().slice('U+'.length).split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    }),
  }));
}

function open({ file }: Slice): Promise<Font> {
  const known = opened.get(file);
  if (known) return known;
  const opening = readFile(require.resolve(file))
    .then((file) => wawoff2.decompress(file))
    .then((bytes) => {
      const font = create(Buffer.from(bytes));
      if (!('getVariation' in font)) throw new Error(`Not a single font: ${file}`);
      return font;
    });
  opened.set(file, opening);
  return opening;
}

/** The outline at this weight. The families are variable: their own outlines are those of the thinnest weight. */
function read(font: Font, codePoint: number, weight: Weight): Outline {
  const glyph = atWeight(font, weight).glyphForCodePoint(codePoint);
  const contours: Contour[] = [];
  let points: { x: number; y: number; on: boolean }[] = [];
  for (const { command, args } of glyph.path.commands) {
    if (command === 'moveTo') points = [{ x: args[0]!, y: args[1]!, on: true }];
    else if (command === 'lineTo') points.push({ x: args[0]!, y: args[1]!, on: true });
    else if (command === 'quadraticCurveTo')
      points.push({ x: args[0]!, y: args[1]!, on: false }, { x: args[2]!, y: args[3]!, on: true });
    else if (command === 'closePath') {
      if (points.length > 2) contours.push({ points });
      points = [];
    } else throw new Error(`Unexpected command of an outline: ${command}`);
  }
  return { codePoint, advance: glyph.advanceWidth, contours };
}

function atWeight(font: Font, weight: Weight): Font {
  const known = weights.get(font) ?? new Map<Weight, Font>();
  weights.set(font, known);
  const made = known.get(weight) ?? font.getVariation({ wght: weight });
  known.set(weight, made);
  return made;
}

function square(left: number, bottom: number, right: number, top: number): Contour {
  const at = (x: number, y: number) => ({ x, y, on: true });
  return { points: [at(left, bottom), at(left, top), at(right, top), at(right, bottom)] };
}
