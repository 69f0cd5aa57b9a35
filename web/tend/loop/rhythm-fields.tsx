/** How often something is looked at: presets 日/周/月/季, other rhythms, and a season with its own. */
import { TASK_CYCLES } from '../../../data/layers/tasks.ts';
import { SEASONS, type Season } from '../../../data/ledger/words.ts';
import { type RegularCycle, SEASON_DAYS } from '../../../data/loop/schedule.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';

const PRESETS = ['daily', 'weekly', 'monthly', 'quarterly'] as const satisfies readonly RegularCycle[];
const REGULAR = TASK_CYCLES.filter(({ id }) => id !== 'special');
const isPreset = (cycle: string): boolean => PRESETS.some((preset) => preset === cycle);

export interface RhythmAsked {
  /** null = as the measure says. */
  readonly cycle: RegularCycle | null;
  readonly season: Season | null;
  readonly seasonCycle: RegularCycle;
}

/** `byMeasure`: whether the measure itself may say it. */
export function RhythmFields({
  value,
  byMeasure,
  onChange,
}: {
  value: RhythmAsked;
  byMeasure: boolean;
  onChange: (value: RhythmAsked) => void;
}) {
  const { lang } = useLanguage();
  const t = SCHEDULE_TEXTS[lang];
  const { cycle, season, seasonCycle } = value;
  return (
    <>
      <fieldset className="loop-rhythm">
        <legend>{t.rhythm}</legend>
        <div className="loop-toggles">
          {byMeasure && (
            <button
              type="button"
              className="button small"
              aria-pressed={cycle === null}
              onClick={() => onChange({ ...value, cycle: null })}
            >
              {t.asMeasure}
            </button>
          )}
          {PRESETS.map((one) => (
            <button
              key={one}
              type="button"
              className="button small"
              aria-pressed={cycle === one}
              onClick={() => onChange({ ...value, cycle: one })}
            >
              {t.presets[one]}
            </button>
          ))}
          <select
            aria-label={t.otherCycle}
            value={cycle === null || isPreset(cycle) ? '' : cycle}
            onChange={(event) => onChange({ ...value, cycle: event.target.value as RegularCycle })}
          >
            <option value="" disabled>
              {t.otherCycle}
            </option>
            {REGULAR.filter(({ id }) => !isPreset(id)).map((word) => (
              <option key={word.id} value={word.id}>
                {word[lang]}
              </option>
            ))}
          </select>
        </div>
      </fieldset>
      <label>
        {t.season}
        <select
          value={season ?? ''}
          onChange={(event) => onChange({ ...value, season: (event.target.value || null) as Season | null })}
        >
          <option value="">{t.noSeason}</option>
          {SEASONS.map((word) => (
            <option key={word.id} value={word.id}>
              {t.seasonDays(word[lang], ...SEASON_DAYS[word.id])}
            </option>
          ))}
        </select>
      </label>
      {season !== null && (
        <>
          <label>
            {t.seasonCycle}
            <select
              value={seasonCycle}
              onChange={(event) => onChange({ ...value, seasonCycle: event.target.value as RegularCycle })}
            >
              {REGULAR.map((word) => (
                <option key={word.id} value={word.id}>
                  {word[lang]}
                </option>
              ))}
            </select>
          </label>
          <p className="caption muted">{t.seasonHint}</p>
        </>
      )}
    </>
  );
}
