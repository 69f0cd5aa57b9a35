/** What is narrowed on the map, in one line of words for paper. */
import { layerById } from '../../../data/layers/all.ts';
import { LAYER_IDS } from '../../layers.ts';
import type { Shown } from '../../map/props.ts';
import type { useLanguage } from '../../parts/texts.tsx';
import { readClauses } from '../filter/clauses.ts';
import { TEXTS as FILTER_TEXTS } from '../filter/texts.ts';
import { clauseWords } from '../filter/words.ts';
import { TEXTS } from './texts.ts';

/** Each layer that is on and narrowed, with its conditions; says so when none is. */
export function filterWords(shown: Shown, { lang, t, of }: ReturnType<typeof useLanguage>): string {
  const texts = FILTER_TEXTS[lang];
  const mine = TEXTS[lang];
  const parts = LAYER_IDS.flatMap((id) => {
    const now = shown.layers[id];
    const layer = layerById(id);
    if (!now?.on || !layer) return [];
    const words = readClauses(now.where).map((clause) => clauseWords(id, clause, { of, texts }));
    if (now.grades) words.push(now.grades.map((grade) => t.grade[grade]).join(' '));
    if (now.kinds) words.push(kindWords(id, now.kinds, of) ?? mine.kindCount(now.kinds.length));
    return words.length > 0 ? [`${of(layer.label)} ${words.join(', ')}`] : [];
  });
  const density = shown.density && layerById(shown.density.layer);
  if (shown.density && density) parts.push(`${of(density.label)} ${mine.density[shown.density.as]}`);
  return parts.length === 0 ? mine.everything : mine.filtered + parts.join('; ');
}

function kindWords(
  id: string,
  kinds: readonly string[],
  of: ReturnType<typeof useLanguage>['of'],
): string | null {
  const layer = layerById(id);
  const words = (layer?.kindField && layer.fields[layer.kindField]?.dictionary) || [];
  const named = kinds.map((kind) => words.find((word) => word.id === kind));
  return named.length <= 4 && named.every((word) => word !== undefined)
    ? named.map((word) => of(word)).join(' ')
    : null;
}
