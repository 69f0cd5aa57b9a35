/** Two or three checked lists side by side: in all of them, contradicting, or only in one; as a table and to take away. */
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { nameOf } from './file-names.ts';
import { type ImportEntry, matchLists, takeLists } from './import-api.ts';
import { TEXTS } from './texts.ts';

const VERDICTS = ['conflicting', 'only', 'matched'] as const;
type Verdict = (typeof VERDICTS)[number];

export function ListsPart({ entries, onClose }: { entries: readonly ImportEntry[]; onClose: () => void }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [shown, setShown] = useState<Verdict | null>(null);
  const ids = entries.map(({ id }) => id);
  const lists = useRemote(ids.join(' '), (signal) => matchLists(ids, signal));
  const { data } = lists;
  const onlyTotal = Object.values(data?.counts.only ?? {}).reduce((sum, n) => sum + n, 0);
  const countOf = (verdict: Verdict) =>
    data
      ? { matched: data.counts.matched, conflicting: data.counts.conflicting, only: onlyTotal }[verdict]
      : 0;
  const groups = data?.groups.filter(({ verdict }) => shown === null || verdict === shown) ?? [];
  return (
    <main className="import-lists">
      <header className="row-buttons">
        <h2>{t.lists}</h2>
        <span className="spread" />
        {(['csv', 'geojson'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="button small"
            disabled={!data}
            onClick={() => void takeLists(ids, format)}
          >
            <IconDownload size={14} stroke={1.75} aria-hidden="true" />
            {format === 'csv' ? 'CSV' : 'GeoJSON'}
          </button>
        ))}
        <button type="button" className="button small" onClick={onClose}>
          {t.list}
        </button>
      </header>
      {lists.problem && <Trouble problem={lists.problem} again={lists.again} />}
      {!data && !lists.problem && <p className="muted">{t.reading}</p>}
      {data && (
        <>
          <div className="row-buttons">
            {VERDICTS.map((verdict) => (
              <button
                key={verdict}
                type="button"
                className="button small"
                aria-pressed={shown === verdict}
                onClick={() => setShown(shown === verdict ? null : verdict)}
              >
                {t.verdicts[verdict]} {f.count(countOf(verdict))}
              </button>
            ))}
          </div>
          <p className="caption muted">
            {entries
              .map((entry) => t.onlyIn(nameOf(entry), f.count(data.counts.only[entry.id] ?? 0)))
              .join(t.comma)}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and must be reached by keyboard */}
          <section className="import-scroll panel" tabIndex={0} aria-label={t.lists}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.verdict}</th>
                  {entries.map((entry) => (
                    <th key={entry.id} scope="col">
                      {nameOf(entry)}
                    </th>
                  ))}
                  <th scope="col">{t.differing}</th>
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.rows.map((row) => `${row.import} ${row.row}`).join(' ')}>
                    <td>{t.verdicts[group.verdict]}</td>
                    {entries.map((entry) => {
                      const row = group.rows.find((one) => one.import === entry.id);
                      return (
                        <td key={entry.id}>
                          {row ? (
                            <>
                              {row.name ?? row.id}{' '}
                              <span className="caption muted">{t.rowNumber(f.count(row.row))}</span>
                            </>
                          ) : (
                            '–'
                          )}
                        </td>
                      );
                    })}
                    <td className="caption">
                      {group.differing
                        .map(
                          (field) =>
                            `${field}: ${group.rows.map((row) => row.differing[field] ?? '–').join(' / ')}`,
                        )
                        .join(t.comma)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </main>
  );
}
