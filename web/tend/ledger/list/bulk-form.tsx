/** One value for all chosen rows of the list: all of them are changed, or none. */
import { useState } from 'react';
import { CONTROL_LEVELS } from '../../../../data/layers/risk-points.ts';
import { Problem, sendJson } from '../../../api.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { Refusal } from '../refusal.tsx';
import { TEXTS } from '../texts.ts';

const BULK = ['review_due', 'assessed_on', 'control_level', 'unit'] as const;

export function BulkForm({
  ids,
  onDone,
  onUnselect,
}: {
  ids: readonly string[];
  onDone: () => void;
  onUnselect: () => void;
}) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const [field, setField] = useState<(typeof BULK)[number]>('review_due');
  const [value, setValue] = useState('');
  const [refused, setRefused] = useState<Problem | null>(null);
  const labels = {
    review_due: t.review,
    assessed_on: t.assessed,
    control_level: t.columns.level,
    unit: t.columns.unit,
  };
  return (
    <form
      className="page-card page-tools ledger-bulk"
      aria-label={t.bulk}
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        sendJson('/api/ledger', 'PATCH', {
          layer: 'risk_points',
          rows: ids.map((id) => ({ id, set: { [field]: value || null } })),
        })
          .then(onDone)
          .catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            setRefused(error);
          });
      }}
    >
      <b>{t.selected(f.count(ids.length))}</b>
      <label>
        {t.bulkField}
        <select
          value={field}
          onChange={({ target }) => {
            setField(target.value as typeof field);
            setValue('');
          }}
        >
          {BULK.map((one) => (
            <option key={one} value={one}>
              {labels[one]}
            </option>
          ))}
        </select>
      </label>
      {field === 'control_level' ? (
        <label>
          {t.bulkValue}
          <select value={value} onChange={({ target }) => setValue(target.value)}>
            <option value="">—</option>
            {CONTROL_LEVELS.map((level) => (
              <option key={level.id} value={level.id}>
                {of(level)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label>
          {t.bulkValue}
          <input
            type={field === 'unit' ? 'text' : 'date'}
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
        </label>
      )}
      <button type="submit" className="button accent">
        {t.apply}
      </button>
      <button type="button" className="button" onClick={onUnselect}>
        {t.unselect}
      </button>
      {refused && <Refusal problem={refused} />}
    </form>
  );
}
