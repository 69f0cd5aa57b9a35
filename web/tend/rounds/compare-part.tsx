/** Two rounds beside each other: how many objects went from which grade to which, and which ones. */
import { useState } from 'react';
import { GRADE_WORDS, type Grade, type GradeKey } from '../../../data/grade.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { compareRounds, type Round, type RoundLayer } from './answer.ts';
import { TEXTS } from './texts.ts';

const LAYERS: readonly RoundLayer[] = [
  'regions',
  'enterprises',
  'places',
  'risk_points',
  'major_hazards',
  'hazard_points',
];

export function ComparePart({
  rounds,
  layerName,
}: {
  rounds: readonly Round[];
  layerName: (id: string) => string;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const taken = rounds.filter((round) => round.takenAt);
  const [late, setLate] = useState<string | null>(null);
  const [early, setEarly] = useState<string | null>(null);
  const [layer, setLayer] = useState<RoundLayer>('enterprises');
  const after = late ?? taken[0]?.id ?? null;
  const before = early ?? taken[1]?.id ?? null;
  const asked = after && before && after !== before;
  const compared = useRemote(asked ? `${after} ${before} ${layer}` : null, () =>
    compareRounds(after ?? '', before ?? '', layer),
  );
  if (taken.length < 2) return null;
  const key = (grade: number | null): GradeKey => String(grade) as GradeKey;
  const tag = (grade: number | null, there: 'present' | 'absent') =>
    there === 'absent' ? (
      <span className="muted">{t.absent}</span>
    ) : (
      <span className="round-grade">
        <GradeSymbol grade={key(grade as Grade | null)} sizePx={16} />
        {GRADE_WORDS[key(grade)][lang]}
      </span>
    );
  return (
    <section className="page-card" aria-label={t.compare}>
      <h2>{t.compare}</h2>
      <div className="page-tools">
        <label>
          {t.earlier}
          <select value={before ?? ''} onChange={({ target }) => setEarly(target.value)}>
            {taken.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.after}
          <select value={after ?? ''} onChange={({ target }) => setLate(target.value)}>
            {taken.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.layer}
          <select value={layer} onChange={({ target }) => setLayer(target.value as RoundLayer)}>
            {LAYERS.map((id) => (
              <option key={id} value={id}>
                {layerName(id)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {compared.problem && <Trouble problem={compared.problem} again={compared.again} />}
      {asked && compared.data && (
        <>
          <p data-changed={compared.data.total}>
            <b>{compared.data.total === 0 ? t.same : t.changed(f.count(compared.data.total))}</b>{' '}
            {compared.data.changes.length < compared.data.total && (
              <span className="caption muted">
                {t.list(f.count(compared.data.changes.length), f.count(compared.data.total))}
              </span>
            )}
          </p>
          {compared.data.changes.length > 0 && (
            <div className="page-scroll">
              <table className="page-table">
                <thead>
                  <tr>
                    <th scope="col">{t.object}</th>
                    <th scope="col">{t.before}</th>
                    <th scope="col">{t.after}</th>
                  </tr>
                </thead>
                <tbody>
                  {compared.data.changes.map((change) => (
                    <tr key={change.id}>
                      <th scope="row">
                        <a href={`/?sel=${change.layer}/${encodeURIComponent(change.id)}`}>
                          {change.name ?? change.id}
                        </a>
                      </th>
                      <td>{tag(change.before, change.was)}</td>
                      <td>{tag(change.after, change.is)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  );
}
