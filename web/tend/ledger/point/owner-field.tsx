/** Whose risk point it is: found by name while it is typed, kept as layer and id. */
import { useEffect, useId, useState } from 'react';
import { useRemote } from '../../../parts/remote.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { readLedger } from '../ledger-api.ts';
import { START } from '../list/asked.ts';
import { TEXTS } from '../texts.ts';

const HOLDERS = ['enterprises', 'places', 'hazard_points'] as const;
/** So many of each layer are proposed. */
const PROPOSED = 6;

export function OwnerField({ owner }: { owner: string }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const list = useId();
  const [text, setText] = useState(owner);
  const [asked, setAsked] = useState('');
  const isId = /^[a-z_]+\/.+$/.test(text);
  // typing asks once it pauses
  useEffect(() => {
    const timer = setTimeout(() => setAsked(isId ? '' : text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text, isId]);
  const found = useRemote(asked === '' ? null : asked, async (signal) =>
    (
      await Promise.all(
        HOLDERS.map((layer) => readLedger({ ...START, layer, q: asked, sort: 'name' }, signal)),
      )
    ).flatMap(({ rows }) => rows.slice(0, PROPOSED)),
  );
  const options = (!isId && asked !== '' && found.data) || [];
  return (
    <div className="ledger-owner">
      <label>
        {t.ownerPick}
        <input
          name="owner"
          required
          pattern="[a-z_]+/.+"
          title={t.ownerHint}
          placeholder={t.ownerHint}
          value={text}
          aria-controls={list}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <ul id={list} aria-label={t.ownerFound} aria-busy={found.loading}>
        {options.map((row) => (
          <li key={`${row.layer}/${row.id}`}>
            <button type="button" className="button small" onClick={() => setText(`${row.layer}/${row.id}`)}>
              {row.name}{' '}
              <span className="caption muted">
                {t.layers[row.layer]} {row.regionName}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
