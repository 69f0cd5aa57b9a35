/** Whether the server answers already: asked every second until it does. */
import { useEffect, useState } from 'react';
import { type Readiness, readReadiness } from '../api.ts';

const EVERY_MS = 1000;

/** `unknown` before the first answer, `silent` when there is none. */
export type ServerState = 'unknown' | 'ready' | 'silent' | Readiness;

export function useReadiness(): ServerState {
  const [state, setState] = useState<ServerState>('unknown');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      const answer = await readReadiness();
      if (over) return;
      setState(answer === null ? 'silent' : answer.ready ? 'ready' : answer);
      if (!answer?.ready) timer = setTimeout(look, EVERY_MS);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return state;
}
