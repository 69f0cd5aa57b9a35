/** The comparison of alternatives as rows of words: the same for the table, the report and the file. */
import { perYear } from '../risk/per-year.ts';
import type { Study } from './answers.ts';
import { timesOf } from './numbers.ts';
import { summaryOf } from './summary.ts';
import type { SitingTexts } from './texts.ts';

export interface ComparisonRow {
  readonly id: 'items' | 'verdict' | 'worst' | 'exceeding' | 'pll' | 'societal' | 'computed' | 'version';
  readonly title: string;
  /** One for each alternative. */
  readonly cells: readonly string[];
}

/** Letters by which alternatives are told apart on the map and in charts. */
export const letterOf = (index: number) => 'ABC'[index] ?? '?';

export function comparisonRows(
  studies: readonly Study[],
  texts: SitingTexts,
  moment: (iso: string) => string,
): readonly ComparisonRow[] {
  const summaries = studies.map(({ answer }) => summaryOf(answer));
  return [
    {
      id: 'items',
      title: texts.rowItems,
      cells: studies.map(({ proposals }) => proposals.map(({ name }) => name).join(texts.comma)),
    },
    {
      id: 'verdict',
      title: texts.rowVerdict,
      cells: studies.map(({ answer }, index) =>
        [
          texts.verdictWord[summaries[index]!.verdict],
          // with several proposals each has its own word
          ...(answer.proposals.length > 1
            ? answer.proposals.map(
                ({ name, verdict }) => `${name}${texts.colon}${texts.verdictWord[verdict]}`,
              )
            : []),
        ].join(texts.semicolon),
      ),
    },
    {
      id: 'worst',
      title: texts.rowWorst,
      cells: summaries.map(({ worst }) =>
        worst ? `${worst.name} ${perYear(worst.irPerYr)} (× ${timesOf(worst.timesLimit)})` : texts.none,
      ),
    },
    {
      id: 'exceeding',
      title: texts.rowExceeding,
      cells: summaries.map(({ newlyExceeding, worse }) => `${newlyExceeding} / ${worse}`),
    },
    {
      id: 'pll',
      title: texts.rowPll,
      cells: summaries.map(
        ({ pllBeforePerYr, pllAfterPerYr }) =>
          `+${perYear(Math.max(0, pllAfterPerYr - pllBeforePerYr))}${texts.semicolon}${texts.beforeAfter(perYear(pllBeforePerYr), perYear(pllAfterPerYr))}`,
      ),
    },
    {
      id: 'societal',
      title: texts.rowSocietal,
      cells: summaries.map(({ within }) => texts.within[within]),
    },
    { id: 'computed', title: texts.rowComputed, cells: studies.map(({ computedAt }) => moment(computedAt)) },
    { id: 'version', title: texts.rowVersion, cells: studies.map(({ fieldVersion }) => fieldVersion) },
  ];
}

/** What a file says besides the comparison. */
export interface FileNotes {
  readonly simulated: boolean;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** Rows of the file: the comparison, each place, then the notes. */
export function comparisonFile(
  studies: readonly Study[],
  rows: readonly ComparisonRow[],
  texts: SitingTexts,
  { simulated, lines }: FileNotes,
): readonly (readonly (string | number | null)[])[] {
  return [
    [texts.criterion, ...studies.map(({ name }) => name)],
    ...rows.map(({ title, cells }) => [title, ...cells]),
    [],
    [
      texts.alternatives,
      texts.item,
      'lon',
      'lat',
      texts.rowVerdict,
      texts.level,
      texts.limit('').trim(),
      'PLL',
    ],
    ...studies.flatMap(({ name, answer }) =>
      answer.proposals.map((one) => [
        name,
        one.name,
        one.at[0],
        one.at[1],
        texts.verdictWord[one.verdict],
        one.kind === 'building' ? one.irPerYr : null,
        one.kind === 'building' ? one.limitPerYr : null,
        one.pllPerYr,
      ]),
    ),
    [],
    ...(simulated ? [[texts.simulated]] : []),
    [texts.reportStatement],
    ...lines,
  ];
}
