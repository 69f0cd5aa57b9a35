/** One round: its state, what may be done with it, its counts, map and papers. */
import { type FormEvent, useState } from 'react';
import { GRADE_KEYS } from '../../../data/grade.ts';
import { Problem, sendJson } from '../../api.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { attach, type Round } from './answer.ts';
import { RoundMap } from './round-map.tsx';
import { TEXTS } from './texts.ts';

export function RoundCard({
  round,
  layerName,
  onDone,
}: {
  round: Round;
  layerName: (id: string) => string;
  onDone: () => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const [open, setOpen] = useState(false);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    work()
      .then(onDone)
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      })
      .finally(() => setBusy(false));
  };
  const step = (name: 'take' | 'submit' | 'return') => () =>
    run(() => sendJson(`/api/rounds/${round.id}/${name}`, 'POST', {}));
  const may = (action: Round['may'][number]) => round.may.includes(action);
  const attachFile = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    run(() => attach(round.id, new FormData(form)).then(() => form.reset()));
  };
  return (
    <article className="page-card round" aria-label={round.name} data-state={round.state}>
      <header>
        <div>
          <h2>{round.name}</h2>
          <p className="caption muted">
            {[
              `${t.asOf} ${f.date(round.asOf)}`,
              t.by(round.createdBy, f.date(round.createdAt)),
              ...(round.approvedBy && round.approvedAt
                ? [t.approvedBy(round.approvedBy, f.date(round.approvedAt))]
                : []),
            ].join(t.comma)}
          </p>
        </div>
        <span className="round-state">{t.states[round.state]}</span>
      </header>
      {round.note && <p>{round.note}</p>}
      <p className="caption">
        {round.takenAt ? t.taken(f.moment(round.takenAt), f.count(round.objects)) : t.notTaken}{' '}
        <a href={`/?time=${round.asOf}`}>{t.onMap}</a>
      </p>
      {round.opinion && (
        <blockquote className="round-opinion">
          <b>{t.opinion}</b> {round.opinion}
        </blockquote>
      )}
      {problem && <Trouble problem={problem} />}
      <div className="page-tools">
        {may('take') && (
          <button type="button" className="button" disabled={busy} onClick={step('take')}>
            {round.takenAt ? t.takeAgain : t.take}
          </button>
        )}
        {may('submit') && (
          <button type="button" className="button accent" disabled={busy} onClick={step('submit')}>
            {t.submit}
          </button>
        )}
        {may('return') && (
          <button type="button" className="button" disabled={busy} onClick={step('return')}>
            {t.return}
          </button>
        )}
        {may('delete') && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() =>
              sure ? run(() => sendJson(`/api/rounds/${round.id}`, 'DELETE', {})) : setSure(true)
            }
          >
            {sure ? t.confirmDelete : t.delete}
          </button>
        )}
        {may('approve') && (
          <form
            className="page-tools"
            onSubmit={(event) => {
              event.preventDefault();
              const opinion = String(new FormData(event.currentTarget).get('opinion') ?? '');
              run(() => sendJson(`/api/rounds/${round.id}/approve`, 'POST', { opinion }));
            }}
          >
            <label>
              {t.opinion}
              <textarea name="opinion" required maxLength={4000} rows={2} cols={40} />
            </label>
            <button type="submit" className="button accent" disabled={busy}>
              {t.approve}
            </button>
          </form>
        )}
      </div>
      {round.takenAt && (
        <>
          <div className="page-scroll">
            <table className="page-table">
              <caption className="hidden">{t.counts}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.layer}</th>
                  {GRADE_KEYS.map((key) => (
                    <th key={key} scope="col" className="number">
                      <GradeSymbol grade={key} sizePx={16} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {Object.entries(round.byLayer).map(([layer, counts]) => (
                  <tr key={layer}>
                    <th scope="row">{layerName(layer)}</th>
                    {GRADE_KEYS.map((key) => (
                      <td key={key} className="number">
                        {f.count(counts[key] ?? 0)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{t.map}</summary>
            {open && <RoundMap round={round} />}
          </details>
        </>
      )}
      <section>
        <h3>{t.files}</h3>
        {round.files.length === 0 && <p className="muted">{t.noFiles}</p>}
        <ul className="round-files">
          {round.files.map((file) => (
            <li key={file.id}>
              <a href={`/api/rounds/${round.id}/files/${file.id}`} download={file.name}>
                {file.name}
              </a>
              <span className="caption muted">
                {[
                  t.kinds[file.kind],
                  `${f.count(Math.ceil(file.bytes / 1024))} KB`,
                  `${t.sha} ${file.sha256.slice(0, 12)}`,
                ].join(t.comma)}
              </span>
              {may('add_file') && (
                <button
                  type="button"
                  className="button small"
                  onClick={() =>
                    run(() => sendJson(`/api/rounds/${round.id}/files/${file.id}`, 'DELETE', {}))
                  }
                >
                  {t.removeFile}
                </button>
              )}
            </li>
          ))}
        </ul>
        {may('add_file') && (
          <form className="page-tools" onSubmit={attachFile}>
            <label>
              {t.attach}
              <input type="file" name="file" required accept=".pdf,.docx,.xlsx,.zip,.png,.jpg,.jpeg" />
            </label>
            <select name="kind" aria-label={t.files}>
              {(['report', 'scheme', 'atlas', 'opinion', 'plan', 'other'] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {t.kinds[kind]}
                </option>
              ))}
            </select>
            <button type="submit" className="button" disabled={busy}>
              {t.attach}
            </button>
          </form>
        )}
      </section>
    </article>
  );
}
