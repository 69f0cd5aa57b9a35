/** What stands on the map itself: the grades in one line where there are no panels, and whose map it is. */
import { GRADE_KEYS } from '../../data/grade.ts';
import type { City } from '../api.ts';
import type { Camera } from '../map/props.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';

/** Room for the scale, which stands left of the note. */
const SCALE_PX = 124;

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

/** Where the middle of the map is, and approval number and sources of the base map, beside the scale. */
export function MapNote({
  city,
  camera,
  padding,
}: {
  city: City;
  camera: Camera | null;
  padding: { readonly left: number; readonly bottom: number };
}) {
  const { t } = useLanguage();
  const parts = [city.mapReview && t.mapReview(city.mapReview), ...city.attribution].filter(Boolean);
  return (
    <p className="map-note micro" style={{ left: padding.left + SCALE_PX, bottom: padding.bottom + 10 }}>
      {camera && (
        // the frame of the register; CGCS2000 and WGS84 differ by centimetres
        <span className="map-centre">
          CGCS2000 / WGS84 {degrees(camera.lon, 'E', 'W')} {degrees(camera.lat, 'N', 'S')}
        </span>
      )}
      {parts.map((part) => (
        <span key={String(part)}>{part}</span>
      ))}
    </p>
  );
}

/** 122.4137°E */
function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(4)}°${value < 0 ? negative : positive}`;
}
