/** Roads that hang together, and roads that are cut off, in the register and after an import. */
import { beforeAll, expect, it } from 'vitest';
import { fileOf } from '../data/imports/fixture.ts';
import { roads } from '../data/layers/roads.ts';
import { servant } from '../server/db/database.ts';
import { runImport } from '../server/imports/run.ts';
import { connectRoads } from '../server/roads.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, WEST } from './harness/small-city.ts';
import { insertObjects, smallObjects } from './harness/small-layers.ts';

const at = (x: number, y: number) => [WEST + (x * SIDE) / 10, SOUTH + (y * SIDE) / 10];
const LINES = {
  trunk: [at(0, 5), at(3, 5), at(9, 5)],
  // ends at a vertex along the trunk
  side: [at(3, 5), at(3, 8)],
  // crosses the trunk on a bridge
  bridge: [at(7.5, 2), at(7.5, 4), at(7.5, 8)],
};

forEachEngine((_engine, open) => {
  let opened: Opened;
  const admin = servant('admin', 'test');
  const insert = (lines: Readonly<Record<string, readonly number[][]>>) =>
    opened.database.as(admin, (session) =>
      insertObjects(
        session,
        roads,
        Object.entries(lines).map(([name, line]) => {
          const one = smallObjects(roads, 1)[0]!;
          const values = { ...one.values, source_id: name, name, connected: null };
          return { ...one, values, geometry: { type: 'MultiLineString', coordinates: [line] } };
        }),
      ),
    );
  const states = () =>
    opened.database.as(admin, async (session) =>
      Object.fromEntries(
        (
          await session.query<{ name: string; connected: string }>(
            'select name, connected from fourcolor.roads',
          )
        ).map((row) => [row.name, row.connected]),
      ),
    );

  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    await insert(LINES);
  });

  it('are told apart, and written only where that changes', async () => {
    const first = await opened.database.as(admin, connectRoads);
    expect(first).toEqual({ main: 2, island: 1, changed: 3 });
    expect(await states()).toEqual({ trunk: 'main', side: 'main', bridge: 'island' });
    expect(await opened.database.as(admin, connectRoads)).toEqual({ main: 2, island: 1, changed: 0 });
  });

  it('are joined by an import, whoever imports', async () => {
    const ramp = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { no: 'ramp', name: 'ramp', class: 'primary' },
          geometry: { type: 'LineString', coordinates: [at(9, 5), at(7.5, 4)] },
        },
      ],
    };
    // a planner of the county where the ramp lies sees only a part of the network
    const who = { role: 'planner', userId: 'u', regions: ['990106000000'], sectors: null } as const;
    const report = await runImport(opened.database, who, {
      layer: roads,
      file: fileOf(JSON.stringify(ramp), 'ramp.geojson', 1 << 16),
      mapping: { source: 'small', key: ['no'], fields: { name: 'name', class: 'class' } },
    });
    expect(report).toMatchObject({ ok: true, inserted: 1 });
    expect(await states()).toEqual({ trunk: 'main', side: 'main', bridge: 'main', ramp: 'main' });
  });
});
