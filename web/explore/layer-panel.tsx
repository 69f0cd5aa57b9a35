/** The layers: on and off, level, opacity, sectors; their legends are the filters. */
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { AREA_LEVELS, areaLevels } from '../../tiles/levels.ts';
import type { LayerSummary } from '../api.ts';
import type { Shown } from '../map/props.ts';
import { AreaSwatch, GradeSymbol } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { LegendRows } from './legend-rows.tsx';
import { layerOf } from './reader.ts';
import { shownCounts } from './shown-counts.ts';
import './layers.css';

const BANDS = [
  ['1', 75, 100],
  ['2', 50, 75],
  ['3', 25, 50],
  ['4', 0, 25],
] as const;

export function LayerPanel({
  layers,
  shown,
  zoom,
  asking,
  onShown,
  onClose,
}: {
  layers: readonly LayerSummary[];
  shown: Shown;
  zoom: number;
  asking: boolean;
  onShown: (shown: Shown) => void;
  onClose: (() => void) | null;
}) {
  const { t, f } = useLanguage();
  const regions = layerOf(layers, 'regions');
  const enterprises = layerOf(layers, 'enterprises');
  const set = (part: Partial<Shown>) => onShown({ ...shown, ...part });
  const setGrades = (layer: keyof Shown['grades']) => (grades: readonly GradeKey[] | null) =>
    set({ grades: { ...shown.grades, [layer]: grades } });
  const levels = AREA_LEVELS.filter((level) => regions?.byLevel?.[level]);
  const wanted = areaLevels(shown.level, zoom);
  const drawn = levels.includes(wanted) ? wanted : (levels.at(-1) ?? wanted);
  return (
    <>
      <header className="panel-head">
        <h2>{t.layersTitle}</h2>
        <span className="spread" />
        {onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.closePanel}
            onClick={onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      {regions && regions.count > 0 && (
        <LayerSection
          name={t.regionsTitle(t.level[drawn])}
          on={shown.regions}
          onSwitch={(on) => set({ regions: on })}
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
          {shown.level !== 'auto' && drawn !== shown.level && (
            <p className="caption muted">{t.zoomForLevel}</p>
          )}
          <LegendRows
            label={t.regionsTitle(t.level[drawn])}
            swatch={(grade) => <AreaSwatch grade={grade} />}
            counts={regions.byLevel?.[drawn]?.byGrade ?? regions.byGrade ?? {}}
            shown={shown.grades.regions}
            onShown={setGrades('regions')}
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
        </LayerSection>
      )}
      {enterprises && enterprises.count > 0 && (
        <LayerSection
          name={enterprises.kind === 'cells' ? t.enterprisesCells : t.enterprises}
          figure={f.count(sum(shownCounts(enterprises, shown.sectors)))}
          on={shown.enterprises}
          onSwitch={(on) => set({ enterprises: on })}
        >
          <LegendRows
            label={t.enterprises}
            swatch={(grade) => <GradeSymbol grade={grade} sizePx={12} />}
            counts={shownCounts(enterprises, shown.sectors)}
            shown={shown.grades.enterprises}
            onShown={setGrades('enterprises')}
          >
            {enterprises.overdue !== null && enterprises.overdue > 0 && !shown.sectors && (
              <li className="legend-note">
                <GradeSymbol grade="3" sizePx={11} overdue />
                <span>{t.overdue}</span>
                <b>{f.count(enterprises.overdue)}</b>
              </li>
            )}
          </LegendRows>
          {enterprises.sectors && (
            <SectorSelect sectors={enterprises.sectors} shown={shown} onShown={onShown} />
          )}
        </LayerSection>
      )}
      {enterprises && enterprises.count > 0 && (
        <LayerSection name={t.surface} on={shown.surface} onSwitch={(on) => set({ surface: on })}>
          {shown.surface && (
            <>
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
            </>
          )}
        </LayerSection>
      )}
      <About layers={layers} />
    </>
  );
}

function LayerSection({
  name,
  figure,
  on,
  onSwitch,
  children,
}: {
  name: string;
  figure?: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
  children: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <section className="layer" aria-label={name}>
      <div className="layer-head">
        <button
          type="button"
          className="switch"
          role="switch"
          aria-checked={on}
          aria-label={t.show(name)}
          onClick={() => onSwitch(!on)}
        >
          <i />
        </button>
        <h3>{name}</h3>
        {figure && <span className="caption muted">{figure}</span>}
      </div>
      {on && children}
    </section>
  );
}

function SectorSelect({
  sectors,
  shown,
  onShown,
}: {
  sectors: NonNullable<LayerSummary['sectors']>;
  shown: Shown;
  onShown: (shown: Shown) => void;
}) {
  const { t, f, of } = useLanguage();
  return (
    <label className="sector caption muted">
      <span>{t.sector}</span>
      <select
        value={shown.sectors?.[0] ?? ''}
        onChange={(event) => onShown({ ...shown, sectors: event.target.value ? [event.target.value] : null })}
      >
        <option value="">{t.allSectors}</option>
        {sectors.map((sector) => (
          <option key={sector.id} value={sector.id}>
            {of(sector)} {f.count(sector.count)}
          </option>
        ))}
      </select>
    </label>
  );
}

function About({ layers }: { layers: readonly LayerSummary[] }) {
  const { t, f, of } = useLanguage();
  return (
    <details className="about">
      <summary>{t.about}</summary>
      {layers.map((layer) => (
        <div key={layer.id}>
          <h3>{of(layer.label)}</h3>
          <p className="caption muted">{of(layer.about)}</p>
          <dl className="fields caption">
            <dt>{t.aboutSource}</dt>
            <dd>{layer.sources.length > 0 ? layer.sources.join(' ') : t.published}</dd>
            <dt>{t.aboutDate}</dt>
            <dd>{layer.asOf ? f.moment(layer.asOf) : '–'}</dd>
            <dt>{t.aboutCount}</dt>
            <dd>{f.count(layer.count)}</dd>
          </dl>
        </div>
      ))}
    </details>
  );
}

const sum = (counts: Readonly<Record<GradeKey, number>>) =>
  GRADE_KEYS.reduce((total, key) => total + counts[key], 0);
