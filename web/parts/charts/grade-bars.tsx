/** Rows stacked by grade, in the colours, hatches and letters of the map; a press tells the row, or the row and grade. */
import { useId } from 'react';
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { useLanguage } from '../texts.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { GradePatterns, gradeName, patternOf } from './grade-patterns.tsx';
import { stackOf } from './scales.ts';
import { useChartTexts } from './texts.ts';

export type GradeCountsOf = Readonly<Record<GradeKey, number>>;

export interface GradeBar {
  readonly key: string;
  readonly label: string;
  readonly byGrade: GradeCountsOf;
}

/** A part narrower than this has no room for its letter, percent of the row. */
const LETTER_PERCENT = 14;
const LEAST_PERCENT = 2.5;
const sumOf = (counts: GradeCountsOf) => GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);

export function GradeBars({
  title,
  bars,
  share = false,
  note,
  selected = null,
  grades = null,
  onPick,
}: {
  title: string;
  bars: readonly GradeBar[];
  /** Every row as wide as the chart, so that shares can be compared. */
  share?: boolean;
  note?: string | undefined;
  /** Keys of the marked rows; null = none is. */
  selected?: readonly string[] | null;
  /** Grades that the map shows; the others are drawn faintly. null = all. */
  grades?: readonly GradeKey[] | null;
  /** `grade` is null when the row itself was chosen. */
  onPick?: ((key: string, grade: GradeKey | null) => void) | undefined;
}) {
  const { f, lang } = useLanguage();
  const texts = useChartTexts();
  const id = useId().replace(/[^a-zA-Z0-9_-]/g, '');
  const most = Math.max(0, ...bars.map(({ byGrade }) => sumOf(byGrade)));
  return (
    <ChartFrame
      title={title}
      note={note}
      table={{
        columns: [title, ...GRADE_KEYS.map((key) => GRADE_WORDS[key][lang]), texts.total],
        rows: bars.map(({ label, byGrade }) => [
          label,
          ...GRADE_KEYS.map((key) => f.count(byGrade[key])),
          f.count(sumOf(byGrade)),
        ]),
      }}
    >
      <svg className="chart-defs" width={0} height={0} aria-hidden="true">
        <GradePatterns id={id} />
      </svg>
      <ul className="chart-rows">
        {bars.map(({ key, label, byGrade }) => {
          const total = sumOf(byGrade);
          const spans = stackOf(
            GRADE_KEYS.map((grade) => byGrade[grade]),
            share ? total : most,
            LEAST_PERCENT,
          );
          const parts = GRADE_KEYS.map((grade, i) => ({ grade, ...(spans[i] ?? { from: 0, to: 0 }) })).filter(
            ({ from, to }) => to > from,
          );
          const isSelected = selected?.includes(key) ?? false;
          return (
            <li key={key} className={`chart-row ${isSelected ? 'selected' : ''}`}>
              {onPick ? (
                <button type="button" aria-pressed={isSelected} onClick={() => onPick(key, null)}>
                  {label}
                </button>
              ) : (
                <span className="chart-word">{label}</span>
              )}
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
              <svg className="chart-stack" height={18} role="group" aria-label={label}>
                {parts.map(({ grade, from, to }) => {
                  const faint = grades !== null && !grades.includes(grade);
                  const words = texts.part(label, GRADE_WORDS[grade][lang], f.count(byGrade[grade]));
                  return (
                    <g
                      key={grade}
                      className={faint ? 'faint' : undefined}
                      {...(onPick
                        ? {
                            role: 'button',
                            tabIndex: 0,
                            'aria-label': words,
                            onClick: () => onPick(key, grade),
                            onKeyDown: (event: React.KeyboardEvent) => {
                              if (event.key !== 'Enter' && event.key !== ' ') return;
                              event.preventDefault();
                              onPick(key, grade);
                            },
                          }
                        : { role: 'img', 'aria-label': words })}
                    >
                      <title>{words}</title>
                      <rect
                        x={`${from}%`}
                        y={1.5}
                        width={`${to - from}%`}
                        height={15}
                        fill={patternOf(id, grade)}
                        stroke={`var(--fc-g${gradeName(grade)}-stroke)`}
                      />
                      {to - from >= LETTER_PERCENT && (
                        <text
                          x={`${(from + to) / 2}%`}
                          y={13}
                          textAnchor="middle"
                          fill={`var(--fc-g${gradeName(grade)}-on)`}
                          stroke={`var(--fc-g${gradeName(grade)})`}
                        >
                          {GRADE_WORDS[grade].letter[lang]}
                        </text>
                      )}
                    </g>
                  );
                })}
              </svg>
              <b>{f.count(total)}</b>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
