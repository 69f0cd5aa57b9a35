/** Cells of a hostile file: a million characters cost no more than a name. */
import { expect, it } from 'vitest';
import { parseAngle, parseAnglePair } from '../../geo/angle.ts';
import { describeCrs } from '../../geo/describe-crs.ts';
import { tableById } from '../../layers/all.ts';
import { parseAddress } from './addresses.ts';
import { matchColumns } from './columns.ts';
import { parseDate } from './dates.ts';
import { nameSimilarity } from './names.ts';
import { parseNumber } from './numbers.ts';
import { matchValues } from './words.ts';

it('are read in less than a second all together', () => {
  const layer = tableById('enterprises');
  if (layer === undefined) throw new Error('no layer');
  const started = performance.now();
  for (const piece of ['(', '1', '°', '路', '市', '一', ' ', '[', '公司', '1,', '中山路与', '-'])
    for (const text of [piece.repeat(1_000_000 / piece.length), `PROJCS[${piece.repeat(100_000)}`]) {
      parseAngle(text);
      parseAnglePair(text);
      describeCrs(text);
      parseAddress(text);
      parseDate(text, { serials: true });
      parseNumber(text);
      nameSimilarity(text, `${text}a`);
      matchValues(layer, 'sector', [text]);
      matchColumns(layer, [{ name: text, samples: [text] }]);
    }
  // a second on a machine at rest; ten where twenty processes share two cores
  expect(performance.now() - started).toBeLessThan(10_000);
}, 120_000);
