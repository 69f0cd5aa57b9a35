/** Imports so far: continued, opened again, or thrown away while nothing of them is written. */
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { nameOf } from './file-names.ts';
import { discardImport, type ImportEntry, listImports } from './import-api.ts';
import { ListsPart } from './lists-part.tsx';
import { TEXTS } from './texts.ts';
import { UploadBox } from './upload-box.tsx';

export function ImportList({
  layerName,
  onOpen,
}: {
  layerName: (id: string) => string;
  onOpen: (id: string) => void;
}) {
  const { lang, f, t: shell } = useLanguage();
  const t = TEXTS[lang];
  const imports = useRemote('imports', (signal) => listImports(signal));
  const discard = (entry: ImportEntry) => {
    if (!confirm(t.discardAsk(nameOf(entry)))) return;
    // the list tells what became of it
    discardImport(entry.id).then(imports.again, imports.again);
  };
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [matching, setMatching] = useState(false);
  const lists = imports.data?.imports.filter(({ id }) => chosen.includes(id)) ?? [];
  if (matching) return <ListsPart entries={lists} onClose={() => setMatching(false)} />;
  const comparable =
    (imports.data?.imports ?? []).filter((one) => one.mine && one.state === 'checked').length > 1;
  return (
    <main className="import-list">
      <UploadBox onUploaded={({ id }) => onOpen(id)} />
      <header className="row-buttons">
        <h2>{t.list}</h2>
        <span className="spread" />
        {comparable && (
          <button
            type="button"
            className="button small"
            disabled={lists.length < 2 || lists.length > 3}
            title={t.matchHint}
            onClick={() => setMatching(true)}
          >
            {t.match(f.count(lists.length))}
          </button>
        )}
      </header>
      {imports.problem && <Trouble problem={imports.problem} again={imports.again} />}
      {imports.data?.imports.length === 0 && <p className="muted">{t.emptyList}</p>}
      <ul>
        {imports.data?.imports.map((entry) => (
          <li key={entry.id} className="panel">
            {comparable && entry.mine && entry.state === 'checked' && (
              <input
                type="checkbox"
                aria-label={t.chooseList(nameOf(entry))}
                checked={chosen.includes(entry.id)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, entry.id] : chosen.filter((id) => id !== entry.id),
                  )
                }
              />
            )}
            <button type="button" className="import-open" onClick={() => onOpen(entry.id)}>
              <b>{nameOf(entry)}</b>
              <span className={`chip state-${entry.state}`}>{t.state[entry.state]}</span>
              <span className="caption muted">
                {[
                  entry.layer && layerName(entry.layer),
                  entry.source,
                  entry.counts && t.rowsOf(f.count(entry.counts.rows)),
                  entry.counts &&
                    entry.writtenAt &&
                    t.countsLine(
                      f.count(entry.counts.inserted),
                      f.count(entry.counts.updated),
                      f.count(entry.counts.unchanged),
                    ),
                  f.moment(entry.updatedAt),
                ]
                  .filter(Boolean)
                  .join(shell.dot)}
              </span>
            </button>
            {entry.mine && !entry.writtenAt && (
              <button
                type="button"
                className="button quiet icon"
                aria-label={`${t.discard} ${nameOf(entry)}`}
                onClick={() => discard(entry)}
              >
                <IconTrash size={16} stroke={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </main>
  );
}
