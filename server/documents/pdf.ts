/** A document as a PDF: Chinese embedded, text that can be searched, bookmarks, contents, pages numbered. */
import type { GradeBars, Part, Picture, ReportDocument } from '../../data/documents/document.ts';
import { GRADE_KEYS, GRADE_WORDS } from '../../data/grade.ts';
import { GRADE_LOOKS } from '../../tiles/tokens.ts';
import { allText } from './all-text.ts';
import { gradeBox } from './pdf-grades.ts';
import {
  finished,
  flow,
  heightOf,
  INK,
  type Look,
  MM,
  needs,
  newPage,
  newPaper,
  type Paper,
  put,
} from './pdf-page.ts';
import { putTable } from './pdf-table.ts';
import { pngSize } from './png-size.ts';
import { clean, DOCUMENT_WORDS, headLines } from './words.ts';

const A4 = [210, 297] as const;
const HEADINGS: Readonly<Record<1 | 2 | 3, Look>> = {
  1: { bold: true, sizePt: 16 },
  2: { bold: true, sizePt: 13 },
  3: { bold: true, sizePt: 11 },
};
const BODY: Look = { sizePt: 10, gapPt: 2 };
const SMALL: Look = { sizePt: 8.5, colour: INK.second };
const LINES_OF_CONTENTS = 42;

interface Entry {
  readonly level: 1 | 2 | 3;
  readonly text: string;
  readonly page: number;
  readonly mark: string;
}

/** The whole file. */
export async function writePdf(document: ReportDocument): Promise<Uint8Array> {
  const [width, height] = document.landscape ? [A4[1], A4[0]] : A4;
  const paper = await newPaper({
    title: document.title,
    lang: document.lang,
    text: allText(document),
    paper: [width, height],
    marginMm: 18,
  });
  putTitle(paper, document);
  const listed = document.parts.filter((part) => part.kind === 'heading' && part.level < 3).length;
  const contentsAt = pageOf(paper) + 1;
  const contentsPages = document.contents && listed > 0 ? Math.ceil((listed + 2) / LINES_OF_CONTENTS) : 0;
  for (let page = 0; page < contentsPages; page++) newPage(paper);
  if (contentsPages > 0) newPage(paper);

  const entries: Entry[] = [];
  const outline: PDFKit.PDFOutline[] = [paper.pdf.outline];
  for (const part of document.parts) {
    if (part.kind === 'heading') {
      const entry = putHeading(paper, part, entries.length);
      entries.push(entry);
      const above = outline.slice(0, part.level).findLast((one) => one !== undefined) ?? paper.pdf.outline;
      outline[part.level] = above.addItem(entry.text, { expanded: part.level === 1 });
      outline.length = part.level + 1;
    } else putPart(paper, part, document);
  }
  if (contentsPages > 0) putContents(paper, document, entries, contentsAt);
  putFeet(paper, document);
  return finished(paper);
}

function putTitle(paper: Paper, document: ReportDocument): void {
  const words = DOCUMENT_WORDS[document.lang];
  flow(paper, document.title, { bold: true, sizePt: 22 });
  if (document.subtitle) flow(paper, document.subtitle, { sizePt: 12, colour: INK.second });
  paper.y += 8;
  if (document.demo) {
    flow(paper, words.invented, { ...BODY, bold: true });
    paper.y += 4;
  }
  putKeyValues(paper, headLines(document));
}

function putPart(paper: Paper, part: Exclude<Part, { kind: 'heading' }>, document: ReportDocument): void {
  if (part.kind === 'pageBreak') {
    if (paper.y > paper.top) newPage(paper);
  } else if (part.kind === 'paragraph') {
    flow(paper, part.text, part.look === 'notice' ? { ...BODY, bold: true } : BODY);
    paper.y += 6;
  } else if (part.kind === 'keyValues') putKeyValues(paper, part.rows);
  else if (part.kind === 'table') {
    putCaption(paper, part.caption);
    putTable(paper, part, document.lang);
  } else if (part.kind === 'picture') putPicture(paper, part);
  else putBars(paper, part, document);
}

function putHeading(paper: Paper, { level, text }: { level: 1 | 2 | 3; text: string }, at: number): Entry {
  const look = HEADINGS[level];
  const said = clean(text).replace(/\s+/g, ' ');
  needs(paper, heightOf(paper, said, paper.width, look) + 60);
  if (paper.y > paper.top) paper.y += 8;
  const mark = `heading-${at}`;
  paper.pdf.addNamedDestination(mark, 'XYZ', paper.left, paper.y, null);
  const page = pageOf(paper);
  flow(paper, said, look);
  paper.y += 4;
  return { level, text: said, page, mark };
}

function putCaption(paper: Paper, caption: string | undefined): void {
  if (!caption) return;
  needs(paper, 50);
  flow(paper, caption, { ...BODY, bold: true });
  paper.y += 2;
}

