/** The substances that a proposed plant may hold: those of GB 18218-2018 and those with properties, found by word or CAS number. */
import { AMBIENT_K } from '../../../data/risk/holding.ts';
import { LISTED_SUBSTANCES } from '../../../data/tables/gb18218.ts';
import { SUBSTANCES, substanceOf } from '../../../data/tables/substances.ts';

export interface SubstanceChoice {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly cas: string | null;
  /** Of a major hazard, t; null = not listed by name. */
  readonly thresholdT: number | null;
  /** Its properties are known, so that its risk can be computed. */
  readonly known: boolean;
}

const listed = LISTED_SUBSTANCES.map(
  (one): SubstanceChoice => ({ ...one, known: substanceOf(one.id) !== null }),
);
const others = SUBSTANCES.filter(({ id, cas }) =>
  listed.every((one) => one.id !== id && (one.cas === null || one.cas !== cas)),
).map(({ id, zh, en, cas }): SubstanceChoice => ({ id, zh, en, cas, thresholdT: null, known: true }));

/** Those that can be computed first. */
export const CHOICES: readonly SubstanceChoice[] = [...listed, ...others].sort(
  (one, other) => Number(other.known) - Number(one.known),
);

/** How well a choice meets the words: 0 the word itself, 1 its beginning, 2 inside; null = not at all. */
function rankOf({ zh, en, cas }: SubstanceChoice, wanted: string): number | null {
  const names = [zh, en.toLowerCase(), cas ?? ''];
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  return names.some((name) => name.includes(wanted)) ? 2 : null;
}

/** Choices whose name or CAS number holds the words, the nearest first; all for no words. */
export function found(words: string): readonly SubstanceChoice[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return CHOICES;
  return CHOICES.flatMap((choice) => {
    const rank = rankOf(choice, wanted);
    return rank === null ? [] : [{ choice, rank }];
  })
    .sort((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice);
}

export const choiceOf = (substance: string, cas: string | null | undefined): SubstanceChoice | undefined =>
  CHOICES.find((one) => one.zh === substance) ?? CHOICES.find((one) => Boolean(cas) && one.cas === cas);

/** How a substance is kept, as registers write it. */
export const STATES = ['加压液化', '低温液体', '压缩气体', '常压液体'] as const;
export type State = (typeof STATES)[number];

/** How a substance is usually kept: by its boiling point, and whether it can be liquefied at 20 °C at all. */
export function usualState(id: string): State {
  const known = substanceOf(id)?.substance;
  if (!known || known.boilingPointK >= AMBIENT_K) return '常压液体';
  return known.criticalTemperatureK > AMBIENT_K ? '加压液化' : '压缩气体';
}
