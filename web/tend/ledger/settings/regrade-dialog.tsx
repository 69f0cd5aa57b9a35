/** Asks before the whole city is graded by other numbers: what changes, why, and what the server says to it. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { GradingSettings } from '../../../../data/ledger/settings.ts';
import { Problem } from '../../../api.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { Refusal } from '../refusal.tsx';
import { type Regraded, writeSettings } from './settings-api.ts';
import { TEXTS } from './texts.ts';

export interface Change {
  readonly name: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

export function RegradeDialog({
  version,
  draft,
  changes,
  onDone,
  onReread,
  onClose,
}: {
  version: number;
  draft: GradingSettings;
  changes: readonly Change[];
  onDone: (after: Regraded) => void;
  onReread: () => void;
  onClose: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // the browser gives the focus back to what opened it
    return () => opened?.close();
  }, []);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim();
    setBusy(true);
    setRefused(null);
    writeSettings(version, draft, note)
      .then(onDone)
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setRefused(error);
        setBusy(false);
      });
  };
  return (
    <dialog
      ref={dialog}
      className="settings-dialog"
      aria-labelledby="settings-ask"
      onCancel={(event) => {
        if (busy) event.preventDefault();
      }}
      onClose={onClose}
    >
      <form onSubmit={save} aria-busy={busy}>
        <h2 id="settings-ask">{t.confirmTitle}</h2>
        <p>{t.confirm}</p>
        <div className="page-scroll settings-changes">
          <table className="page-table">
            <thead>
              <tr>
                <th scope="col">{t.setting}</th>
                <th scope="col">{t.from}</th>
                <th scope="col">{t.to}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ name, label, from, to }) => (
                <tr key={name + label}>
                  <th scope="row">
                    {name} <span className="muted">{label}</span>
                  </th>
                  <td>{from}</td>
                  <td>
                    <b>{to}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <label className="settings-note">
          {t.note}
          <input name="note" maxLength={500} />
        </label>
        {refused && <Refusal problem={refused} onReread={onReread} />}
        <footer>
          <span role="status" className="caption">
            {busy && t.busy}
          </span>
          <button type="button" className="button" disabled={busy} onClick={() => dialog.current?.close()}>
            {t.no}
          </button>
          <button type="submit" className="button accent" disabled={busy}>
            {t.yes}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
