/**
 * Parts of the map screen that belong to tasks of their own, loaded when they are first shown; each behind a boundary of
 * its own, so that the panels beside it stay meanwhile.
 */
import { lazy, Suspense } from 'react';
import type { Selected } from '../link.ts';
import type { LonLat, Shown } from '../map/props.ts';

export interface TimeSliderProps {
  /** Changes with the reader and the data. */
  readonly fresh: string;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  /** Puts a map of today beside that of the day. */
  readonly onCompare: () => void;
  /** What the map shows: west, south, east, north. */
  readonly view: readonly [number, number, number, number] | null;
  readonly onSelect: (object: Selected & { readonly at: LonLat }) => void;
  readonly onGo: (bbox: readonly [number, number, number, number]) => void;
}
const LazySlider = lazy(() => import('../plan/time/time-slider.tsx'));
export const TimeSlider = (props: TimeSliderProps) => (
  <Suspense fallback={null}>
    <LazySlider {...props} />
  </Suspense>
);

/** On the bar on top while another day than today is shown. */
export const PastNote = lazy(() => import('../plan/time/past-note.tsx'));
export const PastBadge = lazy(() => import('../plan/time/past-badge.tsx'));

export interface ExplainPanelProps extends Selected {
  readonly fresh: string;
  /** The day of the map, when it is not today. */
  readonly time: Shown['time'];
  readonly onClose: () => void;
  readonly onSelect: (object: Selected & { readonly at: LonLat }) => void;
  readonly onGo: (bbox: readonly [number, number, number, number]) => void;
}
const LazyExplain = lazy(() => import('../plan/explain/explain-panel.tsx'));
export const ExplainPanel = (props: ExplainPanelProps) => (
  <Suspense fallback={null}>
    <LazyExplain {...props} />
  </Suspense>
);
