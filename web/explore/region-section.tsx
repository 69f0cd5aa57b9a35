/** The regions of the workbench: grade by level, which level, how strong; and the risk surface in their place. */
import { GRADE_KEYS } from '../../data/grade.ts';
import { AREA_LEVELS, areaLevels } from '../../tiles/levels.ts';
import type { LayerSummary } from '../api.ts';
import { withLayer } from '../layers.ts';
import type { Shown } from '../map/props.ts';
import { AreaSwatch } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { LayerAbout } from './layer-about.tsx';
import { SectionFrame } from './layer-section.tsx';
import { LegendRows } from './legend-rows.tsx';

export function RegionSection({
  layer,
  shown,
  zoom,
  asking,
  onShown,
  onZoomTo,
}: {
  layer: LayerSummary;
  shown: Shown;
  zoom: number;
  asking: boolean;
  onShown: (shown: Shown) => void;
  onZoomTo: () => void;
}) {
  const { t } = useLanguage();
  const regions = shown.layers.regions;
  const levels = AREA_LEVELS.filter((level) => layer.byLevel?.[level]);
  const wanted = areaLevels(shown.level, zoom);
  const drawn = levels.includes(wanted) ? wanted : (levels.at(-1) ?? wanted);
  const name = t.regionsTitle(t.level[drawn]);
  const counts = layer.byLevel?.[drawn]?.byGrade ?? layer.byGrade;
  const set = (part: Partial<Shown>) => onShown({ ...shown, ...part });
  return (
    <SectionFrame
      name={name}
      on={regions?.on ?? false}
      onSwitch={(on) => onShown(withLayer(shown, 'regions', { on }))}
      about={<LayerAbout layer={layer} />}
      onZoomTo={onZoomTo}
    >
      <fieldset className="segments">
        <legend className="hidden">{t.levelChoice}</legend>
        {(['auto', ...levels] as const).map((level) => (
          <label key={level}>
            <input
              type="radio"
              name="level"
              checked={shown.level === level}
              onChange={() => set({ level })}
            />
            <span>{level === 'auto' ? t.levelAuto : t.levelShort[level]}</span>
          </label>
        ))}
      </fieldset>
      {shown.surface && <p className="caption muted">{t.surfaceCovers}</p>}
      {shown.level !== 'auto' && drawn !== shown.level && <p className="caption muted">{t.zoomForLevel}</p>}
      <LegendRows
        label={name}
        rows={GRADE_KEYS.map((grade) => ({
          key: grade,
          picture: <AreaSwatch grade={grade} />,
          word: t.grade[grade],
          count: counts?.[grade] ?? 0,
        }))}
        shown={regions?.grades ?? null}
        onShown={(grades) => onShown(withLayer(shown, 'regions', { grades }))}
      />
      <label className="slider caption muted">
        <span>{t.opacity}</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(shown.opacity * 100)}
          aria-label={t.opacity}
          onChange={(event) => set({ opacity: Number(event.target.value) / 100 })}
        />
        <output>{asking ? t.opacityAside : `${Math.round(shown.opacity * 100)}%`}</output>
      </label>
    </SectionFrame>
  );
}

const BANDS = [
  ['1', 75, 100],
  ['2', 50, 75],
  ['3', 25, 50],
  ['4', 0, 25],
] as const;

export function SurfaceSection({ on, onSwitch }: { on: boolean; onSwitch: (on: boolean) => void }) {
  const { t } = useLanguage();
  return (
    <SectionFrame name={t.surface} on={on} onSwitch={onSwitch}>
      <ul className="bands">
        {BANDS.map(([grade, from, to]) => (
          <li key={grade}>
            <i className={`band g${grade}`} aria-hidden="true" />
            <span>{t.grade[grade]}</span>
            <b>{t.surfaceBand(String(from), String(to))}</b>
          </li>
        ))}
      </ul>
      <p className="caption muted">{t.surfaceAbout}</p>
    </SectionFrame>
  );
}
