/** Where everything stands on a printed map: title, map, legend, scale, north, sources. Plain values in, marks out. */
import {
  PAPERS,
  type PaperId,
  type Sheet,
  type SheetColour,
  type SheetMark,
} from '../../../data/documents/sheet.ts';
import { CSS_PX_MM, scaleBar } from './map-scale.ts';
import { type Measure, wrapped } from './wrapped.ts';

export type Orientation = 'portrait' | 'landscape';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes in mm, known before the map is drawn. */
export interface Frame {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Text grows with the paper, as larger paper is read from further away. */
  readonly grown: number;
  readonly map: Box;
  /** Legend and facts: beside the map, or below it. */
  readonly notes: Box;
  readonly columns: number;
}

const MARGIN = 10;
const GAP = 4;
const GROWN: Readonly<Record<PaperId, number>> = { A4: 1, A3: 1.2, A1: 2 };

export function frameOf(paper: PaperId, orientation: Orientation): Frame {
  const [short, long] = PAPERS[paper];
  const grown = GROWN[paper];
  const [widthMm, heightMm] = orientation === 'portrait' ? [short, long] : [long, short];
  const top = MARGIN + 14 * grown;
  const width = widthMm - 2 * MARGIN;
  const height = heightMm - MARGIN - top;
  const beside = orientation === 'landscape';
  const notes = beside ? 62 * grown : 64 * grown;
  return {
    widthMm,
    heightMm,
    grown,
    map: {
      x: MARGIN,
      y: top,
      width: beside ? width - notes - GAP : width,
      height: beside ? height : height - notes - GAP,
    },
    notes: beside
      ? { x: MARGIN + width - notes, y: top, width: notes, height }
      : { x: MARGIN, y: top + height - notes, width, height: notes },
    columns: beside ? 1 : 3,
  };
}

export interface LegendGroup {
  readonly name: string;
  readonly rows: readonly {
    readonly words: string;
    /** Number among the sheet's pictures, and its size in CSS pixels. */
    readonly picture: number;
    readonly widthPx: number;
    readonly heightPx: number;
  }[];
}

export interface SheetContent {
  readonly title: string;
  /** What is narrowed, in words; stands under the title. */
  readonly subtitle: string;
  readonly legendTitle: string;
  readonly legend: readonly LegendGroup[];
  /** Said where the legend has no more room. */
  readonly more: (rows: number) => string;
  /** Sources, dates, who made it, …: on every sheet, however long. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** 1:n at the middle of the map. */
  readonly scale: number;
  readonly scaleWords: string;
  /** Mark of invented data; null = real data. */
  readonly demo: string | null;
  readonly north: string;
}

const text = (
  x: number,
  y: number,
  words: string,
  sizeMm: number,
  maxMm: number,
  look: { bold?: boolean; colour?: SheetColour; align?: 'left' | 'center' | 'right' } = {},
): SheetMark => ({
  kind: 'text',
  x,
  y,
  text: words,
  sizeMm,
  bold: look.bold ?? false,
  colour: look.colour ?? 'ink',
  align: look.align ?? 'left',
  maxMm,
});

const box = (
  { x, y, width, height }: Box,
  fill: SheetColour | null,
  stroke: SheetColour | null,
): SheetMark => ({
  kind: 'shape',
  points: [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ],
  closed: true,
  fill,
  stroke,
  strokeMm: 0.25,
});

/** All marks of the sheet, lower ones first; the map is the picture 'map'. */
export function marksOf(frame: Frame, content: SheetContent, measure: Measure): Sheet['marks'] {
  const { map } = frame;
  return [
    box({ x: 0, y: 0, width: frame.widthMm, height: frame.heightMm }, 'paper', null),
    { kind: 'picture', ...map, picture: 'map' },
    box(map, null, 'ink'),
    ...head(frame, content, measure),
    ...scaleMarks(frame, content),
    ...northMarks(frame, content),
    ...notesMarks(frame, content, measure),
  ];
}

