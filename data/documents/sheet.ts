/** One sheet of paper as marks at places in millimetres: what the screen, a PNG and a PDF all draw the same way. */
import { z } from 'zod';

/** ISO 216, portrait, mm. */
export const PAPERS = {
  A4: [210, 297],
  A3: [297, 420],
  A1: [594, 841],
} as const satisfies Record<string, readonly [widthMm: number, heightMm: number]>;
export type PaperId = keyof typeof PAPERS;

const colour = z.enum(['ink', 'second', 'line', 'paper', 'demo']);
export type SheetColour = z.infer<typeof colour>;

/** From the upper left corner; y grows downwards. */
const mm = z.number().min(-100).max(2000);
const side = z.number().min(0).max(2000);
const text = z.string().max(2000);

const Mark = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    /** Of the baseline's left end, middle or right end, as `align` says. */
    x: mm,
    y: mm,
    text,
    sizeMm: z.number().min(0.5).max(100),
    bold: z.boolean(),
    colour,
    align: z.enum(['left', 'center', 'right']),
    /** Set smaller where it would be wider. */
    maxMm: side,
  }),
  z.strictObject({
    kind: z.literal('shape'),
    points: z
      .array(z.tuple([mm, mm]))
      .min(2)
      .max(100),
    closed: z.boolean(),
    fill: colour.nullable(),
    stroke: colour.nullable(),
    strokeMm: z.number().min(0).max(10),
  }),
  z.strictObject({
    kind: z.literal('picture'),
    x: mm,
    y: mm,
    width: side,
    height: side,
    /** Of the sheet's pictures; 'map' is the map. */
    picture: z.union([z.literal('map'), z.int().min(0).max(200)]),
  }),
]);
export type SheetMark = z.infer<typeof Mark>;

/** A sheet as it is sent to be written: lower marks first. */
export const SheetSchema = z.strictObject({
  widthMm: z.number().min(100).max(1300),
  heightMm: z.number().min(100).max(1300),
  title: z.string().min(1).max(200),
  lang: z.enum(['zh', 'en']),
  /** What somebody who does not see the map must know. */
  alt: text,
  marks: z.array(Mark).max(600),
  /** Signs of the legend: PNG, base64. */
  pictures: z.array(z.base64().max(100_000)).max(201),
});
export type Sheet = z.infer<typeof SheetSchema>;

/** On paper, never a grade's. */
export const SHEET_COLOURS: Readonly<Record<SheetColour, string>> = {
  ink: '#14181d',
  second: '#47505b',
  line: '#7c8692',
  paper: '#ffffff',
  demo: '#74520b',
};

/** Pixels of a side at a resolution. */
export const pixelsOf = (lengthMm: number, dpi: number): number => Math.round((lengthMm / 25.4) * dpi);
