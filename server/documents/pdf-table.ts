/** Tables of a PDF: a head on every page, numbers to the right, grades with their colour, rows that may be torn. */
import type { Cell, Column, DocumentLang, Table } from '../../data/documents/document.ts';
import { GRADE_LOOKS } from '../../tiles/tokens.ts';
import { gradeBox } from './pdf-grades.ts';
import { fitting, heightOf, INK, type Look, newPage, type Paper, put } from './pdf-page.ts';
import { cellText, clean, gradeKey, headText, isNumeric } from './words.ts';

const PAD = 3;
const TEXT: Look = { sizePt: 8.5 };
const HEAD: Look = { sizePt: 8.5, bold: true };
const SWATCH = 9;

export function putTable(paper: Paper, table: Table, lang: DocumentLang): void {
  const { columns, rows, totals } = table;
  const shares = columns.reduce((sum, { width }) => sum + (width ?? 1), 0);
  const widths = columns.map(({ width }) => ((width ?? 1) / shares) * paper.width);
  const heads = columns.map((column) => clean(headText(column, lang)));
  const headHeight = rowHeight(paper, heads, columns, widths, HEAD);
  const head = () => putRow(paper, { texts: heads, columns, widths, look: HEAD, ground: INK.head });
  // a head alone at the foot of a page helps nobody
  if (paper.y + headHeight * 2 + 10 > paper.bottom && paper.y > paper.top) newPage(paper);
  head();
  const write = (row: readonly Cell[], look: Look, ground?: string) => {
    let texts = columns.map((column, at) => cellText(row[at] ?? null, column, lang));
    for (let begun = false; ; ) {
      const height = rowHeight(paper, texts, columns, widths, look);
      const room = paper.bottom - paper.y;
      if (height > room && paper.y > paper.top + headHeight + 1) {
        newPage(paper);
        head();
        continue;
      }
      if (height <= room) {
        putRow(paper, { texts, columns, widths, look, values: begun ? [] : row, ...(ground && { ground }) });
        return;
      }
      // higher than a page: what fits, and the rest on the next one
      const fits = texts.map((text, at) =>
        Math.max(1, fitting(paper, text, inner(columns[at]!, widths[at]!), look, room - 2 * PAD)),
      );
      const parts = texts.map((text, at) => text.slice(0, fits[at]));
      putRow(paper, { texts: parts, columns, widths, look, values: begun ? [] : row });
      texts = texts.map((text, at) => text.slice(fits[at]));
      begun = true;
      newPage(paper);
      head();
    }
  };
  for (const row of rows) write(row, TEXT);
  if (totals) write(totals, HEAD, INK.head);
  paper.y += 8;
}

function putRow(
  paper: Paper,
  {
    texts,
    columns,
    widths,
    look,
    ground,
    values = [],
  }: {
    texts: readonly string[];
    columns: readonly Column[];
    widths: readonly number[];
    look: Look;
    ground?: string;
    values?: readonly Cell[];
  },
): void {
  const { pdf } = paper;
  const height = rowHeight(paper, texts, columns, widths, look);
  if (ground) pdf.rect(paper.left, paper.y, paper.width, height).fill(ground);
  let x = paper.left;
  texts.forEach((text, at) => {
    const column = columns[at]!;
    const width = widths[at]!;
    const graded = column.type === 'grade' && at in values;
    if (graded) gradeBox(pdf, gradeKey(values[at]!), x + PAD, paper.y + PAD + 2, SWATCH - 2, SWATCH - 2);
    put(
      paper,
      text,
      x + PAD + (column.type === 'grade' ? SWATCH + 2 : 0),
      paper.y + PAD,
      inner(column, width),
      {
        ...look,
        align: isNumeric(column) ? 'right' : 'left',
        ...(graded && { colour: GRADE_LOOKS[gradeKey(values[at]!)].text.light }),
      },
    );
    x += width;
  });
  paper.y += height;
  pdf
    .lineWidth(0.5)
    .strokeColor(INK.line)
    .moveTo(paper.left, paper.y)
    .lineTo(paper.left + paper.width, paper.y)
    .stroke();
}

const inner = (column: Column, width: number) =>
  Math.max(8, width - 2 * PAD - (column.type === 'grade' ? SWATCH + 2 : 0));

function rowHeight(
  paper: Paper,
  texts: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  look: Look,
): number {
  const heights = texts.map((text, at) => heightOf(paper, text, inner(columns[at]!, widths[at]!), look));
  return Math.max(look.sizePt, ...heights) + 2 * PAD;
}
