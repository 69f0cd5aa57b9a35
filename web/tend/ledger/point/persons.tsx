/** 责任关系: who answers for the point in which role, with duties and the day on which they were last performed. */
import { RELATION_KINDS } from '../../../../data/layers/details.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import type { Responsible } from '../ledger-api.ts';
import { TEXTS } from '../texts.ts';
import { Lines, LineText } from './lines.tsx';

const FRESH: Responsible = {
  kind: 'principal',
  name: '',
  organisation: null,
  duties: null,
  lastPerformedOn: null,
};

export function Persons({
  persons,
  onPersons,
}: {
  persons: readonly Responsible[];
  onPersons: (persons: readonly Responsible[]) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  return (
    <Lines name={t.persons} addWords={t.addPerson} lines={persons} fresh={FRESH} onLines={onPersons}>
      {(person, change) => (
        <>
          <label>
            {t.role}
            <select value={person.kind} onChange={({ target }) => change({ kind: target.value })}>
              {RELATION_KINDS.map((kind) => (
                <option key={kind.id} value={kind.id}>
                  {of(kind)}
                </option>
              ))}
            </select>
          </label>
          <LineText
            label={t.person}
            value={person.name}
            max={120}
            required
            onValue={(name) => change({ name: name ?? '' })}
          />
          <LineText
            label={t.organisation}
            value={person.organisation}
            max={200}
            onValue={(organisation) => change({ organisation })}
          />
          <LineText
            label={t.duties}
            value={person.duties}
            max={500}
            wide
            onValue={(duties) => change({ duties })}
          />
          <label>
            {t.performed}
            <input
              type="date"
              value={person.lastPerformedOn ?? ''}
              onChange={({ target }) => change({ lastPerformedOn: target.value || null })}
            />
          </label>
        </>
      )}
    </Lines>
  );
}
