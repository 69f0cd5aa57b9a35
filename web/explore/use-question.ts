/** The question around a point through its life: written, sketched on the map, asked, answered, ended. */
import { useCallback, useState } from 'react';
import { askWithin, type WithinAnswer } from '../api.ts';
import { isCircle } from '../link.ts';
import type { Circle } from '../map/props.ts';
import { type Remote, useRemote } from '../parts/remote.ts';
import type { Question } from '../plan/question.ts';

interface Asked {
  readonly circle: Circle;
  readonly layers: Question['layers'];
}

export interface QuestionState {
  readonly question: Question;
  readonly setQuestion: (question: Question) => void;
  /** The next click on the map sets the centre. */
  readonly picking: boolean;
  readonly setPicking: (picking: boolean) => void;
  readonly asked: Circle | null;
  readonly answer: Remote<WithinAnswer>;
  readonly ask: (question?: Question) => void;
  readonly end: () => void;
}

/** Regions are listed at the level whose size suits the radius. */
export const levelFor = (radiusM: number) => (radiusM <= 3000 ? ('village' as const) : ('township' as const));

export function useQuestion(first: Circle | null, staff: boolean, fresh: string | null): QuestionState {
  const [question, setQuestion] = useState<Question>({
    center: first?.center ?? null,
    radiusM: first?.radiusM ?? 1000,
    layers: ['enterprises'],
  });
  const [picking, setPicking] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(first && { circle: first, layers: ['enterprises'] });
  // visitors may ask about regions only
  const layers = staff ? question.layers : (['regions'] as const);
  const askedLayers = staff ? asked?.layers : (['regions'] as const);
  const answer = useRemote(
    fresh && asked && JSON.stringify([asked.circle, askedLayers, fresh]),
    (signal) => {
      if (!asked || !askedLayers) throw new Error('Nothing was asked');
      return askWithin(askedLayers, asked.circle, levelFor(asked.circle.radiusM), signal);
    },
    asked && JSON.stringify([asked.circle.center, fresh]),
  );
  const ask = useCallback(
    (given?: Question) => {
      const { center, radiusM } = given ?? question;
      if (given) setQuestion(given);
      setPicking(false);
      if (center && isCircle({ center, radiusM })) setAsked({ circle: { center, radiusM }, layers });
    },
    [question, layers],
  );
  const end = useCallback(() => {
    setAsked(null);
    setPicking(false);
    setQuestion((before) => ({ ...before, center: null }));
  }, []);
  return {
    question: { ...question, layers },
    setQuestion,
    picking,
    setPicking,
    asked: asked?.circle ?? null,
    answer,
    ask,
    end,
  };
}
