/** The day of the right map: today, so long ago, or any day that the register kept; and what time means. */
import { useState } from 'react';
import { chinaDay, dayOfMoment } from '../../../data/china-day.ts';
import type { MapTime, Shown } from '../../map/props.ts';
import { dayAfter, SLIDER_DAYS } from '../time/days.ts';
import { useCompareTexts } from './texts.ts';

const AGO = ['31', '92', '365'] as const;

export function DayChoice({ shown, onShown }: { shown: Shown; onShown: (shown: Shown) => void }) {
  const t = useCompareTexts();
  const [today] = useState(() => chinaDay(new Date()));
  const { time } = shown;
  const mode = time?.mode ?? 'was';
  const show = (at: string, as: MapTime['mode'] = mode) =>
    onShown({ ...shown, time: at.length === 10 && at >= today ? null : { at, mode: as } });
  return (
    <div className="compare-part">
      <label className="compare-day">
        <span>{t.day}</span>
        <input
          className="input"
          type="date"
          value={time ? dayOfMoment(time.at) : today}
          min={dayAfter(today, -SLIDER_DAYS)}
          max={today}
          onChange={(event) => event.target.value && show(event.target.value)}
        />
      </label>
      <div className="compare-verbs">
        <button type="button" className="button small" aria-pressed={!time} onClick={() => show(today)}>
          {t.today}
        </button>
        {AGO.map((days) => {
          const day = dayAfter(today, -Number(days));
          return (
            <button
              key={days}
              type="button"
              className="button small"
              aria-pressed={time?.at === day}
              onClick={() => show(day)}
            >
              {t.ago[days]}
            </button>
          );
        })}
      </div>
      {time && (
        <fieldset className="compare-modes" aria-label={t.meaning}>
          {(['was', 'known'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => show(time.at, one)}>
              {t[one]}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
