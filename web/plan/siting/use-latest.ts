/** Answers while something is dragged: one request at a time, then the newest question; what comes too late is dropped. */
import { useCallback, useEffect, useRef } from 'react';
import { Problem } from '../../api.ts';

/** Asks whenever `key` changes, but never two at once; null = nothing is dragged. */
export function useLatest<T>(key: string | null, load: () => Promise<T>, take: (answer: T) => void): void {
  const state = useRef({ busy: false, asked: null as string | null, wanted: null as string | null });
  const latest = useRef({ load, take });
  latest.current = { load, take };
  const next = useCallback(() => {
    const now = state.current;
    if (now.busy || now.wanted === null || now.wanted === now.asked) return;
    now.busy = true;
    now.asked = now.wanted;
    latest.current
      .load()
      .then((answer) => {
        // let go meanwhile: the exact answer follows
        if (now.wanted !== null) latest.current.take(answer);
      })
      .catch((error: unknown) => {
        // a preview that fails is followed by the next, or by the exact answer with its words
        if (!(error instanceof Problem)) throw error;
      })
      .finally(() => {
        now.busy = false;
        next();
      });
  }, []);
  useEffect(() => {
    state.current.wanted = key;
    if (key === null) state.current.asked = null;
    else next();
  }, [key, next]);
}
