/** Every text of a document as a writer will write it, to know which characters its font needs. */
import type { Cell, Column, ReportDocument } from '../../data/documents/document.ts';
import { GRADE_KEYS, GRADE_WORDS } from '../../data/grade.ts';
import { cellText, clean, DOCUMENT_WORDS, gradeText, headLines, headText } from './words.ts';

/** Latin letters, digits and signs are always there: numbers of pages are known last. */
const LATIN = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0x20 + at)).join('');

export function allText(document: ReportDocument): string {
  const { lang } = document;
  const words = DOCUMENT_WORDS[lang];
  const texts: string[] = [LATIN, '–·…、：，（）', document.title, document.subtitle ?? ''];
  for (const word of Object.values(words))
    texts.push(typeof word === 'string' ? word : typeof word === 'function' ? word(1, 1) : '');
  for (const key of GRADE_KEYS) texts.push(gradeText(key, lang), GRADE_WORDS[key].letter[lang]);
  texts.push(...headLines(document).flat());
  const cells = (columns: readonly Column[], row: readonly Cell[]) => {
    for (const [at, column] of columns.entries()) texts.push(cellText(row[at] ?? null, column, lang));
  };
  for (const part of document.parts) {
    if (part.kind === 'heading' || part.kind === 'paragraph') texts.push(part.text);
    else if (part.kind === 'keyValues') texts.push(...part.rows.flat());
    else if (part.kind === 'picture') texts.push(part.caption);
    else if (part.kind === 'gradeBars')
      texts.push(part.caption ?? '', ...part.rows.map(({ label }) => label));
    else if (part.kind === 'table') {
      texts.push(part.caption ?? '', ...part.columns.map((column) => headText(column, lang)));
      for (const row of part.rows) cells(part.columns, row);
      if (part.totals) cells(part.columns, part.totals);
    }
  }
  return clean(texts.join('')).replace(/[\n\t]/g, ' ');
}
