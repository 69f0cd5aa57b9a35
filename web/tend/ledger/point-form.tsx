/** One risk point: what it is, how it is scored, its measures and who answers for it; saved in one step. */
import { useMemo } from 'react';
import { GRADE_WORDS, type Grade, type GradeKey } from '../../../data/grade.ts';
import {
  DIRECT_RULES,
  SCORINGS,
  type ScoringMethod,
  scorePoint,
} from '../../../data/grading/scored-point.ts';
import { RELATION_KINDS } from '../../../data/layers/details.ts';
import { CONTROL_LEVELS, GRADING_METHODS } from '../../../data/layers/risk-points.ts';
import { MEASURE_CLASSES, SEASONS } from '../../../data/ledger/words.ts';
import { ACCIDENT_TYPES } from '../../../data/tables/accident-types.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import type { Measure, PointInputs, Responsible, RiskPoint } from './ledger-api.ts';
import { TEXTS } from './texts.ts';

/** What the form changes. */
export type Draft = Pick<
  RiskPoint,
  | 'name'
  | 'unit'
  | 'event'
  | 'accidentType'
  | 'method'
  | 'scheme'
  | 'inputs'
  | 'controlLevel'
  | 'assessedOn'
  | 'reviewDue'
  | 'declaredGrade'
  | 'measures'
  | 'responsibilities'
>;

const isScoring = (method: string | null): method is ScoringMethod => method !== null && method in SCORINGS;

