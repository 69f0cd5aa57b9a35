/** The outcome of an import for a person: counts, the first problems, how often each occurs. */
import type { Problem } from '../../data/imports/problem.ts';
import { tableById } from '../../data/layers/all.ts';
import type { ImportReport } from '../imports/run.ts';
import type { Language } from './console.ts';

/** Problems that are printed one by one. */
const SHOWN = 20;

export const SUMMARY_QUESTION: Readonly<Record<Language, string>> = {
  zh: '写入？(y/N) ',
  en: 'Write? (y/N) ',
};

/** Counts and problems, each line ended. */
export function summary(report: ImportReport, language: Language): string {
  const zh = language === 'zh';
  const layer = tableById(report.layer)?.label[language] ?? report.layer;
  const { rows, inserted, updated, unchanged, rejected, repaired } = report;
  const outcome = report.ok
    ? report.dryRun
      ? { zh: '检查通过，尚未写入', en: 'Checked, nothing written yet' }
      : { zh: '已写入', en: 'Written' }
    : { zh: '数据有误，未写入任何内容', en: 'The data has problems; nothing was written' };
  const counts = zh
    ? `${rows} 行：新增 ${inserted}，更新 ${updated}，不变 ${unchanged}，有误 ${rejected}，修复 ${repaired}`
    : `${rows} rows: ${inserted} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected, ${repaired} repaired`;
  return `${outcome[language]}${zh ? '：' : ': '}${layer}${zh ? '，' : ', '}${counts}\n${problemLines(report.problems, language)}`;
}

/** The first problems with their remedies, then the counts by code. */
export function problemLines(problems: readonly Problem[], language: Language): string {
  const zh = language === 'zh';
  const place = (one: Problem) => [
    one.row === null ? '' : zh ? `第 ${one.row} 行` : `row ${one.row}`,
    one.field ?? '',
    one.value === null ? '' : JSON.stringify(one.value),
  ];
  const mark = (one: Problem) => (one.severity === 'error' ? (zh ? '错误' : 'error') : zh ? '提示' : 'note');
  const shown = problems
    // errors first: they are what stops the import
    .toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
    .slice(0, SHOWN)
    .map((one) => {
      const where = place(one).filter((part) => part !== '');
      return `  ${[mark(one), ...where].join(' ')}: ${one.message[language]} → ${one.remedy[language]}\n`;
    });
  const byCode = new Map<string, number>();
  for (const one of problems) byCode.set(one.code, (byCode.get(one.code) ?? 0) + 1);
  const counts = [...byCode].map(([code, count]) => `${code} ${count}`).join(', ');
  const more = problems.length > SHOWN ? `  … (${problems.length})\n` : '';
  return [...shown, more, counts === '' ? '' : `  ${counts}\n`].join('');
}
