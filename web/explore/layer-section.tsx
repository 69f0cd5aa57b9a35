/** One layer of the workbench: switch, count, legends that filter, states, ways of drawing, and its data. */
import { IconChevronDown, IconChevronUp, IconInfoCircle, IconZoomScan } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { GRADE_KEYS } from '../../data/grade.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { LayerSummary } from '../api.ts';
import type { LayerShown } from '../map/props.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { isWide, KindSymbol } from '../parts/kind-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import type { LayerPlace } from './bench/layer-look.tsx';
import { DensityChoice, type Summing } from './density-choice.tsx';
import { LayerAbout } from './layer-about.tsx';
import { LegendRows } from './legend-rows.tsx';
import { gradeCounts, kindCount, shownCount } from './shown-counts.ts';
import { StateRows } from './state-rows.tsx';

const LayerLook = lazy(() => import('./bench/layer-look.tsx'));
const LayerSigns = lazy(() => import('./layer-signs.tsx'));
/** Layers whose objects are drawn by more than kind, grade and inspection; the published copy has none of it. */
const SIGNED: readonly LayerId[] = ['resources', 'cameras', 'roads', 'risk_contours'];

export interface LayerSectionProps {
  readonly layer: LayerSummary & { readonly id: LayerId };
  readonly name: string;
  readonly staff: boolean;
  readonly shown: LayerShown;
  /** How its points are summed, if they are; undefined = it cannot be. */
  readonly density: Summing | null | undefined;
  readonly onShown: (part: Partial<LayerShown>) => void;
  readonly onDensity: (density: Summing | null) => void;
  readonly onZoomTo: (() => void) | null;
  /** Its place among those that are drawn; null where there is nothing to order. */
  readonly place: LayerPlace | null;
}

export function LayerSection(props: LayerSectionProps) {
  const { layer, name, staff, shown, density, onShown, onDensity, onZoomTo, place } = props;
  const { t, f, of } = useLanguage();
  const kinds = layer.kinds && layer.kinds.length > 1 ? layer.kinds : null;
  const kindRows = kinds && (
    <LegendRows
      label={layer.graded ? `${name} ${t.byKind}` : name}
      rows={kinds.map((kind) => ({
        key: kind.id,
        picture: <KindSymbol layer={layer.id} kind={kind.id} />,
        word: of(kind),
        count: kindCount(kind, shown),
      }))}
      wide={kinds.some(({ id }) => isWide(layer.id, id))}
      shown={shown.kinds}
      onShown={(next) => onShown({ kinds: next })}
    />
  );
  return (
    <SectionFrame
      name={name}
      figure={f.count(shownCount(layer, shown))}
      on={shown.on}
      onSwitch={(on) => onShown({ on })}
      about={<LayerAbout layer={layer} />}
      onZoomTo={onZoomTo}
    >
      {layer.graded && (
        <LegendRows
          label={layer.id === 'enterprises' ? t.enterprises : name}
          rows={GRADE_KEYS.map((grade) => ({
            key: grade,
            picture: <GradeSymbol grade={grade} sizePx={12} />,
            word: t.grade[grade],
            count: gradeCounts(layer, shown)[grade],
          }))}
          shown={shown.grades}
          onShown={(grades) => onShown({ grades })}
        >
          {layer.overdue !== null && layer.overdue > 0 && !shown.kinds && (
            <li className="legend-note">
              <GradeSymbol grade="3" sizePx={11} overdue />
              <span>{t.overdue}</span>
              <b>{f.count(layer.overdue)}</b>
            </li>
          )}
        </LegendRows>
      )}
      {layer.graded && kinds ? (
        <details className="kinds-filter" open={shown.kinds !== null || undefined}>
          <summary>
            {t.byKind}
            <span className="muted">
              {shown.kinds
                ? t.someOf(f.count(shown.kinds.length), f.count(kinds.length))
                : f.count(kinds.length)}
            </span>
          </summary>
          {kindRows}
        </details>
      ) : (
        kindRows
      )}
      {layer.inspection && <StateRows layer={layer.id} inspection={layer.inspection} />}
      {staff && SIGNED.includes(layer.id) && (
        <Suspense fallback={null}>
          <LayerSigns id={layer.id} name={`${name} ${t.signs}`} />
        </Suspense>
      )}
      {density !== undefined && (
        <DensityChoice name={name} graded={layer.graded} density={density} onDensity={onDensity} />
      )}
      {staff && (
        <Suspense fallback={null}>
          <LayerLook
            name={name}
            opacity={shown.opacity ?? 1}
            onOpacity={(opacity) => onShown({ opacity })}
            place={place}
          />
        </Suspense>
      )}
    </SectionFrame>
  );
}

/** Switch, name, figure and small buttons of a section; its body while it is on and unfolded. */
export function SectionFrame({
  name,
  figure,
  on,
  onSwitch,
  about,
  onZoomTo,
  children,
}: {
  name: string;
  figure?: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
  about?: ReactNode;
  onZoomTo?: (() => void) | null;
  children: ReactNode;
}) {
  const { t } = useLanguage();
  const [folded, setFolded] = useState(false);
  const [told, setTold] = useState(false);
  return (
    <section className="layer" aria-label={name}>
      <div className="layer-head">
        <Switch name={name} on={on} onSwitch={onSwitch} />
        <h3>{name}</h3>
        {figure && <span className="caption muted">{figure}</span>}
        {about && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.aboutLayer(name)}
            title={t.about}
            aria-expanded={told}
            onClick={() => setTold(!told)}
          >
            <IconInfoCircle size={15} stroke={1.75} />
          </button>
        )}
        {onZoomTo && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.zoomToLayer(name)}
            title={t.zoomTo}
            onClick={onZoomTo}
          >
            <IconZoomScan size={15} stroke={1.75} />
          </button>
        )}
        {on && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={folded ? t.unfoldLayer(name) : t.foldLayer(name)}
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
          >
            {folded ? <IconChevronDown size={15} stroke={1.75} /> : <IconChevronUp size={15} stroke={1.75} />}
          </button>
        )}
      </div>
      {told && about}
      {on && !folded && children}
    </section>
  );
}

export function Switch({
  name,
  on,
  onSwitch,
}: {
  name: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
}) {
  const { t } = useLanguage();
  return (
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
  );
}
