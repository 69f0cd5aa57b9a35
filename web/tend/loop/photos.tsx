/** Photos of a danger or task as small pictures, and the field that adds one, with the camera on a phone. */
import { IconCameraPlus, IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { addPhoto, type DangerDocument, type Owner } from './loop-api.ts';
import { TEXTS } from './texts.ts';

export function Photos({
  owner,
  id,
  photos,
  mayAdd,
  kind,
  onAdded,
}: {
  owner: Owner;
  id: string;
  photos: DangerDocument['photos'];
  mayAdd: boolean;
  /** What the next photo shows. */
  kind: 'before' | 'after' | 'other';
  onAdded: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = { before: t.before, after: t.after, other: t.other };
  const send = async (files: FileList | null) => {
    setBusy(true);
    setProblem(null);
    try {
      for (const file of files ?? []) await addPhoto(owner, id, file, kind);
      onAdded();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="loop-part">
      <h3>{t.photos}</h3>
      {photos.length === 0 && <p className="muted">{t.noPhotos}</p>}
      <ul className="loop-photos">
        {photos.map((photo) => {
          const word = words[photo.kind as keyof typeof words] ?? t.other;
          return (
            <li key={photo.id}>
              <a href={photo.url} target="_blank" rel="noreferrer">
                {photo.mediaType.startsWith('image/') ? (
                  <img src={photo.url} alt={`${word} ${photo.name}`} loading="lazy" />
                ) : (
                  <IconFile size={40} stroke={1.25} aria-hidden="true" />
                )}
                <span className="micro">{word}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {problem && <Trouble problem={problem} />}
      {mayAdd && (
        <label className="button loop-file">
          <IconCameraPlus size={16} stroke={1.75} aria-hidden="true" />
          {busy ? t.doing : t.addPhoto}
          <input
            type="file"
            accept="image/jpeg,image/png,image/webp,application/pdf"
            multiple
            disabled={busy}
            onChange={(event) => {
              void send(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
    </section>
  );
}
