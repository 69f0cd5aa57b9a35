/** A document as Word: headings by style, a list of contents, tables whose heads repeat, pages numbered. */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type {
  Table as DocumentTable,
  GradeBars,
  Part,
  Picture,
  ReportDocument,
} from '../../data/documents/document.ts';
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { GRADE_LOOKS } from '../../tiles/tokens.ts';
import { pngSize } from './png-size.ts';
import { cellText, clean, DOCUMENT_WORDS, gradeKey, headLines, headText, isNumeric } from './words.ts';

const PX_PER_MM = 96 / 25.4;
const HEADING = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
/** Faces that come with the usual systems; a reader's machine takes the first that it has. */
const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'Microsoft YaHei', cs: 'Arial' } as const;

/** The whole file. */
export async function writeDocx(document: ReportDocument): Promise<Uint8Array> {
  const words = DOCUMENT_WORDS[document.lang];
  const language = document.lang === 'zh' ? 'zh-CN' : 'en-GB';
  const [before, between, behind] = words.pageOf;
  const foot = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      ...(document.demo ? [new TextRun(`${words.simulated}  `)] : []),
      new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, behind] }),
    ],
  });
  const children = [
    ...titleOf(document),
    ...(document.contents
      ? [
          plain(words.contents, { bold: true, size: 32 }),
          new TableOfContents(words.contents, { hyperlink: true, headingStyleRange: '1-2' }),
          new Paragraph({ pageBreakBefore: true }),
        ]
      : []),
    ...document.parts.flatMap((part) => partOf(part, document)),
  ];
  const file = new Document({
    title: clean(document.title),
    description: clean(document.subtitle ?? ''),
    creator: 'Fourcolor',
    // Word asks to fill the list of contents
    features: { updateFields: document.contents === true },
    styles: {
      default: {
        document: { run: { font: FONT, size: 21, language: { value: language, eastAsia: 'zh-CN' } } },
        heading1: {
          run: { font: FONT, size: 32, bold: true },
          paragraph: { spacing: { before: 320, after: 120 } },
        },
        heading2: {
          run: { font: FONT, size: 26, bold: true },
          paragraph: { spacing: { before: 240, after: 100 } },
        },
        heading3: {
          run: { font: FONT, size: 22, bold: true },
          paragraph: { spacing: { before: 200, after: 80 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: 11906,
              height: 16838,
              orientation: document.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        footers: { default: new Footer({ children: [foot] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

function titleOf(document: ReportDocument) {
  const words = DOCUMENT_WORDS[document.lang];
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: lines(document.title, { bold: true, size: 44 }) }),
    ...(document.subtitle ? [plain(document.subtitle, { size: 24 })] : []),
    ...(document.demo ? [plain(words.invented, { bold: true })] : []),
    pairs(headLines(document)),
    plain(''),
  ];
}

function partOf(part: Part, document: ReportDocument): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [new Paragraph({ heading: HEADING[part.level], children: lines(part.text) })];
    case 'paragraph':
      return [plain(part.text, { bold: part.look === 'notice' })];
    case 'keyValues':
      return part.rows.length === 0 ? [] : [pairs(part.rows), plain('')];
    case 'table':
      return [...caption(part.caption), tableOf(part, document), plain('')];
    case 'picture':
      return pictureOf(part);
    case 'gradeBars':
      return [...caption(part.caption), barsOf(part, document), plain('')];
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true })];
  }
}

interface Run {
  readonly bold?: boolean;
  readonly size?: number;
  readonly color?: string;
}

/** Lines of a text stay lines. */
function lines(text: string, run: Run = {}): TextRun[] {
  return clean(text)
    .split('\n')
    .map((line, at) => new TextRun({ ...run, text: line, ...(at > 0 && { break: 1 }) }));
}

const plain = (text: string, run: Run = {}) =>
  new Paragraph({ spacing: { after: 100 }, children: lines(text, run) });
const caption = (text: string | undefined) =>
  text ? [new Paragraph({ keepNext: true, children: lines(text, { bold: true }) })] : [];

function cell(text: string, look: Run & { right?: boolean; fill?: string } = {}): TableCell {
  const { right, fill, ...run } = look;
  return new TableCell({
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(fill && { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
    children: [
      new Paragraph({
        alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: lines(text, { size: 18, ...run }),
      }),
    ],
  });
}

const whole = { size: 100, type: WidthType.PERCENTAGE } as const;
const hex = (colour: string) => colour.slice(1).toUpperCase();

function pairs(rows: readonly (readonly [string, string])[]): Table {
  return new Table({
    width: whole,
    columnWidths: [2400, 7200],
    rows: rows.map(
      ([label, value]) => new TableRow({ children: [cell(label, { fill: 'EEF0F2' }), cell(value)] }),
    ),
  });
}

function tableOf({ columns, rows, totals }: DocumentTable, { lang }: ReportDocument): Table {
  const shares = columns.reduce((sum, { width }) => sum + (width ?? 1), 0);
  const line = (row: DocumentTable['rows'][number], bold: boolean) =>
    new TableRow({
      cantSplit: true,
      children: columns.map((column, at) => {
        const value = row[at] ?? null;
        const graded = column.type === 'grade' ? gradeFill(gradeKey(value)) : {};
        return cell(cellText(value, column, lang), { bold, right: isNumeric(column), ...graded });
      }),
    });
  return new Table({
    width: whole,
    columnWidths: columns.map(({ width }) => Math.round(((width ?? 1) / shares) * 9600)),
    rows: [
      new TableRow({
        tableHeader: true,
        children: columns.map((column) =>
          cell(headText(column, lang), { bold: true, fill: 'EEF0F2', right: isNumeric(column) }),
        ),
      }),
      ...rows.map((row) => line(row, false)),
      ...(totals ? [line(totals, true)] : []),
    ],
  });
}

const gradeFill = (key: GradeKey) => ({
  fill: hex(GRADE_LOOKS[key].tint.light),
  color: hex(GRADE_LOOKS[key].text.light),
});

/** Numbers by grade under the colours; Word draws no bars in a table. */
function barsOf({ rows }: GradeBars, { lang }: ReportDocument): Table {
  const words = DOCUMENT_WORDS[lang];
  return new Table({
    width: whole,
    rows: [
      new TableRow({
        tableHeader: true,
        children: [
          cell(words.region, { bold: true, fill: 'EEF0F2' }),
          ...GRADE_KEYS.map((key) => {
            const { fill, on } = GRADE_LOOKS[key];
            return cell(GRADE_WORDS[key][lang], { bold: true, right: true, fill: hex(fill), color: hex(on) });
          }),
          cell(words.total, { bold: true, right: true, fill: 'EEF0F2' }),
        ],
      }),
      ...rows.map(({ label, counts }) => {
        const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
        const numbers = [...GRADE_KEYS.map((key) => counts[key]), total];
        return new TableRow({
          cantSplit: true,
          children: [cell(label), ...numbers.map((number) => cell(String(number), { right: true }))],
        });
      }),
    ],
  });
}

function pictureOf({ png, widthMm, caption: said, alt }: Picture): Paragraph[] {
  const { width, height } = pngSize(png);
  const widthPx = Math.min(widthMm, 170) * PX_PER_MM;
  const name = clean(alt);
  return [
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: 'png',
          data: Buffer.from(png),
          transformation: { width: Math.round(widthPx), height: Math.round((widthPx * height) / width) },
          altText: { name, title: name, description: name },
        }),
      ],
    }),
    plain(said, { size: 18 }),
  ];
}
