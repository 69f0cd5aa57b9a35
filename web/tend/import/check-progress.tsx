/** Before and during the work: the button that begins the check, how far it is, and the way to end it. */
import { useLanguage } from '../../parts/texts.tsx';
import type { ImportDetail } from './import-api.ts';
import { ProblemLine } from './problem-line.tsx';
import { TEXTS } from './texts.ts';
import type { ImportState } from './use-import.ts';

export function CheckProgress({ work, detail }: { work: ImportState; detail: ImportDetail }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { progress, failure, may } = detail;
  return (
    <section className="panel import-progress" aria-label={t.steps.check}>
      {work.working ? (
        <>
          <p role="status">
            {t.progressStep[progress?.step ?? 'read']}
            {progress && ` ${t.rowsOf(f.count(progress.done))}`}
            {progress?.of && ` / ${f.count(progress.of)}`}
          </p>
          <progress
            aria-label={t.steps.check}
            {...(progress?.of ? { value: progress.done, max: progress.of } : {})}
          />
          <button type="button" className="button" onClick={work.cancel}>
            {t.cancel}
          </button>
        </>
      ) : (
        <>
          {failure.map((problem, index) => (
            <ProblemLine key={`${problem.code} ${index}`} problem={problem} />
          ))}
          <p className="muted">{t.checkHint}</p>
          <button
            type="button"
            className="button accent"
            disabled={!may.change || work.saving}
            onClick={work.check}
          >
            {t.check}
          </button>
        </>
      )}
    </section>
  );
}
