/** A sheet as a PDF of its own paper size: the map as a picture, everything else as shapes and text that can be searched. */
import { SHEET_COLOURS, type Sheet, type SheetMark } from '../../data/documents/sheet.ts';
import { dress, finished, MM, newPaper, type Pdf } from './pdf-page.ts';
import { pngSize } from './png-size.ts';
import { clean } from './words.ts';

/** @throws {Failure} when a picture is no PNG */
export async function writeSheet(sheet: Sheet, map: Uint8Array): Promise<Uint8Array> {
  const paper = await newPaper({
    title: sheet.title,
    lang: sheet.lang,
    text: sheet.marks.map((mark) => (mark.kind === 'text' ? clean(mark.text) : '')).join(' '),
    paper: [sheet.widthMm, sheet.heightMm],
    marginMm: 0,
  });
  const pictures = sheet.pictures.map((png) => Buffer.from(png, 'base64'));
  for (const png of [map, ...pictures]) pngSize(png);
  for (const mark of sheet.marks) {
    if (mark.kind === 'picture') {
      const png = mark.picture === 'map' ? Buffer.from(map) : pictures[mark.picture];
      if (png) put(paper.pdf, png, mark);
    } else if (mark.kind === 'shape') draw(paper.pdf, mark);
    else {
      const words = clean(mark.text).replace(/[\n\t]/g, ' ');
      const sizePt = mark.sizeMm * MM;
      dress(paper, { sizePt, bold: mark.bold, colour: SHEET_COLOURS[mark.colour] });
      const wide = paper.pdf.widthOfString(words);
      const fits = Math.min(1, (mark.maxMm * MM) / Math.max(wide, 0.01));
      paper.pdf.fontSize(sizePt * fits);
      const share = { left: 0, center: 0.5, right: 1 }[mark.align];
      paper.pdf.text(words, mark.x * MM - wide * fits * share, mark.y * MM, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
    }
  }
  return finished(paper);
}

function put(pdf: Pdf, png: Buffer, { x, y, width, height }: Extract<SheetMark, { kind: 'picture' }>): void {
  pdf.image(png, x * MM, y * MM, { width: width * MM, height: height * MM });
}

function draw(pdf: Pdf, mark: Extract<SheetMark, { kind: 'shape' }>): void {
  const { points, closed, fill, stroke, strokeMm } = mark;
  points.forEach(([x, y], at) => {
    if (at === 0) pdf.moveTo(x * MM, y * MM);
    else pdf.lineTo(x * MM, y * MM);
  });
  if (closed) pdf.closePath();
  pdf.lineWidth(strokeMm * MM);
  if (fill && stroke) pdf.fillAndStroke(SHEET_COLOURS[fill], SHEET_COLOURS[stroke]);
  else if (fill) pdf.fill(SHEET_COLOURS[fill]);
  else if (stroke) pdf.stroke(SHEET_COLOURS[stroke]);
}
