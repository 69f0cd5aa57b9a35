/** Files dropped or chosen for an import; the parts of a shapefile come together. */
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type ImportDetail, uploadFiles } from './import-api.ts';
import { TEXTS } from './texts.ts';

const ACCEPT =
  '.csv,.tsv,.txt,.xlsx,.geojson,.json,.ndjson,.geojsonl,.zip,.shp,.dbf,.shx,.prj,.cpg,.gpkg,.kml,.kmz,.fgb';

export function UploadBox({ onUploaded }: { onUploaded: (detail: ImportDetail) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const input = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [over, setOver] = useState(false);

  const upload = (files: readonly File[]) => {
    if (files.length === 0 || sent !== null) return;
    abort.current = new AbortController();
    setProblem(null);
    setSent(0);
    uploadFiles(files, setSent, abort.current.signal)
      .then(onUploaded)
      .catch((error: unknown) => {
        if (error instanceof Problem) setProblem(error);
        else if (!(error instanceof DOMException)) throw error;
      })
      .finally(() => setSent(null));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    upload([...event.dataTransfer.files]);
  };

  return (
    <section
      className={`upload ${over ? 'over' : ''}`}
      aria-label={t.uploadTitle}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden="true" />
      <p>
        <b>{t.uploadHere}</b>
        <br />
        <span className="caption muted">{t.uploadFormats}</span>
      </p>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        className="hidden"
        tabIndex={-1}
        aria-label={t.chooseFiles}
        onChange={(event) => {
          upload([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {sent === null ? (
        <button type="button" className="button accent" onClick={() => input.current?.click()}>
          {t.chooseFiles}
        </button>
      ) : (
        <div className="upload-progress">
          <progress value={sent} max={1} aria-label={t.uploading} />
          <span className="caption">{sent < 1 ? t.uploadingShare(Math.round(sent * 100)) : t.reading}</span>
          <button type="button" className="button small" onClick={() => abort.current?.abort()}>
            {t.cancel}
          </button>
        </div>
      )}
      {problem && <Trouble problem={problem} />}
    </section>
  );
}
