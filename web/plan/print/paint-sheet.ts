/** A sheet painted on a canvas, and its signs as small PNGs for the PDF. */
import { pixelsOf, SHEET_COLOURS, type SheetMark } from '../../../data/documents/sheet.ts';
import { CSS_PX_MM } from './map-scale.ts';
import type { Measure } from './wrapped.ts';

/** Resolution of the legend's signs in a PDF. */
const SIGN_DPI = 600;

export interface SheetPictures {
  readonly map: CanvasImageSource | null;
  readonly signs: readonly HTMLImageElement[];
}

const fontOf = () => getComputedStyle(document.documentElement).getPropertyValue('--fc-font');

/** Widths as this browser sets them. */
export function measureText(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('No 2D canvas to measure text');
  const family = fontOf();
  const sizePx = 100;
  return (text, sizeMm, bold) => {
    context.font = `${bold ? 700 : 400} ${sizePx}px ${family}`;
    return (context.measureText(text).width / sizePx) * sizeMm;
  };
}

/** The whole sheet, exactly as many pixels as its size in mm has at this resolution. */
export function paintSheet(
  canvas: HTMLCanvasElement,
  sheet: { readonly widthMm: number; readonly heightMm: number; readonly marks: readonly SheetMark[] },
  pictures: SheetPictures,
  dpi: number,
): void {
  canvas.width = pixelsOf(sheet.widthMm, dpi);
  canvas.height = pixelsOf(sheet.heightMm, dpi);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D canvas for the sheet');
  context.scale(canvas.width / sheet.widthMm, canvas.height / sheet.heightMm);
  context.fillStyle = SHEET_COLOURS.paper;
  context.fillRect(0, 0, sheet.widthMm, sheet.heightMm);
  const family = fontOf();
  for (const mark of sheet.marks) {
    if (mark.kind === 'picture') {
      const picture = mark.picture === 'map' ? pictures.map : pictures.signs[mark.picture];
      if (picture) context.drawImage(picture, mark.x, mark.y, mark.width, mark.height);
    } else if (mark.kind === 'shape') {
      context.beginPath();
      mark.points.forEach(([x, y], at) => {
        if (at === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      if (mark.closed) context.closePath();
      if (mark.fill) {
        context.fillStyle = SHEET_COLOURS[mark.fill];
        context.fill();
      }
      if (mark.stroke) {
        context.strokeStyle = SHEET_COLOURS[mark.stroke];
        context.lineWidth = mark.strokeMm;
        context.stroke();
      }
    } else {
      context.font = `${mark.bold ? 700 : 400} ${mark.sizeMm}px ${family}`;
      context.textAlign = mark.align;
      context.textBaseline = 'alphabetic';
      context.fillStyle = SHEET_COLOURS[mark.colour];
      context.fillText(mark.text, mark.x, mark.y, mark.maxMm);
    }
  }
}

/** The signs, ready to be painted. */
export function loadSigns(svgs: readonly string[]): Promise<HTMLImageElement[]> {
  return Promise.all(
    svgs.map(async (svg) => {
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      await image.decode();
      return image;
    }),
  );
}

/** A sign as PNG, base64 without its prefix. */
export function signPng(sign: HTMLImageElement): string {
  const canvas = document.createElement('canvas');
  canvas.width = pixelsOf(sign.naturalWidth * CSS_PX_MM, SIGN_DPI);
  canvas.height = pixelsOf(sign.naturalHeight * CSS_PX_MM, SIGN_DPI);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas for a sign');
  context.drawImage(sign, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large'))),
      'image/png',
    );
  });
}
