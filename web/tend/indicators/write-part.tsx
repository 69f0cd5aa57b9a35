/** What is written about indicators: a target, a figure from outside, a month that is closed. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { INDICATORS } from '../../../data/indicators/definitions.ts';
import { COMPARATORS } from '../../../data/indicators/figure.ts';
import { Problem, sendJson } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { Figures } from './answer.ts';
import { TEXTS } from './texts.ts';

export function WritePart({ answer, onDone }: { answer: Figures; onDone: () => void }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const region = answer.region.code;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <details className="page-card">
      <summary>
        <b>{t.write}</b>
      </summary>
      <div className="write-forms">
        <Form
          title={t.freeze}
          hint={t.freezeHint}
          button={t.doFreeze}
          onSend={async (values) => {
            const done = await sendJson<{ kept: number }>('/api/indicators/freeze', 'POST', {
              month: values.get('month'),
              state: values.get('state'),
              cutoff: values.get('cutoff'),
            });
            onDone();
            return t.frozen(String(done?.kept ?? 0));
          }}
        >
          <label>
            {t.month}
            <input name="month" type="month" required defaultValue={answer.month} />
          </label>
          <label>
            {t.state}
            <select name="state">
              <option value="provisional">{t.provisional}</option>
              <option value="confirmed">{t.confirmed}</option>
            </select>
          </label>
          <label>
            {t.cutoff}
            <input name="cutoff" type="date" required defaultValue={today} />
          </label>
        </Form>
        <Form
          title={t.setTarget}
          button={t.save}
          onSend={async (values) => {
            await sendJson('/api/indicator-targets', 'PUT', {
              indicator: values.get('indicator'),
              year: Number(values.get('year')),
              region,
              measure: values.get('measure'),
              comparator: values.get('comparator'),
              target: Number(values.get('target')),
              binding: values.get('binding') === 'on',
              source: values.get('source'),
            });
            onDone();
            return t.saved;
          }}
        >
          <label>
            {t.indicator}
            <select name="indicator">
              {INDICATORS.map(({ id, label }) => (
                <option key={id} value={id}>
                  {of(label)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t.year}
            <input
              name="year"
              type="number"
              min={1990}
              max={2100}
              required
              defaultValue={answer.month.slice(0, 4)}
            />
          </label>
          <label>
            {t.measure}
            <select name="measure">
              <option value="value">{t.measures.value}</option>
              <option value="change">{t.measures.change}</option>
            </select>
          </label>
          <label>
            {t.comparator}
            <select name="comparator">
              {COMPARATORS.map((comparator) => (
                <option key={comparator}>{comparator}</option>
              ))}
            </select>
          </label>
          <label>
            {t.value}
            <input name="target" type="number" step="any" required />
          </label>
          <label>
            {t.sourceOf}
            <input name="source" required maxLength={300} />
          </label>
          <label className="check">
            <input name="binding" type="checkbox" /> {t.binding}
          </label>
        </Form>
        <Form
          title={t.gdp}
          button={t.save}
          onSend={async (values) => {
            await sendJson('/api/indicator-inputs', 'PUT', {
              name: 'gdp_100m_yuan',
              region,
              month: values.get('month'),
              value: Number(values.get('value')),
              state: values.get('state'),
              source: values.get('source'),
              cutoff: values.get('cutoff'),
            });
            onDone();
            return t.saved;
          }}
        >
          <label>
            {t.month}
            <input name="month" type="month" required defaultValue={answer.month} />
          </label>
          <label>
            {t.value}
            <input name="value" type="number" step="any" min={0} required />
          </label>
          <label>
            {t.state}
            <select name="state">
              <option value="provisional">{t.provisional}</option>
              <option value="confirmed">{t.confirmed}</option>
            </select>
          </label>
          <label>
            {t.sourceOf}
            <input name="source" required maxLength={300} />
          </label>
          <label>
            {t.cutoff}
            <input name="cutoff" type="date" required defaultValue={today} />
          </label>
        </Form>
      </div>
    </details>
  );
}

/** A small form that says what became of it. */
export function Form({
  title,
  hint,
  button,
  onSend,
  children,
}: {
  title: string;
  hint?: string;
  button: string;
  /** Resolves to what is said afterwards; a Problem is shown. */
  onSend: (values: FormData) => Promise<string>;
  children: ReactNode;
}) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    setSaid('');
    onSend(new FormData(event.currentTarget))
      .then(setSaid)
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      })
      .finally(() => setBusy(false));
  };
  return (
    <form className="small-form" onSubmit={submit} aria-label={title}>
      <h3>{title}</h3>
      {hint && <p className="caption muted">{hint}</p>}
      <div className="page-tools">{children}</div>
      <button type="submit" className="button" disabled={busy}>
        {button}
      </button>
      <span role="status" className="caption">
        {said}
      </span>
      {problem && <Trouble problem={problem} />}
    </form>
  );
}
