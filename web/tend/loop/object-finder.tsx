/** Finds one object of a layer by part of its name. */
import { useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { findObjects, type ObjectName } from './loop-api.ts';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';
import { TEXTS } from './texts.ts';

export function ObjectFinder({
  layer,
  picked,
  onPick,
}: {
  layer: string;
  picked: ObjectName | null;
  onPick: (object: ObjectName | null) => void;
}) {
  const { lang } = useLanguage();
  const t = { ...TEXTS[lang], ...SCHEDULE_TEXTS[lang] };
  const [text, setText] = useState('');
  const asked = text.trim().length >= 2 ? text.trim() : null;
  const found = useRemote(asked && `${layer} ${asked}`, (signal) => findObjects(layer, asked ?? '', signal));
  const objects = asked === null ? [] : (found.data ?? []);
  return (
    <>
      <label>
        {t.find}
        <input
          type="search"
          value={text}
          placeholder={t.findHint}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {found.problem && <Trouble problem={found.problem} again={found.again} />}
      <label>
        {t.pick}
        <select
          required
          value={picked?.id ?? ''}
          onChange={(event) => onPick(objects.find(({ id }) => id === event.target.value) ?? picked)}
        >
          <option value="" disabled>
            {asked !== null && found.data?.length === 0 ? t.nothing : t.chooseObject}
          </option>
          {picked && !objects.some(({ id }) => id === picked.id) && (
            <option value={picked.id}>{picked.name}</option>
          )}
          {objects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
