/** The sections of an explanation: rules, inputs, what would lower the grade, contributors, history. */
import { useState } from 'react';
import { GRADE_WORDS, type Grade, type GradeKey } from '../../../data/grade.ts';
import { type Contributor, formulaIn } from '../../../data/grading/explanation.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import type { GradeExplained, GradingRecord } from './answer.ts';
import { TEXTS } from './texts.ts';

const keyOf = (grade: Grade | null): GradeKey => String(grade) as GradeKey;

/** Shape, letter and word of a grade; a dash where a rule gives none. */
export function GradeTag({ grade, none = '—' }: { grade: Grade | null; none?: string | null }) {
  const { lang } = useLanguage();
  if (grade === null && none !== null) return <span className="muted">{none}</span>;
  return (
    <span className="grade-tag">
      <GradeSymbol grade={keyOf(grade)} sizePx={16} />
      {GRADE_WORDS[keyOf(grade)][lang]}
    </span>
  );
}

/** The rules in their order, the deciding one with its formula. */
export function Rules({ explained }: { explained: GradeExplained }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { steps } = explained;
  const { formula, numbers } = formulaIn(lang, explained);
  return (
    <ol className="explain-rules">
      {steps.map((step, index) => (
        <li key={step.rule.zh} data-decisive={step.decisive} data-grade={keyOf(step.grade)}>
          <span className="explain-number" aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <p className="explain-rule">
              <b>{step.rule[lang]}</b>
              {step.decisive && <span className="explain-decisive">{t.decisive}</span>}
            </p>
            <p>{step.result[lang]}</p>
            {step.decisive && formula && <p className="explain-formula">{formula}</p>}
            {step.decisive && numbers && (
              <p className="explain-formula">
                <b>{numbers}</b>
              </p>
            )}
          </div>
          <GradeTag grade={step.grade} />
        </li>
      ))}
    </ol>
  );
}

/** What went in, each with its source and date. */
export function Inputs({ explained }: { explained: GradeExplained }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  if (explained.inputs.length === 0) return null;
  return (
    <table className="explain-table">
      <thead>
        <tr>
          <th scope="col">{t.input}</th>
          <th scope="col" className="number">
            {t.value}
          </th>
          <th scope="col">{t.source}</th>
        </tr>
      </thead>
      <tbody>
        {explained.inputs.map((input) => (
          <tr key={`${input.name.zh} ${JSON.stringify(input.value)}`}>
            <th scope="row">{input.name[lang]}</th>
            <td className="number">
              {input.value === null
                ? t.unknown
                : typeof input.value === 'number'
                  ? String(Number(input.value.toFixed(4)))
                  : typeof input.value === 'string'
                    ? input.value
                    : input.value[lang]}
              {input.value !== null && input.unit ? ` ${t.unitOf(input.unit)}` : ''}
            </td>
            <td className="caption">
              {[input.source?.[lang], input.date ? f.date(input.date) : null].filter(Boolean).join(t.comma) ||
                '—'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Single changes that bring the grade down. */
export function Reliefs({ explained }: { explained: GradeExplained }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { toLower, grade } = explained;
  if (toLower.length === 0) return <p className="muted">{grade === 4 ? t.lowest : t.noRelief}</p>;
  return (
    <ul className="explain-reliefs">
      {toLower.map((relief) => (
        <li key={relief.change.zh}>
          <span>{relief.change[lang]}</span>
          <span className="number muted">{relief.score === null ? '' : Number(relief.score.toFixed(2))}</span>
          <GradeTag grade={relief.grade} />
        </li>
      ))}
    </ul>
  );
}

const SHOWN = 10;

/** What makes a region what it is, ranked. */
export function Contributors({
  contributors,
  onChoose,
}: {
  contributors: readonly Contributor[];
  onChoose: (contributor: Contributor) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [all, setAll] = useState(false);
  const shown = all ? contributors : contributors.slice(0, SHOWN);
  return (
    <>
      <ol className="explain-contributors">
        {shown.map((one) => (
          <li key={`${one.layer} ${one.id}`}>
            <button type="button" onClick={() => onChoose(one)}>
              <GradeSymbol grade={keyOf(one.grade)} sizePx={16} />
              <span className="explain-name">{one.name}</span>
              <span className="explain-bar" aria-hidden="true">
                <i style={{ width: `${Math.max(1, 100 * one.share)}%` }} />
              </span>
              <span className="number">{(100 * one.share).toFixed(1)} %</span>
              <span className="number muted">
                <span className="hidden">{t.score} </span>
                {Number(one.score.toFixed(1))}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {contributors.length > shown.length && (
        <button type="button" className="button small" onClick={() => setAll(true)}>
          {t.more(f.count(contributors.length - shown.length))}
        </button>
      )}
    </>
  );
}

/** The changes as a line of symbols, and as records. */
export function History({ history }: { history: readonly GradingRecord[] }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [open, setOpen] = useState(false);
  if (history.length === 0) return <p className="muted">{t.noHistory}</p>;
  const changes = history.filter((one, i) => i === 0 || one.grade !== history[i - 1]!.grade);
  return (
    <>
      <ol className="explain-history">
        {changes.map((one) => (
          <li key={one.at + one.grade} data-grade={keyOf(one.grade)}>
            <GradeSymbol grade={keyOf(one.grade)} sizePx={18} />
            <b>{f.date(one.validFrom ?? one.at)}</b>
            <span className="hidden">{GRADE_WORDS[keyOf(one.grade)][lang]}</span>
            <span className="caption">{one.cause ?? t.first}</span>
          </li>
        ))}
      </ol>
      <button type="button" className="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t.hideRecords : t.records} {f.count(history.length)}
      </button>
      {open && (
        <table className="explain-table">
          <tbody>
            {history.toReversed().map((one) => (
              <tr key={one.at + one.grade}>
                <th scope="row">{f.moment(one.at)}</th>
                <td>
                  <GradeTag grade={one.previousGrade} none={null} /> →{' '}
                  <GradeTag grade={one.grade} none={null} />
                </td>
                <td className="caption">
                  {one.cause ?? t.first}
                  {one.userId ? ` · ${one.userId}` : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
