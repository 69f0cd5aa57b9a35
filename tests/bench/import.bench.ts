/** Import of new rows through the command's own path against PostgreSQL's COPY of the same rows. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, it } from 'vitest';
import { enterprises } from '../../data/layers/enterprises.ts';
import { servant } from '../../server/db/database.ts';
import { runImport } from '../../server/imports/run.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { fillSmallCity, smallEnterprises } from '../harness/small-city.ts';
import { record } from './figures.ts';

const ROWS = 20_000;
let opened: Opened;
let folder: string;
beforeAll(async () => {
  opened = await openFresh('native');
  await fillSmallCity(opened.database, []);
  folder = await mkdtemp(join(tmpdir(), 'fourcolor-bench-'));
});
afterAll(async () => {
  await opened?.close();
  await rm(folder, { recursive: true, force: true });
});

it('Import of new enterprises (native; ours: CSV read, checked, region assigned, cells counted, an event each; baseline: COPY of the same rows into the same columns and indexes without triggers or policies)', async (context) => {
  const rows = smallEnterprises(ROWS);
  const csv = [
    'id,name,sector,grade,lon,lat',
    ...rows.map((r) => [r.sourceId, r.name, r.sector, r.grade ?? '', r.lon, r.lat].join(',')),
  ];
  const file = join(folder, 'rows.csv');
  await writeFile(file, csv.join('\n'));
  const began = performance.now();
  const report = await runImport(opened.database, servant('admin', 'bench'), {
    layer: enterprises,
    file: { name: 'rows.csv', chunks: () => createReadStream(file) },
    mapping: {
      layer: 'enterprises',
      source: 'bench',
      key: ['id'],
      fields: { name: 'name', sector: 'sector', grade: 'grade', lon: 'lon', lat: 'lat' },
    },
  });
  const oursS = (performance.now() - began) / 1000;
  if (!report.ok || report.inserted !== ROWS) throw new Error(JSON.stringify(report).slice(0, 500));

  // written and read by the database server itself
  const dump = join(tmpdir(), `fourcolor-bench-${process.pid}.copy`);
  const bare = new pg.Client(opened.urls!.superuser);
  await bare.connect();
  await bare.query(`
    create table bench_copy (like fourcolor.enterprises including all);
    copy fourcolor.enterprises to '${dump}';
  `);
  const copied = performance.now();
  await bare.query(`copy bench_copy from '${dump}'`);
  const baselineS = (performance.now() - copied) / 1000;
  await bare.end();
  await rm(dump, { force: true });
  record(context, {
    what: `${ROWS.toLocaleString('en')} rows`,
    ours: `${oursS.toFixed(1)} s (${Math.round(ROWS / oursS)} rows/s)`,
    baseline: `${baselineS.toFixed(1)} s (${Math.round(ROWS / baselineS)} rows/s)`,
    ratio: (oursS / baselineS).toFixed(1),
  });
});
