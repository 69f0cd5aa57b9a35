/** The map on paper: what it is printed on, how it will look, and the files. */
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { PAPERS, type PaperId, pixelsOf } from '../../../data/documents/sheet.ts';
import { areaLevels } from '../../../tiles/levels.ts';
import { Problem, readCity, readSession } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { frameOf, type Orientation } from './layout.ts';
import { makeSheet, type SheetFacts } from './make-sheet.ts';
import { scaleToFit } from './map-scale.ts';
import { paintSheet, pngOf } from './paint-sheet.ts';
import { withDensity } from './png-density.ts';
import { saveFile, writePdf } from './sheet-file.ts';
import { TEXTS } from './texts.ts';

const SCALES = [2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000, 500_000] as const;
const RESOLUTIONS = [150, 300] as const;
/** The screen may still be moving, ms. */
const SETTLED_MS = 700;
const PREVIEW_DPI = 48;

export function MapPart({ open, fresh, layers, view, shown, camera, print }: ToolProps) {
  const language = useLanguage();
  const { lang, t: shell, f, of } = language;
  const t = TEXTS[lang];
  const city = useRemote(open ? 'city' : null, readCity).data;
  const session = useRemote(open ? 'session' : null, readSession).data;
  const [paper, setPaper] = useState<PaperId>('A4');
  const [orientation, setOrientation] = useState<Orientation>('landscape');
  const [chosenScale, setScale] = useState<number | null>(null);
  const [dpi, setDpi] = useState<number>(300);
  const [ownTitle, setTitle] = useState<string | null>(null);
  const [ownReview, setReview] = useState<string | null>(null);
  const [busy, setBusy] = useState<'preview' | 'png' | 'pdf' | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const preview = useRef<HTMLCanvasElement>(null);
  const previewed = useRef('');

  const frame = frameOf(paper, orientation);
  const fits = view && scaleToFit(view, frame.map.width, frame.map.height);
  const scale = chosenScale ?? fits ?? 100_000;
  const title = ownTitle ?? (city ? t.titleOf(of(city.name)) : '');
  const review = ownReview ?? city?.mapReview ?? '';
  const facts: SheetFacts | null =
    city && session ? { city, role: shell.role[session.role], layers, shown, now: new Date() } : null;
  const at = view ? { lon: (view[0] + view[2]) / 2, lat: middleLat(view[1], view[3]) } : camera;
  // less zoomed in than the screen, the paper would fall back to larger regions
  const level =
    shown.level === 'auto' && chosenScale === null && camera ? areaLevels('auto', camera.zoom) : shown.level;
  const sheet = (resolution: number) => {
    if (!facts || !at) throw new Error('The screen is not there yet');
    return makeSheet(
      {
        frame,
        title: title.trim() || t.titleOf(''),
        review: review.trim(),
        scale,
        dpi: resolution,
        level,
        at,
      },
      facts,
      language,
      print,
    );
  };

  const ready = open && facts !== null && at !== null;
  const wanted = JSON.stringify([
    paper,
    orientation,
    scale,
    level,
    title,
    review,
    shown,
    at,
    lang,
    fresh,
    ready,
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the preview is another
  useEffect(() => {
    if (!ready || busy === 'png' || busy === 'pdf' || previewed.current === wanted) return;
    let gone = false;
    const timer = setTimeout(async () => {
      setBusy('preview');
      try {
        const made = await sheet(PREVIEW_DPI);
        if (gone || !preview.current) return;
        paintSheet(
          preview.current,
          made.sheet,
          { map: made.printed.canvas, signs: made.signs },
          PREVIEW_DPI * 2,
        );
        previewed.current = wanted;
      } catch (error) {
        if (gone) return;
        console.error(error);
        setProblem(t.failed);
      } finally {
        setBusy((before) => (before === 'preview' ? null : before));
      }
    }, SETTLED_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, ready, busy === 'png' || busy === 'pdf']);

  const save = async (as: 'png' | 'pdf') => {
    setBusy(as);
    setNotes([]);
    setProblem(null);
    try {
      const made = await sheet(dpi);
      const { printed } = made;
      const notes = [
        ...(printed.dpi < dpi - 1 ? [t.lowered(Math.round(printed.dpi))] : []),
        ...(printed.incomplete ? [t.incomplete] : []),
      ];
      const name = `${made.sheet.title}.${as}`;
      if (as === 'pdf') saveFile(await writePdf(made, lang), name);
      else {
        const canvas = document.createElement('canvas');
        const drawnDpi = Math.round(printed.dpi);
        paintSheet(canvas, made.sheet, { map: printed.canvas, signs: made.signs }, drawnDpi);
        const bytes = new Uint8Array(await (await pngOf(canvas)).arrayBuffer());
        saveFile(new Blob([withDensity(bytes, drawnDpi)], { type: 'image/png' }), name);
      }
      setNotes([...notes, t.saved(name)]);
    } catch (error) {
      if (error instanceof Problem) setProblem(error.message || t.failed);
      else {
        console.error(error);
        setProblem(t.failed);
      }
    } finally {
      setBusy(null);
    }
  };
  const making = busy === 'png' || busy === 'pdf';
  const [width, height] = [pixelsOf(frame.widthMm, dpi), pixelsOf(frame.heightMm, dpi)];
  return (
    <div className="print-map" aria-busy={busy !== null}>
      <div className="print-choices">
        <label>
          <span>{t.paper}</span>
          <select
            className="input"
            value={paper}
            onChange={(event) => setPaper(event.target.value as PaperId)}
          >
            {(Object.keys(PAPERS) as PaperId[]).map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t.orientation}</span>
          <select
            className="input"
            value={orientation}
            onChange={(event) => setOrientation(event.target.value as Orientation)}
          >
            <option value="landscape">{t.landscape}</option>
            <option value="portrait">{t.portrait}</option>
          </select>
        </label>
        <label className="whole">
          <span>{t.scale}</span>
          <select
            className="input"
            value={chosenScale ?? ''}
            onChange={(event) => setScale(event.target.value === '' ? null : Number(event.target.value))}
          >
            <option value="">{t.scaleFit(f.count(fits ?? scale))}</option>
            {SCALES.map((one) => (
              <option key={one} value={one}>
                {t.scaleOf(f.count(one))}
              </option>
            ))}
          </select>
        </label>
        <label className="whole">
          <span>{t.sheetTitle}</span>
          <input
            className="input"
            value={title}
            maxLength={80}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label className="whole">
          <span>{t.review}</span>
          <input
            className="input"
            value={review}
            maxLength={60}
            placeholder={t.noReview}
            onChange={(event) => setReview(event.target.value)}
          />
        </label>
        <p className="muted caption whole">{t.reviewAbout}</p>
      </div>
      <figure className="print-preview" style={{ aspectRatio: `${frame.widthMm} / ${frame.heightMm}` }}>
        <canvas ref={preview} role="img" aria-label={t.preview} />
        {busy === 'preview' && <figcaption role="status">{t.drawing}</figcaption>}
      </figure>
      <div className="print-save">
        <label>
          <span>{t.dpi}</span>
          <select className="input" value={dpi} onChange={(event) => setDpi(Number(event.target.value))}>
            {RESOLUTIONS.map((one) => (
              <option key={one} value={one}>
                {t.dpiOf(one)}
              </option>
            ))}
          </select>
        </label>
        <p className="muted caption">{t.pixels(f.count(width), f.count(height))}</p>
        <div className="print-buttons">
          <button
            type="button"
            className="button accent"
            disabled={making || !ready}
            onClick={() => save('pdf')}
          >
            <IconDownload size={16} stroke={1.75} aria-hidden="true" />
            {t.savePdf}
          </button>
          <button type="button" className="button" disabled={making || !ready} onClick={() => save('png')}>
            <IconDownload size={16} stroke={1.75} aria-hidden="true" />
            {t.savePng}
          </button>
        </div>
        <p role="status" className="print-status">
          {busy === 'png' ? t.makingPng : busy === 'pdf' ? t.makingPdf : notes.join(' ')}
        </p>
        {problem && (
          <p role="alert" className="print-problem">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

/** The latitude in the middle of a Web Mercator window. */
function middleLat(south: number, north: number): number {
  const y = (lat: number) => Math.asinh(Math.tan((lat * Math.PI) / 180));
  return (Math.atan(Math.sinh((y(south) + y(north)) / 2)) * 180) / Math.PI;
}
