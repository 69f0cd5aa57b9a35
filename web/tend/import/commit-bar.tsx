/** The foot of an import: what must be answered, and the one button that checks, writes, or takes back. */

import { isLayerId } from '../../layers.ts';
import { DEFAULT_SHOWN, writeLink } from '../../link.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { STEPS, type Step, type StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';

/** Errors that a repair takes away; each repair is listed with the area before and after. */
const REPAIRABLE: readonly string[] = [
  'geometry_invalid',
  'geometry_not_point',
  'line_not_area',
  'duplicate_object',
];

export function CommitBar({
  work,
  detail,
  step,
  onStep,
}: StepProps & { step: Step; onStep: (step: Step) => void }) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { report, choices, may, state, counts } = detail;
  const off = work.saving || work.working;
  const next = STEPS[STEPS.indexOf(step) + 1];
  if (state === 'written' || state === 'undone')
    return (
      <footer className="import-foot">
        <p role="status">
          <b>{t.state[state]}</b>{' '}
          {counts &&
            t.countsLine(f.count(counts.inserted), f.count(counts.updated), f.count(counts.unchanged))}
        </p>
        {work.undone && !work.undone.undone && (
          <details className="undo-conflicts" open>
            <summary>{t.undoConflicts(f.count(work.undone.conflicts.length))}</summary>
            <ul>
              {work.undone.conflicts.slice(0, 50).map((one) => (
                <li key={`${one.layer} ${one.id}`} className="caption">
                  {one.name ?? one.id}: {t.conflict[one.reason]} {one.fields.join(t.comma)}
                </li>
              ))}
            </ul>
          </details>
        )}
        <span className="spread" />
        {may.undo && (
          <button type="button" className="button" disabled={off} onClick={work.undo}>
            {t.undo}
          </button>
        )}
        {state === 'written' && detail.layer && (
          <a className="button accent" href={mapLink(detail.layer, report?.bbox ?? null)}>
            {t.onMap}
          </a>
        )}
      </footer>
    );
  // pairs are settled while writing: the check knows nothing of the decisions
  const merged = Object.values(choices.duplicates ?? {}).filter(({ decision }) => decision !== 'different');
  const open = report?.questions.filter(({ accepted }) => !accepted).length ?? 0;
  const errors = report?.counts.rejected ?? 0;
  const accept = (id: string, accepted: boolean) => {
    const others = (choices.accept ?? []).filter((one) => one !== id);
    void work.change({ accept: (accepted ? [...others, id] : others) as NonNullable<typeof choices.accept> });
  };
  return (
    <footer className="import-foot">
      {report && !report.stale ? (
        <div className="import-questions">
          {report.questions.map((question) => (
            <label key={question.id}>
              <input
                type="checkbox"
                checked={question.accepted}
                disabled={off}
                onChange={(event) => accept(question.id, event.target.checked)}
              />
              {of(question.text)}
            </label>
          ))}
          {(choices.repair || report.kinds.some(({ code }) => REPAIRABLE.includes(code))) && (
            <label>
              <input
                type="checkbox"
                checked={choices.repair === true}
                disabled={off}
                onChange={(event) => void work.change({ repair: event.target.checked })}
              />
              {t.repair}
            </label>
          )}
          {errors > 0 && (
            <label>
              <input
                type="checkbox"
                checked={choices.skipRejected === true}
                disabled={off}
                onChange={(event) => void work.change({ skipRejected: event.target.checked })}
              />
              {t.skipRejected(f.count(errors))}
            </label>
          )}
        </div>
      ) : (
        <p className="muted">{report?.stale ? t.stale : t.allOrNothing}</p>
      )}
      <span className="spread" />
      {next && step !== 'check' && (
        <button type="button" className="button" disabled={!detail.description} onClick={() => onStep(next)}>
          {t.nextStep(t.steps[next])}
        </button>
      )}
      {report && !report.stale ? (
        <button type="button" className="button accent" disabled={off || !may.write} onClick={work.write}>
          {open > 0 && !may.write
            ? t.answerFirst(f.count(open))
            : t.write(
                f.count(report.counts.inserted + report.counts.updated + report.counts.unchanged),
                t.countsLine(
                  f.count(report.counts.inserted),
                  f.count(report.counts.updated),
                  f.count(report.counts.unchanged),
                ),
                choices.skipRejected && errors > 0 ? f.count(errors) : null,
                merged.length > 0 ? f.count(merged.length) : null,
              )}
        </button>
      ) : (
        <button
          type="button"
          className="button accent"
          disabled={off || !may.change || !detail.description}
          onClick={() => {
            onStep('check');
            work.check();
          }}
        >
          {report?.stale ? t.checkAgain : t.check}
        </button>
      )}
    </footer>
  );
}

/** The map where the written objects lie, with their layer on. */
function mapLink(layer: string, bbox: readonly number[] | null): string {
  const [west = 0, south = 0, east = 0, north = 0] = bbox ?? [];
  const spanDeg = Math.max(east - west, north - south, 0.005);
  const camera = bbox
    ? {
        lon: (west + east) / 2,
        lat: (south + north) / 2,
        zoom: Math.max(8, Math.min(16, Math.log2(360 / spanDeg) - 0.5)),
      }
    : null;
  const layers = isLayerId(layer) ? { [layer]: { on: true } } : {};
  return `/${writeLink({ camera, shown: { ...DEFAULT_SHOWN, layers }, selected: null, circle: null, why: null, lang: null })}`;
}
