/** A question through its life: written, sketched on the map, asked, answered, ended. */
import { useCallback, useState } from 'react';
import { askProcess, type WithinAnswer } from '../api.ts';
import type { Circle } from '../map/props.ts';
import { type Remote, useRemote } from '../parts/remote.ts';
import { type Asked, askedOf } from '../plan/inputs.ts';
import { firstQuestion, type Question } from '../plan/question.ts';

/** What the map is used for while a question is written: clicking a place, or drawing. */
export type Drawing = 'point' | 'polygon' | 'line';

export interface QuestionState {
  readonly question: Question;
  /** Changes parts of the question that is being written. */
  readonly change: (part: Partial<Question>) => void;
  readonly drawing: Drawing | null;
  readonly setDrawing: (drawing: Drawing | null) => void;
  readonly asked: Asked | null;
  readonly answer: Remote<WithinAnswer>;
  readonly ask: (question?: Question) => void;
  readonly end: () => void;
}

export function useQuestion(first: Circle | null, staff: boolean, fresh: string | null): QuestionState {
  const [written, setQuestion] = useState<Question>(() => firstQuestion(first));
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [asked, setAsked] = useState<Question | null>(first && firstQuestion(first));
  const question = forReader(written, staff);
  const sent = asked && askedOf(forReader(asked, staff));
  const answer = useRemote(
    fresh && sent && JSON.stringify([sent.process, sent.inputs, fresh]),
    (signal) => {
      if (!sent) throw new Error('Nothing was asked');
      return askProcess(sent.process, sent.inputs, signal);
    },
    sent && JSON.stringify([placeOf(sent.question), fresh]),
  );
  const change = useCallback(
    (part: Partial<Question>) => setQuestion((before) => ({ ...before, ...part })),
    [],
  );
  const ask = useCallback(
    (given?: Question) => {
      const next = given ?? written;
      if (given) setQuestion(given);
      setDrawing(null);
      if (askedOf(next)) setAsked(next);
    },
    [written],
  );
  const end = useCallback(() => {
    setAsked(null);
    setDrawing(null);
    setQuestion((before) => ({ ...before, center: null, ring: [], line: [], object: null }));
  }, []);
  return { question, change, drawing, setDrawing, asked: sent, answer, ask, end };
}

/** Visitors do not read enterprises; unless they chose otherwise they ask about regions. */
function forReader(question: Question, staff: boolean): Question {
  if (staff) return question;
  const layers = question.layers.filter((layer) => layer !== 'enterprises');
  return { ...question, layers: layers.length > 0 ? layers : ['regions'] };
}

/** While only the reach changes the old answer stays until the new one is there. */
function placeOf({ way, center, ring, line, object, nearLayer }: Question) {
  return [way, center, ring, line, object?.id, nearLayer];
}
