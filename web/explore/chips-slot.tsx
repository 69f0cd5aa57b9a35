/** Where the chips of the filters stand: loaded with the first filter, there from then on, so that clearing can be undone. */
import { lazy, Suspense, useRef } from 'react';
import type { MapLayer, Shown } from '../map/props.ts';

const FilterChips = lazy(() => import('../plan/filter/filter-chips.tsx'));

export function ChipsSlot(props: {
  catalogue: readonly MapLayer[];
  shown: Shown;
  onShown: (shown: Shown) => void;
}) {
  const seen = useRef(false);
  seen.current ||= Object.values(props.shown.layers).some(
    ({ on, where, grades, kinds }) => on && (where !== null || grades !== null || kinds !== null),
  );
  // a boundary of their own: the panels beside them stay while they load
  return seen.current ? (
    <Suspense fallback={null}>
      <FilterChips {...props} />
    </Suspense>
  ) : null;
}
