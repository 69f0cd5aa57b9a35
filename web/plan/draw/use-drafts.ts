/** Drawn shapes and what is done with them: kept here while they change, by the server once they are saved. */
import { useCallback, useEffect, useReducer, useState } from 'react';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import {
  addShape,
  changeShape,
  dropShape,
  type ImportAnswer,
  importShapes,
  readShapes,
  type StoredShape,
} from './answers.ts';
import { type Draft, isChanged, NO_DRAFTS, step } from './drafts.ts';

export type Done =
  | { readonly what: 'saved'; readonly name: string }
  | { readonly what: 'deleted'; readonly shape: StoredShape }
  | { readonly what: 'imported'; readonly answer: ImportAnswer }
  | null;

export function useDrafts(open: boolean) {
  const [drafts, dispatch] = useReducer(step, NO_DRAFTS);
  const [stored, setStored] = useState<ReadonlyMap<string, StoredShape>>(new Map());
  const [done, setDone] = useState<Done>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [conflicting, setConflicting] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened((before) => before || open), [open]);
  const remote = useRemote(opened ? 'shapes' : null, async (signal) => (await readShapes(signal)).shapes);
  const keep = useCallback((shapes: readonly StoredShape[], old?: ReadonlyMap<string, string>) => {
    setStored((before) => new Map([...before, ...shapes.map((shape) => [shape.id, shape] as const)]));
    dispatch({ do: 'sync', stored: shapes, ...(old && { old }) });
  }, []);
  useEffect(() => {
    if (remote.data) keep(remote.data);
  }, [remote.data, keep]);

  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setProblem(null);
    setConflicting(null);
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const bodyOf = ({ name, note, geometry, properties, shared }: Draft) => ({
    name,
    note: note === '' ? null : note,
    geometry,
    properties,
    shared,
  });
  /** The id by which the server keeps it; null when it was not saved. */
  const save = async (draft: Draft, force = false): Promise<string | null> => {
    const before = stored.get(draft.id);
    const after = await attempt(async () => {
      try {
        return before
          ? await changeShape(draft.id, { ...bodyOf(draft), ...(!force && { version: before.version }) })
          : await addShape(bodyOf(draft));
      } catch (error) {
        if (error instanceof Problem && error.status === 409) setTimeout(() => setConflicting(draft.id));
        throw error;
      }
    });
    if (!after) return null;
    keep([after], before ? undefined : new Map([[draft.id, after.id]]));
    setDone({ what: 'saved', name: after.name });
    return after.id;
  };
  const remove = async (draft: Draft) => {
    const before = stored.get(draft.id);
    if (before && (await attempt(() => dropShape(draft.id).then(() => true))) === null) return;
    dispatch({ do: 'drop', id: draft.id });
    if (!before) return;
    setStored((all) => new Map([...all].filter(([id]) => id !== draft.id)));
    setDone({ what: 'deleted', shape: before });
  };
  const restore = async (shape: StoredShape) => {
    const after = await attempt(() => changeShape(shape.id, { deleted: false }));
    if (!after) return;
    keep([after]);
    setDone(null);
  };
  /** `refused`: what the file itself kept out. Nothing is sent where nothing is left. */
  const take = async (
    rows: readonly { readonly row: number; readonly shape: unknown }[],
    refused: ImportAnswer['refused'],
  ) => {
    const answer =
      rows.length === 0
        ? { saved: [], refused: [] }
        : await attempt(() => importShapes(rows.map(({ shape }) => shape)));
    if (!answer) return;
    keep(answer.saved);
    // rows of the file again
    const back = answer.refused.map((one) => ({ ...one, row: rows[one.row]?.row ?? one.row }));
    const all = [...refused, ...back].sort((a, b) => a.row - b.row);
    setDone({ what: 'imported', answer: { saved: answer.saved, refused: all } });
  };
  /** The server's shape instead of one's own changes. */
  const reread = async (id: string) => {
    const all = await attempt(() => readShapes(new AbortController().signal));
    const fresh = all?.shapes.find((shape) => shape.id === id);
    if (!fresh) return;
    dispatch({ do: 'drop', id });
    keep([fresh]);
  };
  const put = useCallback((draft: Draft) => dispatch({ do: 'put', draft }), []);
  const { now, past, future } = drafts;
  return {
    drafts: now,
    stored,
    changed: now.filter((draft) => draft.mine && isChanged(draft, stored.get(draft.id))),
    loading: remote.loading && !remote.data,
    offline: [remote.problem, problem].some((one) => one?.status === 0),
    readProblem: remote.problem,
    again: remote.again,
    done,
    busy,
    problem,
    conflicting,
    put,
    save,
    remove,
    restore,
    take,
    reread,
    undo: past.length > 0 ? () => dispatch({ do: 'undo' }) : null,
    redo: future.length > 0 ? () => dispatch({ do: 'redo' }) : null,
  };
}

export type DraftState = ReturnType<typeof useDrafts>;
