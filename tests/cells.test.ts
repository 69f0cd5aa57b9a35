/** Counted cells of every layer that has them stay equal to its objects, whatever is inserted, changed and removed. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { servant } from '../server/db/database.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';
import { fillSmallLayers } from './harness/small-layers.ts';

const CELLED: readonly Layer[] = LAYERS.filter((layer: Layer) => layer.cellsToZoom !== undefined);

forEachEngine((_engine, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(60));
    await fillSmallLayers(opened.database, 60);
  });
  const ask = <R>(sql: string, params: unknown[] = []) =>
    opened.database.as(servant('admin', 'test'), (session) => session.query<R>(sql, params));

  /** Cells that differ from a fresh count of the objects. */
  const wrong = (layer: Layer) => {
    const extended = layer.geometry.some((type) => type !== 'Point');
    const [key, place] = extended ? ['label_qk', 'label_point'] : ['qk', 'geom_3857'];
    const grade = layer.graded ? 'grade' : 'null::smallint';
    const parts = layer.cellsBy ? `(coalesce("${layer.cellsBy}", '')), ('*')` : "('*')";
    return ask(
      `with placed as (
         select ${key} as key, ${grade} as grade, part,
           (st_x(${place}) + 20037508.342789244) / (2 * 20037508.342789244) as east,
           (20037508.342789244 - st_y(${place})) / (2 * 20037508.342789244) as south
         from fourcolor.${layer.id}
         cross join lateral (values ${parts}) as parts (part)
       ),
       expected as (
         select z, part, key >> (37 - 2 * z) as cell, floor(east * 2.0 ^ (z + 6))::integer as x,
           floor(south * 2.0 ^ (z + 6))::integer as y, count(*)::integer as n,
           (count(*) filter (where grade = 1))::integer as g1, (count(*) filter (where grade = 2))::integer as g2,
           (count(*) filter (where grade = 3))::integer as g3, (count(*) filter (where grade = 4))::integer as g4,
           (count(*) filter (where grade is null))::integer as g0
         from placed
         cross join generate_series(0, $2::integer) as z
         group by 1, 2, 3, 4, 5
       ),
       kept as (
         select z::integer as z, part, cell, x, y, n, g1, g2, g3, g4, g0
         from fourcolor.layer_cells
         where layer = $1
       )
       (select * from expected except select * from kept)
       union all
       (select * from kept except select * from expected)`,
      [layer.id, layer.cellsToZoom],
    );
  };

  describe.each(CELLED.map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
    it('has the cells of its objects after the first insert', async () => {
      expect(await wrong(layer)).toEqual([]);
    });

    it('keeps them through changes of grade, kind and place, and through removal', async () => {
      const some = fc.integer({ min: 2, max: 7 });
      const change = fc.oneof(
        ...(layer.graded
          ? [
              fc.tuple(fc.constantFrom(null, 1, 2, 3, 4), some).map(([grade, every]) => ({
                set: `grade = ${grade}, grade_state = '${grade === null ? 'not_assessed' : 'current'}'`,
                every,
              })),
            ]
          : []),
        ...(layer.cellsBy
          ? [
              fc
                .tuple(
                  fc.constantFrom(...layer.fields[layer.cellsBy]!.dictionary!.map((word) => word.id)),
                  some,
                )
                .map(([word, every]) => ({ set: `"${layer.cellsBy}" = '${word}'`, every })),
            ]
          : []),
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), some).map(([share, every]) => ({
          set: `geom = st_setsrid(st_point(${WEST + share * SIDE}, ${SOUTH + share * SIDE}), 4326)`,
          every,
        })),
        some.map((every) => ({ set: null, every: every * 5 })),
      );
      await fc.assert(
        fc.asyncProperty(change, async ({ set, every }) => {
          const where = `where fid % ${every} = 0`;
          await ask(
            set === null
              ? `delete from fourcolor.${id} ${where}`
              : `update fourcolor.${id} set ${set} ${where}`,
          );
          expect(await wrong(layer)).toEqual([]);
        }),
        { numRuns: 12 },
      );
    });

    it('has none left without objects', async () => {
      await ask(`delete from fourcolor.${id}`);
      expect(await ask('select 1 from fourcolor.layer_cells where layer = $1', [id])).toEqual([]);
    });
  });
});
