/** The report of a check, and what still stands against writing. */
import type { GridFit } from '../../data/geo/local-grid.ts';
import type { Text } from '../../data/layer.ts';
import type { Choices, Description, Report } from './api-types.ts';
import type { Checked } from './check.ts';
import { shownProblem } from './problems.ts';

type Question = Report['questions'][number];

/** Fewer places outside the city than this part are told row by row and not asked about. */
const OUTSIDE_SHARE = 0.05;
/** Warnings that have a question of their own, or say only that nothing is to be done. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'outside_city',
  'located_by_address',
  'looks_like_object',
  'looks_like_row',
  'child_summed',
  'filtered',
  'object_joined',
  'altitude_dropped',
  'source_from_file_name',
  'encoding_assumed',
  'layer_taken',
  'duplicate_header_unused',
]);

export interface DuplicateCounts {
  readonly pairs: number;
  readonly undecided: number;
  /** Decisions that stood when it was checked. */
  readonly decided: number;
}

/** The report as it is kept; `accepted` follows the choices when it is shown. */
export function reportOf(
  checked: Checked,
  duplicates: DuplicateCounts,
  choices: Choices,
  description: Description | null,
): Report {
  const { findings, plan, counts } = checked;
  const report: Report = {
    ok: false,
    checkedAt: new Date().toISOString(),
    stale: false,
    counts,
    kinds: findings.kinds().map(({ code, severity, count, rows, message, remedy }) => ({
      code,
      severity,
      count,
      rows,
      message,
      remedy,
    })),
    problems: findings
      .list()
      .filter(({ row }) => row === null)
      .map((one) => shownProblem(one)),
    questions: questionsOf(checked, duplicates, datumDoubt(checked, choices, description)),
    unknownWords: checked.unknownWords,
    outside: checked.outside,
    bbox: checked.bbox,
    fit: plan.datum.fit === null ? null : shownFit(plan.datum.fit),
    duplicates,
  };
  return answered(report, choices);
}

/** The report with the person's answers of now. */
export function answered(report: Report, choices: Choices, stale = false): Report {
  const accept = new Set(choices.accept ?? []);
  const { pairs, decided } = report.duplicates;
  const since = Object.keys(choices.duplicates ?? {}).length - decided;
  const undecided = Math.max(0, report.duplicates.undecided - since);
  const questions = report.questions.map((one) => ({
    ...one,
    accepted: accept.has(one.id) || (one.id === 'duplicates' && undecided === 0),
  }));
  const wholeFile = report.problems.some(({ severity }) => severity === 'error');
  const errors = report.kinds.some(({ severity }) => severity === 'error');
  const rejectedOk = !errors || (choices.skipRejected === true && !wholeFile);
  return {
    ...report,
    stale,
    questions,
    duplicates: { pairs, undecided, decided },
    ok: !stale && rejectedOk && questions.every(({ accepted }) => accepted),
  };
}

function questionsOf(
  { findings, plan, outside, counts, lowScores }: Checked,
  { pairs, undecided }: DuplicateCounts,
  datumDoubt: Text | null,
): Question[] {
  const questions: Question[] = [];
  const ask = (id: Question['id'], count: number, of: number, text: Text) =>
    questions.push({ id, count, of, text, accepted: false });
  if (outside.count > 0 && outside.share >= OUTSIDE_SHARE) {
    const percent = Math.round(outside.share * 100);
    ask('outside_city', outside.count, outside.of, {
      zh: `${outside.of} 行中有 ${outside.count} 行（${percent}%）不在本市范围内。坐标系和位置都对吗？`,
      en: `${outside.count} of ${outside.of} rows (${percent}%) lie outside the city. Are coordinate system and places right?`,
    });
  }
  const { warning } = plan.datum.about;
  const doubt = warning ?? datumDoubt;
  if (doubt !== null) ask('datum', counts.rows, counts.rows, doubt);
  if (undecided > 0)
    ask('duplicates', undecided, pairs, {
      zh: `${undecided} 对记录看起来是同一对象，尚未判断。都按不同对象导入吗？`,
      en: `${undecided} pairs look like the same object and are not decided. Take all of them as different?`,
    });
  if (lowScores > 0)
    ask('low_scores', lowScores, counts.located, {
      zh: `${lowScores} 行由地址定位，得分较低。位置可以接受吗？`,
      en: `${lowScores} rows were located by their address with a low score. Are the places acceptable?`,
    });
  const warnings = findings
    .kinds()
    .filter(({ severity, code, rows }) => severity === 'warning' && rows > 0 && !NOT_ASKED.has(code));
  if (warnings.length > 0) {
    const rows = warnings.reduce((sum, kind) => sum + kind.count, 0);
    ask('warnings', rows, counts.rows, {
      zh: `有 ${rows} 处提示。看过并接受吗？`,
      en: `There are ${rows} notes. Have you seen and accepted them?`,
    });
  }
  return questions;
}

/** Where neither the person nor the file says the system, and the numbers alone do not settle it. */
function datumDoubt({ plan }: Checked, choices: Choices, description: Description | null): Text | null {
  if (choices.crs !== undefined || description === null || description.crs !== null) return null;
  // RFC 7946 and OGC KML say WGS84
  if (description.format === 'geojson' || description.format === 'kml') return null;
  const { crsNote, crs } = description.guesses;
  if (crsNote === null || crs.length === 0) return null;
  const { zh, en } = plan.datum.about;
  return {
    zh: `文件没有说明坐标系，按${zh}读取。${crsNote.zh}`,
    en: `The file does not state its coordinate system; ${en} was taken. ${crsNote.en}`,
  };
}

function shownFit({ rmsM, residuals }: GridFit): NonNullable<Report['fit']> {
  return { rmsM, residuals: residuals.map(({ eastM, northM }) => ({ eastM, northM })) };
}
