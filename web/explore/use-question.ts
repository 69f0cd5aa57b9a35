/** A question through its life: written, sketched on the map, asked, answered, ended. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { askProcess, type LayerSummary, type WithinAnswer } from '../api.ts';
import { type Remote, useRemote } from '../parts/remote.ts';
import { type Asked, askedOf } from '../plan/inputs.ts';
import { firstQuestion, type Question } from '../plan/question.ts';
import type { Row } from '../plan/rows.ts';
import { forReader, leavesOut, offeredTo, useAskedObject } from './asked-link.ts';

/** What the map is used for while a question is written: clicking a place, or drawing. */
export type Drawing = 'point' | 'polygon' | 'line';

export interface QuestionState {
  readonly question: Question;
  /** Changes parts of the question that is being written. */
  readonly change: (part: Partial<Question>) => void;
  readonly drawing: Drawing | null;
  readonly setDrawing: (drawing: Drawing | null) => void;
  /** What was asked of the server: the part of the question that this reader may ask. */
  readonly asked: Asked | null;
  /** All that was asked, which a link holds; it stays the same object until something else is asked. */
  readonly whole: Question | null;
  /** Something in the question is not for this reader. */
  readonly less: boolean;
  readonly answer: Remote<WithinAnswer>;
  /** The rows that the list shows, which the map shows alike; null = there is no list yet. */
  readonly listed: readonly Row[] | null;
  readonly setListed: (rows: readonly Row[] | null) => void;
  /** The row that the reader points at. */
  readonly hovered: Row | null;
  readonly setHovered: (row: Row | null) => void;
  readonly ask: (question?: Question) => void;
  readonly end: () => void;
}

/** `layers`: what the reader sees, null until it is known; `fresh` changes with the reader and the register. */
export function useQuestion(
  first: Question | null,
  layers: readonly LayerSummary[] | null,
  fresh: string | null,
): QuestionState {
  const [written, setQuestion] = useState<Question>(() => first ?? firstQuestion(null));
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [whole, setWhole] = useState<Question | null>(first);
  const [unseen, setUnseen] = useState(false);
  const [listed, keepListed] = useState<readonly Row[] | null>(null);
  const setListed = useCallback(
    // the same rows again are no news: the list tells them with every render
    (rows: readonly Row[] | null) => keepListed((before) => (sameRows(before, rows) ? before : rows)),
    [],
  );
  const [hovered, setHovered] = useState<Row | null>(null);
  const question = useMemo(() => offeredTo(written, layers), [written, layers]);
  const sent = useKept(
    useMemo(() => {
      const own = whole && forReader(whole, layers);
      return own && askedOf(own);
    }, [whole, layers]),
  );
  const answer = useRemote(
    fresh && sent && JSON.stringify([sent.process, sent.inputs, fresh]),
    (signal) => {
      if (!sent) throw new Error('Nothing was asked');
      return askProcess(sent.process, sent.inputs, signal);
    },
    sent && JSON.stringify([placeOf(sent.question), fresh]),
  );
  useAskedObject(
    whole ?? written,
    fresh,
    useCallback((object: Question['object']) => {
      setQuestion((before) => ({ ...before, object }));
      setWhole((before) => object && before && { ...before, object });
      setUnseen(object === null);
    }, []),
  );
  const change = useCallback(
    (part: Partial<Question>) => setQuestion((before) => ({ ...before, ...part })),
    [],
  );
  const ask = useCallback(
    (given?: Question) => {
      const next = given ?? question;
      if (given) setQuestion(given);
      setDrawing(null);
      setUnseen(false);
      if (!askedOf(next)) return;
      setListed(null);
      setWhole(next);
    },
    [question, setListed],
  );
  const end = useCallback(() => {
    setWhole(null);
    setListed(null);
    setHovered(null);
    setDrawing(null);
    setUnseen(false);
    setQuestion((before) => ({ ...before, center: null, ring: [], line: [], object: null }));
  }, [setListed]);
  const less = unseen || (whole !== null && leavesOut(whole, layers));
  const list = { listed, setListed, hovered, setHovered };
  return { question, change, drawing, setDrawing, asked: sent, whole, less, answer, ...list, ask, end };
}

/** The same object while its content stays the same: what follows the register is read anew often. */
function useKept<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}

function sameRows(before: readonly Row[] | null, rows: readonly Row[] | null): boolean {
  if (before === null || rows === null) return before === rows;
  return before.length === rows.length && before.every((row, i) => row === rows[i]);
}

/** While only the reach changes the old answer stays until the new one is there. */
function placeOf({ way, center, ring, line, object, nearLayer }: Question) {
  return [way, center, ring, line, object?.id, nearLayer];
}
