/** Names of the townships that a list mentions: asked once for each, only while they are looked at. */
import { useEffect, useState } from 'react';
import { regionsAt } from '../api.ts';
import { placeOf } from '../parts/place.ts';
import type { Row } from './rows.ts';

/** The names known so far, by 12-digit code. `rows` are the ones on the screen. */
export function useTownshipNames(rows: readonly Row[]): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [asked] = useState(() => new Set<string>());
  useEffect(() => {
    for (const row of rows) {
      const code = row.township;
      if (!code || asked.has(code)) continue;
      asked.add(code);
      regionsAt(...placeOf(row.item))
        .then(({ path }) => {
          const township = path.find((step) => step.code === code);
          if (township) setNames((known) => new Map(known).set(code, township.name));
        })
        // without a name the code is shown; the next list asks again
        .catch(() => asked.delete(code));
    }
  }, [rows, asked]);
  return names;
}
