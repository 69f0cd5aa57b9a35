/** A table, pasted or from a file, into a theme map: taken over whole, or every fault named. */
import { useState } from 'react';
import { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { sendTable, type TableFault, type WholeMap } from './theme-api.ts';
import { THEME_TEXTS } from './theme-texts.ts';

/** More faults than these are counted only. */
const MOST_FAULTS = 50;

export function ThemeTable({ map, onMap }: { map: WholeMap; onMap: (map: WholeMap) => void }) {
  const { lang, f } = useLanguage();
  const t = THEME_TEXTS[lang];
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly TableFault[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const send = async () => {
    setFaults([]);
    setMessage(null);
    try {
      const answer = await sendTable(map, text);
      if ('faults' in answer) setFaults(answer.faults);
      else {
        setText('');
        setMessage(t.imported);
        onMap(answer.map);
      }
    } catch (error) {
      setMessage(t.failed + (error instanceof Problem ? error.message : String(error)));
    }
  };
  return (
    <details className="filter-part theme-table">
      <summary>{t.importTable}</summary>
      <p className="caption muted">{t.importHint}</p>
      <textarea
        className="input"
        rows={5}
        aria-label={t.paste}
        placeholder={t.paste}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <label className="theme-file">
        <span>{t.file}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={async ({ target }) => {
            const [file] = target.files ?? [];
            if (file) setText(await file.text());
            target.value = '';
          }}
        />
      </label>
      <button type="button" className="button primary small" disabled={text.trim() === ''} onClick={send}>
        {t.send}
      </button>
      <div role="status">
        {message}
        {faults.length > 0 && (
          <>
            <p>{t.faults(f.count(faults.length))}</p>
            <ul className="theme-faults">
              {faults.slice(0, MOST_FAULTS).map(({ row, column, message: words, remedy }) => (
                <li key={`${row} ${column} ${words}`}>
                  {row !== null && <b>{t.row(String(row))} </b>}
                  {column && <code>{column}</code>} {words}
                  {remedy && <small>{remedy}</small>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}
