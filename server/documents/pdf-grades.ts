/** Grades on paper: fill, hatch at full strength and outline, so that a grey copy still tells them apart. */
import type { GradeKey } from '../../data/grade.ts';
import { GRADE_LOOKS } from '../../tiles/tokens.ts';
import type { Pdf } from './pdf-page.ts';

/** A rectangle in the look of a grade, all in points. */
export function gradeBox(pdf: Pdf, key: GradeKey, x: number, y: number, width: number, height: number): void {
  const { fill, hatch, stroke } = GRADE_LOOKS[key];
  pdf.save();
  pdf.rect(x, y, width, height).fill(fill);
  pdf.rect(x, y, width, height).clip();
  pdf.lineWidth(0.5).strokeColor(stroke.light).fillColor(stroke.light);
  const step = 4;
  if (hatch === 'dots') {
    for (let across = x + 1.5; across < x + width; across += step)
      for (let down = y + 1.5; down < y + height; down += step) pdf.circle(across, down, 0.5).fill();
  }
  if (hatch === 'diagonal' || hatch === 'cross')
    for (let at = 0; at < width + height; at += step)
      pdf
        .moveTo(x + at, y)
        .lineTo(x + at - height, y + height)
        .stroke();
  if (hatch === 'backslash' || hatch === 'cross')
    for (let at = -height; at < width; at += step)
      pdf
        .moveTo(x + at, y)
        .lineTo(x + at + height, y + height)
        .stroke();
  pdf.restore();
  pdf.save().lineWidth(0.5).strokeColor(stroke.light).rect(x, y, width, height).stroke().restore();
}
