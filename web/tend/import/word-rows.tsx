/** Words of the file and what they mean in the register's dictionaries; the unknown ones come first. */
import type { Layer } from '../../../data/layer.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ImportDescription, ImportReport } from './import-api.ts';
import { type Mapping, type Words, withWord } from './mapping.ts';
import { TEXTS } from './texts.ts';

/** How a word that stays without a meaning is written. */
const UNSET = '';
const NOT_KNOWN = '$null';

export function WordRows({
  layer,
  mapping,
  guesses,
  unknown,
  off,
  onMapping,
}: {
  layer: Layer;
  mapping: Mapping;
  guesses: ImportDescription['guesses'];
  unknown: ImportReport['unknownWords'];
  off: boolean;
  onMapping: (mapping: Mapping) => void;
}) {
  const { lang, of, f, t: shell } = useLanguage();
  const t = TEXTS[lang];
  const rows = Object.entries(mapping.fields ?? {}).flatMap(([field, said]) => {
    const dictionary = choicesOf(layer, field, (grade) => shell.grade[grade]);
    if (!dictionary) return [];
    const known: Words = typeof said === 'string' ? {} : (said.values ?? {});
    const left = unknown.find((one) => one.field === field)?.words ?? [];
    const words = new Set([
      ...left.map(({ word }) => word),
      ...(guesses.unknown[field] ?? []),
      ...Object.keys(known),
    ]);
    if (words.size === 0) return [];
    return [{ field, dictionary, known, words: [...words], left }];
  });
  if (rows.length === 0) return null;
  return (
    <section className="import-words" aria-label={t.words}>
      <h3>{t.words}</h3>
      <p className="caption muted">{t.wordsHint}</p>
      {rows.map(({ field, dictionary, known, words, left }) => (
        <fieldset key={field}>
          <legend>{layer.fields[field] ? of(layer.fields[field].label) : field}</legend>
          {words.map((word) => {
            const means = known[word];
            const count = left.find((one) => one.word === word)?.count;
            const value = means === undefined ? UNSET : means === null ? NOT_KNOWN : String(means);
            return (
              <label key={word} className={value === UNSET ? 'unknown' : ''}>
                <span>
                  {word}
                  {count !== undefined && <span className="caption muted"> {t.rowsOf(f.count(count))}</span>}
                </span>
                <select
                  value={value}
                  disabled={off}
                  onChange={(event) => {
                    const next = event.target.value;
                    if (next === UNSET) return;
                    const chosen = dictionary.find(({ id }) => String(id) === next)?.id ?? null;
                    onMapping(withWord(mapping, field, word, chosen));
                  }}
                >
                  <option value={UNSET}>{t.unknownWord}</option>
                  <option value={NOT_KNOWN}>{t.emptyWord}</option>
                  {dictionary.map(({ id, word: name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            );
          })}
        </fieldset>
      ))}
    </section>
  );

  function choicesOf(
    { fields }: Layer,
    field: string,
    gradeWord: (grade: '1' | '2' | '3' | '4') => string,
  ): readonly { readonly id: string | number; readonly word: string }[] | null {
    if (field === 'grade') return ([1, 2, 3, 4] as const).map((id) => ({ id, word: gradeWord(`${id}`) }));
    return fields[field]?.dictionary?.map((entry) => ({ id: entry.id, word: of(entry) })) ?? null;
  }
}
