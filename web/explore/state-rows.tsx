/** Inspections of a layer: what is valid, overdue, or was never done; the last two are never counted as good. */
import { IconCircleCheck, IconCircleDashed, IconClock } from '@tabler/icons-react';
import type { LayerId } from '../../data/layers/all.ts';
import { stateSwatch } from '../../tiles/legend-swatches.ts';
import type { LayerSummary } from '../api.ts';
import { SvgPicture } from '../parts/svg-picture.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { useDrawnTheme } from '../parts/theme.ts';

const STATES = [
  { state: 'inspected', Icon: IconCircleCheck, drawnAs: null },
  { state: 'overdue', Icon: IconClock, drawnAs: 'inspection_overdue' },
  { state: 'not_inspected', Icon: IconCircleDashed, drawnAs: 'not_inspected' },
] as const;

/** Layers of lines say their state by the line itself; elsewhere an icon stands for it. */
const DRAWN: readonly LayerId[] = ['pipelines', 'lifelines'];

export function StateRows({
  layer,
  inspection,
}: {
  layer: LayerId;
  inspection: NonNullable<LayerSummary['inspection']>;
}) {
  const { t, f, lang } = useLanguage();
  const theme = useDrawnTheme();
  return (
    <ul className="states" aria-label={t.inspection}>
      {STATES.map(({ state, Icon, drawnAs }) => (
        <li key={state} className={state}>
          {drawnAs && DRAWN.includes(layer) ? (
            <SvgPicture className="kind-symbol" svg={stateSwatch(layer, drawnAs, theme, lang)} />
          ) : (
            <Icon size={14} stroke={1.75} aria-hidden="true" />
          )}
          <span>{t.inspectionState[state]}</span>
          <b>{f.count(inspection[state])}</b>
        </li>
      ))}
    </ul>
  );
}
