/** The drawing board of the map while the tool is open; null until it is there. */
import { useEffect, useRef, useState } from 'react';
import type { Board, BoardTold } from '../../map/draw-types.ts';
import type { ToolProps } from '../tool.ts';

export function useBoard(open: boolean, board: ToolProps['board'], told: BoardTold): Board | null {
  const [made, setMade] = useState<Board | null>(null);
  const latest = useRef({ told, board });
  latest.current = { told, board };
  useEffect(() => {
    if (!open) return;
    let left = false;
    let mine: Board | null = null;
    latest.current
      .board({
        onLive: (shape) => latest.current.told.onLive(shape),
        onDone: (shape, isNew) => latest.current.told.onDone(shape, isNew),
        onSelect: (id) => latest.current.told.onSelect(id),
      })
      .then((there) => {
        if (left) return there.remove();
        mine = there;
        setMade(there);
      })
      // without a map shapes are typed
      .catch((error: unknown) => console.warn(error));
    return () => {
      left = true;
      mine?.remove();
      setMade(null);
    };
  }, [open]);
  return made;
}
