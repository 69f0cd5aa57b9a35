/** The clause by which a danger is major, of the sector's published list, with how sure its wording is. */
import { useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { readCriteria } from './loop-api.ts';
import { TEXTS } from './texts.ts';

export function ClauseField({
  sector,
  value = null,
  name = 'criterion',
}: {
  sector: string | null;
  value?: string | null;
  name?: string;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const [chosen, setChosen] = useState(value ?? '');
  const { data } = useRemote(`criteria ${sector}`, (signal) => readCriteria(sector, signal));
  const clause = data?.criteria.find(({ id }) => id === chosen);
  return (
    <label>
      {t.criterion}
      <select name={name} value={chosen} required onChange={(event) => setChosen(event.target.value)}>
        <option value="">{t.chooseClause}</option>
        {(data?.criteria ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {one.clause} {of(one.text)}
          </option>
        ))}
      </select>
      {clause && (
        <span className="caption muted">
          {clause.source} · {t.confidence[clause.confidence]}
        </span>
      )}
    </label>
  );
}
