/** What every paper's form shares: the last one, its day, who assessed, why, and saving it in one step. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { sourceWords } from '../../../data/grading/explanation.ts';
import { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { saveByKey } from './drawer.tsx';
import { Refusal } from './refusal.tsx';
import { TEXTS } from './texts.ts';

/** The head of a paper that was written before. */
export interface LastPaper {
  readonly on: string;
  readonly by: string | null;
  readonly source: string;
  readonly result: string;
}
/** The head of the one being written. */
export interface PaperHead {
  readonly on: string;
  readonly by: string | null;
  readonly why?: string;
}

export function PaperForm({
  name,
  past,
  person,
  mayWrite,
  ready,
  preview,
  onSave,
  onReread,
  children,
}: {
  name: string;
  /** Newest first. */
  past: readonly LastPaper[];
  /** Who is signed in, proposed as who assessed. */
  person: string;
  mayWrite: boolean;
  /** Whether the paper is complete. */
  ready: boolean;
  /** What it comes to, while it is filled. */
  preview: ReactNode;
  onSave: (head: PaperHead) => Promise<void>;
  onReread: () => void;
  children: ReactNode;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const a = t.assessment;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const today = chinaDay(new Date());
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? '').trim();
    setBusy(true);
    setProblem(null);
    setSaid('');
    onSave({ on: text('on'), by: text('by') || null, ...(text('why') && { why: text('why') }) })
      .then(() => setSaid(t.saved))
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      })
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={save} onKeyDown={saveByKey} aria-label={name}>
      <ul className="ledger-past" aria-label={a.past}>
        {past.length === 0 && <li className="muted">{a.none}</li>}
        {past.slice(0, 4).map(({ on, by, source, result }) => (
          <li key={on}>
            <b>{f.date(on)}</b> {result}{' '}
            <span className="muted">{[by, sourceWords(source)[lang]].filter(Boolean).join(t.comma)}</span>
          </li>
        ))}
      </ul>
      <fieldset className="ledger-all" disabled={!mayWrite}>
        {children}
        <div className="page-tools">
          <label>
            {a.on}
            <input name="on" type="date" required max={today} defaultValue={today} />
          </label>
          <label>
            {a.by}
            <input name="by" maxLength={120} defaultValue={person} />
          </label>
        </div>
      </fieldset>
      {problem && (
        <Refusal
          problem={problem}
          onReread={() => {
            setProblem(null);
            onReread();
          }}
        />
      )}
      <footer>
        {preview}
        {mayWrite && (
          <>
            <label>
              <span className="hidden">{t.whyChange}</span>
              <input name="why" maxLength={300} placeholder={t.whyChange} />
            </label>
            <button type="submit" className="button accent" disabled={!ready || busy}>
              {t.save}
            </button>
          </>
        )}
        <span role="status" className="caption">
          {said}
        </span>
      </footer>
    </form>
  );
}
