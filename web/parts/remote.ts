/** Data from the server for a screen: the old ones stay while new ones load, and after a failure that passes. */
import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../api.ts';

export interface Remote<T> {
  readonly data: T | null;
  /** Loading for longer than a moment. */
  readonly slow: boolean;
  readonly loading: boolean;
  readonly problem: Problem | null;
  readonly again: () => void;
}

/** Before this a change is not worth showing, ms. */
const MOMENT_MS = 200;

/** A server that is silent or busy is asked again by itself: after 2 s, 4 s, 8 s … at most so long, ms. */
const LONGEST_WAIT_MS = 30_000;

function retryMs({ status, retryAfterS }: Problem, tries: number): number | null {
  if (retryAfterS !== null) return retryAfterS * 1000;
  return status === 0 || status >= 502 ? Math.min(LONGEST_WAIT_MS, 2000 * 2 ** tries) : null;
}

/** Loads when `key` changes; null = nothing to load. A new `subject` forgets the old data. */
export function useRemote<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  subject: string | null = '',
): Remote<T> {
  const [kept, setKept] = useState<{ subject: string | null; data: T } | null>(null);
  const [state, setState] = useState<{ loading: boolean; slow: boolean; problem: Problem | null }>({
    loading: key !== null,
    slow: false,
    problem: null,
  });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when to load; `load` is new in every render
  useEffect(() => {
    if (key === null) {
      setState({ loading: false, slow: false, problem: null });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ loading: true, slow: false, problem: before.problem }));
    const timer = setTimeout(() => setState((before) => ({ ...before, slow: before.loading })), MOMENT_MS);
    load(abort.signal)
      .then((data) => {
        if (abort.signal.aborted) return;
        setKept({ subject, data });
        setState({ loading: false, slow: false, problem: null });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        setState({ loading: false, slow: false, problem: error });
      })
      .finally(() => clearTimeout(timer));
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, subject, round]);
  const [tries, setTries] = useState(0);
  const { problem, loading } = state;
  useEffect(() => {
    if (!problem) setTries(0);
    const waitMs = problem && !loading ? retryMs(problem, tries) : null;
    if (waitMs === null) return;
    const timer = setTimeout(() => {
      setTries((count) => count + 1);
      again();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [problem, loading, tries, again]);
  return { ...state, data: kept && kept.subject === subject ? kept.data : null, again };
}
