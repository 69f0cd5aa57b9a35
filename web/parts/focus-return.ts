/** Who closes a card or a panel reads on where it was opened from. */
import { type RefObject, useLayoutEffect } from 'react';

const ELSE = '.city-map canvas';

/**
 * Remembers what had the focus when the box appeared and gives it back when the box goes with the focus in it; where that
 * is gone from the page, the map has it, not the top of the page.
 */
export function useFocusReturn(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const held = box.current;
    const from = document.activeElement;
    return () => {
      const now = document.activeElement;
      if (!held?.contains(now) && now !== document.body) return;
      if (from instanceof HTMLElement && from !== document.body && from.isConnected) from.focus();
      else document.querySelector<HTMLElement>(ELSE)?.focus();
    };
  }, [box]);
}
