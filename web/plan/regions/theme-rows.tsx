/** The regions on a theme map: category, progress as a bar and a number, day and note. */
import { useEffect, useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { nameIn } from '../../parts/names.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { LevelRegion, Said, ThemeRow, WholeMap } from './theme-api.ts';
import { THEME_TEXTS } from './theme-texts.ts';

/** As the server takes it. */
const NOTE_LENGTH = 500;

export function ThemeRows({
  map,
  all,
  edits,
  onSay,
}: {
  map: WholeMap;
  /** Every region of the level. */
  all: readonly LevelRegion[];
  edits: boolean;
  onSay: (said: Said) => void;
}) {
  const { lang, f } = useLanguage();
  const t = THEME_TEXTS[lang];
  const rest = all.filter(({ code }) => !map.regions.some((one) => one.code === code));
  return (
    <section className="filter-part">
      <h3>{t.regions(f.count(map.regions.length))}</h3>
      {map.regions.length === 0 && <p className="muted">{t.empty}</p>}
      <ul className="theme-rows">
        {map.regions.map((row) => (
          <li key={row.code}>
            <Row map={map} row={row} edits={edits} onSay={onSay} />
          </li>
        ))}
      </ul>
      {edits && rest.length > 0 && (
        <label className="filter-layer">
          <span>{t.addRegion}</span>
          <select
            className="input"
            value=""
            onChange={({ target }) =>
              onSay({
                code: target.value,
                category: map.categories[0]?.id ?? null,
                progress: 0,
                note: null,
                due: null,
              })
            }
          >
            <option value="">{t.region}</option>
            {rest.map(({ code, name, nameEn }) => (
              <option key={code} value={code}>
                {nameIn(lang, name, nameEn)}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}

function Row({
  map,
  row,
  edits,
  onSay,
}: {
  map: WholeMap;
  row: ThemeRow;
  edits: boolean;
  onSay: (said: Said) => void;
}) {
  const { lang, f } = useLanguage();
  const t = THEME_TEXTS[lang];
  const [progress, setProgress] = useState(row.progress === null ? '' : String(row.progress));
  useEffect(() => setProgress(row.progress === null ? '' : String(row.progress)), [row.progress]);
  const name = nameIn(lang, row.name, row.nameEn);
  const category = map.categories.find(({ id }) => id === row.category);
  const say = (change: Partial<Said>) => onSay({ ...row, ...change });
  return (
    <>
      <span className="theme-name">{name}</span>
      {edits ? (
        <select
          className="input"
          aria-label={`${t.category} ${name}`}
          value={row.category ?? ''}
          onChange={({ target }) => say({ category: target.value || null })}
        >
          <option value="">{t.noCategory}</option>
          {map.categories.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ) : (
        <span className="muted">{category?.name ?? t.noCategory}</span>
      )}
      <progress max={100} value={row.progress ?? 0} aria-label={`${t.progress} ${name}`} />
      {edits ? (
        <input
          className="input"
          type="number"
          min={0}
          max={100}
          step={1}
          aria-label={`${t.progress} ${name}`}
          value={progress}
          onChange={({ target }) => setProgress(target.value)}
          onBlur={() => {
            const next = progress === '' ? null : Math.min(100, Math.max(0, Math.round(Number(progress))));
            if (next !== row.progress) say({ progress: next });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      ) : (
        <b>{row.progress === null ? '–' : `${f.count(row.progress)}%`}</b>
      )}
      {(row.due || row.note) && (
        <small className="muted">
          {[row.due && `${t.due} ${row.due}`, isLate(row) && t.late, row.note].filter(Boolean).join(' · ')}
        </small>
      )}
      {edits && <DueAndNote row={row} name={name} onSay={say} />}
    </>
  );
}

/** The day by which it is to be done, and a note; each is kept when it is left. */
function DueAndNote({
  row,
  name,
  onSay,
}: {
  row: ThemeRow;
  name: string;
  onSay: (change: Partial<Said>) => void;
}) {
  const { lang } = useLanguage();
  const t = THEME_TEXTS[lang];
  return (
    <details className="theme-more">
      <summary aria-label={`${t.dueAndNote} ${name}`}>{t.dueAndNote}</summary>
      <label>
        {t.due}
        <input
          key={row.due}
          className="input"
          type="date"
          min="2000-01-01"
          max="2099-12-31"
          defaultValue={row.due ?? ''}
          onBlur={({ target }) => {
            const due = target.value || null;
            if (target.validity.valid && due !== row.due) onSay({ due });
          }}
        />
      </label>
      <label>
        {t.note}
        <input
          key={row.note}
          className="input"
          type="text"
          maxLength={NOTE_LENGTH}
          defaultValue={row.note ?? ''}
          onBlur={({ target }) => {
            const note = target.value.trim() || null;
            if (note !== row.note) onSay({ note });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      </label>
    </details>
  );
}

/** Its day is over by the calendar of China, and it is not done. */
const isLate = ({ due, progress }: ThemeRow) =>
  due !== null && due < chinaDay(new Date()) && (progress ?? 0) < 100;
