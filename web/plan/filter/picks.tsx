/** Words of which any number is chosen; none chosen = all. */
import type { ReactNode } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export interface PickRow<T extends string> {
  readonly value: T;
  readonly word: string;
  /** null while it is counted. */
  readonly count: number | null;
  readonly picture?: ReactNode;
}

export function Picks<T extends string>({
  title,
  rows,
  chosen,
  onChosen,
}: {
  title: string;
  rows: readonly PickRow<T>[];
  chosen: readonly T[] | null;
  onChosen: (chosen: readonly T[] | null) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const toggle = (value: T) => {
    const before = chosen ?? [];
    const next = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    onChosen(next.length === 0 ? null : next);
  };
  return (
    <fieldset className="filter-part">
      <legend>
        {title}
        {chosen && (
          <button type="button" className="button link small" onClick={() => onChosen(null)}>
            {t.clear(title)}
          </button>
        )}
      </legend>
      <div className={rows.length > 8 ? 'filter-picks long' : 'filter-picks'}>
        {rows.map(({ value, word, count, picture }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen?.includes(value) ?? false}
              onChange={() => toggle(value)}
            />
            {picture}
            <span>{word}</span>
            <b>{count === null ? '' : f.count(count)}</b>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