function head(
  { widthMm, grown }: Frame,
  { title, subtitle, demo }: SheetContent,
  measure: Measure,
): SheetMark[] {
  const width = widthMm - 2 * MARGIN;
  const [titleMm, smallMm] = [6 * grown, 3 * grown];
  const demoMm = demo ? measure(demo, smallMm, true) + 4 * grown : 0;
  const base = MARGIN + 6 * grown;
  return [
    text(MARGIN, base, title, titleMm, width - demoMm - 2, { bold: true }),
    ...(demo
      ? [
          box(
            { x: widthMm - MARGIN - demoMm, y: base - 4.4 * grown, width: demoMm, height: 5.4 * grown },
            null,
            'demo' as const,
          ),
          text(widthMm - MARGIN - demoMm / 2, base - 0.6 * grown, demo, smallMm, demoMm, {
            bold: true,
            colour: 'demo',
            align: 'center',
          }),
        ]
      : []),
    text(MARGIN, base + 5 * grown, oneLine(subtitle, width, smallMm, measure), smallMm, width, {
      colour: 'second',
    }),
  ];
}

function oneLine(words: string, widthMm: number, sizeMm: number, measure: Measure): string {
  const [first = '', second] = wrapped(words, widthMm - sizeMm, sizeMm, false, measure);
  return second === undefined ? first : `${first}…`;
}

function scaleMarks({ map, grown }: Frame, { scale, scaleWords }: SheetContent): SheetMark[] {
  const bar = scaleBar(scale, 40 * grown);
  const plate = {
    x: map.x + 3,
    y: map.y + map.height - 3 - 12 * grown,
    width: bar.mm + 12 * grown,
    height: 12 * grown,
  };
  const [x, y] = [plate.x + 3 * grown, plate.y + 8 * grown];
  const length = bar.metres < 1000 ? `${bar.metres} m` : `${bar.metres / 1000} km`;
  const half = bar.mm / 2;
  const part = (from: number, filled: boolean) =>
    box({ x: x + from, y, width: half, height: 1.2 * grown }, filled ? 'ink' : 'paper', 'ink');
  return [
    box(plate, 'paper', 'line'),
    text(x, plate.y + 4 * grown, scaleWords, 3 * grown, plate.width - 4 * grown, { bold: true }),
    part(0, true),
    part(half, false),
    text(x, y - 0.8 * grown, '0', 2.4 * grown, 10 * grown),
    text(x + bar.mm, y - 0.8 * grown, length, 2.4 * grown, 16 * grown, { align: 'center' }),
  ];
}

function northMarks({ map, grown }: Frame, { north }: SheetContent): SheetMark[] {
  const plate = { x: map.x + map.width - 3 - 9 * grown, y: map.y + 3, width: 9 * grown, height: 14 * grown };
  const middle = plate.x + plate.width / 2;
  const [tip, foot] = [plate.y + 4.6 * grown, plate.y + 12.6 * grown];
  const wing = 2.4 * grown;
  const half = (side: number, fill: SheetColour): SheetMark => ({
    kind: 'shape',
    points: [
      [middle, tip],
      [middle + side * wing, foot],
      [middle, foot - 1.8 * grown],
    ],
    closed: true,
    fill,
    stroke: 'ink',
    strokeMm: 0.2,
  });
  return [
    box(plate, 'paper', 'line'),
    text(middle, plate.y + 3.6 * grown, north, 2.8 * grown, plate.width, { bold: true, align: 'center' }),
    half(-1, 'ink'),
    half(1, 'paper'),
  ];
}

/** Facts at the foot of the last column, the legend in what is left. */
function notesMarks(frame: Frame, content: SheetContent, measure: Measure): SheetMark[] {
  const { notes, columns, grown } = frame;
  const gutter = columns > 1 ? GAP : 0;
  const width = (notes.width - gutter * (columns - 1)) / columns;
  const columnX = (column: number) => notes.x + column * (width + gutter);
  const facts = factMarks(columnX(columns - 1), width, content, grown, measure);
  const factsTop = columns > 1 ? notes.y : notes.y + notes.height - facts.height;
  const legendColumns = Math.max(1, columns - 1);
  const bottom = columns > 1 ? notes.y + notes.height : factsTop - 2 * grown;
  return [
    ...legendMarks(content, {
      columnX,
      columns: legendColumns,
      width,
      top: notes.y,
      bottom,
      grown,
      measure,
    }),
    ...facts.marks(factsTop),
  ];
}

