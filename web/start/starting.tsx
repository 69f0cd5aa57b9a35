/** The screen while the server starts: what it does now, and how far it is. */
import { Logo } from '../parts/grade-symbol.tsx';
import { useLanguage } from '../parts/texts.tsx';
import type { ServerState } from './readiness.ts';
import './starting.css';

export function Starting({ readiness }: { readiness: ServerState }) {
  const { t, of } = useLanguage();
  // most visits find a server that runs: nothing to read in the first moment
  if (readiness === 'unknown' || readiness === 'ready') return null;
  const percent = typeof readiness === 'object' ? Math.round(readiness.percent ?? 0) : 0;
  const step = typeof readiness === 'object' && readiness.step ? of(readiness.step) : t.noServer;
  return (
    <main className="starting">
      <Logo sizePx={48} />
      <h1>{t.product}</h1>
      <div
        className="progress"
        role="progressbar"
        aria-label={t.starting}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <p aria-live="polite">{step}</p>
      {readiness !== 'silent' && <p className="faint">{t.startingAbout}</p>}
    </main>
  );
}
