/** How a layer's points are drawn: one by one, or summed over the ground by number, worst grade or score; with the fixed scale. */
import { GRADE_KEYS } from '../../data/grade.ts';
import { DENSITY_MEASURES, DENSITY_WAYS, USUAL_MEASURE } from '../link.ts';
import { CELL_STEPS, cellRamp, densityRamp, HEAT_STOPS } from '../map/density-scale.ts';
import type { Density } from '../map/props.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { useDrawnTheme } from '../parts/theme.ts';
import { TEXTS } from './density-texts.ts';

export type Summing = Omit<Density, 'layer'>;

const WAYS = [null, ...DENSITY_WAYS] as const;

export function DensityChoice({
  name,
  graded,
  density,
  onDensity,
}: {
  name: string;
  graded: boolean;
  density: Summing | null;
  onDensity: (density: Summing | null) => void;
}) {
  const { lang, t } = useLanguage();
  const texts = TEXTS[lang];
  const measures = DENSITY_MEASURES.filter(
    (by) => by === 'count' || (graded && !(density?.as === 'heat' && by === 'worst')),
  );
  const by = density && (measures.includes(density.by) ? density.by : (measures[0] ?? 'count'));
  return (
    <>
      <fieldset className="segments ways">
        <legend className="hidden">{t.drawnAs(name)}</legend>
        {WAYS.map((way) => (
          <label key={way ?? 'one'}>
            <input
              type="radio"
              name={`as-${name}`}
              checked={(density?.as ?? null) === way}
              onChange={() => onDensity(way && { as: way, by: graded ? USUAL_MEASURE[way] : 'count' })}
            />
            <span>{texts.ways[way ?? 'one']}</span>
          </label>
        ))}
      </fieldset>
      {density && measures.length > 1 && (
        <fieldset className="segments">
          <legend className="hidden">{texts.measure(name)}</legend>
          {measures.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`by-${name}`}
                checked={by === one}
                onChange={() => onDensity({ ...density, by: one })}
              />
              <span>{texts.measures[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {density && by && <DensityScale as={density.as} by={by} graded={graded} />}
    </>
  );
}

function DensityScale({ as, by, graded }: Summing & { graded: boolean }) {
  const { lang, t, f } = useLanguage();
  const texts = TEXTS[lang];
  const theme = useDrawnTheme();
  if (by === 'worst')
    return (
      <div className="density-scale">
        <ul className="legend">
          {GRADE_KEYS.map((grade) => (
            <li key={grade} className="legend-note">
              <GradeSymbol grade={grade} sizePx={12} />
              <span>{t.grade[grade]}</span>
            </li>
          ))}
        </ul>
        <p className="caption muted">{texts.about(as, by, graded)}</p>
      </div>
    );
  const isHeat = as === 'heat';
  const stops: readonly number[] = isHeat ? HEAT_STOPS[by] : CELL_STEPS[by];
  const colours = isHeat ? densityRamp(theme) : cellRamp(theme);
  return (
    <div className="density-scale">
      <ol className={isHeat ? 'ramp' : 'steps'}>
        {stops.map((stop, i) => (
          <li key={stop}>
            <i style={{ background: colours[i] }} aria-hidden="true" />
            {isHeat ? f.count(stop) : rangeOf(stop, stops[i + 1])}
          </li>
        ))}
      </ol>
      <p className="caption muted">{texts.about(as, by, graded)}</p>
    </div>
  );
}

/** 1–4, 5–19, … ≥300 */
function rangeOf(from: number, next: number | undefined): string {
  return next === undefined ? `≥${from}` : next > 1000 ? `${from}+` : `${from}–${next - 1}`;
}
