/** How a layer's points are drawn: one by one, as density, or in hexagons; with the fixed scale of each. */
import { DENSITY_STOPS, densityRamp, HEXAGON_COUNTS, hexagonRamp } from '../map/density-scale.ts';
import type { Density } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { useDrawnTheme } from '../parts/theme.ts';

const WAYS = [null, 'heat', 'hexagons'] as const;

export function DensityChoice({
  name,
  graded,
  as,
  onAs,
}: {
  name: string;
  graded: boolean;
  as: Density['as'] | null;
  onAs: (as: Density['as'] | null) => void;
}) {
  const { t } = useLanguage();
  return (
    <>
      <fieldset className="segments">
        <legend className="hidden">{t.drawnAs(name)}</legend>
        {WAYS.map((way) => (
          <label key={way ?? 'one'}>
            <input type="radio" name={`as-${name}`} checked={as === way} onChange={() => onAs(way)} />
            <span>{way === null ? t.oneByOne : way === 'heat' ? t.density : t.hexagons}</span>
          </label>
        ))}
      </fieldset>
      {as && <DensityScale as={as} graded={graded} />}
    </>
  );
}

function DensityScale({ as, graded }: { as: Density['as']; graded: boolean }) {
  const { t, f } = useLanguage();
  const theme = useDrawnTheme();
  const isHeat = as === 'heat';
  const stops = isHeat ? DENSITY_STOPS : HEXAGON_COUNTS;
  const colours = isHeat ? densityRamp(theme) : hexagonRamp(theme);
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
      <p className="caption muted">
        {isHeat
          ? graded
            ? t.densityAbout
            : t.densityAboutPlain
          : graded
            ? t.hexagonsAbout
            : t.hexagonsAboutPlain}
      </p>
    </div>
  );
}

/** 1–4, 5–19, … ≥300 */
function rangeOf(from: number, next: number | undefined): string {
  return next === undefined ? `≥${from}` : `${from}–${next - 1}`;
}
