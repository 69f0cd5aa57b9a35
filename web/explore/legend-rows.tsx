/** A legend that filters: each row with its count; click shows or hides it, Alt-click shows only it. */
import type { ReactNode } from 'react';
import { useLanguage } from '../parts/texts.tsx';
import { isolated, toggled } from './choice.ts';

export interface LegendRow<T extends string> {
  readonly key: T;
  readonly picture: ReactNode;
  readonly word: string;
  readonly count: number;
}

export function LegendRows<T extends string>({
  label,
  rows,
  wide = false,
  shown,
  onShown,
  children,
}: {
  label: string;
  rows: readonly LegendRow<T>[];
  /** Its pictures are lines, which leave no room for two rows beside each other. */
  wide?: boolean;
  shown: readonly T[] | null;
  onShown: (shown: readonly T[] | null) => void;
  children?: ReactNode;
}) {
  const { t, f } = useLanguage();
  const keys = rows.map(({ key }) => key);
  return (
    <>
      <ul className={wide ? 'legend wide' : 'legend'} aria-label={label}>
        {rows.map(({ key, picture, word, count }) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={shown === null || shown.includes(key)}
              title={t.gradeFilterHint}
              onClick={(event) => onShown(event.altKey ? isolated(shown, key) : toggled(keys, shown, key))}
            >
              {picture}
              <span>{word}</span>
              <b>{f.count(count)}</b>
            </button>
          </li>
        ))}
        {children}
      </ul>
      {(shown !== null || rows.length > 8) && (
        <p className="legend-all">
          {shown !== null && (
            <button type="button" className="button link small" onClick={() => onShown(null)}>
              {t.showAll}
            </button>
          )}
          {rows.length > 8 && shown?.length !== 0 && (
            <button type="button" className="button link small" onClick={() => onShown([])}>
              {t.hideAll}
            </button>
          )}
        </p>
      )}
    </>
  );
}
