/** One task: its items are answered one by one; a failed one says at once what danger it opens. */
import { IconArrowLeft } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { TASK_CYCLES } from '../../../data/layers/tasks.ts';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { ClauseField } from './clause-field.tsx';
import { readTask, sendResult, type TaskDocument, type TaskResult } from './loop-api.ts';
import { DueMark, StateMark, wordOf } from './marks.tsx';
import { Photos } from './photos.tsx';
import { TEXTS } from './texts.ts';

type Outcome = 'pass' | 'fail' | 'not_applicable';

export function TaskPanel({
  id,
  onClose,
  onChanged,
  onDanger,
}: {
  id: string;
  onClose: () => void;
  onChanged: () => void;
  onDanger: (id: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [newer, setNewer] = useState<TaskDocument | null>(null);
  const remote = useRemote(id, (signal) => readTask(id, signal), id);
  const document = newer?.task.id === id ? newer : remote.data;
  if (remote.problem) return <Trouble problem={remote.problem} again={remote.again} />;
  if (!document) return <p className="muted">{t.loading}</p>;
  const { task, items, photos, may, people } = document;
  const words = { pass: t.pass, fail: t.fail, not_applicable: t.notApplicable };
  return (
    <article className="loop-panel" aria-label={task.name}>
      <header>
        <button type="button" className="button quiet small" onClick={onClose}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
          {t.back}
        </button>
        <h2>{task.name}</h2>
        <p className="loop-line">
          <StateMark value={task.state} task />
          <DueMark day={task.dueOn} state={task.dueState} />
          <span>{wordOf(TASK_CYCLES, task.cycle, lang)}</span>
        </p>
        <p className="caption muted">
          {[task.objectName, task.regionName, task.department].filter(Boolean).join(' · ')}
        </p>
      </header>
      {may.includes('perform') ? (
        <ResultForm
          key={task.id}
          document={document}
          onDone={(next) => {
            setNewer(next);
            onChanged();
          }}
        />
      ) : (
        <section className="loop-part">
          <h3>{t.checkItems}</h3>
          <ol className="loop-steps">
            {items.map((item) => (
              <li key={item.no}>
                {item.item} <b>{item.result ? words[item.result as Outcome] : '—'}</b>
                {item.note && <p>{item.note}</p>}
                {item.dangerId && (
                  <p>
                    <button
                      type="button"
                      className="button small"
                      onClick={() => onDanger(item.dangerId as string)}
                    >
                      {t.openDanger}
                    </button>
                  </p>
                )}
              </li>
            ))}
          </ol>
          {task.findings && <p>{task.findings}</p>}
          {task.doneBy && (
            <p className="muted">
              {t.doneBy} {people[task.doneBy] ?? task.doneBy} {task.doneAt && f.moment(task.doneAt)}
            </p>
          )}
        </section>
      )}
      <Photos
        owner="tasks"
        id={task.id}
        photos={photos}
        mayAdd={may.includes('perform')}
        kind="other"
        onAdded={() => void readTask(id).then(setNewer)}
      />
    </article>
  );
}

function ResultForm({
  document,
  onDone,
}: {
  document: TaskDocument;
  onDone: (document: TaskDocument) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { task, items } = document;
  const [outcomes, setOutcomes] = useState<Readonly<Record<number, Outcome>>>({});
  const [classes, setClasses] = useState<Readonly<Record<number, string>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const answered = items.every(({ no }) => outcomes[no] !== undefined);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const result = {
      items: items.map(({ no, item }) => ({
        no,
        result: outcomes[no],
        ...(outcomes[no] === 'fail'
          ? {
              note: of(`note${no}`),
              danger: {
                name: of(`name${no}`) ?? item,
                class: classes[no] ?? 'general',
                criterion: of(`criterion${no}`),
              },
            }
          : {}),
      })),
      findings: of('findings'),
    };
    setBusy(true);
    setProblem(null);
    try {
      onDone(await sendResult(task.id, result as TaskResult));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <form className="loop-form" onSubmit={send} aria-label={t.checkItems}>
      <div className="loop-buttons">
        <button
          type="button"
          className="button small"
          onClick={() => setOutcomes(Object.fromEntries(items.map(({ no }) => [no, 'pass' as const])))}
        >
          {t.allPass}
        </button>
      </div>
      {items.map(({ no, item }) => (
        <fieldset key={no} className="loop-item">
          <legend>
            {no}. {item}
          </legend>
          <div className="loop-outcomes">
            {(['pass', 'fail', 'not_applicable'] as const).map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name={`result${no}`}
                  checked={outcomes[no] === one}
                  onChange={() => setOutcomes((before) => ({ ...before, [no]: one }))}
                />
                {{ pass: t.pass, fail: t.fail, not_applicable: t.notApplicable }[one]}
              </label>
            ))}
          </div>
          {outcomes[no] === 'fail' && (
            <>
              <label>
                {t.whatIsWrong}
                <input name={`name${no}`} required maxLength={200} />
              </label>
              <label>
                {t.class}
                <select
                  value={classes[no] ?? 'general'}
                  onChange={(event) => setClasses((before) => ({ ...before, [no]: event.target.value }))}
                >
                  <option value="general">{t.general}</option>
                  <option value="major">{t.major}</option>
                </select>
              </label>
              {classes[no] === 'major' && <ClauseField sector={task.sector} name={`criterion${no}`} />}
              <label>
                {t.note}
                <textarea name={`note${no}`} rows={2} maxLength={500} />
              </label>
            </>
          )}
        </fieldset>
      ))}
      <label>
        {t.findings}
        <textarea name="findings" rows={2} maxLength={2000} />
      </label>
      {problem && <Trouble problem={problem} />}
      <div className="loop-buttons">
        <button type="submit" className="button accent" disabled={busy || !answered}>
          {busy ? t.doing : t.send}
        </button>
      </div>
    </form>
  );
}
