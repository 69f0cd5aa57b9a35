/** How much of each layer was found; a click lists only that layer. */
import type { LayerId } from '../../data/layers/all.ts';
import type { WithinAnswer } from '../api.ts';
import { useLanguage } from '../parts/texts.tsx';
import { layersOf, totals } from './rows.ts';

export function LayerTotals({
  answer,
  chosen,
  nameOf,
  onChosen,
}: {
  answer: WithinAnswer;
  /** null = all. */
  chosen: LayerId | null;
  nameOf: (layer: LayerId) => string;
  onChosen: (layer: LayerId | null) => void;
}) {
  const { t, f } = useLanguage();
  const rows = [null, ...layersOf(answer)].map((layer) => ({
    layer,
    name: layer === null ? t.allLayers : nameOf(layer),
    count: totals(answer, layer).count,
  }));
  return (
    <>
      <h3>{t.byLayer}</h3>
      <ul className="layer-totals">
        {rows.map(({ layer, name, count }) => (
          <li key={layer ?? ''}>
            <button type="button" aria-pressed={chosen === layer} onClick={() => onChosen(layer)}>
              <span>{name}</span>
              <b>{f.count(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
