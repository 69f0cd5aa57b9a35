/** Text broken into lines: Chinese between any two characters, other writing between words. */

/** Width in mm of a text set at this size. */
export type Measure = (text: string, sizeMm: number, bold: boolean) => number;

/** What may not begin a line (GB/T 15834-2011, section 5). */
const NEVER_FIRST = /^[，。、；：！？）】》〉”’…,.;:!?)\]]/;

/** At least one line; a single piece wider than the line stands alone. */
export function wrapped(
  text: string,
  widthMm: number,
  sizeMm: number,
  bold: boolean,
  measure: Measure,
): string[] {
  const pieces =
    text.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+/g,
    ) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line === '' && /^\s/.test(piece)) continue;
    const longer = line + piece;
    if (line === '' || NEVER_FIRST.test(piece) || measure(longer.trimEnd(), sizeMm, bold) <= widthMm) {
      line = longer;
      continue;
    }
    lines.push(line.trimEnd());
    line = /^\s/.test(piece) ? '' : piece;
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
