/** CSV that runs nothing in a spreadsheet and says the same when it is read again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFile, fileOf } from '../../data/imports/fixture.ts';
import { enterprises } from '../../data/layers/enterprises.ts';
import { csv } from './csv.ts';

it('puts an apostrophe before what would run, and none before numbers', () => {
  const cells = ['=1+1', '+86 595', '@x', '＝1', '-2+3', '\tx', "'=1", '-2', -2.5, '重大'];
  expect(csv(['a'], [cells]).split('\r\n')[1]).toBe("'=1+1,'+86 595,'@x,'＝1,'-2+3,'\tx,''=1,'-2,-2.5,重大");
});

it('is imported again with every name as it was', async () => {
  const start = fc.constantFrom('', '=', '+', '-', '@', "'", "''=", '＋', '-1');
  const name = fc
    .tuple(start, fc.constantFrom('甲', '1', 'cmd|x', '"a", b', '-1.5', 'x'))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
      const text = csv(
        ['id', 'name', 'lon', 'lat'],
        names.map((one, i) => [`n${i}`, one, 119.3, 26.1]),
      );
      const mapping = { source: 's', key: ['id'], fields: { name: 'name', lon: 'lon', lat: 'lat' } };
      const { rows } = await checkFile(enterprises, fileOf(text), mapping);
      expect(rows.map(({ values }) => values.name)).toEqual(names);
    }),
    { numRuns: 60 },
  );
});
