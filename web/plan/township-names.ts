/** Names of the townships that a list mentions: asked once for each, only while they are looked at. */
import { useEffect, useState } from 'react';
import { regionsAt } from '../api.ts';
import type { Lang } from '../map/props.ts';
import { nameIn } from '../parts/names.ts';
import { placeOf } from '../parts/place.ts';
import type { Row } from './rows.ts';

/** The names known so far, by 12-digit code. `rows` are the ones on the screen. */
export function useTownshipNames(rows: readonly Row[], lang: Lang): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [asked] = useState(() => new Set<string>());
  useEffect(() => {
    for (const row of rows) {
      const code = row.township;
      if (!code || asked.has(lang + code)) continue;
      asked.add(lang + code);
      regionsAt(...placeOf(row.item))
        .then(({ path }) => {
          const township = path.find((step) => step.code === code);
          if (township)
            setNames((known) => new Map(known).set(code, nameIn(lang, township.name, township.nameEn)));
        })
        // without a name the code is shown; the next list asks again
        .catch(() => asked.delete(lang + code));
    }
  }, [rows, asked, lang]);
  return names;
}
