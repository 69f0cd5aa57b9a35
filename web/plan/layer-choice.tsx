/** Which layers a question asks about, and which of their kinds. */
import type { LayerId } from '../../data/layers/all.ts';
import type { LayerSummary } from '../api.ts';
import { isLayerId } from '../layers.ts';
import { useLanguage } from '../parts/texts.tsx';
import { regionLevelOf } from './inputs.ts';
import type { Question } from './question.ts';

/** A layer as a question offers it. */
export interface Askable {
  readonly id: LayerId;
  readonly name: string;
  readonly kinds: LayerSummary['kinds'];
}

/** The layers whose objects the reader sees. */
export function askable(layers: readonly LayerSummary[], nameOf: (layer: LayerSummary) => string): Askable[] {
  return layers.flatMap((layer) =>
    isLayerId(layer.id) && layer.kind === 'features' && layer.count > 0
      ? [{ id: layer.id, name: nameOf(layer), kinds: layer.kinds }]
      : [],
  );
}

export function LayerChoice({
  layers,
  question,
  onQuestion,
}: {
  layers: readonly Askable[];
  question: Question;
  onQuestion: (part: Partial<Question>) => void;
}) {
  const { t } = useLanguage();
  const { layers: chosen, kinds } = question;
  const choose = (id: LayerId, on: boolean) =>
    onQuestion({
      layers: layers.map((layer) => layer.id).filter((one) => (one === id ? on : chosen.includes(one))),
    });
  return (
    <fieldset>
      <legend>{t.queryLayers}</legend>
      <div className="query-layers">
        {layers.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={layers.length === 1}
              onChange={(event) => choose(id, event.target.checked)}
            />
            {id === 'regions' ? t.level[regionLevelOf(question)] : name}
          </label>
        ))}
      </div>
      {layers
        .filter(({ id, kinds: known }) => chosen.includes(id) && known && known.length > 1)
        .map((layer) => (
          <KindChoice
            key={layer.id}
            layer={layer}
            chosen={kinds[layer.id] ?? null}
            onChosen={(words) => onQuestion({ kinds: { ...kinds, [layer.id]: words ?? [] } })}
          />
        ))}
    </fieldset>
  );
}

/** Kinds of one layer; none chosen = all. */
export function KindChoice({
  layer: { name, kinds = [] },
  chosen,
  onChosen,
}: {
  layer: Askable;
  chosen: readonly string[] | null;
  onChosen: (kinds: readonly string[] | null) => void;
}) {
  const { t, lang } = useLanguage();
  const words = chosen?.length ? kinds.filter(({ id }) => chosen.includes(id)) : [];
  return (
    <details className="query-kinds">
      <summary>
        {name}
        {t.colon}
        {words.length > 0 ? words.map((word) => word[lang]).join(t.listComma) : t.queryAllKinds}
      </summary>
      <div className="query-layers">
        {kinds.map(({ id, [lang]: word }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={chosen?.includes(id) ?? false}
              onChange={(event) => {
                const next = kinds
                  .map((kind) => kind.id)
                  .filter((one) => (one === id ? event.target.checked : (chosen?.includes(one) ?? false)));
                onChosen(next.length > 0 ? next : null);
              }}
            />
            {word}
          </label>
        ))}
      </div>
    </details>
  );
}
