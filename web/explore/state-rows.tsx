/** Inspections of a layer: what is valid, overdue, or was never done; the last two are never counted as good. */
import { IconCircleCheck, IconCircleDashed, IconClock } from '@tabler/icons-react';
import type { LayerSummary } from '../api.ts';
import { useLanguage } from '../parts/texts.tsx';

const STATES = [
  ['inspected', IconCircleCheck],
  ['overdue', IconClock],
  ['not_inspected', IconCircleDashed],
] as const;

export function StateRows({ inspection }: { inspection: NonNullable<LayerSummary['inspection']> }) {
  const { t, f } = useLanguage();
  return (
    <ul className="states" aria-label={t.inspection}>
      {STATES.map(([state, Icon]) => (
        <li key={state} className={state}>
          <Icon size={14} stroke={1.75} aria-hidden="true" />
          <span>{t.inspectionState[state]}</span>
          <b>{f.count(inspection[state])}</b>
        </li>
      ))}
    </ul>
  );
}
