/** Which view the screen was opened with: the page's address, a saved view, or a step back to the one before. */
import { useCallback, useEffect, useState } from 'react';
import { readLink, type View } from '../link.ts';

export interface Opened {
  /** Changes with every opening: the screen begins anew with this view. */
  readonly turn: number;
  readonly view: View;
  /** Opens the view of a link (`?…`) as a new step of the history. */
  readonly open: (link: string) => void;
}

export function useOpened(first: View): Opened {
  const [opened, setOpened] = useState({ turn: 0, view: first });
  const read = useCallback(
    () => setOpened(({ turn }) => ({ turn: turn + 1, view: readLink(location.search) })),
    [],
  );
  useEffect(() => {
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, [read]);
  const open = useCallback(
    (link: string) => {
      history.pushState(null, '', `/${link === '?' ? '' : link}`);
      read();
    },
    [read],
  );
  return { ...opened, open };
}
