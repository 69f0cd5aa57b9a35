/** 管控层级: the select of a level, and beside a point's the level that its grade suggests. */
import type { Grade } from '../../../../data/grade.ts';
import { CONTROL_LEVELS } from '../../../../data/layers/risk-points.ts';
import { controlLevels } from '../../../../data/tables/control-levels.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { TEXTS } from '../texts.ts';

export function LevelSelect({
  label,
  value,
  onValue,
}: {
  label: string;
  value: string | null;
  onValue: (value: string | null) => void;
}) {
  const { of } = useLanguage();
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={({ target }) => onValue(target.value || null)}>
        <option value="">—</option>
        {CONTROL_LEVELS.map((level) => (
          <option key={level.id} value={level.id}>
            {of(level)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which level leads by the grade, and which carry the risk with it. */
export function LevelHint({
  grade,
  value,
  onValue,
}: {
  grade: Grade | null;
  value: string | null;
  onValue: (value: string) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const [leads, ...carry] = controlLevels(grade).map((id) => CONTROL_LEVELS.find((one) => one.id === id)!);
  if (!leads) return null;
  return (
    <p className="ledger-level caption" data-suggested={leads.id}>
      {t.suggested(of(leads), carry.map(of).join(t.between))}
      {value !== leads.id && (
        <button type="button" className="button small" onClick={() => onValue(leads.id)}>
          {t.adopt} {of(leads)}
        </button>
      )}
    </p>
  );
}
