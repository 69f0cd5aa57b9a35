/** What one of two compared maps shows, in a few words: its day, its filters, and what the other does not draw. */
import { momentWords } from '../../../data/china-day.ts';
import type { GradeKey } from '../../../data/grade.ts';
import type { Text } from '../../../data/layer.ts';
import type { MapLayer, Shown } from '../../map/props.ts';
import { readClauses } from '../filter/clauses.ts';
import { TEXTS as FILTER_TEXTS } from '../filter/texts.ts';
import { clauseWords } from '../filter/words.ts';
import type { CompareTexts } from './texts.ts';

export interface SideWords {
  /** 今天, or the day and its meaning. */
  readonly day: string;
  readonly rest: readonly string[];
}

interface Words {
  readonly t: CompareTexts;
  readonly lang: 'zh' | 'en';
  readonly of: (text: Text) => string;
  readonly grade: Readonly<Record<GradeKey, string>>;
}

/** `other` is what the map beside it shows. */
export function sideWords(
  shown: Shown,
  other: Shown,
  catalogue: readonly MapLayer[],
  { t, lang, of, grade }: Words,
): SideWords {
  const day = shown.time ? `${momentWords(shown.time.at)} ${t[shown.time.mode]}` : t.today;
  const texts = FILTER_TEXTS[lang];
  const comma = lang === 'zh' ? '、' : ', ';
  const rest = catalogue.flatMap(({ id, label }) => {
    const layer = shown.layers[id];
    if (!layer?.on) return [];
    const parts = [
      ...(layer.grades ? [layer.grades.map((key) => grade[key]).join(comma) || '–'] : []),
      ...(layer.kinds ? [`${texts.kind} ${layer.kinds.length}`] : []),
      ...readClauses(layer.where).map((clause) => clauseWords(id, clause, { of, texts })),
    ];
    if (parts.length > 0) return [`${label} ${parts.join(comma)}`];
    return other.layers[id]?.on ? [] : [t.only(label)];
  });
  const { density } = shown;
  const label = density && (catalogue.find(({ id }) => id === density.layer)?.label ?? density.layer);
  return {
    day,
    rest: [
      ...rest,
      ...(shown.surface && shown.time === null ? [t.surface] : []),
      ...(density && label ? [t.summed(label)] : []),
    ],
  };
}

/** Whether two maps draw the same. */
export function showSame(a: Shown, b: Shown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Layers that are off draw nothing, whatever their filters. */
function plain({ layers, ...rest }: Shown): unknown {
  const on = Object.entries(layers).filter(([, layer]) => layer.on);
  return [
    on.sort(([a], [b]) => a.localeCompare(b)),
    Object.entries(rest).sort(([a], [b]) => a.localeCompare(b)),
  ];
}
