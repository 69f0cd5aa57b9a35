/** The scorecard of a demonstration city: criteria by aspect, each judged with its evidence. */
import { useState } from 'react';
import { INDICATORS } from '../../../data/indicators/definitions.ts';
import { sendJson } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type Criterion, type Figures, readScorecard } from './answer.ts';
import { written } from './figure-rows.tsx';
import { TEXTS } from './texts.ts';
import { Form } from './write-part.tsx';

const ASPECTS = ['source', 'prevention', 'supervision', 'support', 'rescue', 'state'] as const;

export function ScorecardPart({ figures, mayWrite }: { figures: Figures | null; mayWrite: boolean }) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const [round, setRound] = useState(0);
  const renew = () => setRound((count) => count + 1);
  const scorecard = useRemote(`scorecard ${round}`, readScorecard);
  const [open, setOpen] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Criterion | null>(null);
  const { data } = scorecard;
  const remove = (criterion: Criterion) =>
    void sendJson(`/api/scorecard/${criterion.id}`, 'DELETE', {}).then(() => {
      setRemoved(criterion);
      renew();
    });
  return (
    <section className="page-card">
      <h2>{t.scorecard}</h2>
      <p className="caption muted">{t.scorecardHint}</p>
      {scorecard.problem && <Trouble problem={scorecard.problem} again={scorecard.again} />}
      {removed && (
        <p role="status">
          {t.removed} “{removed.title}”{' '}
          <button
            type="button"
            className="button small"
            onClick={() =>
              void sendJson(`/api/scorecard/${removed.id}/restore`, 'POST', {}).then(() => {
                setRemoved(null);
                renew();
              })
            }
          >
            {t.undo}
          </button>
        </p>
      )}
      {data && (
        <>
          <p data-score={data.score}>
            <b>
              {f.decimal(data.score)} / {f.decimal(data.points)}
            </b>{' '}
            <span className="muted">
              {t.judged(f.decimal(data.score), f.decimal(data.judgedPoints))}
              {data.withoutEvidence > 0 && ` ${t.without(f.count(data.withoutEvidence))}`}
            </span>
          </p>
          {data.criteria.length === 0 && <p className="muted">{t.empty}</p>}
          {ASPECTS.map((aspect) => {
            const own = data.criteria.filter((one) => one.aspect === aspect);
            if (own.length === 0) return null;
            return (
              <div key={aspect}>
                <h3>{t.aspects[aspect]}</h3>
                <ul className="criteria">
                  {own.map((criterion) => {
                    const figure = figures?.figures.find(({ id }) => id === criterion.indicator);
                    return (
                      <li key={criterion.id}>
                        <div className="criterion">
                          <div>
                            <b>{criterion.title}</b>
                            <span className="caption muted">{criterion.source}</span>
                            {figure && (
                              <span className="caption">
                                {of(figure.label)}
                                {lang === 'zh' ? '：' : ': '}
                                {written(figure, figure.value) ?? t.noValue} {of(figure.unit)}
                              </span>
                            )}
                            <span className="caption">
                              {criterion.evidence.length === 0
                                ? t.noEvidence
                                : criterion.evidence.map((one) =>
                                    one.kind === 'object' ? (
                                      <a key={one.ref} href={`/?sel=${one.ref}`}>
                                        {one.label}{' '}
                                      </a>
                                    ) : one.kind === 'link' && /^https:\/\//.test(one.ref) ? (
                                      <a key={one.ref} href={one.ref} rel="noreferrer">
                                        {one.label}{' '}
                                      </a>
                                    ) : (
                                      <span key={one.ref}>{one.label} </span>
                                    ),
                                  )}
                            </span>
                          </div>
                          <span className="number">
                            {criterion.score === null ? (
                              <span className="muted">{t.notJudged}</span>
                            ) : (
                              <b>{f.decimal(criterion.score)}</b>
                            )}{' '}
                            / {f.decimal(criterion.points)}
                          </span>
                          {mayWrite && (
                            <span>
                              <button
                                type="button"
                                className="button small"
                                aria-expanded={open === criterion.id}
                                onClick={() => setOpen(open === criterion.id ? null : criterion.id)}
                              >
                                {t.judge}
                              </button>{' '}
                              <button
                                type="button"
                                className="button small"
                                onClick={() => remove(criterion)}
                              >
                                {t.remove}
                              </button>
                            </span>
                          )}
                        </div>
                        {open === criterion.id && (
                          <JudgeForm
                            criterion={criterion}
                            onDone={() => {
                              setOpen(null);
                              renew();
                            }}
                          />
                        )}
                      </li>
                    );
                  })}
                </ul>
              </div>
            );
          })}
          {mayWrite && <AddForm onDone={renew} />}
        </>
      )}
    </section>
  );
}

function JudgeForm({ criterion, onDone }: { criterion: Criterion; onDone: () => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <Form
      title={`${t.judge} ${criterion.title}`}
      button={t.save}
      onSend={async (values) => {
        const label = String(values.get('label') ?? '').trim();
        const ref = String(values.get('ref') ?? '').trim();
        const score = String(values.get('score') ?? '').trim();
        await sendJson(`/api/scorecard/${criterion.id}`, 'PUT', {
          score: score === '' ? null : Number(score),
          note: String(values.get('note') ?? '').trim() || null,
          evidence: [
            ...criterion.evidence,
            ...(label && ref ? [{ kind: values.get('kind'), ref, label }] : []),
          ],
          judgedOn: score === '' ? null : new Date().toISOString().slice(0, 10),
        });
        onDone();
        return t.saved;
      }}
    >
      <label>
        {t.score}
        <input
          name="score"
          type="number"
          step="any"
          min={0}
          max={criterion.points}
          defaultValue={criterion.score ?? ''}
        />
      </label>
      <label>
        {t.note}
        <input name="note" maxLength={2000} defaultValue={criterion.note ?? ''} />
      </label>
      <label>
        {t.addEvidence}
        <select name="kind">
          {(['note', 'link', 'object', 'indicator'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t.evidenceKinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.name}
        <input name="label" maxLength={200} />
      </label>
      <label>
        {t.evidence}
        <input name="ref" maxLength={500} placeholder="enterprises/… · https://… " />
      </label>
    </Form>
  );
}

function AddForm({ onDone }: { onDone: () => void }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  return (
    <details>
      <summary>{t.addCriterion}</summary>
      <Form
        title={t.addCriterion}
        button={t.save}
        onSend={async (values) => {
          await sendJson('/api/scorecard', 'POST', {
            aspect: values.get('aspect'),
            title: values.get('title'),
            points: Number(values.get('points')),
            indicator: values.get('indicator') || null,
            source: values.get('source'),
          });
          onDone();
          return t.saved;
        }}
      >
        <label>
          {t.aspect}
          <select name="aspect">
            {ASPECTS.map((aspect) => (
              <option key={aspect} value={aspect}>
                {t.aspects[aspect]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.criterion}
          <input name="title" required maxLength={300} />
        </label>
        <label>
          {t.points}
          <input name="points" type="number" step="any" min={0} max={1000} required />
        </label>
        <label>
          {t.indicator}
          <select name="indicator">
            <option value="">—</option>
            {INDICATORS.map(({ id, label }) => (
              <option key={id} value={id}>
                {of(label)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.source}
          <input name="source" required maxLength={300} />
        </label>
      </Form>
    </details>
  );
}
