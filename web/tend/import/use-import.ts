/** One import through its life on the screen: read, chosen, checked, written; followed while the server works. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '../../api.ts';
import {
  type ChoicesPatch,
  cancelImport,
  changeImport,
  checkImport,
  type ImportDetail,
  readImport,
  type UndoAnswer,
  undoImport,
  writeImport,
} from './import-api.ts';

/** While the server works it is asked again after so long, ms. */
const POLL_MS = 700;

export interface ImportState {
  readonly detail: ImportDetail | null;
  /** The server is checking or writing. */
  readonly working: boolean;
  /** A change is on its way. */
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly change: (patch: ChoicesPatch) => Promise<void>;
  readonly check: () => void;
  readonly cancel: () => void;
  readonly write: () => void;
  readonly undo: () => void;
  /** What undoing found against it. */
  readonly undone: UndoAnswer | null;
  readonly again: () => void;
}

export const isWorking = ({ state }: Pick<ImportDetail, 'state'>) =>
  state === 'checking' || state === 'writing';

export function useImport(id: string): ImportState {
  const [detail, setDetail] = useState<ImportDetail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(0);
  const [undone, setUndone] = useState<UndoAnswer | null>(null);
  const [round, setRound] = useState(0);
  /** Changes are sent one after another, so that a later answer is never overtaken by an earlier one. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const failed = useCallback((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (!(error instanceof Problem)) throw error;
    setProblem(error);
  }, []);
  const again = useCallback(() => setRound((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again
  useEffect(() => {
    const abort = new AbortController();
    readImport(id, abort.signal).then((next) => {
      if (abort.signal.aborted) return;
      setDetail(next);
      setProblem(null);
    }, failed);
    return () => abort.abort();
  }, [id, round, failed]);

  const working = detail !== null && isWorking(detail);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new state of the work asks for the next
  useEffect(() => {
    if (!working) return;
    const timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [working, detail, problem, again]);

  const send = useCallback(
    (request: () => Promise<ImportDetail>): Promise<void> => {
      setPending((count) => count + 1);
      const sent = queue.current
        .then(request)
        .then((next) => {
          setDetail(next);
          setProblem(null);
        })
        .catch((error: unknown) => {
          failed(error);
          // what was shown before its time is put right
          return readImport(id).then(setDetail, () => undefined);
        })
        .finally(() => setPending((count) => count - 1));
      queue.current = sent;
      return sent;
    },
    [id, failed],
  );

  return {
    detail,
    working,
    saving: pending > 0,
    problem,
    undone,
    again,
    change: useCallback(
      (patch) => {
        // shown at once, so that the next choice builds on this one
        setDetail((before) => before && { ...before, choices: withPatch(before.choices, patch) });
        return send(() => changeImport(id, patch));
      },
      [id, send],
    ),
    check: useCallback(() => void send(() => checkImport(id)), [id, send]),
    cancel: useCallback(() => void send(() => cancelImport(id)), [id, send]),
    write: useCallback(() => void send(() => writeImport(id)), [id, send]),
    undo: useCallback(
      () =>
        void send(async () => {
          setUndone(await undoImport(id));
          return readImport(id);
        }),
      [id, send],
    ),
  };
}

/** What the server will keep; corrections and decisions it merges itself. */
function withPatch(
  choices: ImportDetail['choices'],
  { corrections: _, duplicates: __, ...patch }: ChoicesPatch,
): ImportDetail['choices'] {
  const kept = Object.entries({ ...choices, ...patch }).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as ImportDetail['choices'];
}
