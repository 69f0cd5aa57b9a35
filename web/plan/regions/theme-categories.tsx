/** The categories of a theme map, and with which of them a click on the map paints. */
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { TINTS } from '../../../data/regions/tints.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { LookSwatch } from './indicator-choice.tsx';
import type { WholeMap } from './theme-api.ts';
import type { Brush } from './theme-editor.tsx';
import { THEME_TEXTS } from './theme-texts.ts';

type Category = WholeMap['categories'][number];

export function ThemeCategories({
  map,
  edits,
  brush,
  onBrush,
  onCategories,
}: {
  map: WholeMap;
  edits: boolean;
  brush: Brush;
  onBrush: (brush: Brush) => void;
  onCategories: (categories: readonly Category[]) => void;
}) {
  const { lang, f } = useLanguage();
  const t = THEME_TEXTS[lang];
  const [name, setName] = useState('');
  const tint = TINTS.find(({ id }) => !map.categories.some((one) => one.tint === id))?.id ?? null;
  const { categories } = map;
  return (
    <section className="filter-part">
      <h3>{t.categories}</h3>
      <ul className="theme-categories">
        {categories.map((one) => (
          <li key={one.id}>
            <LookSwatch look={`tint-${one.tint}`} />
            <span>{one.name}</span>
            <small className="muted">{TINTS.find(({ id }) => id === one.tint)?.[lang]}</small>
            <b>{f.count(map.regions.filter(({ category }) => category === one.id).length)}</b>
            {edits && (
              <button
                type="button"
                className="button quiet icon small"
                aria-label={t.removeCategory(one.name)}
                onClick={() => onCategories(categories.filter(({ id }) => id !== one.id))}
              >
                <IconX size={14} stroke={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {edits && tint && (
        <form
          className="filter-layer"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            onCategories([
              ...categories,
              { id: `${tint}-${Date.now().toString(36)}`, name: name.trim(), tint },
            ]);
            setName('');
          }}
        >
          <input
            className="input"
            aria-label={t.newCategory}
            placeholder={t.newCategory}
            maxLength={60}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <button type="submit" className="button small">
            {t.add}
          </button>
        </form>
      )}
      {edits && !tint && <p className="caption muted">{t.mostCategories}</p>}
      {edits && categories.length > 0 && (
        <fieldset className="theme-brush">
          <legend>{t.brush}</legend>
          {[
            { key: '', label: t.noBrush, value: null },
            ...categories.map(({ id, name: label }) => ({ key: id, label, value: { category: id } })),
            { key: 'clear', label: t.clearBrush, value: 'clear' as const },
          ].map(({ key, label, value }) => (
            <label key={key}>
              <input
                type="radio"
                name={`brush-${map.id}`}
                checked={keyOf(brush) === key}
                onChange={() => onBrush(value)}
              />
              <span>{label}</span>
            </label>
          ))}
          {brush && <p className="caption muted">{t.brushHint}</p>}
        </fieldset>
      )}
    </section>
  );
}

const keyOf = (brush: Brush) => (brush === null ? '' : brush === 'clear' ? 'clear' : brush.category);
