/** The question that a link was made with: asked again as far as this reader sees its layers. */
import { useEffect, useRef } from 'react';
import type { LayerId } from '../../data/layers/all.ts';
import { type LayerSummary, readItem } from '../api.ts';
import { isLayerId } from '../layers.ts';
import { useLanguage } from '../parts/texts.tsx';
import type { Question } from '../plan/question.ts';

/**
 * The question without what this reader does not see, which would be refused; null when nothing of it is left.
 * Visitors who chose no layer ask about regions. Until the layers are known nothing can be asked.
 */
export function forReader(question: Question, layers: Layers): Question | null {
  if (!layers) return null;
  const needed = neededBy(question);
  if (needed && !seen(layers, needed)) return null;
  const left = question.layers.filter((id) => seen(layers, id));
  const kinds = Object.entries(question.kinds).flatMap(([id, words]) => {
    const own = isLayerId(id) ? wordsOf(layers, id, words) : null;
    return own ? [[id, own]] : [];
  });
  const { nearLayer, nearestOf, nearestKind } = question;
  return {
    ...question,
    layers: left.length > 0 ? left : seen(layers, 'regions') ? ['regions'] : [],
    kinds: Object.fromEntries(kinds),
    nearKinds: wordsOf(layers, nearLayer, question.nearKinds),
    nearestKind: wordsOf(layers, nearestOf, nearestKind ? [nearestKind] : null)?.[0] ?? null,
  };
}

/** The question as it is offered for writing: another layer stands in for one that this reader does not see. */
export function offeredTo(question: Question, layers: Layers): Question {
  const own = forReader(question, layers);
  if (own || !layers) return own ?? question;
  const other = isLayerId(layers[0]?.id ?? '') ? (layers[0]?.id as LayerId) : 'regions';
  const { way } = question;
  const part =
    way === 'layer'
      ? { nearLayer: other, nearKinds: null }
      : way === 'nearest'
        ? { nearestOf: other, nearestKind: null }
        : { object: null };
  return { ...question, ...part };
}

/** Whether something of the question is not for this reader. */
export function leavesOut(question: Question, layers: Layers): boolean {
  if (!layers) return false;
  const own = forReader(question, layers);
  if (!own) return true;
  const byDefault = question.layers.join() === 'enterprises';
  return (
    (question.way !== 'nearest' && !byDefault && own.layers.length < question.layers.length) ||
    own.nearKinds?.length !== question.nearKinds?.length ||
    own.nearestKind !== question.nearestKind
  );
}

type Layers = readonly LayerSummary[] | null;

const seen = (layers: Layers, id: LayerId) => layers?.find((one) => one.id === id && one.kind === 'features');

/** The layer without which there is no such question. */
function neededBy({ way, nearLayer, nearestOf, object }: Question): LayerId | null {
  if (way === 'layer') return nearLayer;
  if (way === 'nearest') return nearestOf;
  return way === 'object' ? (object?.layer ?? null) : null;
}

/** Words that the reader can ask for; null = all. */
function wordsOf(layers: Layers, id: LayerId, words: readonly string[] | null | undefined) {
  const known = seen(layers, id)?.kinds;
  const left = words?.filter((word) => known?.some((kind) => kind.id === word)) ?? [];
  return left.length > 0 ? left : null;
}

/** Name and shape of the object that a link asks around; `onObject(null)` when this reader does not see it. */
export function useAskedObject(
  question: Question,
  readerKey: string | null,
  onObject: (object: Question['object']) => void,
): void {
  const { t } = useLanguage();
  const read = useRef<string | null>(null);
  const { object, way } = question;
  const wanted = way === 'object' && object && object.shape === null ? object : null;
  useEffect(() => {
    const key = wanted && readerKey && `${readerKey} ${wanted.layer} ${wanted.id}`;
    if (!key || read.current === key) return;
    read.current = key;
    readItem(wanted.layer, wanted.id)
      .then((item) => {
        const { name } = item.properties;
        onObject({ ...wanted, name: typeof name === 'string' ? name : t.noName, shape: item.geometry });
      })
      .catch(() => onObject(null));
  }, [wanted, readerKey, onObject, t]);
}