function factMarks(x: number, width: number, { facts }: SheetContent, grown: number, measure: Measure) {
  const sizeMm = 2.5 * grown;
  const step = 3.6 * grown;
  const lines = facts.flatMap(([label, value]) =>
    wrapped(`${label} ${value}`, width, sizeMm, false, measure),
  );
  return {
    height: lines.length * step,
    marks: (top: number) =>
      lines.map((line, at) => text(x, top + (at + 0.8) * step, line, sizeMm, width, { colour: 'second' })),
  };
}

interface LegendRoom {
  readonly columnX: (column: number) => number;
  readonly columns: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly grown: number;
  readonly measure: Measure;
}

function legendMarks(content: SheetContent, room: LegendRoom): SheetMark[] {
  const { grown, width, measure } = room;
  const sizeMm = 2.7 * grown;
  const lineMm = 3.9 * grown;
  const marks: SheetMark[] = [
    text(room.columnX(0), room.top + 3 * grown, content.legendTitle, 3.4 * grown, width, { bold: true }),
  ];
  let column = 0;
  let y = room.top + 6 * grown;
  /** A place of this height, in the next column where this one is full; null where all are. */
  const place = (height: number) => {
    if (y + height > room.bottom && column + 1 < room.columns) {
      column += 1;
      y = room.top;
    }
    if (y + height > room.bottom) return null;
    const at = { x: room.columnX(column), y };
    y += height;
    return at;
  };
  let left = content.legend.reduce((sum, { rows }) => sum + rows.length, 0);
  /** Whether the legend ends before a thing of this height, which leaves no line to say what is left out. */
  const isLast = (height: number) =>
    column + 1 >= room.columns && y + height + (left > 1 ? lineMm : 0) > room.bottom;
  const rest = (): SheetMark[] => {
    const at = place(lineMm);
    return at ? [text(at.x, at.y + lineMm * 0.8, content.more(left), sizeMm, width)] : [];
  };
  for (const { name, rows } of content.legend) {
    // a name alone at the foot of a column belongs to nothing
    if (y + lineMm * 2.6 > room.bottom && column + 1 < room.columns) {
      column += 1;
      y = room.top;
    }
    const laid = rows.map((row) => {
      const [wide, high] = [row.widthPx * CSS_PX_MM, row.heightPx * CSS_PX_MM];
      const from = Math.max(7, wide + 1.5);
      const lines = wrapped(row.words, width - from, sizeMm, false, measure);
      return { row, wide, high, from, lines, height: Math.max(high + 0.7, lines.length * lineMm) };
    });
    const nameMm = lineMm * 1.3;
    if (isLast(nameMm + (laid[0]?.height ?? 0))) return [...marks, ...rest()];
    const nameAt = place(nameMm);
    if (!nameAt) return marks;
    marks.push(text(nameAt.x, nameAt.y + lineMm, name, sizeMm, width, { bold: true }));
    for (const { row, wide, high, from, lines, height } of laid) {
      if (isLast(height)) return [...marks, ...rest()];
      const at = place(height);
      if (!at) return marks;
      marks.push({
        kind: 'picture',
        x: at.x,
        y: at.y + (height - high) / 2,
        width: wide,
        height: high,
        picture: row.picture,
      });
      const first = at.y + (height - lines.length * lineMm) / 2 + lineMm * 0.76;
      lines.forEach((line, index) => {
        marks.push(text(at.x + from, first + index * lineMm, line, sizeMm, width - from));
      });
      left -= 1;
    }
  }
  return marks;
}
