/** The drawer in which a risk point is read, changed, added or deleted. */
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Refused, type RiskPoint, readPoint, write } from './ledger-api.ts';
import { type Draft, PointForm } from './point-form.tsx';
import { TEXTS } from './texts.ts';

const EMPTY: Draft = {
  name: '',
  unit: null,
  event: null,
  accidentType: null,
  method: null,
  scheme: null,
  inputs: null,
  controlLevel: null,
  assessedOn: null,
  reviewDue: null,
  declaredGrade: null,
  measures: [],
  responsibilities: [],
};

const draftOf = (point: RiskPoint): Draft => ({
  name: point.name,
  unit: point.unit,
  event: point.event,
  accidentType: point.accidentType,
  method: point.method,
  scheme: point.scheme,
  inputs: point.inputs,
  controlLevel: point.controlLevel,
  assessedOn: point.assessedOn,
  reviewDue: point.reviewDue,
  declaredGrade: point.declaredGrade,
  measures: point.measures,
  responsibilities: point.responsibilities,
});

/** `id` null = a new one, in `owner` ('layer/id') when that is known. */
export function PointPanel({
  id,
  owner,
  mayWrite,
  onSaved,
  onClose,
}: {
  id: string | null;
  owner: string;
  mayWrite: boolean;
  onSaved: (id: string | null) => void;
  onClose: () => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const point = useRemote(id, (signal) => readPoint(id ?? '', signal), id);
  const [draft, setDraft] = useState<Draft | null>(id ? null : EMPTY);
  const [version, setVersion] = useState<number | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [said, setSaid] = useState('');
  const [sure, setSure] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const { data } = point;
  useEffect(() => {
    if (!data) return;
    setDraft(draftOf(data));
    setVersion(data.version);
    setRefused(null);
  }, [data]);
  useEffect(() => {
    title.current?.focus();
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onClose]);
  const run = (work: () => Promise<void>) => {
    setRefused(null);
    setSaid(t.saving);
    work().catch((error: unknown) => {
      setSaid('');
      if (!(error instanceof Refused)) throw error;
      setRefused(error);
    });
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!draft) return;
    const form = new FormData(event.currentTarget);
    const why = String(form.get('why') ?? '').trim();
    const scored = draft.method ? draft : { ...draft, inputs: null, scheme: null };
    run(async () => {
      if (id) {
        const after = await write<RiskPoint>(`/api/risk-points/${encodeURIComponent(id)}`, 'PUT', {
          ...scored,
          version,
          ...(why && { why }),
        });
        if (after) {
          setDraft(draftOf(after));
          setVersion(after.version);
        }
        setSaid(t.saved);
        onSaved(null);
        point.again();
        return;
      }
      const [, ownerLayer, ownerId] = /^([a-z_]+)\/(.+)$/.exec(String(form.get('owner') ?? '').trim()) ?? [];
      const made = await write<RiskPoint>('/api/risk-points', 'POST', {
        ...scored,
        ownerLayer: ownerLayer ?? '',
        ownerId: ownerId ?? '',
        ...(why && { why }),
      });
      setSaid(t.saved);
      onSaved(made?.id ?? null);
    });
  };
  const key = String(data?.grade ?? null) as GradeKey;
  return (
    <aside className="ledger-panel panel" aria-label={data?.name ?? t.add}>
      <header>
        <div>
          <h2 ref={title} tabIndex={-1}>
            {data?.name ?? t.add}
          </h2>
          {data && (
            <p className="ledger-grade" data-grade={key}>
              <GradeSymbol grade={key} sizePx={18} /> {GRADE_WORDS[key][lang]}
              <a
                href={`/?sel=risk_points/${encodeURIComponent(data.id)}&why=risk_points/${encodeURIComponent(data.id)}`}
              >
                {t.why}
              </a>
              {data.ownerName && <span className="muted">{data.ownerName}</span>}
            </p>
          )}
          {data && data.openMajorDangers > 0 && (
            <p className="ledger-open">{t.open(f.count(data.openMajorDangers))}</p>
          )}
        </div>
        <button type="button" className="button quiet icon" aria-label={t.close} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      {point.problem && <Trouble problem={point.problem} again={point.again} />}
      {draft && (
        <form onSubmit={save}>
          <fieldset className="ledger-all" disabled={!mayWrite}>
            {!id && (
              <label className="ledger-owner">
                {t.ownerPick}
                <input name="owner" required defaultValue={owner} placeholder={t.ownerHint} />
              </label>
            )}
            <PointForm draft={draft} onDraft={setDraft} />
          </fieldset>
          {refused && (
            <div className="ledger-refused" role="alert">
              <b>{refused.status === 409 ? t.conflict : refused.message}</b>
              <ul>
                {refused.fields.map((field) => (
                  <li key={field.pointer + field.message}>
                    {field.pointer} {field.message} {field.remedy}
                  </li>
                ))}
              </ul>
              {refused.status === 409 && (
                <button type="button" className="button small" onClick={point.again}>
                  {t.reread}
                </button>
              )}
            </div>
          )}
          {mayWrite && (
            <footer>
              <label>
                <span className="hidden">{t.whyChange}</span>
                <input name="why" maxLength={300} placeholder={t.whyChange} />
              </label>
              <button type="submit" className="button accent">
                {t.save}
              </button>
              {id && (
                <button
                  type="button"
                  className="button"
                  onClick={() =>
                    sure
                      ? run(async () => {
                          await write(
                            `/api/risk-points/${encodeURIComponent(id)}?version=${version}`,
                            'DELETE',
                            undefined,
                          );
                          onSaved(null);
                          onClose();
                        })
                      : setSure(true)
                  }
                >
                  {sure ? t.sure : t.delete}
                </button>
              )}
              <span role="status" className="caption">
                {said}
              </span>
            </footer>
          )}
        </form>
      )}
    </aside>
  );
}
