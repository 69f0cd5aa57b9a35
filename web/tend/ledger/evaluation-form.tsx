/** 全要素评价: five elements judged good, fair or poor; what they come to is shown at once. */
import { useState } from 'react';
import {
  ELEMENTS,
  type Elements,
  evaluationOf,
  explainEvaluation,
  JUDGEMENTS,
} from '../../../data/grading/evaluation.ts';
import { evaluationRuleOf } from '../../../data/ledger/city-bounds.ts';
import { sendJson } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { Assessment } from './assessment-api.ts';
import { PaperForm } from './paper-form.tsx';
import { useCityNumbers } from './settings/settings-api.ts';
import { TEXTS } from './texts.ts';

export function EvaluationForm({
  assessment,
  person,
  mayWrite,
  onSaved,
  onReread,
}: {
  assessment: Assessment;
  person: string;
  mayWrite: boolean;
  onSaved: (after: Assessment) => void;
  onReread: () => void;
}) {
  const { lang, of } = useLanguage();
  const a = TEXTS[lang].assessment;
  const rule = evaluationRuleOf(useCityNumbers());
  const [elements, setElements] = useState<Elements>(assessment.evaluations[0]?.elements ?? {});
  const judged = explainEvaluation(elements, { rule });
  return (
    <PaperForm
      name={a.evaluation}
      past={assessment.evaluations.map((one) => {
        const whole = evaluationOf(one.elements, rule);
        return {
          on: one.evaluatedOn,
          by: one.evaluator,
          source: one.source,
          result: whole ? of(JUDGEMENTS.find(({ id }) => id === whole)!) : '—',
        };
      })}
      person={person}
      mayWrite={mayWrite}
      ready={judged.judgement !== null}
      preview={
        <output className="ledger-preview" data-judgement={judged.judgement}>
          {judged.rule[lang]}
        </output>
      }
      onSave={async ({ on, by, why }) =>
        onSaved(
          await sendJson<Assessment>(
            `/api/enterprises/${encodeURIComponent(assessment.id)}/evaluation`,
            'PUT',
            { version: assessment.version, evaluatedOn: on, elements, evaluator: by, ...(why && { why }) },
          ),
        )
      }
      onReread={onReread}
    >
      <p className="caption muted">{a.evaluationHint}</p>
      {ELEMENTS.map((element) => (
        <fieldset key={element.id} className="ledger-judge">
          <legend>{of(element)}</legend>
          {JUDGEMENTS.map((judgement) => (
            <label key={judgement.id}>
              <input
                type="radio"
                name={element.id}
                value={judgement.id}
                checked={elements[element.id] === judgement.id}
                onChange={() => setElements({ ...elements, [element.id]: judgement.id })}
              />
              {of(judgement)}
            </label>
          ))}
        </fieldset>
      ))}
    </PaperForm>
  );
}
