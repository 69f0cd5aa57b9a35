/** Who closes a card or a panel reads on where it was opened from. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

const ELSE = '.city-map canvas';

/**
 * Remembers what had the focus when the box appeared and gives it back when the box goes with the focus in it; where that
 * is gone from the page, the map has it, not the top of the page.
 */
export function useFocusReturn(box: RefObject<HTMLElement | null>): void {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const held = box.current;
    // a part of the screen that waits for a script is taken away and put back: the first opener counts
    opener.current ??= document.activeElement;
    return () => {
      const from = opener.current;
      const now = document.activeElement;
      if (!held?.contains(now) && now !== document.body) return;
      const back = from?.isConnected ? from : again(from?.getAttribute('data-id') ?? null);
      if (back instanceof HTMLElement && back !== document.body) back.focus();
      else document.querySelector<HTMLElement>(ELSE)?.focus();
    };
  }, [box]);
}

/** The row of an object, where the list was read anew meanwhile. */
function again(id: string | null): Element | null {
  return id === null ? null : document.querySelector(`[data-id="${CSS.escape(id)}"]`);
}
