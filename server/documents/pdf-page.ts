/** Pages of a PDF: where the next thing goes, text that flows over pages, a foot on every page. */
import PDFDocument from 'pdfkit';
import type { DocumentLang } from '../../data/documents/document.ts';
import { fontFor } from './fonts.ts';
import { clean } from './words.ts';

export const MM = 72 / 25.4;
export const INK = { text: '#14181d', second: '#4a525c', line: '#c9cdd2', head: '#eef0f2' } as const;

export interface PdfOptions {
  readonly title: string;
  readonly lang: DocumentLang;
  /** Every character that will be written. */
  readonly text: string;
  readonly paper: readonly [widthMm: number, heightMm: number];
  readonly marginMm: number;
}

export interface Look {
  readonly bold?: boolean;
  readonly sizePt: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly gapPt?: number;
}

export type Pdf = PDFKit.PDFDocument;

/** A PDF that is being written; `y` is where the next thing begins, in points from the top. */
export interface Paper {
  readonly pdf: Pdf;
  y: number;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** An empty PDF with its two fonts, kept until the end so that every page can get its foot. */
export async function newPaper(options: PdfOptions): Promise<Paper> {
  const { paper, marginMm, lang, title } = options;
  const [regular, bold] = await Promise.all([fontFor(options.text, 400), fontFor(options.text, 700)]);
  const size: [number, number] = [paper[0] * MM, paper[1] * MM];
  const pdf = new PDFDocument({
    size,
    margin: 0,
    bufferPages: true,
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: clean(title), Creator: 'Fourcolor', Producer: 'Fourcolor' },
  });
  pdf.registerFont('regular', Buffer.from(regular));
  pdf.registerFont('bold', Buffer.from(bold));
  const margin = marginMm * MM;
  return {
    pdf,
    y: margin,
    left: margin,
    width: size[0] - 2 * margin,
    top: margin,
    bottom: size[1] - margin - 6 * MM,
  };
}

export function newPage(paper: Paper): void {
  paper.pdf.addPage();
  paper.y = paper.top;
}

/** A new page unless so much room is left on this one. */
export function needs(paper: Paper, heightPt: number): void {
  if (paper.y + heightPt > paper.bottom && paper.y > paper.top) newPage(paper);
}

export function dress({ pdf }: Paper, { bold, sizePt, colour = INK.text }: Look): void {
  pdf
    .font(bold ? 'bold' : 'regular')
    .fontSize(sizePt)
    .fillColor(colour);
}

/** Height of text set in this width. */
export function heightOf(paper: Paper, text: string, widthPt: number, look: Look): number {
  dress(paper, look);
  return text === '' ? 0 : paper.pdf.heightOfString(text, { width: widthPt, lineGap: look.gapPt ?? 0 });
}

/** Text at a place; what is too high for the page is the caller's to cut. */
export function put(paper: Paper, text: string, x: number, y: number, widthPt: number, look: Look): void {
  if (text === '') return;
  dress(paper, look);
  paper.pdf.text(text, x, y, { width: widthPt, align: look.align ?? 'left', lineGap: look.gapPt ?? 0 });
}

/** Text over as many pages as it needs. */
export function flow(paper: Paper, text: string, look: Look, indentPt = 0): void {
  let rest = clean(text).replace(/\t/g, ' ');
  const width = paper.width - indentPt;
  while (rest !== '') {
    const room = paper.bottom - paper.y;
    const fits = fitting(paper, rest, width, look, room);
    if (fits === 0 && paper.y > paper.top) {
      newPage(paper);
      continue;
    }
    const part = rest.slice(0, Math.max(fits, 1));
    put(paper, part, paper.left + indentPt, paper.y, width, look);
    paper.y += heightOf(paper, part, width, look);
    rest = rest.slice(part.length).replace(/^\n/, '');
    if (rest !== '') newPage(paper);
  }
}

/** How many characters of the text fit into this height; never half of one. */
export function fitting(paper: Paper, text: string, widthPt: number, look: Look, heightPt: number): number {
  if (heightOf(paper, text, widthPt, look) <= heightPt) return text.length;
  let [low, high] = [0, text.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (heightOf(paper, text.slice(0, middle), widthPt, look) <= heightPt) low = middle;
    else high = middle;
  }
  const code = text.charCodeAt(low - 1);
  return code >= 0xd800 && code < 0xdc00 ? low - 1 : low;
}

/** The finished file. */
export function finished({ pdf }: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
    pdf.on('error', reject);
    pdf.end();
  });
}
