/** What stands on the map itself: the grades in one line where there are no panels, and whose map it is. */
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

/** The five words in the strip of a lowered sheet. */
export function Legend() {
  const { t } = useLanguage();
  return (
    <ul className="legend-strip">
      {GRADE_KEYS.map((key) => (
        <li key={key} className="grade-tag caption">
          <GradeSymbol grade={key} sizePx={16} />
          {t.grade[key]}
        </li>
      ))}
    </ul>
  );
}

/** Approval number and sources of the base map, beside the scale. */
export function MapNote({
  city,
  padding,
}: {
  city: City;
  padding: { readonly left: number; readonly bottom: number };
}) {
  const { t } = useLanguage();
  const parts = [city.mapReview && t.mapReview(city.mapReview), ...city.attribution].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p className="map-note caption" style={{ left: padding.left + 120, bottom: padding.bottom + 10 }}>
      {parts.join(' · ')}
    </p>
  );
}
