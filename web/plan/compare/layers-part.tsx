/** What the right map draws: its layers, and of each the grades and kinds. */
import { GRADE_KEYS } from '../../../data/grade.ts';
import type { LayerSummary } from '../../api.ts';
import { gradeCounts, kindCount } from '../../explore/shown-counts.ts';
import { isLayerId, withLayer } from '../../layers.ts';
import type { Shown } from '../../map/props.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import { readClauses } from '../filter/clauses.ts';
import { Picks } from '../filter/picks.tsx';
import { TEXTS } from '../filter/texts.ts';
import { clauseWords } from '../filter/words.ts';
import { useCompareTexts } from './texts.ts';
import '../filter/filter.css';

export function LayersPart({
  counts,
  shown,
  onShown,
}: {
  /** Of the right map's day and conditions. */
  counts: readonly LayerSummary[];
  shown: Shown;
  onShown: (shown: Shown) => void;
}) {
  const { lang, t: shell, of } = useLanguage();
  const t = useCompareTexts();
  return (
    <details className="compare-part compare-layers">
      <summary>{t.layers}</summary>
      {counts.map((layer) => {
        const { id } = layer;
        if (!isLayerId(id)) return null;
        const now = shown.layers[id];
        const name = of(layer.label);
        const change = (part: Parameters<typeof withLayer>[2]) => onShown(withLayer(shown, id, part));
        return (
          <div key={id}>
            <label className="compare-layer">
              <input
                type="checkbox"
                checked={now?.on ?? false}
                onChange={(event) => change({ on: event.target.checked })}
              />
              {name}
            </label>
            {now?.on && layer.graded && (
              <Picks
                title={`${name} · ${t.grade}`}
                rows={GRADE_KEYS.map((grade) => ({
                  value: grade,
                  word: shell.grade[grade],
                  count: gradeCounts(layer, now)[grade],
                  picture: <GradeSymbol grade={grade} sizePx={12} />,
                }))}
                chosen={now.grades}
                onChosen={(grades) => change({ grades })}
              />
            )}
            {now?.on && id !== 'regions' && layer.kinds && layer.kinds.length > 1 && (
              <Picks
                title={`${name} · ${t.kind}`}
                rows={layer.kinds.map((kind) => ({
                  value: kind.id,
                  word: of(kind),
                  count: kindCount(kind, now),
                }))}
                chosen={now.kinds}
                onChosen={(kinds) => change({ kinds })}
              />
            )}
            {now?.on && now.where && (
              <p className="compare-where">
                {readClauses(now.where)
                  .map((clause) => clauseWords(id, clause, { of, texts: TEXTS[lang] }))
                  .join('，')}
                <button type="button" className="button link small" onClick={() => change({ where: null })}>
                  {t.clear(t.conditions)}
                </button>
              </p>
            )}
          </div>
        );
      })}
    </details>
  );
}
