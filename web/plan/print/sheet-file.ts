/** Files out of sheets: the PDF that the server writes, and the way to the reader's disk. */
import { answered, Problem } from '../../api.ts';
import type { Lang } from '../../map/props.ts';
import type { MadeSheet } from './make-sheet.ts';
import { pngOf } from './paint-sheet.ts';

/** Longer than any browser takes to begin a download, ms. */
const KEPT_MS = 60_000;

/** Throws Problem. */
export async function writePdf({ sheet, printed }: MadeSheet, lang: Lang): Promise<Blob> {
  const form = new FormData();
  form.set('sheet', JSON.stringify(sheet));
  form.set('map', await pngOf(printed.canvas), 'map.png');
  const answer = await fetch(`/api/sheets/pdf?lang=${lang}`, { method: 'POST', body: form }).catch(() => {
    throw new Problem(0, 'offline', '');
  });
  if (!answer.ok) await answered(Promise.resolve(answer));
  return answer.blob();
}

export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
