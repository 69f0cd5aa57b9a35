/** The height of an element as it changes. */
import { type RefObject, useEffect, useState } from 'react';

/** px; `firstPx` until the element is measured. */
export function useHeight(box: RefObject<HTMLElement | null>, firstPx: number): number {
  const [heightPx, setHeightPx] = useState(firstPx);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeightPx(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return heightPx;
}
