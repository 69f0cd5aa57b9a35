/** The grades in one line, for a map without panels. */
import { GRADE_KEYS } from '../../data/grade.ts';
import type { City } from '../api.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';

export function MapLegend({ city }: { city: City | null }) {
  const { t } = useLanguage();
  return (
    <div className="map-legend panel">
      {city?.demo && <span className="simulated">{t.simulated}</span>}
      {GRADE_KEYS.map((key) => (
        <span key={key} className="grade-tag">
          <GradeSymbol grade={key} sizePx={16} />
          {t.gradeFull[key]}
        </span>
      ))}
    </div>
  );
}
