/** How wide the reader made the panel at the left; remembered on the device. */
import { useCallback, useState } from 'react';

export const WIDTH_PX = { least: 248, most: 640 } as const;
/** At least so much of the screen stays map. */
const MAP_SHARE = 0.45;

/** A width that leaves room for the map. */
export function fittingPx(px: number, screenPx: number): number {
  return Math.round(Math.max(WIDTH_PX.least, Math.min(px, WIDTH_PX.most, screenPx * (1 - MAP_SHARE))));
}

/** `key` names what is remembered; `usualPx` is the width that nobody chose. null sets it back. */
export function useWidth(key: string, usualPx: number): [number, (px: number | null) => void] {
  const [chosen, setChosen] = useState<Readonly<Record<string, number | null>>>({});
  const set = useCallback(
    (px: number | null) => {
      const fitting = px === null ? null : fittingPx(px, innerWidth);
      setChosen((before) => ({ ...before, [key]: fitting }));
      if (fitting === null) localStorage.removeItem(`width.${key}`);
      else localStorage.setItem(`width.${key}`, String(fitting));
    },
    [key],
  );
  const kept = key in chosen ? chosen[key] : Number(localStorage.getItem(`width.${key}`)) || null;
  return [kept ? fittingPx(kept, innerWidth) : usualPx, set];
}
