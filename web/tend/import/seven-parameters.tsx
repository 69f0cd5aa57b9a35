/** Bursa-Wolf parameters that a survey office gave the person; they are kept with the import and nowhere else. */
import { useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import type { CrsSpec } from './crs-choice.ts';
import { TEXTS } from './texts.ts';

type Seven = NonNullable<CrsSpec['sevenParameters']>;
const NUMBERS = ['dxM', 'dyM', 'dzM', 'rxArcsec', 'ryArcsec', 'rzArcsec', 'scalePpm'] as const;

export function SevenParameters({
  value,
  off,
  onValue,
}: {
  value: Seven | undefined;
  off: boolean;
  onValue: (value: Seven | null) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(NUMBERS.map((name) => [name, value ? String(value[name]) : ''])),
  );
  const [rotation, setRotation] = useState<Seven['rotation']>(value?.rotation ?? 'coordinate_frame');
  const numbers = NUMBERS.map((name) => (texts[name]?.trim() ? Number(texts[name]) : Number.NaN));
  const whole = numbers.every(Number.isFinite);
  return (
    <details className="seven" open={value !== undefined || undefined}>
      <summary>{t.seven}</summary>
      <div className="seven-numbers">
        {NUMBERS.map((name) => (
          <label key={name}>
            {t.sevenNames[name]}
            <input
              inputMode="decimal"
              value={texts[name]}
              disabled={off}
              onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            />
          </label>
        ))}
        <label>
          {t.rotation}
          <select
            value={rotation}
            disabled={off}
            onChange={(event) => setRotation(event.target.value as Seven['rotation'])}
          >
            <option value="coordinate_frame">coordinate_frame</option>
            <option value="position_vector">position_vector</option>
          </select>
        </label>
      </div>
      <button
        type="button"
        className="button small"
        disabled={off || !whole}
        onClick={() => {
          const [dxM, dyM, dzM, rxArcsec, ryArcsec, rzArcsec, scalePpm] = numbers as [
            number,
            number,
            number,
            number,
            number,
            number,
            number,
          ];
          onValue({ dxM, dyM, dzM, rxArcsec, ryArcsec, rzArcsec, scalePpm, rotation });
        }}
      >
        {t.use}
      </button>
      {value && (
        <button type="button" className="button quiet small" disabled={off} onClick={() => onValue(null)}>
          {t.takeOut}
        </button>
      )}
    </details>
  );
}
