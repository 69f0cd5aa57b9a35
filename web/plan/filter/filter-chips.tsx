/** Over the map: what is filtered, each part with a way out, and all of it with a way back. */
import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isLayerId, withLayer } from '../../layers.ts';
import type { MapLayer, Shown } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { keyOf, readClauses, withClause, writeClauses } from './clauses.ts';
import { TEXTS } from './texts.ts';
import { clauseWords } from './words.ts';
import './filter.css';

/** How long what was cleared can be brought back, ms. */
const UNDO_MS = 12_000;

export default function FilterChips({
  catalogue,
  shown,
  onShown,
}: {
  catalogue: readonly MapLayer[];
  shown: Shown;
  onShown: (shown: Shown) => void;
}) {
  const { lang, t: shell, of } = useLanguage();
  const t = TEXTS[lang];
  const [before, setBefore] = useState<Shown['layers'] | null>(null);
  useEffect(() => {
    if (!before) return;
    const timer = setTimeout(() => setBefore(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [before]);
  const chips = catalogue.flatMap(({ id, label }) => {
    const layer = shown.layers[id];
    if (!layer?.on) return [];
    const clauses = readClauses(layer.where);
    const out: { key: string; words: string; clear: () => void }[] = clauses.map((clause) => ({
      key: `${id} ${keyOf(clause)}`,
      words: `${label} · ${clauseWords(id, clause, { of, texts: t })}`,
      clear: () =>
        onShown(withLayer(shown, id, { where: writeClauses(withClause(clauses, keyOf(clause), null)) })),
    }));
    if (layer.grades)
      out.push({
        key: `${id} grade`,
        words: `${label} · ${layer.grades.map((grade) => shell.grade[grade]).join(', ') || '–'}`,
        clear: () => onShown(withLayer(shown, id, { grades: null })),
      });
    if (layer.kinds)
      out.push({
        key: `${id} kind`,
        words: `${label} · ${t.kind} ${layer.kinds.length}`,
        clear: () => onShown(withLayer(shown, id, { kinds: null })),
      });
    return out;
  });
  if (chips.length === 0 && !before) return null;
  const reset = () => {
    setBefore(shown.layers);
    const layers = Object.fromEntries(
      Object.entries(shown.layers).map(([id, layer]) => [
        id,
        isLayerId(id) ? { ...layer, grades: null, kinds: null, where: null } : layer,
      ]),
    );
    onShown({ ...shown, layers });
  };
  return (
    <section className="filter-chips" aria-label={t.chips}>
      {chips.length > 0 && <IconFilter size={15} stroke={1.75} aria-hidden="true" />}
      {chips.map(({ key, words, clear }) => (
        <button key={key} type="button" className="filter-chip" aria-label={t.clear(words)} onClick={clear}>
          <span>{words}</span>
          <IconX size={13} stroke={2} aria-hidden="true" />
        </button>
      ))}
      {chips.length > 0 && (
        <button type="button" className="button small" onClick={reset}>
          {t.reset}
        </button>
      )}
      {chips.length === 0 && before && (
        <p className="filter-undo" role="status">
          {t.undone}
          <button
            type="button"
            className="button link small"
            onClick={() => {
              onShown({ ...shown, layers: before });
              setBefore(null);
            }}
          >
            {t.undo}
          </button>
        </p>
      )}
    </section>
  );
}
