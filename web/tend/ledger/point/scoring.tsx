/** How a point is graded: the method with its scheme and factors, direct rules, or the grade that was stated. */
import { useMemo } from 'react';
import { GRADE_WORDS, GRADES, type Grade, type GradeKey } from '../../../../data/grade.ts';
import { formulaIn } from '../../../../data/grading/explanation.ts';
import { DIRECT_RULES, SCORINGS, type ScoringMethod } from '../../../../data/grading/scored-point.ts';
import { GRADING_METHODS } from '../../../../data/layers/risk-points.ts';
import { citySchemeOf } from '../../../../data/ledger/city-bounds.ts';
import { GradeSymbol } from '../../../parts/grade-symbol.tsx';
import { useLanguage } from '../../../parts/texts.tsx';
import type { PointInputs } from '../ledger-api.ts';
import { useCityNumbers } from '../settings/settings-api.ts';
import { TEXTS } from '../texts.ts';
import { type Draft, isScoring, scored } from './draft.ts';

interface Part {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

export function Scoring({ draft, set }: Part) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { method } = draft;
  return (
    <fieldset>
      <legend>{t.scoring}</legend>
      <div className="page-tools">
        <label>
          {t.columns.method}
          <select
            value={method ?? ''}
            onChange={({ target }) =>
              set({ method: target.value || null, scheme: null, inputs: target.value ? {} : null })
            }
          >
            <option value="">{t.noMethod}</option>
            {GRADING_METHODS.map((one) => (
              <option key={one.id} value={one.id}>
                {of(one)}
              </option>
            ))}
          </select>
        </label>
        {isScoring(method) && <Schemes method={method} draft={draft} set={set} />}
        {!method && <Declared draft={draft} set={set} />}
      </div>
      {isScoring(method) && <Factors method={method} draft={draft} set={set} />}
      {method === 'rule' && <Reasons draft={draft} set={set} />}
    </fieldset>
  );
}

/** The published tables, with the bounds that the city grades by. */
function Schemes({ method, draft, set }: Part & { method: ScoringMethod }) {
  const { lang, of } = useLanguage();
  const city = useCityNumbers();
  return (
    <label>
      {TEXTS[lang].scheme}
      <select value={draft.scheme ?? ''} onChange={({ target }) => set({ scheme: target.value || null })}>
        {SCORINGS[method].schemes.map(({ id }, i) => {
          const scheme = citySchemeOf(method, id, city);
          return (
            <option key={id} value={i === 0 ? '' : id}>
              {scheme.id} {of(scheme.name)}
            </option>
          );
        })}
      </select>
    </label>
  );
}

function Declared({ draft, set }: Part) {
  const { lang } = useLanguage();
  return (
    <label>
      {TEXTS[lang].declared}
      <select
        value={draft.declaredGrade ?? ''}
        onChange={({ target }) =>
          set({ declaredGrade: target.value ? (Number(target.value) as Grade) : null })
        }
      >
        <option value="">{GRADE_WORDS.null[lang]}</option>
        {GRADES.map((grade) => (
          <option key={grade} value={grade}>
            {GRADE_WORDS[grade][lang]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The factors of a method, before and after the measures. */
function Factors({ method, draft, set }: Part & { method: ScoringMethod }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { inputs } = draft;
  const choose = (part: 'inherent' | 'residual', key: string, value: string) => {
    const { [key]: _, ...rest } = inputs?.[part] ?? {};
    set({ inputs: { ...inputs, [part]: value ? { ...rest, [key]: Number(value) } : rest } });
  };
  return (['inherent', 'residual'] as const).map((part) => (
    <fieldset key={part} className="page-tools" aria-label={t[part]}>
      <b className="ledger-part">{t[part]}</b>
      {SCORINGS[method].factors.map((factor) => (
        <label key={factor.key}>
          {factor.letter} {of(factor.name)}
          <select
            value={inputs?.[part]?.[factor.key] ?? ''}
            onChange={({ target }) => choose(part, factor.key, target.value)}
          >
            <option value="">—</option>
            {factor.values.map(({ value, words }) => (
              <option key={value} value={value}>
                {value} {of(words)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Preview draft={draft} values={inputs?.[part]} />
    </fieldset>
  ));
}

function Reasons({ draft, set }: Part) {
  const { lang, of } = useLanguage();
  const reasons = draft.inputs?.reasons ?? [];
  const setReasons = (given: PointInputs['reasons']) => set({ inputs: { ...draft.inputs, reasons: given } });
  return (
    <fieldset aria-label={TEXTS[lang].reasons}>
      {DIRECT_RULES.map((rule) => (
        <label key={rule.id} className="ledger-check">
          <input
            type="checkbox"
            checked={reasons.includes(rule.id)}
            onChange={({ target }) =>
              setReasons(target.checked ? [...reasons, rule.id] : reasons.filter((one) => one !== rule.id))
            }
          />
          {of(rule)}
        </label>
      ))}
    </fieldset>
  );
}

/** The grade that the numbers give, with the formula, before anything is saved. */
function Preview({
  draft: { method, scheme },
  values,
}: {
  draft: Draft;
  values: Readonly<Record<string, number>> | undefined;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const city = useCityNumbers();
  const explained = useMemo(() => scored({ method, scheme }, values, city), [method, scheme, values, city]);
  if (!explained) return <span className="caption muted">{t.incomplete}</span>;
  const key = String(explained.grade) as GradeKey;
  return (
    <output className="ledger-preview" data-grade={key} data-score={explained.score}>
      {t.preview} <GradeSymbol grade={key} sizePx={16} /> {GRADE_WORDS[key][lang]}
      <span className="caption ledger-formula">
        {formulaIn(lang, explained).numbers}
        {t.comma}
        {explained.scheme}
      </span>
    </output>
  );
}
