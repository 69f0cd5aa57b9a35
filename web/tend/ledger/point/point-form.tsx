/** One risk point: what it is, how it is scored, its measures and who answers for it; saved in one step. */
import { ACCIDENT_TYPES } from '../../../../data/tables/accident-types.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { useCityNumbers } from '../settings/settings-api.ts';
import { TEXTS } from '../texts.ts';
import { LevelHint, LevelSelect } from './control-level.tsx';
import { type Draft, gradeOfDraft } from './draft.ts';
import { Measures } from './measures.tsx';
import { Persons } from './persons.tsx';
import { Scoring } from './scoring.tsx';

export function PointForm({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const city = useCityNumbers();
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const text = (name: 'name' | 'unit' | 'event', label: string, required = false) => (
    <label className={required ? 'ledger-wide' : undefined}>
      {label}
      <input
        required={required}
        maxLength={200}
        value={draft[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value || (required ? '' : null) })}
      />
    </label>
  );
  const date = (name: 'assessedOn' | 'reviewDue', label: string) => (
    <label>
      {label}
      <input
        type="date"
        value={draft[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value || null })}
      />
    </label>
  );
  return (
    <>
      <fieldset>
        <legend>{t.general}</legend>
        <div className="page-tools">
          {text('name', t.columns.name, true)}
          {text('unit', t.columns.unit)}
          {text('event', t.columns.event)}
          <label>
            {t.accident}
            <select
              value={draft.accidentType ?? ''}
              onChange={({ target }) => set({ accidentType: target.value || null })}
            >
              <option value="">—</option>
              {ACCIDENT_TYPES.map((type) => (
                <option key={type.id} value={type.id}>
                  {of(type)}
                </option>
              ))}
            </select>
          </label>
          {date('assessedOn', t.assessed)}
          {date('reviewDue', t.review)}
        </div>
      </fieldset>
      <Scoring draft={draft} set={set} />
      <div className="page-tools">
        <LevelSelect
          label={t.columns.level}
          value={draft.controlLevel}
          onValue={(controlLevel) => set({ controlLevel })}
        />
        <LevelHint
          grade={gradeOfDraft(draft, city)}
          value={draft.controlLevel}
          onValue={(controlLevel) => set({ controlLevel })}
        />
      </div>
      <Measures measures={draft.measures} onMeasures={(measures) => set({ measures })} />
      <Persons persons={draft.responsibilities} onPersons={(responsibilities) => set({ responsibilities })} />
    </>
  );
}