export function PointForm({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const text = (name: 'name' | 'unit' | 'event', label: string, required = false) => (
    <label>
      {label}
      <input
        required={required}
        maxLength={200}
        value={draft[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value || (required ? '' : null) })}
      />
    </label>
  );
  const date = (name: 'assessedOn' | 'reviewDue', label: string) => (
    <label>
      {label}
      <input
        type="date"
        value={draft[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value || null })}
      />
    </label>
  );
  return (
    <>
      <fieldset>
        <legend>{t.general}</legend>
        <div className="page-tools">
          {text('name', t.columns.name, true)}
          {text('unit', t.columns.unit)}
          {text('event', t.columns.event)}
          <label>
            {t.accident}
            <select
              value={draft.accidentType ?? ''}
              onChange={({ target }) => set({ accidentType: target.value || null })}
            >
              <option value="">—</option>
              {ACCIDENT_TYPES.map((type) => (
                <option key={type.id} value={type.id}>
                  {of(type)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t.columns.level}
            <select
              value={draft.controlLevel ?? ''}
              onChange={({ target }) => set({ controlLevel: target.value || null })}
            >
              <option value="">—</option>
              {CONTROL_LEVELS.map((level) => (
                <option key={level.id} value={level.id}>
                  {of(level)}
                </option>
              ))}
            </select>
          </label>
          {date('assessedOn', t.assessed)}
          {date('reviewDue', t.review)}
        </div>
      </fieldset>
      <Scoring draft={draft} set={set} />
      <Measures measures={draft.measures} onMeasures={(measures) => set({ measures })} />
      <Persons persons={draft.responsibilities} onPersons={(responsibilities) => set({ responsibilities })} />
    </>
  );
}

function Scoring({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { method, inputs } = draft;
  const setInputs = (part: Partial<PointInputs>) => set({ inputs: { ...inputs, ...part } });
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
        {isScoring(method) && (
          <label>
            {t.scheme}
            <select
              value={draft.scheme ?? ''}
              onChange={({ target }) => set({ scheme: target.value || null })}
            >
              {SCORINGS[method].schemes.map((scheme, i) => (
                <option key={scheme.id} value={i === 0 ? '' : scheme.id}>
                  {scheme.id} {of(scheme.name)}
                </option>
              ))}
            </select>
          </label>
        )}
        {!method && (
          <label>
            {t.declared}
            <select
              value={draft.declaredGrade ?? ''}
              onChange={({ target }) =>
                set({ declaredGrade: target.value ? (Number(target.value) as Grade) : null })
              }
            >
              <option value="">{GRADE_WORDS.null[lang]}</option>
              {([1, 2, 3, 4] as const).map((grade) => (
                <option key={grade} value={grade}>
                  {GRADE_WORDS[grade][lang]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {isScoring(method) &&
        (['inherent', 'residual'] as const).map((part) => (
          <fieldset key={part} className="page-tools" aria-label={t[part]}>
            <b className="ledger-part">{t[part]}</b>
            {SCORINGS[method].factors.map((factor) => (
              <label key={factor.key}>
                {factor.letter} {of(factor.name)}
                <select
                  value={inputs?.[part]?.[factor.key] ?? ''}
                  onChange={({ target }) => {
                    const { [factor.key]: _, ...rest } = inputs?.[part] ?? {};
                    setInputs({
                      [part]: target.value ? { ...rest, [factor.key]: Number(target.value) } : rest,
                    });
                  }}
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
            <Preview method={method} scheme={draft.scheme} values={inputs?.[part]} />
          </fieldset>
        ))}
      {method === 'rule' && (
        <fieldset aria-label={t.reasons}>
          {DIRECT_RULES.map((rule) => (
            <label key={rule.id} className="ledger-check">
              <input
                type="checkbox"
                checked={inputs?.reasons?.includes(rule.id) ?? false}
                onChange={({ target }) =>
                  setInputs({
                    reasons: target.checked
                      ? [...(inputs?.reasons ?? []), rule.id]
                      : (inputs?.reasons ?? []).filter((reason) => reason !== rule.id),
                  })
                }
              />
              {of(rule)}
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  );
}

/** The grade that the numbers give, before anything is saved. */
function Preview({
  method,
  scheme,
  values,
}: {
  method: ScoringMethod;
  scheme: string | null;
  values: Readonly<Record<string, number>> | undefined;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const scored = useMemo(() => {
    const complete = SCORINGS[method].factors.every(({ key }) => values?.[key]);
    return complete && values ? scorePoint(method, values, scheme) : null;
  }, [method, scheme, values]);
  if (!scored) return <span className="caption muted">{t.incomplete}</span>;
  const key = String(scored.grade) as GradeKey;
  return (
    <output className="ledger-preview" data-grade={key}>
      {t.preview} {scored.score} <GradeSymbol grade={key} sizePx={16} /> {GRADE_WORDS[key][lang]}
    </output>
  );
}

const NEW_MEASURE: Measure = {
  class: 'engineering',
  text: '',
  level: null,
  responsible: null,
  cycleDays: null,
  season: null,
  seasonCycleDays: null,
  active: true,
};
const days = (value: string) => (value ? Math.max(1, Math.round(Number(value))) : null);

function Measures({
  measures,
  onMeasures,
}: {
  measures: readonly Measure[];
  onMeasures: (measures: readonly Measure[]) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const change = (index: number, part: Partial<Measure>) =>
    onMeasures(measures.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>
        {t.measures} {measures.length}
      </legend>
      {measures.map((measure, index) => (
        <fieldset key={index} className="page-tools ledger-line" aria-label={`${t.measures} ${index + 1}`}>
          <label>
            {t.measureClass}
            <select
              value={measure.class}
              onChange={({ target }) => change(index, { class: target.value as Measure['class'] })}
            >
              {MEASURE_CLASSES.map((one) => (
                <option key={one.id} value={one.id}>
                  {of(one)}
                </option>
              ))}
            </select>
          </label>
          <label className="ledger-wide">
            {t.text}
            <input
              required
              maxLength={2000}
              value={measure.text}
              onChange={({ target }) => change(index, { text: target.value })}
            />
          </label>
          <label>
            {t.level}
            <select
              value={measure.level ?? ''}
              onChange={({ target }) => change(index, { level: target.value || null })}
            >
              <option value="">—</option>
              {CONTROL_LEVELS.map((level) => (
                <option key={level.id} value={level.id}>
                  {of(level)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t.responsible}
            <input
              maxLength={200}
              value={measure.responsible ?? ''}
              onChange={({ target }) => change(index, { responsible: target.value || null })}
            />
          </label>
          <label>
            {t.every}
            <input
              type="number"
              min={1}
              max={3650}
              value={measure.cycleDays ?? ''}
              onChange={({ target }) => change(index, { cycleDays: days(target.value) })}
            />
          </label>
          <label>
            {t.season}
            <select
              value={measure.season ?? ''}
              onChange={({ target }) =>
                change(index, {
                  season: (target.value || null) as Measure['season'],
                  seasonCycleDays: target.value ? (measure.seasonCycleDays ?? measure.cycleDays ?? 7) : null,
                })
              }
            >
              <option value="">—</option>
              {SEASONS.map((season) => (
                <option key={season.id} value={season.id}>
                  {of(season)}
                </option>
              ))}
            </select>
          </label>
          {measure.season && (
            <label>
              {t.seasonEvery}
              <input
                type="number"
                min={1}
                max={3650}
                value={measure.seasonCycleDays ?? ''}
                onChange={({ target }) => change(index, { seasonCycleDays: days(target.value) })}
              />
            </label>
          )}
          <button
            type="button"
            className="button small"
            onClick={() => onMeasures(measures.filter((_, i) => i !== index))}
          >
            {t.remove}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button small" onClick={() => onMeasures([...measures, NEW_MEASURE])}>
        {t.addMeasure}
      </button>
    </fieldset>
  );
}

function Persons({
  persons,
  onPersons,
}: {
  persons: readonly Responsible[];
  onPersons: (persons: readonly Responsible[]) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const change = (index: number, part: Partial<Responsible>) =>
    onPersons(persons.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>
        {t.persons} {persons.length}
      </legend>
      {persons.map((person, index) => (
        <fieldset key={index} className="page-tools ledger-line" aria-label={`${t.persons} ${index + 1}`}>
          <label>
            {t.role}
            <select value={person.kind} onChange={({ target }) => change(index, { kind: target.value })}>
              {RELATION_KINDS.map((kind) => (
                <option key={kind.id} value={kind.id}>
                  {of(kind)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t.person}
            <input
              required
              maxLength={120}
              value={person.name}
              onChange={({ target }) => change(index, { name: target.value })}
            />
          </label>
          <label>
            {t.organisation}
            <input
              maxLength={200}
              value={person.organisation ?? ''}
              onChange={({ target }) => change(index, { organisation: target.value || null })}
            />
          </label>
          <label className="ledger-wide">
            {t.duties}
            <input
              maxLength={500}
              value={person.duties ?? ''}
              onChange={({ target }) => change(index, { duties: target.value || null })}
            />
          </label>
          <label>
            {t.performed}
            <input
              type="date"
              value={person.lastPerformedOn ?? ''}
              onChange={({ target }) => change(index, { lastPerformedOn: target.value || null })}
            />
          </label>
          <button
            type="button"
            className="button small"
            onClick={() => onPersons(persons.filter((_, i) => i !== index))}
          >
            {t.remove}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className="button small"
        onClick={() =>
          onPersons([
            ...persons,
            { kind: 'principal', name: '', organisation: null, duties: null, lastPerformedOn: null },
          ])
        }
      >
        {t.addPerson}
      </button>
    </fieldset>
  );
}
