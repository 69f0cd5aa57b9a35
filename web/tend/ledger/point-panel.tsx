/** The drawer in which a risk point is read, changed, added or deleted. */
import { type FormEvent, useEffect, useState } from 'react';
import { Problem, sendJson } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Drawer, saveByKey } from './drawer.tsx';
import { type RiskPoint, readPoint } from './ledger-api.ts';
import { type Draft, draftOf, EMPTY } from './point/draft.ts';
import { OwnerField } from './point/owner-field.tsx';
import { PointForm } from './point/point-form.tsx';
import { Refusal } from './refusal.tsx';
import { TEXTS } from './texts.ts';

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
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const point = useRemote(id, (signal) => readPoint(id ?? '', signal), id);
  const [draft, setDraft] = useState<Draft | null>(id ? null : EMPTY);
  const [version, setVersion] = useState<number | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [sure, setSure] = useState(false);
  const { data } = point;
  useEffect(() => {
    if (!data) return;
    setDraft(draftOf(data));
    setVersion(data.version);
    setRefused(null);
  }, [data]);
  const run = (work: () => Promise<void>) => {
    setRefused(null);
    setSaid(t.saving);
    work().catch((error: unknown) => {
      setSaid('');
      if (!(error instanceof Problem)) throw error;
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
        const after = await sendJson<RiskPoint>(`/api/risk-points/${encodeURIComponent(id)}`, 'PUT', {
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
      const made = await sendJson<RiskPoint>('/api/risk-points', 'POST', {
        ...scored,
        ownerLayer: ownerLayer ?? '',
        ownerId: ownerId ?? '',
        ...(why && { why }),
      });
      setSaid(t.saved);
      onSaved(made?.id ?? null);
    });
  };
  return (
    <Drawer
      title={data?.name ?? t.add}
      subject={data && { layer: 'risk_points', id: data.id, grade: data.grade }}
      about={
        <>
          {data?.ownerName && <p className="muted">{data.ownerName}</p>}
          {data && data.openMajorDangers > 0 && (
            <p className="ledger-open">{t.open(data.openMajorDangers)}</p>
          )}
        </>
      }
      onClose={onClose}
    >
      {point.problem && <Trouble problem={point.problem} again={point.again} />}
      {draft && (
        <form onSubmit={save} onKeyDown={saveByKey}>
          <fieldset className="ledger-all" disabled={!mayWrite}>
            {!id && <OwnerField owner={owner} />}
            <PointForm draft={draft} onDraft={setDraft} />
          </fieldset>
          {refused && <Refusal problem={refused} onReread={point.again} />}
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
                          await sendJson(
                            `/api/risk-points/${encodeURIComponent(id)}?version=${version}`,
                            'DELETE',
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
              <span className="caption muted ledger-keys">{t.keys}</span>
            </footer>
          )}
        </form>
      )}
    </Drawer>
  );
}
