/** The 100-point form of producers and storers of hazardous chemicals; points and grade follow while it is filled. */
import { useState } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import {
  explainHazmatForm,
  type FormAnswers,
  groupPoints,
  HAZMAT_METHOD,
} from '../../../data/grading/hazmat-form.ts';
import { hazmatBoundsOf } from '../../../data/ledger/city-bounds.ts';
import { type FormItem, HAZMAT_DIRECT_RED, HAZMAT_FORM } from '../../../data/tables/hazmat-form.ts';
import { sendJson } from '../../api.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import type { Assessment } from './assessment-api.ts';
import { PaperForm } from './paper-form.tsx';
import { useCityNumbers } from './settings/settings-api.ts';
import { TEXTS } from './texts.ts';

const keyOf = (grade: number | null) => String(grade) as GradeKey;

export function HazmatFormPaper({
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
  const bounds = hazmatBoundsOf(useCityNumbers());
  const last = assessment.forms[0];
  const { hazardLevel } = assessment;
  const [items, setItems] = useState<FormAnswers>(
    last?.items ?? (hazardLevel ? { [`source_${hazardLevel}`]: 1 } : {}),
  );
  const [directRed, setDirectRed] = useState<readonly string[]>(last?.directRed ?? []);
  const result = explainHazmatForm(items, directRed, bounds);
  const points = groupPoints(items);
  const set = (item: FormItem, count: number) => {
    const { [item.id]: _, ...rest } = items;
    setItems(count > 0 ? { ...rest, [item.id]: count } : rest);
  };
  return (
    <PaperForm
      name={a.form}
      past={assessment.forms.map((one) => {
        const { score, grade } = explainHazmatForm(one.items, one.directRed, bounds);
        return {
          on: one.filledOn,
          by: one.assessor,
          source: one.source,
          result: `${a.points(score ?? 0)} ${GRADE_WORDS[keyOf(grade)][lang]}`,
        };
      })}
      person={person}
      mayWrite={mayWrite}
      ready
      preview={
        <output className="ledger-preview" data-grade={keyOf(result.grade)} data-score={result.score}>
          {a.points(result.score ?? 0)} <GradeSymbol grade={keyOf(result.grade)} sizePx={16} />
          {GRADE_WORDS[keyOf(result.grade)][lang]}
          {directRed.length > 0 && <span className="caption">{a.directNow}</span>}
        </output>
      }
      onSave={async ({ on, by, why }) =>
        onSaved(
          await sendJson<Assessment>(
            `/api/enterprises/${encodeURIComponent(assessment.id)}/hazmat-form`,
            'PUT',
            {
              version: assessment.version,
              filledOn: on,
              items,
              directRed,
              assessor: by,
              ...(why && { why }),
            },
          ),
        )
      }
      onReread={onReread}
    >
      <p className="caption muted">
        {of(HAZMAT_METHOD.source)}
        {TEXTS[lang].semicolon}
        {a.formHint}
        {hazardLevel && ` ${a.hazardLevel(hazardLevel)}`}
      </p>
      {HAZMAT_FORM.map((group) => {
        const { off, bonus } = points[group.id]!;
        return (
          <details key={group.id} className="ledger-group" open={off > 0 || bonus > 0}>
            <summary>
              <b>{of(group.label)}</b>
              <span className="caption">{a.group(off, bonus, group.cap)}</span>
            </summary>
            {group.items.map((item) => (
              <label key={item.id} className="ledger-check">
                <input
                  {...(item.counted === 'once'
                    ? { type: 'checkbox', checked: (items[item.id] ?? 0) > 0 }
                    : { type: 'number', min: 0, max: 10_000, step: 1, value: items[item.id] ?? 0 })}
                  onChange={({ target }) =>
                    set(
                      item,
                      item.counted === 'once' ? Number(target.checked) : Math.round(Number(target.value)),
                    )
                  }
                />
                <span>{of(item)}</span>
                <span className="caption number">{item.points > 0 ? `+${item.points}` : item.points}</span>
              </label>
            ))}
          </details>
        );
      })}
      <fieldset aria-label={a.direct}>
        <legend>{a.direct}</legend>
        {HAZMAT_DIRECT_RED.map((rule) => (
          <label key={rule.id} className="ledger-check">
            <input
              type="checkbox"
              checked={directRed.includes(rule.id)}
              onChange={({ target }) =>
                setDirectRed(
                  target.checked ? [...directRed, rule.id] : directRed.filter((id) => id !== rule.id),
                )
              }
            />
            {of(rule)}
          </label>
        ))}
      </fieldset>
    </PaperForm>
  );
}
