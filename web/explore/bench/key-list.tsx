/** The keys of the map screen, in a dialog. */
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';
import './bench.css';

export default function KeyList({ onClose }: { onClose: () => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const dialog = useRef<HTMLDialogElement>(null);
  // the browser gives the focus back to where it was
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="key-list panel" aria-label={t.keys} onClose={onClose}>
      <header className="panel-head">
        <h2>{t.keys}</h2>
        <span className="spread" />
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t.close}
          onClick={() => dialog.current?.close()}
        >
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      <dl>
        {t.keyRows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