function putKeyValues(paper: Paper, rows: readonly (readonly [string, string])[]): void {
  const labelWidth = 110;
  for (const [label, value] of rows) {
    const look: Look = { ...BODY, colour: INK.second };
    const name = clean(label);
    needs(paper, heightOf(paper, name, labelWidth - 6, look));
    const [before, page] = [paper.y, pageOf(paper)];
    put(paper, name, paper.left, paper.y, labelWidth - 6, look);
    const under = paper.y + heightOf(paper, name, labelWidth - 6, look);
    flow(paper, value, BODY, labelWidth);
    if (pageOf(paper) === page) paper.y = Math.max(paper.y, under, before);
  }
  paper.y += 8;
}

function putPicture(paper: Paper, { png, widthMm, caption }: Picture): void {
  const picture = pngSize(png);
  const room = paper.bottom - paper.top - 24;
  const width = Math.min(widthMm * MM, paper.width, (room * picture.width) / picture.height);
  const height = (width * picture.height) / picture.width;
  needs(paper, height + 22);
  paper.pdf.image(Buffer.from(png), paper.left, paper.y, { width, height });
  paper.pdf.lineWidth(0.5).strokeColor(INK.line).rect(paper.left, paper.y, width, height).stroke();
  paper.y += height + 4;
  flow(paper, caption, SMALL);
  paper.y += 8;
}

/** One bar a row: shares by grade, worst first, each with its letter and number. */
function putBars(paper: Paper, { caption, rows }: GradeBars, { lang }: ReportDocument): void {
  putCaption(paper, caption);
  const labelWidth = 110;
  const barWidth = paper.width - labelWidth;
  for (const { label, counts } of rows) {
    const name = clean(label);
    const height = Math.max(26, heightOf(paper, name, labelWidth - 8, BODY) + 4);
    needs(paper, height);
    put(paper, name, paper.left, paper.y, labelWidth - 8, BODY);
    const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
    let x = paper.left + labelWidth;
    for (const key of GRADE_KEYS) {
      if (counts[key] === 0) continue;
      const width = (counts[key] / total) * barWidth;
      gradeBox(paper.pdf, key, x, paper.y + 2, width, 9);
      x += width;
    }
    x = paper.left + labelWidth;
    for (const key of GRADE_KEYS) {
      const said = `${GRADE_WORDS[key].letter[lang]} ${counts[key]}`;
      put(paper, said, x, paper.y + 13, 60, { sizePt: 8, colour: GRADE_LOOKS[key].text.light });
      x += barWidth / GRADE_KEYS.length;
    }
    paper.y += height;
  }
  paper.y += 8;
}

function putContents(paper: Paper, { lang }: ReportDocument, entries: readonly Entry[], at: number): void {
  const listed = entries.filter(({ level }) => level < 3);
  const lineHeight = (paper.bottom - paper.top) / LINES_OF_CONTENTS;
  listed.forEach(({ level, text, page, mark }, line) => {
    // the word itself takes two lines of the first page
    const place = line + 2;
    paper.pdf.switchToPage(at + Math.floor(place / LINES_OF_CONTENTS));
    const y = paper.top + (place % LINES_OF_CONTENTS) * lineHeight;
    const look: Look = { sizePt: 10.5, bold: level === 1 };
    const width = paper.width - 40 - (level - 1) * 14;
    const fits = fittingLine(paper, text, width, look);
    put(paper, fits, paper.left + (level - 1) * 14, y, width, look);
    put(paper, String(page + 1), paper.left, y, paper.width, { ...look, align: 'right' });
    paper.pdf.goTo(paper.left, y, paper.width, lineHeight, mark);
  });
  paper.pdf.switchToPage(at);
  put(paper, DOCUMENT_WORDS[lang].contents, paper.left, paper.top, paper.width, HEADINGS[1]);
}

function fittingLine(paper: Paper, text: string, width: number, look: Look): string {
  if (heightOf(paper, text, width, look) < look.sizePt * 2) return text;
  const chars = [...text];
  while (chars.length > 0 && heightOf(paper, `${chars.join('')}…`, width, look) >= look.sizePt * 2)
    chars.pop();
  return `${chars.join('')}…`;
}

/** Title, mark of invented data and number at the foot of every page. */
function putFeet(paper: Paper, { title, demo, lang }: ReportDocument): void {
  const words = DOCUMENT_WORDS[lang];
  const { count } = paper.pdf.bufferedPageRange();
  const y = paper.bottom + 3 * MM;
  for (let page = 0; page < count; page++) {
    paper.pdf.switchToPage(page);
    const said = fittingLine(
      paper,
      `${demo ? `${words.simulated}  ` : ''}${clean(title)}`,
      paper.width - 110,
      SMALL,
    );
    put(paper, said, paper.left, y, paper.width - 110, SMALL);
    put(paper, words.page(page + 1, count), paper.left, y, paper.width, { ...SMALL, align: 'right' });
  }
}

function pageOf({ pdf }: Paper): number {
  const { start, count } = pdf.bufferedPageRange();
  return start + count - 1;
}
