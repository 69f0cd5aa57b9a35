/** The second map beside the first: whether it is there, what it draws, and where both stand; loaded when first wanted. */
import { type CSSProperties, lazy, useCallback, useMemo, useRef, useState } from 'react';
import type { Role } from '../../data/layer.ts';
import { type Compared, DEFAULT_SHOWN, MIDDLE } from '../link.ts';
import type { CityMapProps, Pick, Shown } from '../map/props.ts';
import type { PickedState } from './use-picked.ts';
import { useShown } from './use-shown.ts';

/** Everything of the second map; nothing of it is in the first load. */
export const CompareHalves = lazy(() => import('./compare-halves.tsx'));

export type Side = 'a' | 'b';
export type CompareMode = 'off' | Compared['mode'];

export interface CompareState {
  readonly mode: CompareMode;
  /** Where the divider of the swipe stands, per cent from the left. */
  readonly percent: number;
  /** What the second map draws, for this reader. */
  readonly shown: Shown;
  /** On which of the maps this was picked: its card is of that map's day. What was picked in a list is of the first. */
  readonly sideOf: (picked: PickedState['picked']) => Side;
  /** For the link; null while there is one map. */
  readonly link: Compared | null;
  /** The second map as it was last, or at first a copy of `first`. */
  readonly setMode: (mode: CompareMode, first: Shown) => void;
  readonly setPercent: (percent: number) => void;
  readonly setShown: (shown: Shown) => void;
  /** What is picked, as the map on this side picks it. */
  readonly pickedOn: (side: Side, picked: PickedState) => PickedState;
}

/** Visitors have one map: what a link says of a second one waits until somebody signs in. */
export function useCompare(first: Compared | null, role: Role): CompareState {
  const [wished, setWished] = useState<CompareMode>(first?.mode ?? 'off');
  const [percent, setPercent] = useState(first?.percent ?? MIDDLE);
  /** Whether the second map was told something: until then it begins as a copy. */
  const begun = useRef(first !== null);
  const [onSecond, setOnSecond] = useState<Pick | null>(null);
  const { choice, shown, setShown: change } = useShown(first?.shown ?? DEFAULT_SHOWN, role);
  const setShown = useCallback(
    (next: Shown) => {
      begun.current = true;
      change(next);
    },
    [change],
  );
  const setMode = useCallback(
    (next: CompareMode, copied: Shown) => {
      if (next !== 'off' && !begun.current) setShown(copied);
      setWished(next);
    },
    [setShown],
  );
  const mode = role === 'public' ? 'off' : wished;
  const link = useMemo(
    () =>
      wished === 'off'
        ? null
        : { mode: wished, percent: wished === 'swipe' ? percent : MIDDLE, shown: choice },
    [wished, percent, choice],
  );
  const pickedOn = useCallback(
    (on: Side, picked: PickedState): PickedState => ({
      ...picked,
      pick: (next) => {
        setOnSecond(on === 'b' ? next : null);
        picked.pick(next);
      },
    }),
    [],
  );
  const sideOf = (picked: PickedState['picked']): Side => {
    if (mode === 'off' || picked === null || onSecond === null) return 'a';
    const among: readonly unknown[] = onSecond.layer === 'several' ? onSecond.among : [];
    return picked === onSecond || among.includes(picked) ? 'b' : 'a';
  };
  return { mode, percent, shown, sideOf, link, setMode, setPercent, setShown, pickedOn };
}

type Padding = CityMapProps['padding'];

/** Where the two maps stand in the free window. */
export interface Frames {
  /** undefined = the one map is everywhere. */
  readonly a: CSSProperties | undefined;
  readonly b: CSSProperties;
  /** The window that both share. */
  readonly both: CSSProperties;
  /** What panels still cover of each of them. */
  readonly padding: Padding;
}

/** While two maps are compared they end where panels begin: what lies under a panel could not be compared. */
export function framesOf(mode: CompareMode, phone: boolean, padding: Padding): Frames {
  if (mode === 'off') return { a: undefined, b: {}, both: {}, padding };
  const leftPx = phone ? 0 : padding.left - 12;
  const rightPx = phone ? 0 : padding.right - 12;
  const bottomPx = phone ? padding.bottom - 12 : 0;
  const both: CSSProperties = { left: leftPx, right: rightPx, bottom: bottomPx };
  const inside = { ...padding, left: 12, right: 12, ...(phone && { bottom: 12 }) };
  if (mode === 'swipe') return { a: both, b: both, both, padding: inside };
  if (phone) {
    const height = `calc((100% - ${bottomPx}px) / 2 - 1px)`;
    return {
      a: { ...both, bottom: 'auto', height },
      b: { ...both, top: 'auto', height },
      both,
      padding: inside,
    };
  }
  const width = `calc((100% - ${leftPx + rightPx}px) / 2 - 1px)`;
  return { a: { ...both, right: 'auto', width }, b: { ...both, left: 'auto', width }, both, padding: inside };
}
