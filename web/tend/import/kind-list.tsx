/** Problems by kind with their counts: errors stop a row, warnings ask. */
import { IconAlertTriangle, IconDownload, IconX } from '@tabler/icons-react';
import { useLanguage } from '../../parts/texts.tsx';
import { type ImportReport, rejectedUrl } from './import-api.ts';
import { TEXTS } from './texts.ts';

export function KindList({
  report,
  kind,
  id,
  onKind,
}: {
  report: ImportReport;
  kind: string | null;
  id: string;
  onKind: (kind: string | null) => void;
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { counts, kinds } = report;
  const bad = counts.rejected;
  const good = counts.rows - bad;
  return (
    <section className="panel import-kinds" aria-label={t.kinds}>
      <header>
        <b>{t.rowsOf(f.count(counts.rows))}</b>
        <div className="share-of-rows" aria-hidden="true">
          <i className="good" style={{ flexGrow: good }} />
          <i className="bad" style={{ flexGrow: bad }} />
        </div>
        <p className="caption">
          {t.goodRows(f.count(good))} <span className="bad">{t.badRows(f.count(bad))}</span>
        </p>
      </header>
      <div className="kind-all">
        <button type="button" aria-pressed={kind === null} onClick={() => onKind(null)}>
          {t.allRows}
        </button>
        <button type="button" aria-pressed={kind === 'any'} onClick={() => onKind('any')}>
          {t.problemRows}
        </button>
      </div>
      {(['error', 'warning'] as const).map((severity) => {
        const own = kinds.filter((one) => one.severity === severity);
        if (own.length === 0) return null;
        const Icon = severity === 'error' ? IconX : IconAlertTriangle;
        return (
          <div key={severity} className={`kind-group ${severity}`}>
            <h3>{severity === 'error' ? t.errors : t.warnings}</h3>
            <ul>
              {own.map((one) => (
                <li key={one.code}>
                  <button type="button" aria-pressed={kind === one.code} onClick={() => onKind(one.code)}>
                    <Icon size={14} stroke={2} aria-hidden="true" />
                    <span>{of(one.message)}</span>
                    <b>{f.count(one.rows || one.count)}</b>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {kinds.length === 0 && <p className="muted import-empty">{t.noProblems}</p>}
      {bad > 0 && (
        <a className="button small" href={rejectedUrl(id)} download>
          <IconDownload size={14} stroke={1.75} aria-hidden="true" />
          {t.downloadRejected(f.count(bad))}
        </a>
      )}
    </section>
  );
}
