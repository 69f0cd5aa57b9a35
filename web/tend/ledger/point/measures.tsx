/** 管控措施: what keeps the risk down, of which class, who sees to it, and how often it is looked at. */
import { MEASURE_CLASSES, SEASONS } from '../../../../data/ledger/words.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import type { Measure } from '../ledger-api.ts';
import { TEXTS } from '../texts.ts';
import { LevelSelect } from './control-level.tsx';
import { Lines, LineText } from './lines.tsx';

const FRESH: Measure = {
  class: 'engineering',
  text: '',
  level: null,
  responsible: null,
  cycleDays: null,
  season: null,
  seasonCycleDays: null,
  active: true,
};

export function Measures({
  measures,
  onMeasures,
}: {
  measures: readonly Measure[];
  onMeasures: (measures: readonly Measure[]) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  return (
    <Lines name={t.measures} addWords={t.addMeasure} lines={measures} fresh={FRESH} onLines={onMeasures}>
      {(measure, change) => (
        <>
          <label>
            {t.measureClass}
            <select
              value={measure.class}
              onChange={({ target }) => change({ class: target.value as Measure['class'] })}
            >
              {MEASURE_CLASSES.map((one) => (
                <option key={one.id} value={one.id}>
                  {of(one)}
                </option>
              ))}
            </select>
          </label>
          <LineText
            label={t.text}
            value={measure.text}
            max={2000}
            required
            wide
            onValue={(text) => change({ text: text ?? '' })}
          />
          <LevelSelect label={t.level} value={measure.level} onValue={(level) => change({ level })} />
          <LineText
            label={t.responsible}
            value={measure.responsible}
            max={200}
            onValue={(responsible) => change({ responsible })}
          />
          <Days label={t.every} value={measure.cycleDays} onValue={(cycleDays) => change({ cycleDays })} />
          <label>
            {t.season}
            <select
              value={measure.season ?? ''}
              onChange={({ target }) =>
                change({
                  season: (target.value || null) as Measure['season'],
                  seasonCycleDays: target.value ? (measure.seasonCycleDays ?? measure.cycleDays ?? 7) : null,
                })
              }
            >
              <option value="">—</option>
              {SEASONS.map((season) => (
                <option key={season.id} value={season.id}>
                  {of(season)}
                </option>
              ))}
            </select>
          </label>
          {measure.season && (
            <Days
              label={t.seasonEvery}
              value={measure.seasonCycleDays}
              onValue={(seasonCycleDays) => change({ seasonCycleDays })}
            />
          )}
        </>
      )}
    </Lines>
  );
}

function Days({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number | null;
  onValue: (value: number | null) => void;
}) {
  return (
    <label>
      {label}
      <input
        type="number"
        min={1}
        max={3650}
        value={value ?? ''}
        onChange={({ target }) =>
          onValue(target.value ? Math.max(1, Math.round(Number(target.value))) : null)
        }
      />
    </label>
  );
}
