/** Which units the field is made of, and what could not be computed and why. */
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import type { UnitOfField } from './risk-answers.ts';
import { useRiskTexts } from './texts.ts';
import { UnitButton } from './unit-button.tsx';

export function FieldUnits({
  units,
  onSelect,
}: {
  units: readonly UnitOfField[];
  onSelect: ToolProps['onSelect'];
}) {
  const { of, lang } = useLanguage();
  const texts = useRiskTexts();
  if (units.length === 0) return null;
  const lacking = units.filter(({ missing }) => missing.length > 0);
  const computed = units.filter((unit) => unit.computed).length;
  return (
    <details className="risk-details">
      <summary>
        {texts.units(computed, units.length)}
        <span className="caption muted">
          {lacking.length > 0 ? texts.unitsMissing(lacking.length) : texts.unitsAll}
        </span>
      </summary>
      <ul className="risk-missing">
        {lacking.map(({ unitId, name, layer, missing }) => (
          <li key={unitId}>
            <UnitButton unitId={unitId} name={name} layer={layer} onSelect={onSelect} />
            <p className="caption muted">{missing.map(of).join(lang === 'zh' ? '；' : '; ')}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
