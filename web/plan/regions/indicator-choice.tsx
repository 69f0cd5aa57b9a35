/** By what regions are coloured, and the legend of its classes, whose bounds never move. */
import {
  REGION_INDICATORS,
  type RegionIndicator,
  type RegionIndicatorId,
} from '../../../data/regions/indicators.ts';
import { patternTile } from '../../../tiles/patterns.ts';
import { colourOf, patternOf } from '../../map/choropleth.ts';
import type { RegionLook } from '../../map/drawn.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { useDrawnTheme } from '../../parts/theme.ts';
import { classesOf } from './fill.ts';
import { TEXTS } from './texts.ts';

export function IndicatorChoice({
  chosen,
  past,
  onChosen,
}: {
  /** null = by grade. */
  chosen: RegionIndicatorId | null;
  past: boolean;
  onChosen: (id: RegionIndicatorId | null) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const indicator: RegionIndicator | undefined = REGION_INDICATORS.find(({ id }) => id === chosen);
  return (
    <>
      <label className="filter-layer">
        <span>{t.colourBy}</span>
        <select
          className="input"
          value={chosen ?? ''}
          onChange={({ target }) =>
            onChosen(REGION_INDICATORS.find(({ id }) => id === target.value)?.id ?? null)
          }
        >
          <option value="">{t.grade}</option>
          {REGION_INDICATORS.map(({ id, label }) => (
            <option key={id} value={id}>
              {of(label)}
            </option>
          ))}
        </select>
      </label>
      {indicator && past && !indicator.past && (
        <p className="caption muted" role="status">
          {t.notInPast}
        </p>
      )}
      {indicator && <IndicatorLegend indicator={indicator} />}
    </>
  );
}

function IndicatorLegend({ indicator }: { indicator: RegionIndicator }) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const unit = of(indicator.unit);
  return (
    <section className="region-legend" aria-label={t.legend(of(indicator.label))}>
      <ol>
        {classesOf(indicator).map(({ look, from, to }) => (
          <li key={look}>
            <LookSwatch look={look} />
            <span>
              {from === null
                ? t.below(f.decimal(to ?? 0))
                : to === null
                  ? t.from(f.decimal(from))
                  : t.between(f.decimal(from), f.decimal(to))}
            </span>
          </li>
        ))}
        <li>
          <LookSwatch look="unknown" />
          <span>{t.unknown}</span>
        </li>
      </ol>
      <p className="caption muted">
        {of(indicator.basis)}
        {unit && t.inUnit(unit)}
        {t.stop}
        {t.fixed} {t.source(of(indicator.source))}
      </p>
    </section>
  );
}

/** The look as the map draws it. */
export function LookSwatch({ look }: { look: RegionLook }) {
  const theme = useDrawnTheme();
  const pattern = patternOf(look);
  const tile = pattern && `url("data:image/svg+xml,${encodeURIComponent(patternTile(pattern, theme))}")`;
  return (
    <i
      className="region-swatch"
      aria-hidden="true"
      style={{ backgroundColor: colourOf(look, theme), ...(tile && { backgroundImage: tile }) }}
    />
  );
}
